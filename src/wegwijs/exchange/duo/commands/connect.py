"""Connect a gemeente to DUO, take it back to the portal, and see whether the line works."""

import re
from pathlib import Path

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.client import DuoRefusal, DuoUnavailable
from wegwijs.exchange.duo.connections import certificate_of, client_for, note_answer, note_trouble
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente

_OIN = re.compile(r"\d{20}", re.ASCII)
# A question about nobody: DUO's register of language schools.
HARMLESS = "/instellingen"


@transaction.atomic
def change_connection(
    gemeente: Gemeente, *, by: Actor, base_url: str, duo_oin: str, certificate: str, key: str, active: bool
) -> str:
    """Functional management sets or switches off a link; says how it is now. Raises NotAllowed, or as below."""
    by.require(Permission.SETTINGS_VIEW, gemeente.pk)
    return set_connection(
        gemeente.pk,
        by=by,
        base_url=base_url,
        duo_oin=duo_oin,
        certificate=certificate,
        key=key,
        active=active,
    )


@transaction.atomic
def set_connection(
    gemeente: str, *, by: Actor, base_url: str, duo_oin: str, certificate: str, key: str, active: bool
) -> str:
    """Set or switch off the link of a gemeente; says how it is now. An empty value keeps what was set.

    Raises DomainError for an unknown gemeente, an address or OIN that can't be, and a certificate that can't be used or
    was made for another gemeente.
    """
    found = Gemeente.objects.filter(pk=gemeente).first()
    if found is None:
        raise DomainError(f"Er is geen gemeente met code {gemeente}.")
    rows = DuoKoppeling.objects.select_for_update()
    link = rows.filter(gemeente=found).first() or DuoKoppeling(gemeente=found)
    link.base_url, link.duo_oin = base_url or link.base_url, duo_oin or link.duo_oin
    link.certificate = certificate or link.certificate
    # Another certificate without a key of its own holds its key itself.
    link.key = key or ("" if certificate else link.key)
    link.active = active
    if active:
        _check(link, found)
    elif link._state.adding:
        return f"{found}: via het portaal van DUO (er was geen koppeling)."
    link.trouble, link.trouble_since = "", None
    link.save()
    record(
        by=by, action=Action.CHANGE, kind="koppeling", key=found.code, gemeente=found.code,
        detail="koppeling met DUO " + ("in gebruik" if active else "uitgezet"),
    )  # fmt: skip
    return f"{found}: {'via ' + link.base_url if active else 'via het portaal van DUO'}."


def _check(link: DuoKoppeling, gemeente: Gemeente) -> None:
    if not link.base_url.startswith("https://") or not link.base_url.rstrip("/").endswith("/v1"):
        raise DomainError("Het adres van DUO begint met https:// en eindigt op /v1.", field="base_url")
    if not _OIN.fullmatch(link.duo_oin):
        raise DomainError(
            "Het OIN van DUO heeft 20 cijfers. Neem het over uit het OIN-register.", field="duo_oin"
        )
    link.base_url = link.base_url.rstrip("/")
    for name in (link.certificate, link.key):
        if name and not Path(name).is_file():
            raise DomainError(f"Het bestand {name} is er niet.", field="certificate")
    certificate = certificate_of(link)
    if certificate and certificate.fault:
        raise DomainError(f"{certificate.fault[0].upper()}{certificate.fault[1:]}.", field="certificate")
    if certificate and certificate.oin and certificate.oin != gemeente.oin:
        raise DomainError(
            f"Dit certificaat is van OIN {certificate.oin}, en {gemeente} heeft OIN {gemeente.oin}. Kies het certificaat "
            "van deze gemeente, of verbeter het OIN bij Beheer.",
            field="certificate",
        )


def try_connection(gemeente: Gemeente, *, by: Actor) -> tuple[bool, str]:
    """Ask DUO something about nobody: whether it answered well, and a sentence about it. Raises NotAllowed."""
    by.require(Permission.SETTINGS_VIEW, gemeente.pk)
    record(
        by=by, action=Action.VIEW, kind="koppeling", key=gemeente.pk, gemeente=gemeente.pk,
        detail="verbinding met DUO geprobeerd",
    )  # fmt: skip
    try:
        with client_for(gemeente) as client:
            client.get(HARMLESS)
    except DuoUnavailable as problem:
        note_trouble(gemeente.pk, str(problem))
        return False, f"De verbinding van {gemeente} met DUO werkt niet: {problem}."
    except DuoRefusal as refusal:
        note_answer(gemeente.pk)
        return False, f"DUO antwoordt {gemeente}, maar weigert: {refusal}."
    note_answer(gemeente.pk)
    return True, f"De verbinding van {gemeente} met DUO werkt."
