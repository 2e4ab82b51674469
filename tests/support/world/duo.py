"""What DUO sent."""

from collections.abc import Mapping
from datetime import datetime

from support.region import Region
from wegwijs.clock import AMSTERDAM
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.commands.receive import receive_notification

NOON = datetime(2026, 11, 20, 12, tzinfo=AMSTERDAM)


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """A kennisgeving of somebody whom nobody knows."""
    receive_notification(
        region.dordrecht, message_id="b-1", event="SS101", bsn=None, v_nummer=2_899_999_999, registered_at=NOON
    )  # fmt: skip
