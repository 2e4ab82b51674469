"""Which school somebody chose, and asking it something: only who gets no offer, and data on request only (P-03, E64)."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.leerroutes.models import (
    EigenSchool,
    Gegevensvraag,
    Gevraagde,
    Schoolgegeven,
    Vraaguitkomst,
)
from wegwijs.ui.format import day
from wi2021.facts import Doelgroep
from wi2021.grondslag import Artikel, Regeling

MAKE = Permission.PLACEMENT_MAKE
WI_16, WI_35 = Artikel(Regeling.WI, "16"), Artikel(Regeling.WI, "35", "3")
PATIENCE = timedelta(days=14)
AHEAD = timedelta(days=365)


@transaction.atomic
def register_school(
    dossier: Dossier, name: str, place: str, *, since: date, by: Actor, on: date
) -> EigenSchool:
    """Which school somebody chose and pays, and from when. The one before ends the day before.

    Raises NotAllowed; DomainError for an asielstatushouder (who gets an offer, Wi 16), while the doelgroep isn't known, in a closed dossier, for a day more
    than a year ahead, and one not after the beginning of the school before.
    """
    by.require(MAKE, dossier.gemeente_id)
    held = Dossier.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=dossier.pk)
    _chooses_itself(held)
    if since > on + AHEAD:
        raise DomainError("Deze dag ligt meer dan een jaar vooruit. Kijk hem na.", field="since")
    before = EigenSchool.objects.select_for_update(of=("self",)).filter(dossier=held, until=None).first()
    if before and since <= before.since:
        raise DomainError(
            f"{before.name} staat er al sinds {day(before.since)}. Kies een latere dag.", field="since"
        )
    if before:
        _end(before, since - timedelta(days=1), by, on)
    made = EigenSchool.objects.create(
        dossier=held,
        gemeente=held.gemeente,
        name=name.strip(),
        place=place.strip(),
        since=since,
        label=by.label,
    )
    _told(held, Kind.EIGEN_SCHOOL, made, by, on, f"{made}, vanaf {day(since)}")
    return made


@transaction.atomic
def end_school(school: EigenSchool, *, by: Actor, on: date, last_day: date, expected_version: int) -> None:
    """Somebody stopped there. Raises NotAllowed, Conflict, and DomainError for a day before the first or after today."""
    by.require(MAKE, school.gemeente_id)
    row = EigenSchool.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=school.pk)
    if row.until or row.version != expected_version:
        raise Conflict(
            "Een collega heeft hier net iets gewijzigd.", theirs={"last_day": day(row.until) if row.until else "loopt"},
            version=row.version, what="School van eigen keuze",
        )  # fmt: skip
    if not row.since <= last_day <= on:
        raise DomainError(f"Kies een dag van {day(row.since)} tot en met vandaag.", field="last_day")
    _end(row, last_day, by, on)


def end_school_with_dossier(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes asks nothing any more; where somebody goes from then on is no business of the gemeente."""
    for row in EigenSchool.objects.select_for_update(of=("self",)).filter(dossier=dossier, until=None):
        row.dossier = dossier
        _end(row, max(on, row.since), by, on)


def _end(row: EigenSchool, last_day: date, by: Actor, on: date) -> None:
    row.until = max(last_day, row.since)
    row.version += 1
    row.save()
    for vraag in Gegevensvraag.objects.filter(school=row, ended=""):
        _close(vraag, Vraaguitkomst.INGETROKKEN, "", by, on)
    _told(row.dossier, Kind.EIGEN_SCHOOL_EINDE, row, by, on, f"{row.name}, tot en met {day(row.until)}")


@transaction.atomic
def ask_data(
    school: EigenSchool,
    who: Gevraagde,
    about: Collection[Schoolgegeven],
    because: str,
    *,
    by: Actor,
    on: date,
) -> Gegevensvraag:
    """Ask for progress, attendance or effort, for a reason (Wi 35(3)); the regisseur gets a task for when no answer comes.

    Raises NotAllowed; DomainError without a reason, for nothing at all, and while the same is asked already.
    """
    by.require(MAKE, school.gemeente_id)
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("gemeente", "regisseur")
        .get(pk=school.dossier_id)
    )
    _chooses_itself(dossier)
    _may_be_asked(school, who, about, because)
    made = Gegevensvraag.objects.create(
        dossier=dossier, gemeente=dossier.gemeente, school=school, asked_of=who, about=sorted(about), because=because.strip(),
        asked_on=on, asked_label=by.label, answer_by=on + PATIENCE,
    )  # fmt: skip
    _told(
        dossier,
        Kind.GEGEVENS_GEVRAAGD,
        school,
        by,
        on,
        f"aan {who.label}: {', '.join(Schoolgegeven(one).label for one in made.about)}",
        vraag=made,
    )
    add_task(
        dossier, f"Antwoord van {who.label} vastleggen", why="U vroeg gegevens over de lessen.", due_on=made.answer_by,
        link=reverse("leerroutes:data_answer", args=[dossier.pk, made.pk]), source_key=_task(made),
    )  # fmt: skip
    return made


def _may_be_asked(
    school: EigenSchool, who: Gevraagde, about: Collection[Schoolgegeven], because: str
) -> None:
    if not because.strip():
        raise DomainError(
            "Schrijf op waarom u dit nodig hebt: gegevens worden alleen op verzoek gedeeld.",
            field="because",
            artikel=WI_35,
        )
    if not about:
        raise DomainError("Kies wat u wilt weten.", field="about")
    if Gegevensvraag.objects.filter(school=school, asked_of=who, ended="").exists():
        raise DomainError(
            f"Er loopt al een vraag aan {who.label}. Leg eerst het antwoord daarop vast.", field="who"
        )


@transaction.atomic
def close_question(vraag: Gegevensvraag, outcome: Vraaguitkomst, answer: str, *, by: Actor, on: date) -> None:
    """What came of it. The same again changes nothing. Raises NotAllowed, and DomainError for an answer without words and one that ended otherwise."""
    by.require(MAKE, vraag.gemeente_id)
    row = (
        Gegevensvraag.objects.select_for_update(of=("self",))
        .select_related("dossier__gemeente", "school")
        .get(pk=vraag.pk)
    )
    if row.ended == outcome:
        return
    if row.ended:
        raise DomainError(f"Dit is al vastgelegd: {row.get_ended_display()}.")
    if outcome is Vraaguitkomst.BEANTWOORD and not answer.strip():
        raise DomainError("Schrijf op wat het antwoord was.", field="answer")
    _close(row, outcome, answer if outcome is Vraaguitkomst.BEANTWOORD else "", by, on)


def _close(row: Gegevensvraag, outcome: Vraaguitkomst, answer: str, by: Actor, on: date) -> None:
    row.ended, row.ended_on, row.answer = outcome, on, answer.strip()
    row.save()
    who = Gevraagde(row.asked_of).label
    _told(row.dossier, Kind.GEGEVENS_ANTWOORD, row.school, by, on, f"{who}: {outcome.label}", vraag=row)
    drop_task(row.dossier, _task(row), by=by, on=on)


def _task(row: Gegevensvraag) -> str:
    return f"gegevensvraag:{row.pk}"


def _told(
    dossier: Dossier,
    kind: Kind,
    school: EigenSchool,
    by: Actor,
    on: date,
    summary: str,
    vraag: Gegevensvraag | None = None,
) -> None:
    payload = {"school": str(school.pk), **({"vraag": str(vraag.pk)} if vraag else {})}
    record_event(dossier, kind, by=by, on=on, payload=payload, summary=summary[:240])


def _chooses_itself(dossier: Dossier) -> None:
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Een school vastleggen kan alleen in een open dossier.")
    group = facts_of(dossier.gemeente_id, timeline(dossier)).doelgroep
    if group is None:
        raise DomainError("De doelgroep is nog niet bekend. DUO geeft die door; daarna kunt u verder.")
    if group is Doelgroep.ASIELSTATUSHOUDER:
        raise DomainError(
            "Een asielstatushouder krijgt een aanbod van de gemeente. Zoek een cursus.", artikel=WI_16
        )
