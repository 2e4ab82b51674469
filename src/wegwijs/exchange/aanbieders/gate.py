"""Who comes in: a key that stands, at a pace that leaves room for others. The rows of its organisation show, and no other."""

from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands import note_refused, note_use
from wegwijs.access.models import AccessKey
from wegwijs.access.queries.keys import actor_with, key_with
from wegwijs.access.roles import Permission
from wegwijs.rowsecurity.scope import enter

APP, PACE, WRONG = "wegwijs.aanbieders", "pace", "wrong"
RECEIVE = Permission.PLACEMENT_RECEIVE
LONGEST_SECRET = 200


class Shut(Exception):
    """Nobody comes in: the status, why, and after how many seconds it can be tried again (0: it makes no sense)."""

    def __init__(self, status: int, why: str, wait: int = 0) -> None:
        super().__init__(why)
        self.status, self.why, self.wait = status, why, wait


@dataclass(frozen=True, slots=True)
class Caller:
    """The key and who acts with it."""

    key: AccessKey
    actor: Actor


class Bearer(HttpBearer):
    """``Authorization: Bearer`` with the key. Raises Shut."""

    def __call__(self, request: HttpRequest) -> Caller:
        """Also where the header is missing: the answer says what to send."""
        word, _, secret = request.headers.get("Authorization", "").partition(" ")
        if word.lower() != "bearer" or not secret.strip():
            raise Shut(401, "Stuur de sleutel van uw organisatie mee als ‘Authorization: Bearer <sleutel>’.")
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Whose key it is. A wrong one counts for the address it comes from."""
        if wait := _waits(request, WRONG, settings.WRONG_KEYS, None):
            raise Shut(
                429,
                "Vanaf dit adres is te vaak een verkeerde sleutel gebruikt. Probeer het later opnieuw.",
                wait,
            )
        key = key_with(token) if len(token) <= LONGEST_SECRET else None
        if key is None:
            _count(request, WRONG, settings.WRONG_KEYS, None)
            raise Shut(
                401, "Deze sleutel kent Wegwijs niet. Kijk hem na, of vraag functioneel beheer om een nieuwe."
            )
        actor = actor_with(key, on=clock.today())
        if actor is None:
            why = (
                "ingetrokken"
                if key.revoked_at
                else "verlopen"
                if key.valid_to < clock.today()
                else "aanbieder gestopt"
            )
            note_refused(key, why, ratelimit.get_ip(request))
            raise Shut(401, f"Deze sleutel opent niets meer: {why}. Vraag functioneel beheer om een nieuwe.")
        if wait := _waits(request, PACE, settings.API_PACE, str(key.pk)):
            raise Shut(429, "Dit zijn te veel vragen in een minuut. Wacht even en ga dan verder.", wait)
        _count(request, PACE, settings.API_PACE, str(key.pk))
        if not actor.may(RECEIVE):
            raise Shut(
                403, "Uw organisatie werkt voor geen gemeente van deze regio. Vraag functioneel beheer."
            )
        note_use(key)
        enter(actor.scope)
        return Caller(key, actor)


def _waits(request: HttpRequest, action: str, pace: str, key: str | None) -> int:
    """After how many seconds there is room again; 0: now."""
    [rate] = ratelimit.parse_rates(pace)
    kept: list[float] = cache.get(
        ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), []
    )
    since = clock.machine() - rate.duration
    lately = sorted(moment for moment in kept if moment > since)
    return max(1, int(lately[-rate.amount] - since) + 1) if len(lately) >= rate.amount else 0


def _count(request: HttpRequest, action: str, pace: str, key: str | None) -> None:
    """One more. The answer to it must not be an exception: with that the count is undone."""
    ratelimit.consume(request, app=APP, action=action, config={action: pace}, key=key, limit_get=True)
