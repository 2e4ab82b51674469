"""A page that looks again by itself while a worker is busy. Nobody sits behind such a look: it makes no sign-in last longer.

That somebody saw such a page is recorded once, not every two seconds: the first look, and again when the worker is done.
The address alone may not decide that, since anybody can type it: the sign-in remembers which pages it was shown.
"""

from django.http import HttpRequest, HttpResponse

SECONDS = 2
MARK = "ververs"
SHOWN = "wegwijs_busy_pages"
MOST = 5


def look_again(request: HttpRequest, answer: HttpResponse) -> None:
    """Let the browser ask for the same page again in two seconds, also without script."""
    query = request.GET.copy()
    query[MARK] = "1"
    answer["Refresh"] = f"{SECONDS}; url=?{query.urlencode()}"
    shown = request.session.get(SHOWN, [])
    if request.path not in shown:
        request.session[SHOWN] = [*shown, request.path][-MOST:]


def by_itself(request: HttpRequest) -> bool:
    """Whether the browser asked because of ``look_again``."""
    return MARK in request.GET


def same_look(request: HttpRequest) -> bool:
    """Whether this is another look of a page that this sign-in was shown while a worker was busy: recorded then already."""
    return by_itself(request) and request.path in request.session.get(SHOWN, ())
