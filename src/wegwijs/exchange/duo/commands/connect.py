"""Connect a gemeente to DUO, or take it back to the portal. For the administrator of the installation."""

import re
from pathlib import Path

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente

_OIN = re.compile(r"\d{20}")


@transaction.atomic
def set_connection(
    gemeente: str, *, base_url: str, duo_oin: str, certificate: str, key: str, active: bool
) -> str:
    """Set or switch off the link of a gemeente; says how it is now. An empty value keeps what was set.

    Raises DomainError for an unknown gemeente, an address or OIN that can't be, and files that aren't there.
    """
    found = Gemeente.objects.filter(pk=gemeente).first()
    if found is None:
        raise DomainError(f"Er is geen gemeente met code {gemeente}.")
    link = DuoKoppeling.objects.filter(gemeente=found).first() or DuoKoppeling(gemeente=found)
    link.base_url, link.duo_oin = base_url or link.base_url, duo_oin or link.duo_oin
    link.certificate, link.key = certificate or link.certificate, key or link.key
    link.active = active
    if active:
        _check(link)
    elif link._state.adding:
        return f"{found}: via het portaal van DUO (er was geen koppeling)."
    link.save()
    record(
        by=system_actor("wegwijs", on=clock.today()), action=Action.CHANGE, kind="koppeling", key=found.code,
        gemeente=found.code, detail="koppeling met DUO " + ("in gebruik" if active else "uitgezet"),
    )  # fmt: skip
    return f"{found}: {'via ' + link.base_url if active else 'via het portaal van DUO'}."


def _check(link: DuoKoppeling) -> None:
    if not link.base_url.startswith("https://") or not link.base_url.rstrip("/").endswith("/v1"):
        raise DomainError("Geef met --adres het adres van DUO: het begint met https:// en eindigt op /v1.")
    if not _OIN.fullmatch(link.duo_oin):
        raise DomainError("Geef met --oin-duo het OIN van DUO: 20 cijfers.")
    for name in (link.certificate, link.key):
        if name and not Path(name).is_file():
            raise DomainError(f"Het bestand {name} is er niet.")
