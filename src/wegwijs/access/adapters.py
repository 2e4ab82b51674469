"""What the sign-in library may do on its own, which is as little as possible, and what it says in our words."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from wegwijs.access.commands.signing import note_shut
from wegwijs.access.lockout import counted_as

log = logging.getLogger(__name__)

WRONG_CODE = "Deze code klopt niet. Neem de nieuwste code over; elke code werkt maar kort."


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


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step: only the words differ."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }
