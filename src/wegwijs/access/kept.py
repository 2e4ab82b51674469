"""What someone typed into a form that could not be taken in: kept in the session for the same person, and put back once."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, QueryDict

from wegwijs import clock

KEPT = "kept_form"
WHO = "wegwijs_who"
A_DAY = 60 * 60 * 24
KEPT_FOR = timedelta(hours=2)


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Note whose browser this is, so that after an expired sign-in only that person gets back what was typed."""
    response.set_signed_cookie(
        WHO,
        str(request.user.pk),
        max_age=A_DAY,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def who_was_here(request: HttpRequest) -> str:
    """The account that used this browser last; empty when none did today."""
    try:
        return str(request.get_signed_cookie(WHO, max_age=A_DAY))
    except (KeyError, BadSignature):
        return ""


AGAIN = "U was afgemeld of opnieuw aangemeld."


def keep(request: HttpRequest, who: str, *, why: str = AGAIN) -> None:
    """Remember a form that was sent, for the account ``who`` (empty: for nobody), and ``why``. Files are not kept."""
    if request.method != "POST" or not who:
        return
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    request.session[KEPT] = {
        "path": request.path,
        "who": who,
        "why": why,
        "at": clock.now().timestamp(),
        "data": data.urlencode(),
        "files": bool(request.FILES),
    }


def kept_data(request: HttpRequest) -> QueryDict | None:
    """What this user had typed on this page before; given once."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    fresh = clock.now().timestamp() - kept["at"] < KEPT_FOR.total_seconds()
    if kept["who"] != str(request.user.pk) or not fresh:
        return None
    again = " Bestanden bewaren wij niet: kies het bestand opnieuw." if kept.get("files") else ""
    messages.info(
        request,
        f"{kept.get('why', AGAIN)} Wij hebben teruggezet wat u had ingevuld. "
        f"Kijk het na en sla het dan op.{again}",
    )
    return QueryDict(kept["data"])


def back_to(request: HttpRequest, why: str) -> str:
    """Where to go on: this page, or for a button the page it stands on, which then says ``why`` nothing happened."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    button = (
        request.method == "POST" and came_from.netloc == request.get_host() and came_from.path != request.path
    )
    if not button:
        return request.get_full_path()
    messages.info(request, f"{why} Er is niets gebeurd: doe de laatste stap opnieuw.")
    return came_from._replace(scheme="", netloc="", fragment="").geturl()
