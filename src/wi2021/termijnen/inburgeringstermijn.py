"""T-08, T-09: three years from the day after the first PIP. DUO sets the termijn and may extend it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from wi2021.dagen import Einde, einde_vanaf, jaren
from wi2021.facts import VOLDAAN, Duotermijn, Facts, PipFeit
from wi2021.grondslag import Feit, datum, weekday
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T08, T09
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, TermijnState, Wie, made

_WAT = Act(Soort.INBURGERINGSTERMIJN, "Einde inburgeringstermijn", Wie.INBURGERAAR, plicht=False)
_CHANGES = ("DUO kan de termijn verlengen, op verzoek of uit eigen beweging.",)


def einde_termijn(facts: Facts) -> date | None:
    """The last day of the inburgeringstermijn: as DUO has it, else three years after the first PIP; None without either."""
    if facts.termijn:
        return facts.termijn.eind_exclusief - timedelta(days=1)
    first = facts.eerste_pip()
    return _own(first).last_day if first else None


def inburgeringstermijn(facts: Facts, *, on: date) -> Iterator[Termijn]:
    """The end of the termijn. It stays open after its last day: who didn't meet the duty by then is over time."""
    first = facts.eerste_pip()
    if first:
        found = _from_pip(facts, first)
    elif facts.termijn:
        found = _from_duo(facts.termijn)
    else:
        return
    yield _over_time(_ended(found, facts), on)


def _own(first: PipFeit) -> Einde:
    years = jaren(parameter("inburgeringstermijn.jaren", on=first.dagtekening).value)
    return einde_vanaf(first.dagtekening + timedelta(days=1), years)


def _from_pip(facts: Facts, first: PipFeit) -> Termijn:
    own, begins = _own(first), first.dagtekening + timedelta(days=1)
    length = jaren(parameter("inburgeringstermijn.jaren", on=first.dagtekening).value)
    after = []
    if len(facts.pips) > 1:
        after.append(
            f"Een later PIP, of een nieuw PIP na bezwaar of verhuizing, verandert het begin niet ({T09.artikelen[0]})."
        )
    if facts.termijn:
        after += _duo_says(facts.termijn, begins, own.last_day)
    why = Reasons(
        f"{length} vanaf de dag na het PIP",
        (
            f"Het eerste PIP is van **{datum(first.dagtekening)}**. De termijn begint een dag later: **{datum(begins)}**.",
        ),
        erna=tuple(after),
        verandert=_CHANGES,
        feiten=(Feit("pips", "eerste PIP", datum(first.dagtekening)), *_duo_facts(facts)),
        mede=(T09,) if len(facts.pips) > 1 else (),
    )
    found = made(_WAT, T08, first.dagtekening, "eerste PIP", own, why)
    return replace(found, last_day=einde_termijn(facts) or own.last_day)


def _from_duo(termijn: Duotermijn) -> Termijn:
    """DUO set the termijn of someone whose first PIP isn't known here."""
    last = termijn.eind_exclusief - timedelta(days=1)
    why = Reasons(
        "termijn van DUO",
        (
            f"DUO stelde de termijn vast: vanaf **{datum(termijn.start)}** tot en met {weekday(last)} **{datum(last)}**.",
            "Het eerste PIP is hier niet bekend; daarom is de termijn niet nagerekend.",
        ),
        verandert=_CHANGES,
        feiten=(Feit("termijn", "termijn van DUO", datum(last)),),
    )
    return made(_WAT, T08, termijn.start, "begin termijn bij DUO", Einde(last, last, False, ()), why)


def _duo_facts(facts: Facts) -> tuple[Feit, ...]:
    if facts.termijn is None:
        return ()
    return (Feit("termijn", "einde bij DUO (eerste dag erna)", datum(facts.termijn.eind_exclusief)),)


def _duo_says(theirs: Duotermijn, begins: date, ours: date) -> Iterator[str]:
    last = theirs.eind_exclusief - timedelta(days=1)
    first_after = f"DUO noemt de eerste dag erna: {datum(theirs.eind_exclusief)}"
    if theirs.start != begins:
        yield f"Let op: bij DUO begint de termijn op **{datum(theirs.start)}**, niet op {datum(begins)}. Neem contact op met DUO."
    if last == ours:
        yield f"DUO stelde dezelfde termijn vast: tot en met **{datum(last)}** ({first_after})."
    elif last > ours:
        ground = f" ({theirs.grond})" if theirs.grond else ""
        yield f"DUO verlengde de termijn tot en met **{datum(last)}**{ground}. {first_after}."
    else:
        yield f"Let op: DUO noemt **{datum(last)}**, eerder dan de berekening. Neem contact op met DUO."


def _ended(found: Termijn, facts: Facts) -> Termijn:
    """Met on the day on which DUO says that the duty was met; another end is told by the caller."""
    if facts.plicht_eind and facts.plicht_eindreden.startswith(VOLDAAN):
        sentence = f"DUO meldt dat aan de plicht is voldaan op **{datum(facts.plicht_eind)}**."
        return replace(
            found, state=TermijnState.VOLDAAN, met_on=facts.plicht_eind, uitleg=(*found.uitleg, sentence)
        )
    return found


def _over_time(found: Termijn, on: date) -> Termijn:
    if found.state is not TermijnState.OPEN or on <= found.last_day:
        return found
    sentence = "De termijn is verstreken en DUO heeft het einde van de plicht niet gemeld. DUO beslist wat er volgt (T-24)."
    return replace(found, uitleg=(*found.uitleg, sentence))
