"""Signing in without a password: in the example region only, and a real installation that asks for it doesn't start."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DEMO = "wegwijs.demo"


def personas_on() -> bool:
    """Whether visitors may choose who they are. Needs the setting and the example region together."""
    return getattr(settings, "DEMO_PERSONAS", False) is True and apps.is_installed(DEMO)


def refuse_outside_demo() -> None:
    """Raises ImproperlyConfigured when an installation without the example region asks for personas."""
    if getattr(settings, "DEMO_PERSONAS", False) and not apps.is_installed(DEMO):
        raise ImproperlyConfigured(
            "DEMO_PERSONAS laat iedereen zonder wachtwoord binnen en mag alleen in de proefopstelling aan staan."
        )
