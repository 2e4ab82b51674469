"""A password alone is not enough: where the setting says so, it takes an app or a passkey besides (BIO2 5.17.01)."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

SEEN = "wegwijs_second_step"


def second_step_missing(request: HttpRequest) -> bool:
    """Whether this person signed in with a password and has no second step yet.

    Someone who has one was asked for it at sign-in; an identity provider asks for its own.
    """
    if not getattr(settings, "SECOND_STEP_REQUIRED", False) or request.session.get(SEEN):
        return False
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    if "socialaccount" in methods or is_mfa_enabled(request.user):
        request.session[SEEN] = True
        return False
    return True
