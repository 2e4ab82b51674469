"""A plan that no longer holds asks for a new one; the law sets no term for it, the decision may (T-09)."""

from collections.abc import Iterator
from datetime import date

from wi2021.dagen import Einde
from wi2021.facts import RUST, Facts, PipFeit
from wi2021.grondslag import Feit, NeedsJudgement, datum
from wi2021.termijnen.regels import T09
from wi2021.termijnen.soorten import Aard, Act, Reasons, Soort, Termijn, Wie, made

_NO_TERM = "De wet noemt geen termijn voor een nieuw PIP na een intrekking of vernietiging."
_RUNS_ON = f"De inburgeringstermijn loopt intussen door ({T09.artikelen[0]})."


def nieuw_pip(facts: Facts) -> Iterator[Termijn]:
    """The day by which the decision that ended the plan says there is a new one; a date of the decision, never of the law."""
    ended = _ended(facts)
    if ended is None or ended.vernietigd is None or ended.nieuw_pip_voor is None:
        return
    day, since = ended.nieuw_pip_voor, ended.vernietigd
    made_on = min(
        (p.dagtekening for p in facts.pips if p.dagtekening >= since and p is not ended), default=None
    )
    why = Reasons(
        "afgesproken bij het intrekken",
        (
            f"Het PIP van {datum(ended.dagtekening)} geldt niet meer sinds **{datum(since)}**.",
            f"{_NO_TERM} In het besluit staat **{datum(day)}**.",
            _RUNS_ON,
        ),
        feiten=(
            Feit("pips", "geldt niet meer sinds", datum(since)),
            Feit("pips", "nieuw PIP voor", datum(day)),
        ),
    )
    wat = Act(Soort.NIEUW_PIP, "Nieuw PIP vaststellen", Wie.COLLEGE, Aard.BESLUIT)
    yield made(wat, T09, since, "einde van het PIP", Einde(day, day, False, ()), why, met=made_on)


def nieuw_pip_vraag(facts: Facts) -> NeedsJudgement | None:
    """By when there must be a new plan, when none is in force and no day was agreed."""
    ended = _ended(facts)
    if ended is None or ended.nieuw_pip_voor or facts.actueel_pip() or facts.plicht_eind:
        return None
    return NeedsJudgement(
        T09,
        "Er geldt nu geen PIP. Wanneer moet het nieuwe PIP er zijn?",
        (
            _NO_TERM,
            "Noemde de rechter of de beslissing op bezwaar een termijn? Dan geldt die.",
            _RUNS_ON,
        ),
        (Feit("pips", "geldt niet meer sinds", datum(ended.vernietigd)),) if ended.vernietigd else (),
    )


def _ended(facts: Facts) -> PipFeit | None:
    """The last plan of the own gemeente that was ended; None while the duty rests or an earlier plan holds again."""
    own = [p for p in facts.pips if p.vernietigd and (not facts.gemeente or p.gemeente == facts.gemeente)]
    last = max(own, key=lambda p: (p.vernietigd or date.min, p.versie), default=None)
    if last is None or facts.plicht_eindreden == RUST:
        return None
    before = (last.dagtekening, last.versie)
    still = any(p.vernietigd is None and (p.dagtekening, p.versie) < before for p in facts.pips)
    return None if still else last
