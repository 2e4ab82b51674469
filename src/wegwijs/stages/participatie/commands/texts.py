"""Versions of the official form: functional management lays one before a colleague, who puts it in force (PVT-02)."""

from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import Max

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Employee
from wegwijs.stages.participatie.models import Verklaringstekst

State = Verklaringstekst.State


@transaction.atomic
def offer_form(
    *, by: Actor, valid_from: date, source: str, file_name: str, content: bytes
) -> Verklaringstekst:
    """Lay a version before a colleague, with where it comes from. The file is kept as it is, with its hash.

    Raises NotAllowed without the right; DomainError when it is no PDF, the same file as an earlier version, or while
    another version waits.
    """
    maker = _employee(by)
    if not content.startswith(b"%PDF-"):
        raise DomainError("Dit bestand is geen PDF. Kies het officiële formulier als PDF.", field="file")
    mark = sha256(content).hexdigest()
    rows = Verklaringstekst.objects.filter(organisation=by.organisation)
    if same := rows.exclude(state=State.VERVALLEN).filter(sha256=mark).first():
        raise DomainError(f"Dit bestand staat er al, als versie {same.number}.", field="file")
    number = 1 + (rows.aggregate(last=Max("number"))["last"] or 0)
    try:
        with transaction.atomic():
            made = Verklaringstekst.objects.create(
                organisation=by.organisation, number=number, valid_from=valid_from, source=source,
                file_name=file_name[-120:], content=content, sha256=mark, made_by=maker, made_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise DomainError(
            "Er wacht al een versie op een collega. Laat die eerst vaststellen of vervallen."
        ) from None
    _note(made, by, "voorgelegd")
    return made


@transaction.atomic
def put_form_in_force(text: Verklaringstekst, *, by: Actor) -> None:
    """The second person compared it with the source. Raises NotAllowed for one's own, DomainError when it no longer waits."""
    current = _held(text, by)
    if current.made_by_id == _employee(by).pk:
        raise NotAllowed("U hebt deze versie zelf voorgelegd. Een collega van beheer stelt haar vast.")
    _decide(current, State.VASTGESTELD, by, "vastgesteld")


@transaction.atomic
def drop_form(text: Verklaringstekst, *, by: Actor) -> None:
    """It will not be used. Raises DomainError when it no longer waits."""
    _decide(_held(text, by), State.VERVALLEN, by, "vervallen")


def _decide(current: Verklaringstekst, state: str, by: Actor, what: str) -> None:
    current.state, current.decided_by, current.decided_at = state, by.employee, clock.now()
    current.save(update_fields=["state", "decided_by", "decided_at"])
    _note(current, by, what)


def _held(text: Verklaringstekst, by: Actor) -> Verklaringstekst:
    _employee(by)
    current = Verklaringstekst.objects.select_for_update().defer("content").get(pk=text.pk)
    if current.organisation_id != by.organisation.pk:
        raise NotAllowed("Deze versie is van een andere organisatie.")
    if current.state != State.VOORGELEGD:
        raise DomainError(f"Deze versie is al {current.get_state_display()}. Ververs de pagina.")
    return current


def _employee(by: Actor) -> Employee:
    if by.employee is None or not (by.sees_all and by.may(Permission.SETTINGS_VIEW)):
        raise NotAllowed("Alleen functioneel beheer houdt het formulier van de participatieverklaring bij.")
    return by.employee


def _note(text: Verklaringstekst, by: Actor, what: str) -> None:
    record(by=by, action=Action.CHANGE, kind="verklaring", key=text.pk, detail=f"{text} {what}")
