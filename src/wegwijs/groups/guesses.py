"""Wrong codes, counted for the address they come from (setting ``WRONG_CODES``): beyond that nothing is looked up for a while.

A centre or a library sits behind one address, so that a few may be wrong there; a code can't be guessed anyway.
"""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from wegwijs import clock

APP, ACTION = "wegwijs.groups", "reply"


def too_many(request: HttpRequest) -> bool:
    """Whether this address has to wait."""
    [rate] = ratelimit.parse_rates(settings.WRONG_CODES)
    most: int = rate.amount
    key = ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate)
    since = clock.machine() - rate.duration
    wrong: list[float] = cache.get(key, [])
    return len([moment for moment in wrong if moment > since]) >= most


def count_wrong(request: HttpRequest) -> None:
    """One more. The answer to it must not be an exception: with that the count is undone."""
    ratelimit.consume(request, app=APP, action=ACTION, config={ACTION: settings.WRONG_CODES}, limit_get=True)
