"""A page that looks again by itself while a worker is busy. Nobody sits behind such a look: it makes no sign-in last longer."""

from django.http import HttpRequest, HttpResponse

SECONDS = 2
MARK = "ververs"


def look_again(request: HttpRequest, answer: HttpResponse) -> None:
    """Let the browser ask for the same page again in two seconds, also without script."""
    query = request.GET.copy()
    query[MARK] = "1"
    answer["Refresh"] = f"{SECONDS}; url=?{query.urlencode()}"


def by_itself(request: HttpRequest) -> bool:
    """Whether the browser asked because of ``look_again``."""
    return MARK in request.GET
