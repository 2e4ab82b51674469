"""How a gemeente is connected to DUO, in words."""

from dataclasses import dataclass

from django.urls import reverse

from wegwijs import clock
from wegwijs.exchange.duo.certificates import Certificate
from wegwijs.exchange.duo.connections import certificate_of
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente
from wegwijs.ui.format import day, moment

SOON = 60  # days before the last day of a certificate: getting a new one takes weeks


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """How one gemeente is connected, in words. ``severity`` colours ``stand``; ``change`` and ``attempt`` are addresses."""

    name: str
    oin: str
    stand: str
    severity: str
    note: str
    address: str
    duo_oin: str
    certificate: str
    certificate_note: str
    certificate_severity: str
    change: str
    attempt: str


def connection_line(gemeente: Gemeente, link: DuoKoppeling | None, *, may_change: bool) -> ConnectionLine:
    """Read-only for who waits for DUO; with ``may_change`` the addresses to set and to try it."""
    active = bool(link and link.active)
    stand, severity, note = "via het portaal", "neutral", ""
    if link and active:
        stand, severity = ("werkt niet", "late") if link.trouble else ("via de koppeling", "in-time")
        note = _line_note(link)
    found = certificate_of(link) if link else None
    return ConnectionLine(
        name=gemeente.naam,
        oin=gemeente.oin,
        stand=stand,
        severity=severity,
        note=note,
        address=link.base_url if link else "",
        duo_oin=link.duo_oin if link else "",
        certificate=found.name if found else "",
        certificate_note=_certificate_note(found),
        certificate_severity=_certificate_severity(found),
        change=reverse("duo:connection", args=[gemeente.code]) if may_change else "",
        attempt=reverse("duo:try_connection", args=[gemeente.code]) if may_change and active else "",
    )


def _line_note(link: DuoKoppeling) -> str:
    if link.trouble and link.trouble_since:
        return f"sinds {moment(link.trouble_since)}: {link.trouble}"
    return f"laatste antwoord {moment(link.answered_at)}" if link.answered_at else "DUO is nog niets gevraagd"


def _certificate_note(found: Certificate | None) -> str:
    if found is None:
        return ""
    if found.fault:
        return found.fault
    return f"geldig tot en met {day(found.until)}" if found.until else ""


def _certificate_severity(found: Certificate | None) -> str:
    if found is None or (not found.fault and found.until is None):
        return "neutral"
    if found.fault or found.until is None:
        return "late"
    return "soon" if (found.until - clock.today()).days <= SOON else "in-time"
