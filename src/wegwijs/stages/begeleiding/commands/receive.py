"""What the receiver does: take it, refuse it, answer it.

Who receives sees the referral and nothing of the dossier. Its right is proved by the row itself, locked under its own
scope; what then follows in the dossier (timeline, task, the row that closes) is written as the gemeente of that row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.numbers import holds_bsn
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.stages.begeleiding.models import Uitkomst, Verwijzing, Weigering
from wegwijs.stages.begeleiding.queries.referrals import received

State = Verwijzing.State


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver found and what follows."""

    outcome: Uitkomst
    found: str
    follows: str


@transaction.atomic
def accept_referral(referral: Verwijzing, *, by: Actor, on: date) -> None:
    """The receiver takes it; taking it twice changes nothing. Raises DomainError when it is no longer the receiver's."""
    with _mine(referral, by) as (row, dossier):
        if row.state == State.GEACCEPTEERD:
            return
        row.state, row.accepted_on, row.accepted_label = State.GEACCEPTEERD, on, by.label
        _save(row)
        drop_task(dossier, quiet_key(row), by=by, on=on)
        _tell(row, dossier, Kind.VERWIJZING_AANGENOMEN, by, on, "aangenomen")


@transaction.atomic
def refuse_referral(
    referral: Verwijzing, reason: Weigering, explained: str, *, by: Actor, on: date, expected_version: int
) -> None:
    """The receiver doesn't take it, or stops with it: access ends now, and the regisseur gets a task.

    Raises Conflict when a colleague did something with it, DomainError for a BSN in the words.
    """
    _no_bsn("explained", explained)
    with _mine(referral, by, expected_version, "reason") as (row, dossier):
        row.refused, row.explained = reason, explained.strip()
        _close(row, State.GEWEIGERD, by, on)
        _hand_back(row, dossier, f"Verwijzing niet aangenomen door {row.organisation}", by, on)
        _tell(row, dossier, Kind.VERWIJZING_GEWEIGERD, by, on, "niet aangenomen")


@transaction.atomic
def answer_referral(
    referral: Verwijzing, answer: Answer, *, by: Actor, on: date, expected_version: int
) -> None:
    """Give it back with what was found and what follows: access ends now, and the regisseur gets a task.

    Raises DomainError when it was not taken yet or for a BSN in the words, Conflict when a colleague did something with it.
    """
    _no_bsn("found", answer.found)
    _no_bsn("follows", answer.follows)
    with _mine(referral, by, expected_version, "outcome") as (row, dossier):
        if row.state != State.GEACCEPTEERD:
            raise DomainError("Neem de verwijzing eerst aan. Daarna kunt u antwoorden.")
        row.outcome, row.found, row.follows = answer.outcome, answer.found.strip(), answer.follows.strip()
        _close(row, State.TERUGGEGEVEN, by, on)
        _hand_back(row, dossier, f"Antwoord van {row.organisation} op de verwijzing", by, on)
        _tell(row, dossier, Kind.VERWIJZING_BEANTWOORD, by, on, "beantwoord")


def quiet_key(referral: Verwijzing) -> str:
    """Key of the task to ask how it goes."""
    return f"verwijzing:{referral.pk}:stil"


def page_of(referral: Verwijzing) -> str:
    """Address of the regisseur's page, for a task."""
    return reverse("begeleiding:sent", args=[referral.dossier_id, referral.pk])


@contextmanager
def _mine(
    referral: Verwijzing, by: Actor, expected_version: int | None = None, field: str = ""
) -> Iterator[tuple[Verwijzing, Dossier]]:
    """The row and its dossier, to write in as the gemeente: after the row showed itself to the actor's own scope.

    ``field``: of the form, beside which a colleague's act is shown when ``expected_version`` is an older one.
    """
    rows = received(by).select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=referral.pk).first()
    if row is None:
        raise DomainError("Deze verwijzing is niet meer voor u: zij is ingetrokken of al beantwoord.")
    by.require(Permission.REFERRAL_RECEIVE, row.gemeente_id)
    if expected_version is not None and row.version != expected_version:
        raise Conflict(
            "Een collega heeft net iets met deze verwijzing gedaan.",
            theirs={field: row.get_state_display()},
            version=row.version,
            what="Verwijzing",
        )
    with entered(of_gemeente(row.gemeente_id)):
        dossier = Dossier.objects.select_related("person", "gemeente", "regisseur").get(pk=row.dossier_id)
        yield row, dossier


def _no_bsn(field: str, text: str) -> None:
    if holds_bsn(text):
        raise DomainError("Hier staat een nummer dat een BSN kan zijn. Haal het weg.", field=field)


def _close(row: Verwijzing, state: State, by: Actor, on: date) -> None:
    row.state, row.shown, row.ended_on, row.ended_label = state, False, on, by.label
    _save(row)


def _save(row: Verwijzing) -> None:
    row.version += 1
    row.save()


def _hand_back(row: Verwijzing, dossier: Dossier, title: str, by: Actor, on: date) -> None:
    drop_task(dossier, quiet_key(row), by=by, on=on)
    add_task(
        dossier, title, why="Lees wat is gevonden en wat volgt.", due_on=on, link=page_of(row),
        source_key=f"verwijzing:{row.pk}:antwoord",
    )  # fmt: skip


def _tell(row: Verwijzing, dossier: Dossier, kind: Kind, by: Actor, on: date, what: str) -> None:
    record_event(
        dossier,
        kind,
        by=by,
        on=on,
        payload={"verwijzing": str(row.pk), "van": row.organisation.short},
        summary=f"{what} door {row.organisation.name}",
        origin=Origin.PARTNER,
    )
