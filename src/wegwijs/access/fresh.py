"""Acts for which one shows once more that it is oneself: who sits down at somebody else's screen can't do them.

How depends on how somebody signs in: the password or second step again, or the identity provider that asks anew.
"""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from wegwijs import clock

ELSEWHERE = "socialaccount"
WHY = "Laat eerst zien dat u het bent."


def shown_lately(request: HttpRequest) -> bool:
    """Whether this person signed in, or showed it again, less than ACCOUNT_REAUTHENTICATION_TIMEOUT seconds ago.

    Where there is nothing to show it with (a persona of the trial) the sign-in is all there is.
    """
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0.0)
    if clock.machine() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return True
    return not _page(request)


def where_to_show(request: HttpRequest, then: str) -> str:
    """The page on which to show it; it leads back to ``then``."""
    page = _page(request)
    return f"{page}{'&' if '?' in page else '?'}{urlencode({'next': then}, safe='/')}"


def _page(request: HttpRequest) -> str:
    elsewhere = [r for r in get_authentication_records(request, request.user) if r["method"] == ELSEWHERE]
    if elsewhere:
        login = reverse("openid_connect_login", kwargs={"provider_id": elsewhere[-1]["provider"]})
        return f"{login}?{urlencode({'process': 'redirect', 'auth_params': 'prompt=login&max_age=0'})}"
    ways = get_adapter().get_reauthentication_methods(request.user)
    return str(ways[0]["url"]) if ways else ""
