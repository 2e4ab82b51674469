"""Whom to tell about a hole in the security (RFC 9116), and a warning before that promise is over."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock

SOON = timedelta(days=30)
LONGEST = timedelta(days=366)


@transaction.non_atomic_requests  # asks the database nothing, so it answers also without one
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """``/.well-known/security.txt``. Raises Http404 where nobody was named."""
    until = until_when()
    if not settings.SECURITY_CONTACT or until is None:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat()}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    if settings.SECURITY_POLICY_URL:
        lines.append(f"Policy: {settings.SECURITY_POLICY_URL}")
    return HttpResponse("\r\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def until_when() -> date | None:
    """Until which day the contact holds, that day not included; None when none, or nothing readable, was set."""
    try:
        return date.fromisoformat(settings.SECURITY_CONTACT_UNTIL)
    except ValueError:
        return None


@register(Tags.security)
def check_contact(app_configs: Sequence[Any] | None, **kwargs: object) -> list[CheckMessage]:
    """What is wrong with a contact that was set."""
    contact, until = settings.SECURITY_CONTACT, until_when()
    if not contact:
        return []
    if not contact.startswith(("mailto:", "https://", "tel:")):
        return [_warning("W001", "WEGWIJS_BEVEILIGING_CONTACT moet met mailto:, https:// of tel: beginnen.")]
    if until is None:
        return [_warning("W002", "WEGWIJS_BEVEILIGING_TOT ontbreekt of is geen datum: schrijf 2027-06-01.")]
    left = until - clock.today()
    if left < SOON:
        return [
            _warning("W003", f"security.txt verloopt op {until}. Kijk het contact na en zet een latere dag.")
        ]
    if left > LONGEST:
        return [
            _warning("W004", "WEGWIJS_BEVEILIGING_TOT ligt meer dan een jaar vooruit: zet een eerdere dag.")
        ]
    return []


@register(Tags.security, deploy=True)
def check_there_is_one(app_configs: Sequence[Any] | None, **kwargs: object) -> list[CheckMessage]:
    """A real installation tells whom to mail."""
    if settings.SECURITY_CONTACT:
        return []
    return [
        _warning("W005", "Zet WEGWIJS_BEVEILIGING_CONTACT en WEGWIJS_BEVEILIGING_TOT: wie meldt men een lek?")
    ]


def _warning(number: str, text: str) -> CheckMessage:
    return checks.Warning(text, id=f"ui.{number}")
