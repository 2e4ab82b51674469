"""What could still make somebody's inburgeringstermijn longer: every ground with its proof, on what is known here (X-a to X-n)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from wegwijs import clock
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.stages.leerroutes.models import NEVER, Voltooiingsstand
from wegwijs.stages.leerroutes.queries.voltooien import Completion
from wi2021.facts import Doelgroep, Facts, Leerroute
from wi2021.grondslag import NeedsJudgement, Outcome, Regel
from wi2021.leerroutes import TAALONDERDELEN, Stand
from wi2021.termijnen import einde_termijn
from wi2021.verlenging import BEWIJS, REGELS, Grond, VerlengFeiten, gronden, verlenging

# Grounds that follow from what is known here; of the others only the inburgeraar knows whether the cause was there.
KNOWN = frozenset({Grond.GEEN_AANBOD, Grond.BIJNA_KLAAR})


@dataclass(frozen=True, slots=True)
class Chance:
    """One ground. ``helps``: True or False where it follows from what is known, None where it depends on a cause.

    ``length``: how much longer, in words; "" while that can't be said. ``why``: sentences of the law.
    """

    grond: Grond
    rule: Regel
    helps: bool | None
    length: str
    proof: str
    why: tuple[str, ...]


def chances(found: Completion, *, all_lessons: bool = False, lesson_hours: int = 0) -> tuple[Chance, ...]:
    """Of one dossier, in the order of the Regeling. ``all_lessons``: the lessons of the PIP were all followed."""
    last, pip, table = einde_termijn(found.facts), found.facts.eerste_pip(), found.table
    if last is None or pip is None:
        return ()
    stands = {row.onderdeel: row.stand for row in table.rijen} if table else {}
    facts = VerlengFeiten(
        einde=last, pip=pip.dagtekening, aanbod=first_offer(found.facts),
        gestart=first_lesson(found.facts), leerroute=found.route,
        doelgroep=found.facts.doelgroep, lesuren=lesson_hours, alle_lessen=all_lessons,
        taalonderdelen=_passed(stands), knm=_is_done(stands, "knm"), pvt=_is_done(stands, "pvt"), map=_is_done(stands, "map"),
    )  # fmt: skip
    return tuple(_chances(facts, clock.today()))


def chances_of(
    row: Voltooiingsstand, today: date, *, all_lessons: bool, lesson_hours: int, begun: date | None
) -> tuple[Chance, ...]:
    """The same of a row of the list, without asking the database; ``begun``: the first lesson of the Onderwijsroute."""
    if row.ends_on == NEVER:
        return ()
    stands = {part: Stand(stand) for part, stand in row.parts}
    facts = VerlengFeiten(
        einde=row.ends_on, pip=row.pip_on, aanbod=row.offered_on, gestart=begun, leerroute=Leerroute(row.route),
        doelgroep=Doelgroep(row.group) if row.group else None, lesuren=lesson_hours, alle_lessen=all_lessons,
        taalonderdelen=row.passed, knm=_is_done(stands, "knm"), pvt=_is_done(stands, "pvt"), map=_is_done(stands, "map"),
    )  # fmt: skip
    return tuple(_chances(facts, today))


def first_offer(facts: Facts) -> date | None:
    """The day of the first offer since the first PIP: a later one ends no delay that was over."""
    pip = facts.eerste_pip()
    return min((one.datum for one in facts.aanbod if pip and one.datum >= pip.dagtekening), default=None)


def first_lesson(facts: Facts) -> date | None:
    """The first lesson since the route in force was set: who goes on at another school had begun, and who came from another route hadn't."""
    now = facts.actueel_pip()
    if now is None:
        return None
    since = now.dagtekening
    for one in sorted(
        (pip for pip in facts.pips if pip.vernietigd is None), key=lambda pip: pip.dagtekening, reverse=True
    ):
        if one.leerroute is not now.leerroute:
            break
        since = one.dagtekening
    return min((one.gestart for one in facts.aanbod if one.gestart and one.gestart >= since), default=None)


def _passed(stands: dict[str, Stand]) -> int:
    return sum(1 for part in TAALONDERDELEN if stands.get(part) is Stand.KLAAR)


def _is_done(stands: dict[str, Stand], part: str) -> bool:
    return stands.get(part) in (Stand.KLAAR, Stand.VERVALT)


def _chances(facts: VerlengFeiten, on: date) -> Iterable[Chance]:
    for stand in gronden(facts, on=on):
        known = stand.grond in KNOWN
        answer = stand.antwoord
        # An offer that never came delays as long as it does: until today, and longer.
        late = stand.grond is Grond.GEEN_AANBOD and facts.aanbod is None and not isinstance(answer, Outcome)
        if late and facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER and facts.leerroute is not None:
            yield _no_offer_yet(facts, on)
            continue
        value = answer.value if isinstance(answer, Outcome) else None
        length = str(value.duur) if value and value.duur.aantal else ""
        why = (answer.vraag, *answer.weeg) if isinstance(answer, NeedsJudgement) else answer.uitleg
        helps = stand.helpt if known else (False if value and not value.duur.aantal else None)
        yield Chance(stand.grond, REGELS[stand.grond], helps, length, BEWIJS[stand.grond], why)


def _no_offer_yet(facts: VerlengFeiten, on: date) -> Chance:
    """As if the offer came today: what the delay is so far."""
    answer = verlenging(Grond.GEEN_AANBOD, replace(facts, aanbod=on), on=on)
    rule, value = REGELS[Grond.GEEN_AANBOD], answer.value if isinstance(answer, Outcome) else None
    if value is None or not value.duur.aantal:
        why = ("Er is nog geen aanbod, en de tijd daarvoor is nog niet voorbij.",)
        return Chance(Grond.GEEN_AANBOD, rule, False, "", BEWIJS[Grond.GEEN_AANBOD], why)
    why = ("Er is nog geen aanbod gedaan. De duur loopt op tot de dag van het aanbod.",)
    return Chance(Grond.GEEN_AANBOD, rule, True, f"tot nu {value.duur}", BEWIJS[Grond.GEEN_AANBOD], why)


def decisions(rows: Iterable[Gebeurtenis]) -> list[Gebeurtenis]:
    """What DUO set and decided about the term, newest first, and the statements that the college gave."""
    about = (Kind.DUO_TERMIJN, Kind.COLLEGEVERKLARING)
    found = [
        row
        for row in rows
        if row.kind in about
        or (row.kind == Kind.DUO_VERZOEK and "verleng" in str(row.payload.get("soort", "")).lower())
    ]
    return sorted(found, key=lambda row: (row.on, row.pk), reverse=True)
