"""A place at an employer, placing somebody, hours made there, and the end."""

from typing import Any
from uuid import uuid4

from django import forms

from wegwijs.hours.commands import MOST_A_DAY
from wegwijs.stages.participatie.models import (
    Plaatsingsdoel,
    Plaatsingseinde,
    Taaleis,
    Weekdag,
    Werkplek,
    Werksoort,
)
from wegwijs.stages.participatie.queries.places import Seats
from wegwijs.ui import forms as ui
from wi2021.leerroutes import THEMAS_MAP

MOST_SEATS, MOST_HOURS, MOST_WEEK = 99, 999, 40 * 60


class PlaceForm(ui.Form):
    """What an employer offers."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    soort = ui.RadioField(label="Soort plaats", choices=Werksoort.choices, initial=Werksoort.WERKGEVER)
    employer = forms.CharField(
        label="Werkgever of organisatie",
        max_length=120,
        help_text="Een bekende werkgever schrijft u precies zoals in de lijst.",
    )
    place = forms.CharField(label="Plaats van de werkgever", max_length=80)
    postcode = ui.PostcodeField(label="Postcode van de werkplek", required=False)
    contact = forms.CharField(label="Contactpersoon", max_length=120, required=False)
    phone = ui.PhoneField(label="Telefoon van de contactpersoon", required=False)
    work = forms.CharField(label="Soort werk", max_length=120)
    seats = forms.IntegerField(label="Aantal plaatsen tegelijk", min_value=1, max_value=MOST_SEATS)
    valid_from = ui.DateField(label="Vanaf")
    valid_to = ui.DateField(label="Tot en met", required=False, help_text="Leeg: tot nader bericht")
    days = ui.MultipleChoiceField(
        label="Dagen met werk", choices=Weekdag.choices, required=False, help_text="Niets gekozen: in overleg"
    )
    level = ui.RadioField(label="Hoeveel Nederlands is nodig", choices=Taaleis.choices)
    travel = forms.CharField(
        label="Reis",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: bus 4 vanaf het station, 10 minuten",
    )


def of_place(place: Werkplek) -> dict[str, Any]:
    """The form as it opens for a place that is there."""
    names = (
        "version",
        "work",
        "seats",
        "valid_from",
        "valid_to",
        "level",
        "travel",
        "soort",
        "days",
        "postcode",
    )
    employer = place.werkgever
    return {
        **{name: getattr(place, name) for name in names},
        "employer": employer.name,
        "place": employer.place,
        "contact": employer.contact,
        "phone": employer.phone,
    }


class PlacingForm(ui.Form):
    """Where somebody is placed, what for, from when until when, for how many hours."""

    doel = ui.RadioField(label="Waarvoor tellen de uren", choices=Plaatsingsdoel.choices)
    werkplek = ui.ChoiceField(label="Werkplek", help_text="Alleen werkplekken met vandaag een vrije plaats")
    valid_from = ui.DateField(label="Eerste dag")
    valid_to = ui.DateField(label="Laatste dag")
    hours = forms.IntegerField(label="Afgesproken uren in totaal", min_value=1, max_value=MOST_HOURS)
    days = ui.MultipleChoiceField(label="Op welke dagen", choices=Weekdag.choices, required=False)
    weekly_minutes = ui.DurationField(label="Uren per week", most=MOST_WEEK, required=False)

    def __init__(self, *args: Any, places: list[Seats], z_route: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not z_route:
            for name in ("doel", "days", "weekly_minutes"):
                del self.fields[name]
        self.places = {str(one.place.pk): one.place for one in places}
        named = [
            (str(one.place.pk), f"{one.place} ({one.free} van {one.place.seats} vrij)") for one in places
        ]
        self.offer("werkplek", named)


def _key() -> str:
    return str(uuid4())


class FitForm(ui.Form):
    """What somebody can, to find a place with; everything may stay open."""

    soort = ui.ChoiceField(
        label="Soort plaats", choices=Werksoort.choices, required=False, empty="elke soort"
    )
    taal = ui.ChoiceField(
        label="Niveau van het Nederlands", choices=Taaleis.choices, required=False, empty="niet bekend"
    )
    dagen = ui.MultipleChoiceField(
        label="Kan op", choices=Weekdag.choices, required=False, help_text="Niets gekozen: elke dag."
    )


class AtPlaceForm(ui.Form):
    """Hours made at the place; a theme belongs to the MAP."""

    on = ui.PastDateField(label="Datum")
    minutes = ui.DurationField(label="Duur", most=MOST_A_DAY)
    theme = ui.ChoiceField(
        label="Thema van de MAP", required=False, empty="geen", choices=[(one, one) for one in THEMAS_MAP]
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=36, initial=_key)


class EndForm(ui.Form):
    """On which day a placement ends, and why."""

    on = ui.DateField(
        label="Laatste dag", help_text="Een dag voor de eerste dag: de plaatsing gaat niet door"
    )
    reason = ui.RadioField(label="Waarom")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(one.value, one.label) for one in Plaatsingseinde if one is not Plaatsingseinde.GESLOTEN]
        self.fields["reason"].choices = own  # type: ignore[attr-defined]
