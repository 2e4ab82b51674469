"""Everything about one person on one page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.models import Variant
from wegwijs.dossiers.person_pages.page import reached
from wegwijs.dossiers.queries import address_is_secret, visible
from wegwijs.people import presenters as shown
from wegwijs.people.models import HouseholdMember
from wegwijs.people.queries import household_on, household_parts, referent_of, seen_addresses


@door(Permission.DOSSIER_EDIT)
def person(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who it is, how to reach them, with whom they live; each with its source and the way to change it."""
    dossier = reached(request, pk, "overzicht")
    someone = dossier.person
    today = clock.today()
    home = household_on(someone, today)
    parts = household_parts(someone, today)
    hidden = address_is_secret(dossier)
    may_see = request.actor.may(Permission.ADDRESS_VIEW, dossier.gemeente_id)
    rows = seen_addresses(someone, today, hidden=hidden or not may_see)
    context = {
        "head": presenters.head(dossier, request.actor),
        "dossier": dossier,
        "person": someone,
        "identity": shown.identity(someone),
        "contact": shown.contact(someone, shielded=hidden),
        "languages": shown.languages(someone),
        "addresses": shown.addresses(rows),
        "hidden": any(not seen for _, seen in rows),
        "may_reveal": hidden and request.actor.may(Permission.SAFE_ADDRESS_SHOW, dossier.gemeente_id),
        "titels": shown.titels(someone),
        "referent": referent_of(someone),
        "gezin": dossier.variant == Variant.GEZIN,
        "home": home,
        "others": _others(request, parts) if home else [],
        "children": home.children.all() if home else [],
    }
    return render(request, "people/person.html", context)


def _others(request: ActorRequest, parts: list[HouseholdMember]) -> list[tuple[str, str, str]]:
    """Who lives there too: part, name and dossier where the actor may see one; else only that there is someone."""
    mine = visible(request.actor, Permission.DOSSIER_EDIT).filter(person__in=[p.person_id for p in parts])
    by_person = {d.person_id: d for d in mine.order_by("opened_on")}
    lines = []
    for part in parts:
        dossier = by_person.get(part.person_id)
        name = str(part.person) if dossier else "Iemand uit een andere gemeente"
        lines.append((name, part.get_part_display(), str(dossier.pk) if dossier else ""))
    return lines
