"""What the sign-in library may do on its own, which is as little as possible, and what it says in our words."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from wegwijs.access.commands.signing import note_shut
from wegwijs.access.fresh import ELSEWHERE
from wegwijs.access.identity import Organisation, proves, proves_again
from wegwijs.access.lockout import counted_as

log = logging.getLogger(__name__)

WRONG_CODE = "Deze code klopt niet. Neem de nieuwste code over; elke code werkt maar kort."

WAYS = {
    "reauthenticate": "Gebruik uw wachtwoord",
    "mfa_reauthenticate": "Gebruik de app of een herstelcode",
    "mfa_reauthenticate:webauthn": "Gebruik een passkey",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by functional management, never by the person."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is afgesloten. Vraag functioneel beheer van uw organisatie.",
        "username_password_mismatch": "De gebruikersnaam of het wachtwoord klopt niet. Kijk beide na.",
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer het nog een keer.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht een kwartier en probeer het dan opnieuw. "
        "Kunt u niet wachten? Vraag functioneel beheer van uw organisatie.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, str]]:
        """The ways to show that it is you, each named in our words."""
        ways: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS.get(way["id"], way["description"])} for way in ways]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - of the library
        """Count; a door that is shut says the same whether the account exists or not, and stands in the logs."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_shut(self._get_login_attempts_cache_key(request, **credentials), self.get_client_ip(request))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - of the library
        """For who watches the log of the server: from where, never which name was typed."""
        log.warning("wrong password from %s", self.get_client_ip(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ANN401
        return counted_as(credentials.get("username") or credentials.get("email") or "")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The identity provider proves who someone is; it gives nobody an account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401 - of the library
        """Never: who isn't an employee here stays outside, whatever the provider says."""
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:  # noqa: ANN401
        """The library's, asking for a nonce besides."""
        found = super().get_provider(request, provider, client_id)
        return Organisation(request, app=found.app) if type(found) is OpenIDConnectProvider else found

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401 - of the library
        """The library looked at issuer, audience and time. Here: whether the answer belongs to what this browser asked.

        Raises ImmediateHttpResponse with a plain page when it doesn't.
        """
        again = sociallogin.state.get("process") == AuthProcess.REDIRECT
        if not proves(sociallogin) or (again and not proves_again(request, sociallogin)):
            log.warning("an answer of the identity provider was refused")
            refused = render_authentication_error(request, sociallogin.account.get_provider())
            raise ImmediateHttpResponse(refused)
        if again:
            account = sociallogin.account
            record_authentication(
                request,
                request.user,
                ELSEWHERE,
                provider=account.provider,
                uid=account.uid,
                reauthenticated=True,
            )


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step: only the words differ."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }
