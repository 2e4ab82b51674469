"""Send what stands in the outbox to DUO; each answer is recorded at the message and in the dossier's timeline."""

import logging
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor, system_actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.client import DuoClient, DuoRefusal, DuoUnavailable
from wegwijs.exchange.duo.commands.toets import KIND as TOETS
from wegwijs.exchange.duo.commands.toets import NothingToTell, take_off, tell_toets
from wegwijs.exchange.duo.connections import client_for, is_linked, note_answer, note_trouble
from wegwijs.exchange.duo.mapping import (
    MODULES,
    NotForDuo,
    contact_for_duo,
    module_for_duo,
    offer_for_duo,
    pip_for_duo,
)
from wegwijs.exchange.duo.models import DuoContactpersoon
from wegwijs.exchange.duo.queries import dossier_of, due_outbound
from wegwijs.messages.commands import broken, settle_outbound, too_many_faults
from wegwijs.messages.commands import send_again as requeue
from wegwijs.messages.models import OutboundMessage
from wegwijs.rowsecurity.scope import entered, of_gemeente

State = OutboundMessage.State
log = logging.getLogger(__name__)


def send_due() -> int:
    """Send everything that is due, each in its own transaction; returns how many DUO took or refused.

    When DUO can't be reached for a gemeente, the rest of that gemeente waits for the next run; the others go on.
    """
    settled = 0
    unreachable: set[str] = set()
    for pk, gemeente in list(due_outbound().values_list("pk", "gemeente_id")):
        if gemeente in unreachable:
            continue
        try:
            with entered(of_gemeente(gemeente)):
                settled += send_message(pk)
        except DuoUnavailable as problem:
            unreachable.add(gemeente)
            note_trouble(gemeente, str(problem))
        except Exception as fault:
            # One message that breaks our own code must not hold up the others; its content stays out of the log.
            log.error("message %s to DUO breaks off: %s", pk, type(fault).__name__)
            _broken(pk, type(fault).__name__)
    return settled


def send_message(message_id: UUID) -> bool:
    """Send one message; True when it is settled now, False when that was so before or someone else is sending it.

    Raises DuoUnavailable after recording the attempt.
    """
    with transaction.atomic():
        message = (
            OutboundMessage.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("gemeente")
            .filter(pk=message_id, settled_at=None)
            .first()
        )
        if message is None:
            return False
        dossier = dossier_of(message)
        try:
            _deliver(message, dossier)
        except NothingToTell as known:
            note_answer(message.gemeente_id)
            _dropped(message, dossier, str(known))
            return True
        except (DuoRefusal, NotForDuo) as refusal:
            if isinstance(refusal, DuoRefusal):
                note_answer(message.gemeente_id)
            _refused(message, dossier, refusal)
            return True
        except DuoUnavailable as problem:
            settle_outbound(message, state=State.FAILED, answer=str(problem), by="Wegwijs", final=False)
        else:
            note_answer(message.gemeente_id)
            _accepted(message, dossier)
            return True
    raise DuoUnavailable(message.answer)


@transaction.atomic
def _broken(pk: UUID, fault: str) -> None:
    """A message that breaks our own code is tried a few times and then parked, with a task to look at it."""
    message = OutboundMessage.objects.select_for_update().get(pk=pk)
    parked = too_many_faults(message)
    settle_outbound(
        message, state=State.REFUSED if parked else State.FAILED, answer=broken(fault), by="Wegwijs", final=parked
    )  # fmt: skip
    if parked:
        _ask_to_solve(message, dossier_of(message), "Bericht aan DUO breekt af", broken(fault))


def send_again(message: OutboundMessage, *, by: Actor) -> None:
    """Try now what did not arrive or was refused. Raises DomainError when it was settled, or goes by the portal."""
    by.require(Permission.DUO_FACTS, message.gemeente_id)
    if not is_linked(message.gemeente):
        raise DomainError(
            "Deze gemeente heeft geen koppeling met DUO. Voer het bericht in bij DUO en vink het af in de werklijst."
        )
    requeue(message)
    record(
        by=by, action=Action.EXPORT, kind="bericht", key=message.pk, gemeente=message.gemeente_id,
        detail="opnieuw versturen naar DUO",
    )  # fmt: skip


def _deliver(message: OutboundMessage, dossier: Dossier) -> None:
    if not dossier.person.bsn:
        raise NotForDuo(
            "Het BSN is nog niet bekend. Vul het aan bij de persoon en verstuur het bericht opnieuw."
        )
    person = f"/personen/{dossier.person.bsn}"
    with client_for(message.gemeente) as client:
        match message.kind:
            case "pip":
                client.post(f"{person}/PIP", pip_for_duo(message.payload), message_id=str(message.message_id))
            case "pip_intrekken":
                client.delete(f"{person}/PIP", message_id=str(message.message_id))
            case "pvt" | "map" | "zroute":
                body = module_for_duo(message.kind, message.payload)
                client.put(f"{person}/{message.kind}", body, message_id=str(message.message_id))
            case "aanbod":
                school, body = offer_for_duo(message.payload)
                client.post(f"{person}/Inburgeringsaanbod/{school}", body, message_id=str(message.message_id))
            case "aanbod_intrekken":
                school, _ = offer_for_duo(message.payload)
                client.delete(f"{person}/Inburgeringsaanbod/{school}", message_id=str(message.message_id))
            case "toets_overgeslagen":
                take_off(client, message, dossier)
            case "contactpersoon":
                _deliver_contact(client, message, person)
            case _:
                raise NotForDuo(
                    f"Wegwijs kent geen bericht ‘{message.kind}’ aan DUO. Meld dit aan de beheerder."
                )


def _deliver_contact(client: DuoClient, message: OutboundMessage, person: str) -> None:
    """Make the contact person at DUO once a gemeente, then link the inburgeraar to it: two messages, two numbers."""
    content = contact_for_duo(message.payload)
    known = {"naam": content["naam"], "email": content["email"], "telefoon": content["telefoonnummer"]}
    contact = DuoContactpersoon.objects.filter(gemeente=message.gemeente, **known).first()
    if contact is None:
        made = client.post("/contactpersonen", content, message_id=str(message.message_id))
        if not isinstance(made, dict) or not isinstance(made.get("id"), int):
            raise DuoUnavailable("DUO gaf geen nummer bij de contactpersoon")
        contact = DuoContactpersoon.objects.create(gemeente=message.gemeente, duo_id=made["id"], **known)
    number = uuid5(message.message_id, "koppelen")
    client.post(f"/contactpersonen/{contact.duo_id}{person}", None, message_id=str(number))


def _dropped(message: OutboundMessage, dossier: Dossier, why: str) -> None:
    settle_outbound(message, state=State.DROPPED, answer=why, by="Wegwijs", final=True)
    _tell(message, dossier, "niet nodig", why)
    _task_done(message, dossier)


def _accepted(message: OutboundMessage, dossier: Dossier) -> None:
    settle_outbound(message, state=State.ACCEPTED, answer="DUO heeft het aangenomen.", by="DUO", final=True)
    _tell(message, dossier, "aanvaard", "door DUO aangenomen")
    _task_done(message, dossier)


def _refused(message: OutboundMessage, dossier: Dossier, refusal: DuoRefusal | NotForDuo) -> None:
    sent = isinstance(refusal, DuoRefusal)
    settle_outbound(
        message, state=State.REFUSED, answer=str(refusal), by="DUO" if sent else "Wegwijs", final=True
    )
    _tell(message, dossier, "geweigerd", f"{'door DUO geweigerd' if sent else 'niet verstuurd'}: {refusal}")
    title = "Weigering van DUO oplossen" if sent else "Bericht aan DUO aanvullen"
    _ask_to_solve(message, dossier, title, str(refusal))


def _ask_to_solve(message: OutboundMessage, dossier: Dossier, title: str, why: str) -> None:
    add_task(
        dossier,
        title,
        why=why[:240],
        link=reverse("duo:message_out", args=[message.pk]),
        source_key=f"duo:geweigerd:{message.kind}",
    )


SHORT = {"pvt": "PVT", "map": "MAP", "zroute": "Z-route"}
# What the timeline says of a withdrawal, where that has other words than the message about the plan itself.
_WITHDRAWN = {"aanvaard": "verwijderd", "geweigerd": "verwijderen geweigerd"}


def _tell(message: OutboundMessage, dossier: Dossier, stand: str, sentence: str) -> None:
    if message.kind == TOETS:
        tell_toets(message, dossier, stand, sentence)
    if message.kind in MODULES:
        _tell_module(message, dossier, stand, sentence)
    if message.kind not in ("pip", "pip_intrekken"):
        return
    said = _WITHDRAWN.get(stand, stand) if message.kind == "pip_intrekken" else stand
    record_event(
        dossier, Kind.PIP_BIJ_DUO, by=system_actor("duo", on=clock.today()), on=clock.today(), origin=Origin.DUO,
        payload={
            "versie": message.payload["versie"], "stand": said, "antwoord": message.answer,
        },
        summary=sentence, dedupe_key=f"duo:uit:{message.pk}:{message.attempts}",
    )  # fmt: skip


def _tell_module(message: OutboundMessage, dossier: Dossier, stand: str, sentence: str) -> None:
    said = _WITHDRAWN.get(stand, stand) if not message.payload.get("datum") else stand
    record_event(
        dossier, Kind.MODULE_BIJ_DUO, by=system_actor("duo", on=clock.today()), on=clock.today(), origin=Origin.DUO,
        payload={"module": message.kind, "stand": said, "antwoord": message.answer},
        summary=f"{SHORT[message.kind]}: {sentence}"[:240], dedupe_key=f"duo:uit:{message.pk}:{message.attempts}",
    )  # fmt: skip


def _task_done(message: OutboundMessage, dossier: Dossier) -> None:
    by = system_actor("duo", on=clock.today())
    drop_task(dossier, f"duo:geweigerd:{message.kind}", by=by, on=clock.today())
