"""T-25: what it costs when the college is late after an ingebrekestelling (Awb 4:17, 7:14)."""

from collections.abc import Iterator
from datetime import date, timedelta

from wi2021.dagen import Duur, Einde, einde, weken
from wi2021.facts import Facts
from wi2021.grondslag import START, Answer, Feit, NeedsJudgement, Outcome, bedrag, datum
from wi2021.parameters import known, parameter
from wi2021.termijnen.bezwaar import beslistermijn, objected_window
from wi2021.termijnen.regels import T25
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, Wie, made

PARTS = 3


def dwangsom(facts: Facts) -> Outcome[int] | None:
    """What a late PIP costs after an ingebrekestelling, in cents: nothing, since the PIP is ambtshalve."""
    if facts.ingebrekestelling is None:
        return None
    return Outcome(
        0,
        T25,
        (Feit("ingebrekestelling", "ingebrekestelling", datum(facts.ingebrekestelling)),),
        (
            f"De ingebrekestelling is ontvangen op **{datum(facts.ingebrekestelling)}**. Registreer haar.",
            "Een dwangsom loopt alleen bij een besluit op aanvraag of op bezwaar. Het PIP is een besluit uit eigen beweging: er loopt geen dwangsom.",
        ),
    )


def _grace(told: date) -> Duur:
    return weken(parameter("ingebrekestelling.weken", on=max(told, START)).value)


def _two_weeks(told: date) -> Einde:
    return einde(told, _grace(told))


def ingebrekestelling(facts: Facts) -> Iterator[Termijn]:
    """The two weeks in which a late decision on an objection still costs nothing."""
    objection = facts.bezwaar
    closed = objected_window(facts)
    if objection is None or objection.ingebrekestelling is None or closed is None:
        return
    told, end = objection.ingebrekestelling, _two_weeks(objection.ingebrekestelling)
    due = beslistermijn(objection, closed).last_day
    why = Reasons(
        f"{_grace(told)} na de ingebrekestelling",
        (
            f"Op het bezwaar moest uiterlijk **{datum(due)}** zijn beslist. De ingebrekestelling is van **{datum(told)}**.",
        ),
        erna=(
            f"Let op: de ingebrekestelling kwam voor **{datum(due)}**. Zij is te vroeg: er loopt geen dwangsom."
            if told <= due
            else "Daarna loopt een dwangsom, voor iedere dag dat het besluit te laat is.",
        ),
        feiten=(Feit("bezwaar", "ingebrekestelling", datum(told)),),
    )
    wat = Act(Soort.INGEBREKESTELLING, "Alsnog beslissen op bezwaar, zonder dwangsom", Wie.COLLEGE)
    yield made(wat, T25, told, "ingebrekestelling", end, why, met=objection.beslist)


def dwangsom_bezwaar(facts: Facts, *, on: date) -> Answer[int] | None:
    """What a late decision on an objection costs up to and including ``on``, in cents; None when nothing was told.

    It counts from the day after the two weeks until the decision, at most 42 days. For days of which the amounts
    aren't checked the answer is a judgement.
    """
    objection, closed = facts.bezwaar, objected_window(facts)
    if objection is None or objection.ingebrekestelling is None or closed is None:
        return None
    told = objection.ingebrekestelling
    feiten = (Feit("bezwaar", "ingebrekestelling", datum(told)),)
    if told <= beslistermijn(objection, closed).last_day:
        return Outcome(0, T25, feiten, ("De ingebrekestelling kwam te vroeg: er loopt geen dwangsom.",))
    starts = _two_weeks(told).last_day + timedelta(days=1)
    stops = min(objection.beslist or on, on)
    late = max((stops - starts).days + (0 if objection.beslist and objection.beslist <= on else 1), 0)
    days = min(late, parameter("dwangsom.dagen", on=max(starts, START)).value)
    if days == 0:
        return Outcome(0, T25, feiten, (f"Tot **{datum(starts)}** loopt er geen dwangsom.",))
    last = starts + timedelta(days=days - 1)
    if not known("dwangsom.deel.1.centen", on=last):
        return NeedsJudgement(
            T25,
            f"Hoeveel dwangsom is er verschuldigd over **{days}** dagen?",
            ("De bedragen vanaf 01-01-2026 zijn nog niet gecontroleerd.",),
            feiten,
            (f"De dwangsom loopt vanaf **{datum(starts)}**.",),
        )
    total = sum(_a_day(n, starts + timedelta(days=n)) for n in range(days))
    words = f"De dwangsom loopt vanaf **{datum(starts)}**, **{days}** {'dag' if days == 1 else 'dagen'}: **{bedrag(total)}**."
    return Outcome(total, T25, feiten, (words,))


def _a_day(number: int, on: date) -> int:
    """The amount for a day of being late, the first day being 0."""
    part = number // parameter("dwangsom.deel.dagen", on=on).value + 1
    return parameter(f"dwangsom.deel.{min(part, PARTS)}.centen", on=on).value
