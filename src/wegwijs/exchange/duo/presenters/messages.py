"""Messages from and to DUO, in a list and on a page of their own."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.codes import EVENTS
from wegwijs.exchange.duo.mapping import MODULES
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.ui.format import day, masked_bsn, moment
from wegwijs.ui.parts import Fact

IN, OUT = InboundMessage.State, OutboundMessage.State
_CAME = {IN.FAILED: "late", IN.RECEIVED: "soon", IN.HANDLED: "in-time", IN.KEPT: "neutral"}
_WENT = {
    OUT.QUEUED: "soon", OUT.FAILED: "soon", OUT.REFUSED: "late", OUT.ACCEPTED: "in-time", OUT.DONE_BY_HAND: "done",
    OUT.DROPPED: "neutral",
}  # fmt: skip
KINDS = {
    "pip": "PIP",
    "pip_intrekken": "PIP intrekken",
    "contactpersoon": "Contactpersoon",
    "toets_overgeslagen": "Leerbaarheidstoets afmelden",
    "pvt": "Participatieverklaringstraject (PVT)",
    "map": "Module arbeidsmarkt en participatie (MAP)",
    "zroute": "Z-route afgerond",
    "aanbod": "Inburgeringsaanbod",
    "aanbod_intrekken": "Inburgeringsaanbod verwijderen",
}
_DAYS = {
    "pvt": "Datum ondertekening PVT",
    "map": "Datum eindgesprek MAP",
    "zroute": "Datum afronding Z-route",
}
_LEERROUTE = {"B": "B1-route", "O": "Onderwijsroute", "Z": "Zelfredzaamheidsroute"}
_ALFA = {"A": "ja, analfabeet", "AA": "ja, anders-gealfabetiseerd", "NVT": "niet van toepassing"}


@dataclass(frozen=True, slots=True)
class Line:
    """One message in a list."""

    url: str
    when: str
    what: str
    code: str
    gemeente: str
    name: str
    dossier: str
    number: str
    state: str
    severity: str
    said: str
    note: str
    retry: str
    aside: str = ""


def who(dossier: Dossier | None) -> tuple[str, str, str]:
    """List name, address and number of a dossier; empty without one."""
    if dossier is None:
        return "", "", ""
    return dossier.person.list_name, reverse("desk:dossier", args=[dossier.pk]), dossier.number


def inbound_line(message: InboundMessage, dossiers: Mapping[UUID, Dossier]) -> Line:
    """A message of DUO."""
    event = EVENTS.get(message.kind)
    name, url, number = who(dossiers.get(message.dossier_id) if message.dossier_id else None)
    waits = message.state in (IN.FAILED, IN.RECEIVED)
    return Line(
        url=reverse("duo:message_in", args=[message.pk]),
        when=moment(message.received_at),
        what=event.meaning if event else "onbekend bericht",
        code=message.kind,
        gemeente=message.gemeente.naam,
        name=name,
        dossier=url,
        number=number,
        state=message.get_state_display(),
        severity=_CAME[IN(message.state)],
        said=message.outcome,
        note="",
        retry=reverse("duo:retry_in", args=[message.pk]) if waits else "",
        aside=reverse("duo:put_aside", args=[message.pk]) if message.state == IN.FAILED else "",
    )


def outbound_line(message: OutboundMessage, dossiers: Mapping[UUID, Dossier]) -> Line:
    """A message to DUO."""
    name, url, number = who(dossiers.get(message.dossier_id) if message.dossier_id else None)
    waits = message.state in (OUT.FAILED, OUT.REFUSED)
    again = f"volgende poging {moment(message.next_attempt_at)}" if message.next_attempt_at else ""
    tries = f"{message.attempts} pogingen" if message.attempts > 1 else ""
    return Line(
        url=reverse("duo:message_out", args=[message.pk]),
        when=moment(message.created_at),
        what=title_of(message),
        code="",
        gemeente=message.gemeente.naam,
        name=name,
        dossier=url,
        number=number,
        state=message.get_state_display(),
        severity=_WENT[OUT(message.state)],
        said=message.answer,
        note=" · ".join(filter(None, (tries, again))),
        retry=reverse("duo:retry_out", args=[message.pk]) if waits else "",
    )


def title_of(message: OutboundMessage) -> str:
    """PIP van 12-11-2026 (versie 1), Contactpersoon A. de Vries."""
    p = message.payload
    name = KINDS.get(message.kind, message.kind)
    if message.kind == "pip" and p.get("dagtekening"):
        return f"{name} van {_day(p['dagtekening'])} (versie {p.get('versie', 1)})"
    return f"{name} {p['naam']}" if message.kind == "contactpersoon" and p.get("naam") else name


def fields(message: OutboundMessage) -> tuple[Fact, ...]:
    """What DUO must get, in the words and the order of its portal."""
    p = message.payload
    if message.kind == "contactpersoon":
        return tuple(
            Fact(label, str(p.get(key) or ""))
            for label, key in (("Naam", "naam"), ("E-mailadres", "email"), ("Telefoonnummer", "telefoon"))
        )
    if message.kind == "toets_overgeslagen":
        return (
            Fact("Examennummer", p.get("examennummer") or "staat in het portaal, als DUO iemand aanmeldde"),
            Fact("Wat u doet", "Haal de aanmelding voor de leerbaarheidstoets weg"),
        )
    if message.kind in MODULES:
        label = _DAYS[message.kind]
        blame = p.get("verwijtbaar") or "leeg laten: binnen de termijn"
        if not p.get("datum"):
            return (Fact("Wat u doet", f"Haal de {label[:1].lower()}{label[1:]} weg"),)
        told = (Fact("Verwijtbaar", blame),) if message.kind != "zroute" else ()
        return (Fact(label, _day(p["datum"])), *told)
    if message.kind == "aanbod_intrekken":
        return (
            Fact("School", str(p.get("school") or "")),
            Fact("Wat u doet", "Haal het inburgeringsaanbod bij deze school weg"),
        )
    if message.kind == "aanbod":
        offered = (
            ("School", p.get("school")), ("Instellingsnummer", p.get("instelling") or "zoek de school op in het portaal"),
            ("Datum inburgeringsaanbod", _day(p.get("datum"))), ("Verwachte startdatum opleiding", _day(p.get("start"))),
            ("Verwachte einddatum opleiding", _day(p.get("einde"))),
            ("Alfabetiserings\u00adonderwijs", _ALFA.get(p.get("alfabetisering", ""), "")),
        )  # fmt: skip
        return tuple(Fact(label, str(value)) for label, value in offered if value)
    if message.kind != "pip":
        return tuple(Fact(key.replace("_", " ").capitalize(), str(value)) for key, value in p.items())
    found = (
        ("Dagtekening PIP", _day(p.get("dagtekening"))),
        ("Leerroute", _LEERROUTE.get(p.get("leerroute", ""), "")),
        ("Niveau", p.get("niveau") or ""),
        (
            "Geschatte intensiteit B1-route",
            f"{p['intensiteit_uren']} uur" if p.get("intensiteit_uren") else "",
        ),
        ("Mag opleiding afmaken", "ja" if p.get("mag_opleiding_afmaken") else ""),
        ("Alfabetiserings\u00adonderwijs", _ALFA.get(p.get("alfabetisering", ""), "")),
    )
    return tuple(Fact(label, value) for label, value in found if value)


def _day(iso: object) -> str:
    return day(date.fromisoformat(str(iso))) if iso else ""


_NUMBER = re.compile(r"(?<!\d)\d{8,10}(?!\d)")


def raw(message: InboundMessage | OutboundMessage) -> str:
    """The content as it came or goes, with every number that may be a person's masked, whatever field it stands in."""
    content: object = message.payload
    if isinstance(message, InboundMessage) and message.raw:
        content = json.loads(message.raw)
    text = json.dumps(content, indent=2, ensure_ascii=False)
    return _NUMBER.sub(lambda found: masked_bsn(found[0]), text)


def inbound_facts(message: InboundMessage) -> Sequence[Fact]:
    """When and how a message of DUO came and what became of it."""
    return (
        Fact("Gebeurtenis", message.kind),
        Fact("Gemeente", message.gemeente.naam),
        Fact("Geregistreerd bij DUO", _moment(message.occurred_at)),
        Fact("Ontvangen", moment(message.received_at)),
        Fact("Verwerkt", _moment(message.handled_at)),
        Fact("Pogingen", str(message.attempts)),
        Fact("Berichtnummer", message.message_id),
    )


def outbound_facts(message: OutboundMessage) -> Sequence[Fact]:
    """When a message to DUO was made, tried and settled."""
    return (
        Fact("Gemeente", message.gemeente.naam),
        Fact("Gemaakt", moment(message.created_at)),
        Fact("Laatste poging", _moment(message.last_attempt_at)),
        Fact("Pogingen", str(message.attempts)),
        Fact("Volgende poging", _moment(message.next_attempt_at)),
        Fact("Afgehandeld", _moment(message.settled_at)),
        Fact("Door", message.settled_by),
        Fact("Berichtnummer", str(message.message_id)),
    )


def _moment(at: datetime | None) -> str:
    return moment(at) if at else ""
