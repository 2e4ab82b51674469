"""What the identity provider answers must belong to what this browser asked (OpenID Connect Core 3.1.3.7)."""

from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string

from wegwijs import clock


class Organisation(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider of somebody's organisation: each time asked with a nonce, which its answer must name."""

    def redirect(self, request: HttpRequest, process: str, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        """To the provider; the nonce waits in the session beside the state."""
        nonce = get_random_string(32)
        params = {**(kwargs.pop("auth_params", None) or self.get_auth_params()), "nonce": nonce}
        there: HttpResponse = super().redirect(
            request, process, *args, auth_params=params, nonce=nonce, **kwargs
        )
        return there


def proves(sociallogin: Any) -> bool:  # noqa: ANN401 - of the library
    """Whether there is an id token with our nonce, about the same person as the rest of the answer."""
    extra = sociallogin.account.extra_data
    token, told = extra.get("id_token") or {}, extra.get("userinfo") or {}
    asked = sociallogin.state.get("nonce") or ""
    same = not told or told.get("sub") == token.get("sub")
    return bool(asked) and same and constant_time_compare(str(token.get("nonce", "")), asked)


def proves_again(request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401 - of the library
    """Whether whoever is signed in here signed in anew at the provider just now."""
    token = sociallogin.account.extra_data.get("id_token") or {}
    signed_in = token.get("auth_time")
    if not request.user.is_authenticated or not isinstance(signed_in, int | float):
        return False
    lately = clock.machine() - signed_in < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return lately and sociallogin.is_existing and sociallogin.user.pk == request.user.pk
