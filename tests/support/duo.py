"""The stand-in for DUO that tests talk to, and what a test needs to set it up."""

import httpx

from wegwijs.exchange.duo.fake.server import OIN, FakeDuo
from wegwijs.exchange.duo.fake.store import MemoryStore, Record, new_person
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente

fake = FakeDuo(MemoryStore(), {})


def transport() -> httpx.BaseTransport:
    """What the client uses instead of the network."""
    return fake.transport()


def link(gemeente: Gemeente) -> None:
    """Give a gemeente its machine link, to the stand-in."""
    DuoKoppeling.objects.create(gemeente=gemeente, base_url="https://duo.test/v1", duo_oin=OIN)
    fake.gemeenten[gemeente.oin] = gemeente.code


def start_afresh() -> None:
    """An empty stand-in."""
    fake.store = MemoryStore()
    fake.gemeenten.clear()
    fake.down = False


def asylum_person(**changes: object) -> Record:
    """An asielstatushouder with a kennisgeving of 20 August 2026, settled in Dordrecht on 10 September."""
    record = new_person(
        begin="2026-08-18",
        kennisgeving="2026-08-20",
        indeling="Asielstatushouder",
        gedetailleerd="Asielstatushouder",
        gemeente="0505",
        gevestigd="2026-09-10",
    )
    return {**record, **changes}
