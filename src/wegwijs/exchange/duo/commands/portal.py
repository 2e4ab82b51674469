"""What someone enters in DUO's portal for a gemeente without a machine link: ticked off with day and name, and put back
when that was a mistake."""

from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.commands.toets import KIND as TOETS
from wegwijs.exchange.duo.mapping import MODULES
from wegwijs.exchange.duo.queries import dossier_of
from wegwijs.messages.commands import reopen_outbound, settle_outbound
from wegwijs.messages.models import OutboundMessage

State = OutboundMessage.State
# What a tick says in the timeline: the kind of event for each kind of message; a contact person has none.
_TOLD = {
    "pip": Kind.PIP_BIJ_DUO,
    "pip_intrekken": Kind.PIP_BIJ_DUO,
    TOETS: Kind.TOETS_BIJ_DUO,
    "pvt": Kind.MODULE_BIJ_DUO,
    "map": Kind.MODULE_BIJ_DUO,
    "zroute": Kind.MODULE_BIJ_DUO,
}


@transaction.atomic
def tick_off(message: OutboundMessage, *, by: Actor, on: date) -> None:
    """Someone entered this in DUO's portal on the day ``on``.

    Raises DomainError when it was settled before, and for a day in the future or before the message was made.
    """
    by.require(Permission.DUO_FACTS, message.gemeente_id)
    current = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    if current.settled_at:
        raise DomainError(f"Dit is al afgevinkt door {current.settled_by}.")
    made = current.created_at.astimezone(clock.AMSTERDAM).date()
    if on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst. Vul vandaag of eerder in.", field="on")
    if on < made:
        raise DomainError(f"Het bericht ontstond op {made:%d-%m-%Y}. Vul die dag of later in.", field="on")
    settle_outbound(
        current,
        state=State.DONE_BY_HAND,
        answer=f"Ingevoerd in het portaal op {on:%d-%m-%Y}.",
        by=by.label,
        final=True,
    )
    dossier = dossier_of(current)
    _audit(current, dossier, by, "portaal DUO: afgevinkt")
    if current.kind in _TOLD:
        gone = current.kind == "pip_intrekken"
        said = {"stand": "verwijderd" if gone else "overgenomen", "antwoord": current.answer}
        version = {"versie": current.payload["versie"]} if "versie" in current.payload else {}
        if current.kind in MODULES:
            gone, version = not current.payload.get("datum"), {"module": current.kind}
            said["stand"] = "verwijderd" if gone else "overgenomen"
        record_event(
            dossier, _TOLD[current.kind], by=by, on=on, payload={**version, **said},
            summary=f"{'verwijderd' if gone else 'ingevoerd'} in het portaal van DUO", dedupe_key=_key(current),
        )  # fmt: skip


@transaction.atomic
def put_back(message: OutboundMessage, *, by: Actor, reason: str) -> None:
    """It was ticked off by mistake and stands on the list again; the timeline keeps the line, struck through.

    Raises DomainError when it wasn't ticked off, or without a reason.
    """
    by.require(Permission.DUO_FACTS, message.gemeente_id)
    current = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    if current.state != State.DONE_BY_HAND:
        raise DomainError("Dit is niet afgevinkt. Ververs de pagina.")
    if not reason.strip():
        raise DomainError("Schrijf op waarom het afvinken niet klopte.", field="reason")
    dossier = dossier_of(current)
    told = Gebeurtenis.objects.filter(dossier=dossier, dedupe_key=_key(current), superseded_by=None).first()
    reopen_outbound(current)
    _audit(current, dossier, by, "portaal DUO: afvinken teruggedraaid")
    record_event(
        dossier, Kind.NOTITIE, by=by, on=clock.today(), payload={"tekst": reason.strip()}, supersedes=told,
        summary=f"Toch niet ingevoerd in het portaal van DUO: {reason.strip()}",
    )  # fmt: skip


def _key(message: OutboundMessage) -> str:
    """Of the tick that stands: each has its own line."""
    return f"duo:uit:{message.pk}:portaal:{message.attempts}"


def _audit(message: OutboundMessage, dossier: Dossier, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.EXPORT, kind="dossier", key=dossier.pk, gemeente=message.gemeente_id, detail=what
    )
