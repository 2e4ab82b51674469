"""A school reports on a participant over a quarter; putting it right gives a new version. What doesn't move becomes a signal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.leerroutes.commands.answer import theirs, told
from wegwijs.stages.leerroutes.commands.signalen import Reason, raise_signal, reason_passed
from wegwijs.stages.leerroutes.models import (
    ALFA,
    LETTERS,
    Advies,
    Inburgeringsaanbod,
    Signaalbron,
    Signaalsoort,
    Taalniveau,
    Toetsresultaat,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
    Voortgangsrapport,
)
from wegwijs.stages.leerroutes.quarters import Quarter, ended
from wegwijs.ui.format import day

# Which advice is a signal as well.
SIGNALS = {Advies.HOGER: Signaalsoort.HOGER, Advies.LAGER: Signaalsoort.LAGER}


@dataclass(frozen=True, slots=True)
class ToetsFacts:
    """A test of the school: on which day, of which skill, which one, and how it went."""

    on: date
    skill: Vaardigheid
    name: str
    result: Toetsuitslag


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report says. ``seen``: the number of the version that stood there for who fills this in (0: none), so that a colleague's isn't
    overwritten; None: whatever stands there is put right."""

    levels: Mapping[Vaardigheid, Taalniveau]
    expected: Verwachting
    advice: Advies
    expected_on: date | None = None
    remarks: str = ""
    tests: Sequence[ToetsFacts] = field(default=())
    seen: int | None = None


@transaction.atomic
def file_report(
    aanbod: Inburgeringsaanbod, quarter: Quarter, facts: ReportFacts, *, by: Actor
) -> Voortgangsrapport:
    """Report over a quarter that is over. The same again is nothing; else it is a new version, and the earlier stays.

    Raises DomainError for who isn't the school's any more or followed no lessons then, for a quarter that isn't over or long past, without
    any level, and for what can't be; Conflict when a colleague reported meanwhile.
    """
    with theirs(aanbod, by) as (row, dossier):
        _check(row, quarter, facts)
        was = row.rapporten.filter(quarter=quarter.first, stands=True).prefetch_related("toetsen").first()
        if was and _same(was, facts):
            return was
        if facts.seen is not None and facts.seen != (was.number if was else 0):
            raise Conflict(
                f"{was.label if was else 'Een collega'} maakte intussen een rapport over dit kwartaal.",
                theirs=_words(was), version=was.number if was else 0, what="Rapport",
            )  # fmt: skip
        if was:
            was.stands = False
            was.save(update_fields=["stands"])
        made = _write(row, quarter, facts, number=was.number + 1 if was else 1, by=by)
        told(
            row, dossier, Kind.VOORTGANGSRAPPORT, by, clock.today(), _summary(row, quarter, made),
            kwartaal=quarter.first.isoformat(), versie=str(made.number),
        )  # fmt: skip
        _follow(row, dossier, made, quarter, by)
        return made


def _check(row: Inburgeringsaanbod, quarter: Quarter, facts: ReportFacts) -> None:
    if row.began_on is None:
        raise DomainError("Leg eerst vast op welke dag de eerste les was. Daarna kunt u rapporteren.")
    if quarter not in ended(clock.today()):
        raise DomainError("Rapporteren kan over de laatste vier kwartalen die voorbij zijn. Kies een ander kwartaal.")  # fmt: skip
    if row.began_on > quarter.last or (row.ended_on and row.ended_on < quarter.first):
        raise DomainError(f"In het {quarter} volgde deze deelnemer bij u geen les. Kies een ander kwartaal.")
    if not facts.levels:
        raise DomainError("Vul van ten minste één vaardigheid het niveau in.", field="le")
    for skill, level in facts.levels.items():
        if level in ALFA and skill not in LETTERS:
            raise DomainError(
                f"{level.label} hoort bij lezen en schrijven. Kies bij {skill.label} ‘onder A1’ of een niveau vanaf A1.", field=skill.column
            )  # fmt: skip
    for number, test in enumerate(facts.tests, start=1):
        if not row.began_on <= test.on <= clock.today():
            raise DomainError(
                f"Kies voor de toets een dag van {day(row.began_on)} tot en met vandaag.",
                field=f"on_{number}",
            )
    if facts.expected_on and facts.expected == Verwachting.HAALT_NIET:
        raise DomainError(
            "Bij ‘haalt het niveau niet’ hoort geen dag. Maak de dag leeg.", field="expected_on"
        )


def _same(was: Voortgangsrapport, facts: ReportFacts) -> bool:
    levels = {skill: level for skill in Vaardigheid if (level := was.level(skill))}
    tests = [
        ToetsFacts(t.on, Vaardigheid(t.skill), t.name, Toetsuitslag(t.result)) for t in was.toetsen.all()
    ]
    said = (was.expected, was.expected_on, was.advice, was.remarks)
    return (levels, said, sorted(tests, key=_order)) == (
        dict(facts.levels), (facts.expected, facts.expected_on, facts.advice, facts.remarks.strip()),
        sorted(facts.tests, key=_order),
    )  # fmt: skip


def _order(test: ToetsFacts) -> tuple[date, str, str]:
    return test.on, test.skill.value, test.name


def _words(was: Voortgangsrapport | None) -> dict[str, str]:
    """What stands there, by the field of the form."""
    if was is None:
        return {}
    levels = {s.column: level.label if (level := was.level(s)) else "" for s in Vaardigheid}
    return {
        **levels, "expected": was.get_expected_display(), "advice": was.get_advice_display(), "remarks": was.remarks,
    }  # fmt: skip


def _write(
    row: Inburgeringsaanbod, quarter: Quarter, facts: ReportFacts, *, number: int, by: Actor
) -> Voortgangsrapport:  # fmt: skip
    made = Voortgangsrapport.objects.create(
        aanbod=row, quarter=quarter.first, number=number, expected=facts.expected, expected_on=facts.expected_on,
        advice=facts.advice, remarks=facts.remarks.strip(), recorded_by=by.user, label=by.label, recorded_at=clock.now(),
        **{skill.column: level for skill, level in facts.levels.items()},
    )  # fmt: skip
    Toetsresultaat.objects.bulk_create(
        Toetsresultaat(rapport=made, on=t.on, skill=t.skill, name=t.name, result=t.result) for t in facts.tests
    )  # fmt: skip
    return made


def _summary(row: Inburgeringsaanbod, quarter: Quarter, made: Voortgangsrapport) -> str:
    again = f", versie {made.number}" if made.number > 1 else ""
    return f"{row.organisation}, {quarter}{again}"


def _follow(
    row: Inburgeringsaanbod, dossier: Dossier, made: Voortgangsrapport, quarter: Quarter, by: Actor
) -> None:
    """What the report is a signal of: levels that didn't move since the one before, and advice about another level."""
    before = row.rapporten.filter(quarter=quarter.before.first, stands=True).first()
    stuck = before is not None and stands_still(before, made)
    reasons = {
        Signaalsoort.STAGNATIE: stuck,
        **{soort: made.advice == advice for advice, soort in SIGNALS.items()},
    }
    for soort, holds in reasons.items():
        cause = f"{soort.value}:{quarter.key}"
        if holds:
            said = (
                f"Geen vaardigheid ging vooruit tussen het {quarter.before} en het {quarter}."
                if soort is Signaalsoort.STAGNATIE
                else f"De school adviseert: {made.get_advice_display()}."
            )
            raise_signal(row, dossier, Reason(soort, Signaalbron.RAPPORT, said, cause), by=by, on=clock.today())  # fmt: skip
        else:
            reason_passed(row, dossier, cause, by=by, on=clock.today())


def stands_still(before: Voortgangsrapport, after: Voortgangsrapport) -> bool:
    """Whether no skill of which both say the level went up, and one could have."""
    pairs = [(a, b) for skill in Vaardigheid if (a := before.level(skill)) and (b := after.level(skill))]
    return bool(pairs) and all(b.rank <= a.rank for a, b in pairs) and any(b is not Taalniveau.B2 for _, b in pairs)  # fmt: skip
