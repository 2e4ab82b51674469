"""Places at employers and with volunteers: which are free, one place, placing somebody, hours made there, the end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access import pages
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.participatie.commands import (
    Offer,
    Week,
    add_place,
    change_place,
    end_placement,
    place_somebody,
    record_at_place,
)
from wegwijs.stages.participatie.forms.places import (
    AtPlaceForm,
    EndForm,
    FitForm,
    PlaceForm,
    PlacingForm,
    of_place,
)
from wegwijs.stages.participatie.models import (
    Plaatsing,
    Plaatsingsdoel,
    Plaatsingseinde,
    Taaleis,
    Weekdag,
    Werksoort,
)
from wegwijs.stages.participatie.presenters import places as presenters
from wegwijs.stages.participatie.queries import fitting, places, stands
from wegwijs.stages.participatie.queries.z_route import z_left
from wegwijs.ui.format import day
from wegwijs.ui.parts import Menu

KEEP = Permission.MODULES_RECORD
MOST_CHOICES = 200
MAP_LEAD = (
    "Kies een werkplek met een vrije plaats. De uren die iemand daar maakt, tellen als praktijk voor de MAP."
)
Z_LEAD = (
    "Kies een werkplek met een vrije plaats, en waarvoor de uren tellen: als praktijk voor de MAP, of als participatie in de Z-route. "
    "Op een plek voor de Z-route wordt Nederlands gesproken (Bi 3.14)."
)
PLACE_LEAD = "Wat een werkgever biedt, en wie u daar belt"


@require_safe
@door(KEEP)
def listing(request: ActorRequest) -> HttpResponse:
    """Places that are there, with how many seats are free today."""
    free = request.GET.get("vrij") == "ja"
    level = request.GET.get("taal", "")
    level = level if level in Taaleis.values else ""
    after = request.GET.get("na", "")
    found, more = places.seats(free=free, level=level, after=after)
    chosen = _narrowed(free, level)
    return render(
        request,
        "participatie/places.html",
        {
            "lines": [presenters.seat_line(one, clock.today()) for one in found],
            "free": free,
            "level": level,
            "levels": Menu.of(
                "Taal",
                "taal",
                level,
                {one.value: str(one.label) for one in Taaleis},
                lambda taal: f"?{_narrowed(free, taal)}",
                everything="alle",
            ),
            "first": f"?{chosen}" if after else "",
            "more": f"?{chosen}&na={more}" if more else "",
            "narrowed": free or bool(level) or bool(after),
        },
    )


@require_safe
@door(KEEP)
def one(request: ActorRequest, place_pk: UUID) -> HttpResponse:
    """A place, and who is there of the dossiers that the actor may see."""
    place, today = places.place_or_404(place_pk), clock.today()
    rows = places.placed_at(request.actor, place)
    record_list(by=request.actor, page="werkplek", shown=len(rows))
    return render(
        request,
        "participatie/place.html",
        {
            "place": place,
            "facts": presenters.facts(place, places.taken_at(place, today)),
            "placed": [presenters.placement(row, row.dossier.person.list_name, today) for row in rows],
        },
    )


def _narrowed(free: bool, level: str) -> str:
    return "&".join(filter(None, ("vrij=ja" if free else "", f"taal={level}" if level else "")))


def _offer(data: dict[str, Any]) -> Offer:
    names = ("place", "contact", "phone", "work", "seats", "valid_from", "valid_to", "travel", "postcode")
    days = tuple(Weekdag(one) for one in data["days"])
    known = data.get("employer", "")
    return Offer(
        known,
        level=Taaleis(data["level"]),
        soort=Werksoort(data["soort"]),
        days=days,
        **{name: data[name] for name in names},
    )


@door(KEEP)
def new(request: ActorRequest) -> HttpResponse:
    """Add a place."""
    return pages.form_page(
        request,
        bound(PlaceForm, request),
        lambda data: add_place(_offer(data), by=request.actor),
        title="Nieuwe werkplek",
        lead=PLACE_LEAD,
        done="De werkplek staat in de lijst.",
        back=pages.back_to("werkplekken:list", "Terug"),
        template="participatie/place_form.html",
        more=lambda: {"known": places.employers()},
    )


@door(KEEP)
def change(request: ActorRequest, place_pk: UUID) -> HttpResponse:
    """Change what is offered, or until when."""
    place = places.place_or_404(place_pk)
    form = bound(PlaceForm, request, initial=of_place(place))
    # An employer keeps its name: another one is another place.
    del form.fields["employer"]
    return pages.form_page(
        request,
        form,
        lambda data: change_place(
            place, _offer(data), by=request.actor, expected_version=data["version"] or place.version
        ),
        title="Werkplek wijzigen",
        lead=PLACE_LEAD,
        done="De werkplek is gewijzigd.",
        back=pages.back_to("werkplekken:place", "Terug", place_pk),
        template="participatie/place_form.html",
    )


def _page_of(dossier: Dossier) -> str:
    return reverse("participatie:overview", args=[dossier.pk])


@door(KEEP)
def place(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give somebody a seat: for the MAP, or for participation in the Z-route."""
    dossier = open_dossier(request.actor, pk, page="plaatsen bij een werkgever", permission=KEEP)
    z_route = _has_participation(dossier)
    first = {
        "werkplek": request.GET.get("plek", ""),
        "doel": Plaatsingsdoel.Z if z_route else Plaatsingsdoel.MAP,
    }
    form = bound(
        PlacingForm,
        request,
        places=places.seats(free=True, most=MOST_CHOICES)[0],
        z_route=z_route,
        initial=first,
    )

    def give(data: dict[str, Any]) -> object:
        week = Week(tuple(Weekdag(one) for one in data.get("days", ())), data.get("weekly_minutes"))
        doel = Plaatsingsdoel(data.get("doel", Plaatsingsdoel.MAP))
        names = ("valid_from", "valid_to", "hours")
        return place_somebody(
            dossier,
            form.places[data["werkplek"]],
            by=request.actor,
            doel=doel,
            week=week,
            **{n: data[n] for n in names},
        )

    return form_page(
        request,
        dossier,
        form,
        give,
        title="Plaatsen op een werkplek" if z_route else "Plaatsen voor de MAP",
        lead=Z_LEAD if z_route else MAP_LEAD,
        done="De plaatsing staat in de tijdlijn.",
        submit="Plaats",
        to=_page_of(dossier),
    )


def _has_participation(dossier: Dossier) -> bool:
    left = z_left(stands(dossier))
    return left is not None and left.value.participatie > 0


@require_safe
@door(KEEP)
def find(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Places with a seat today: those that fit first, the nearest of them first, the others with why not."""
    dossier = open_dossier(request.actor, pk, page="werkplek zoeken", permission=KEEP)
    form = FitForm(request.GET or None)
    data: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wish = fitting.Wish(data.get("soort", ""), data.get("taal", ""), frozenset(data.get("dagen", ())))
    found = fitting.matches(dossier, wish, on=clock.today(), most=MOST_CHOICES)
    return render(
        request,
        "participatie/find.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "form": form,
            "fits": [presenters.matched(one) for one in found if not one.against],
            "others": [presenters.matched(one) for one in found if one.against],
            "narrowed": any(data.values()),
        },
    )


def _opened(request: ActorRequest, pk: UUID, key: UUID, page: str) -> tuple[Dossier, Plaatsing]:
    dossier = open_dossier(request.actor, pk, page=page, permission=KEEP)
    return dossier, places.placement_or_404(dossier, key)


@door(KEEP)
def hours(request: ActorRequest, pk: UUID, plaatsing_pk: UUID) -> HttpResponse:
    """Record hours made at the place."""
    dossier, row = _opened(request, pk, plaatsing_pk, "uren op een werkplek")
    form = bound(AtPlaceForm, request)
    of_map = row.doel == Plaatsingsdoel.MAP
    if not of_map:
        del form.fields["theme"]
    return form_page(
        request,
        dossier,
        form,
        lambda data: record_at_place(
            row,
            by=request.actor,
            on=data["on"],
            minutes=data["minutes"],
            key=data["key"],
            theme=data.get("theme", ""),
        ),
        title="Uren op de werkplek vastleggen",
        lead=f"{row.werkplek}, van {day(row.valid_from)} tot en met {day(row.valid_to)}. De uren staan als {row.get_doel_display()} in het urenboek.",
        done="De uren staan in het urenboek.",
        to=_page_of(dossier),
    )


@door(KEEP)
def end(request: ActorRequest, pk: UUID, plaatsing_pk: UUID) -> HttpResponse:
    """End a placement."""
    dossier, row = _opened(request, pk, plaatsing_pk, "plaatsing beëindigen")
    return form_page(
        request,
        dossier,
        bound(EndForm, request),
        lambda data: end_placement(row, Plaatsingseinde(data["reason"]), by=request.actor, on=data["on"]),
        title="Plaatsing beëindigen",
        lead=f"{row.werkplek}, van {day(row.valid_from)} tot en met {day(row.valid_to)}. Uren die gemaakt zijn, blijven staan.",
        done="De plaatsing is beëindigd.",
        submit="Beëindig",
        to=_page_of(dossier),
    )
