"""Send what stands in the outbox to DUO; each answer is recorded at the message and in the dossier's timeline."""

from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor, system_actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import add_task, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.client import DuoRefusal, DuoUnavailable
from wegwijs.exchange.duo.connections import client_for
from wegwijs.exchange.duo.mapping import contact_for_duo, pip_for_duo
from wegwijs.exchange.duo.queries import dossier_of, due_outbound
from wegwijs.messages.commands import settle_outbound
from wegwijs.messages.models import OutboundMessage

State = OutboundMessage.State


def send_due() -> int:
    """Send everything that is due, each in its own transaction; returns how many DUO took or refused.

    When DUO can't be reached, the rest waits for the next run.
    """
    settled = 0
    for pk in list(due_outbound().values_list("pk", flat=True)):
        try:
            settled += send_message(pk)
        except DuoUnavailable:
            break
    return settled


def send_message(message_id: UUID) -> bool:
    """Send one message; True when it is settled now. Raises DuoUnavailable after recording the attempt."""
    with transaction.atomic():
        message = OutboundMessage.objects.select_for_update().select_related("gemeente").get(pk=message_id)
        if message.settled_at:
            return False
        dossier = dossier_of(message)
        try:
            _deliver(message, dossier)
        except DuoRefusal as refusal:
            _refused(message, dossier, refusal)
            return True
        except DuoUnavailable as problem:
            settle_outbound(message, state=State.FAILED, answer=str(problem), by="Wegwijs", final=False)
        else:
            _accepted(message, dossier)
            return True
    raise DuoUnavailable(message.answer)


def _deliver(message: OutboundMessage, dossier: Dossier) -> None:
    person = f"/personen/{dossier.person.bsn}"
    key = str(message.pk)
    with client_for(message.gemeente) as client:
        match message.kind:
            case "pip":
                client.post(f"{person}/PIP", pip_for_duo(message.payload), message_id=key)
            case "pip_intrekken":
                client.delete(f"{person}/PIP", message_id=key)
            case "contactpersoon":
                made = client.post("/contactpersonen", contact_for_duo(message.payload), message_id=key)
                client.post(f"/contactpersonen/{(made or {}).get('id')}{person}", None, message_id=key)
            case _:
                raise DuoRefusal([f"Wegwijs kent geen bericht {message.kind} aan DUO"])


def _accepted(message: OutboundMessage, dossier: Dossier) -> None:
    settle_outbound(message, state=State.ACCEPTED, answer="DUO heeft het aangenomen.", by="DUO", final=True)
    _tell(message, dossier, "aanvaard", "door DUO aangenomen")


def _refused(message: OutboundMessage, dossier: Dossier, refusal: DuoRefusal) -> None:
    settle_outbound(message, state=State.REFUSED, answer=str(refusal), by="DUO", final=True)
    _tell(message, dossier, "geweigerd", f"door DUO geweigerd: {refusal}")
    add_task(
        dossier,
        "Weigering van DUO oplossen",
        why=str(refusal)[:240],
        source_key=f"duo:geweigerd:{message.kind}",
    )


def _tell(message: OutboundMessage, dossier: Dossier, stand: str, sentence: str) -> None:
    if message.kind != "pip":
        return
    record_event(
        dossier, Kind.PIP_BIJ_DUO, by=system_actor("duo", on=clock.today()), on=clock.today(), origin=Origin.DUO,
        payload={"versie": message.payload["versie"], "stand": stand, "antwoord": message.answer},
        summary=sentence, dedupe_key=f"duo:uit:{message.pk}:{message.attempts}",
    )  # fmt: skip


@transaction.atomic
def tick_off(message: OutboundMessage, *, by: Actor) -> None:
    """Someone entered this in DUO's portal. Raises DomainError when it was settled before."""
    by.require(Permission.DUO_FACTS, message.gemeente_id)
    current = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    if current.settled_at:
        raise DomainError(f"Dit is al overgenomen door {current.settled_by}.")
    settle_outbound(
        current, state=State.DONE_BY_HAND, answer="Ingevoerd in het portaal.", by=by.label, final=True
    )
    dossier = dossier_of(current)
    record(
        by=by,
        action=Action.EXPORT,
        kind="dossier",
        key=dossier.pk,
        gemeente=current.gemeente_id,
        detail="portaal DUO",
    )
    _tell(current, dossier, "overgenomen", "ingevoerd in het portaal van DUO")
