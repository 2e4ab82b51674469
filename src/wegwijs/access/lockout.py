"""A door that stays shut for a while after wrong passwords: until when, and opening it before.

The sign-in library counts (settings ``SIGN_IN_PER_ACCOUNT``, ``SIGN_IN_PER_ADDRESS``), in the database so that all processes
count together; it ends by itself. What is typed as a name is never written anywhere: it may be a password.
"""

from datetime import UTC, datetime

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache

from wegwijs import clock

APP, ACTION = "allauth.account", "login_failed"


def counted_as(login: str) -> str:
    """Under what the wrong passwords of an account are counted."""
    return login.strip().lower()


def shut_until(login: str) -> datetime | None:
    """Until when nobody signs in with this name and a password; None while the door is open."""
    [rate] = ratelimit.parse_rates(settings.SIGN_IN_PER_ACCOUNT)
    wrong: list[float] = cache.get(_key(login, rate), [])
    if len(wrong) < rate.amount:
        return None
    until = datetime.fromtimestamp(wrong[rate.amount - 1] + rate.duration, UTC)
    return until if until.timestamp() > clock.machine() else None


def first_time(login: str) -> bool:
    """Whether this is the first refusal since the door was shut: said once, however often somebody knocks."""
    [rate] = ratelimit.parse_rates(settings.SIGN_IN_PER_ACCOUNT)
    return bool(cache.add(f"{_key(login, rate)}:told", value=True, timeout=rate.duration))


def open_again(login: str) -> None:
    """Forget the wrong passwords of one account; those of an address stay counted."""
    [rate] = ratelimit.parse_rates(settings.SIGN_IN_PER_ACCOUNT)
    cache.delete_many([_key(login, rate), f"{_key(login, rate)}:told"])


def _key(login: str, rate: ratelimit.Rate) -> str:
    return str(ratelimit.get_cache_key(None, app=APP, action=ACTION, rate=rate, key=counted_as(login)))
