"""The line to DUO of a gemeente, as its settings say; in trial and test a stand-in for DUO answers."""

from typing import cast

import httpx
from django.conf import settings
from django.utils.module_loading import import_string

from wegwijs.exchange.duo.client import Connection, DuoClient, DuoUnavailable
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente


def is_linked(gemeente: Gemeente) -> bool:
    """Whether messages go by machine; otherwise someone enters them in DUO's portal."""
    return DuoKoppeling.objects.filter(gemeente=gemeente, active=True).exists()


def client_for(gemeente: Gemeente) -> DuoClient:
    """A client with the gemeente's own OIN and certificate. Raises DuoUnavailable without a link."""
    link = DuoKoppeling.objects.filter(gemeente=gemeente, active=True).first()
    if link is None:
        raise DuoUnavailable("deze gemeente heeft geen koppeling met DUO")
    certificate = (link.certificate, link.key) if link.certificate else None
    return DuoClient(
        Connection(link.base_url, gemeente.oin, link.duo_oin, certificate), transport=_transport()
    )


def _transport() -> httpx.BaseTransport | None:
    path = getattr(settings, "DUO_TRANSPORT", None)
    return cast("httpx.BaseTransport", import_string(path)()) if path else None
