"""What went to and fro with DUO, for the states."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from pages.states.files import handed_over, worked_on
from pages.states.world_people import Dossiers
from support import duo
from support.duo import asylum_person
from support.region import TODAY, Region
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.commands import handle_notification, receive_notification, tick_off
from wegwijs.exchange.duo.duo_file import DUO_FILE
from wegwijs.imports.commands import store_file
from wegwijs.imports.models import ImportFile
from wegwijs.messages.commands import queue_outbound, settle_outbound
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.organisations.models import Gemeente

PIP_SENT = {
    "versie": 1, "dagtekening": "2026-11-20", "leerroute": "B", "niveau": "B1", "intensiteit_uren": 600,
    "alfabetisering": "NVT",
}  # fmt: skip


@dataclass(frozen=True)
class Messages:
    """What went to and fro with DUO."""

    failed: InboundMessage
    handled: InboundMessage
    refused: OutboundMessage
    by_hand: OutboundMessage
    list: ImportFile  # tried out


def messages_of(region: Region, made: Dossiers) -> Messages:
    """Send and receive them."""
    zwijndrecht = Gemeente.objects.get(pk="0642")
    duo.fake.store.save("999991358", {**asylum_person(), "gemeente": "0642"})
    handled = _received(zwijndrecht, "SS101", "999991358")
    failed = _received(zwijndrecht, "SS131", "999991553")
    refused = _queued(made.fresh, "refused", "0642")
    said = "Dagtekening ligt voor de vestiging in de gemeente"
    settle_outbound(refused, state=OutboundMessage.State.REFUSED, answer=said, by="DUO", final=True)
    ticked = _queued(made.fresh, "ticked", "0505")
    tick_off(ticked, by=region.regisseur, on=TODAY)
    return Messages(failed, handled, refused, _queued(made.fresh, "hand", "0505"), _list(region))


def _list(region: Region) -> ImportFile:
    lines = "bsn;plichtig;begin plicht;kennisgeving\n999990159;ja;18-08-2026;20-08-2026\n123456789;ja;;\n"
    upload = store_file(
        DUO_FILE, region.dordrecht, file_name="duo.csv", content=lines.encode(), origin="portaal", as_of=TODAY,
        by=region.regisseur,
    )  # fmt: skip
    return worked_on(handed_over(upload, region))


def _received(gemeente: Gemeente, event: str, bsn: str) -> InboundMessage:
    message, _ = receive_notification(
        gemeente, message_id=str(uuid4()), event=event, bsn=bsn, v_nummer=None,
        registered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    handle_notification(message.pk)
    return message


def _queued(dossier: Dossier, key: str, gemeente: str) -> OutboundMessage:
    return queue_outbound(
        partner="duo", kind="pip", key=key, gemeente=gemeente, payload=PIP_SENT, dossier_id=dossier.pk
    )
