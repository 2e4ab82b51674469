"""The white bar and the navigation of every page: who you are, where you can go, how much waits there."""

from collections.abc import Mapping
from functools import cache

from django.db import connection
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission, Role
from wegwijs.access.waiting import names as registered
from wegwijs.access.waiting import waiting as of_rooms
from wegwijs.desk.menu import ALSO, ASKED, MINE, PLACES, REFERRALS, WORDS, Place
from wegwijs.desk.worklist.counts import MOST, MOST_IN_BADGE, shown, waiting
from wegwijs.documents.queries.texts import outdated_for
from wegwijs.oversight.queries import waiting as to_answer
from wegwijs.stages.begeleiding.queries import new_for
from wegwijs.stages.leerroutes.queries.aanbod import to_answer as places_asked
from wegwijs.ui.shell import NavGroup, NavItem, Shell

SEARCHERS = Permission.DOSSIER_VIEW
# Pages of the sign-in library about somebody's own account.
OWN = ("/aanmelden/sessions/", "/aanmelden/2fa/", "/aanmelden/password/")


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor. Nothing for someone who isn't signed in or has no actor; made only when a page uses it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell | None:
    actor: Actor | None = getattr(request, "actor", None)
    if not actor:
        return None
    roles = ", ".join(sorted(Role(role).label for role in actor.roles))
    gemeenten = len(actor.gemeenten())
    place = (
        f"Drechtsteden · {gemeenten} gemeente{'' if gemeenten == 1 else 'n'}" if gemeenten else "Drechtsteden"
    )
    return Shell(
        region=place,
        user_name=actor.employee.name if actor.employee else actor.label,
        user_role=f"{roles}, {actor.organisation_name}",
        nav=_navigation(actor, request.path, getattr(request, "waiting", None)),
        search_url=_address("desk:search") if actor.may(SEARCHERS) else "",
        signout_url=_address("access:signout"),
    )


@cache
def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _navigation(actor: Actor, path: str, known: Mapping[str, int] | None) -> tuple[NavGroup, ...]:
    """``known``: what waits, where the page counted it already."""
    # A page of the sign-in library is made after its transaction: no rows show there, so no counts.
    counted = connection.in_atomic_block and actor.may(Permission.DOSSIER_VIEW)
    known, rooms = known or {}, set(registered(actor))
    of_dossiers = bool(set(known) - rooms)
    counts = dict(known) if of_dossiers or not counted else {**waiting(actor, today=clock.today()), **known}
    if connection.in_atomic_block and rooms - set(counts):
        counts = {**of_rooms(actor), **counts}
    manages = connection.in_atomic_block and actor.may(Permission.SETTINGS_VIEW)
    if manages and (wrong := outdated_for(actor, clock.today())):
        counts[WORDS] = wrong
    if connection.in_atomic_block and actor.may(Permission.REFERRAL_RECEIVE):
        counts[REFERRALS] = new_for(actor)
    if connection.in_atomic_block and actor.may(Permission.PLACEMENT_RECEIVE):
        counts[ASKED] = places_asked(actor)
    if connection.in_atomic_block and actor.may(Permission.AUDIT_VIEW):
        counts |= to_answer(actor)
    groups = [
        NavGroup(label, tuple(_item(place, path, counts) for place in places if _opens(place, actor)))
        for label, places in PLACES.items()
    ]
    groups[-1] = NavGroup(groups[-1].label, groups[-1].items + _to_mend(counts))
    account = _address("usersessions_list")
    own = NavGroup("Uzelf", (NavItem("Mijn account", account, current=path.startswith(OWN)),))
    return (*(group for group in groups if group.items), own)


def _opens(place: Place, actor: Actor) -> bool:
    return bool(_address(place.name)) and any(actor.may(one) for one in place.needed)


def _item(place: Place, path: str, counts: Mapping[str, int]) -> NavItem:
    url = _address(place.name)
    here = path == url if url == "/" else path.startswith((url, *ALSO.get(place.name, ())))
    most = MOST if place.count == MINE else MOST_IN_BADGE
    waiting = shown(counts[place.count], most) if place.count in counts else None
    return NavItem(place.label, url, waiting, current=here, key=place.key)


def _to_mend(counts: Mapping[str, int]) -> tuple[NavItem, ...]:
    """As long as words that somebody rewrote keep letters from being made: a task for functional management."""
    if WORDS not in counts:
        return ()
    number = shown(counts[WORDS], MOST_IN_BADGE)
    return (NavItem("Teksten herstellen", _address("documents:texts"), number),)
