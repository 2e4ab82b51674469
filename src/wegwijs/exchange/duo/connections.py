"""The line to DUO of a gemeente, as its settings say; in trial and test a stand-in for DUO answers.

How a line does is noted at the link, outside what broke off: a page tells it to whoever waits for DUO.
"""

from datetime import timedelta
from typing import cast

import httpx
from django.conf import settings
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from wegwijs import clock
from wegwijs.exchange.duo.certificates import Certificate, look_at
from wegwijs.exchange.duo.client import Connection, DuoClient, DuoUnavailable
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente

# That DUO answered is noted no more often than this: a row that every message writes would make them wait in line.
NOTED = timedelta(minutes=1)


def is_linked(gemeente: Gemeente) -> bool:
    """Whether messages go by machine; otherwise someone enters them in DUO's portal."""
    return DuoKoppeling.objects.filter(gemeente=gemeente, active=True).exists()


def client_for(gemeente: Gemeente) -> DuoClient:
    """A client with the gemeente's own OIN and certificate. Raises DuoUnavailable without a link that can be used."""
    link = DuoKoppeling.objects.filter(gemeente=gemeente, active=True).first()
    if link is None:
        raise DuoUnavailable("deze gemeente heeft geen koppeling met DUO")
    certificate = (link.certificate, link.key) if link.certificate else None
    connection = Connection(link.base_url, gemeente.oin, link.duo_oin, certificate, settings.DUO_CA)
    return DuoClient(connection, transport=_transport())


def _transport() -> httpx.BaseTransport | None:
    path = getattr(settings, "DUO_TRANSPORT", None)
    return cast("httpx.BaseTransport", import_string(path)()) if path else None


def certificate_of(link: DuoKoppeling) -> Certificate | None:
    """What can be said of a link's certificate today; None when none was set."""
    return look_at(link.certificate, link.key, on=clock.today()) if link.certificate else None


def note_trouble(gemeente: str, why: str) -> None:
    """DUO could not be reached for this gemeente."""
    since = Coalesce("trouble_since", Value(clock.now()))
    DuoKoppeling.objects.filter(gemeente=gemeente).update(trouble=why[:300], trouble_since=since)


def note_answer(gemeente: str) -> None:
    """DUO answered this gemeente, be it with a refusal."""
    stale = ~Q(trouble="") | Q(answered_at=None) | Q(answered_at__lt=clock.now() - NOTED)
    DuoKoppeling.objects.filter(stale, gemeente=gemeente).update(
        trouble="", trouble_since=None, answered_at=clock.now()
    )
