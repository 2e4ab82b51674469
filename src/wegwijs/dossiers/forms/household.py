"""One act for several members of a household: move, and how to speak with them."""

from collections.abc import Iterable
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.dossiers.commands.move import ELSEWHERE
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.people.forms import LANGUAGE_CHOICES
from wegwijs.people.models import Child, Source
from wegwijs.ui import forms as ui

OUTSIDE = "buiten"


class _ForMembers(ui.Form):
    """Who takes part: the members with an open dossier that the actor may edit."""

    members = ui.MultipleChoiceField(label="Voor wie")

    def __init__(self, *args: Any, dossiers: Iterable[Dossier], **kwargs: Any) -> None:
        self.dossiers = {str(one.pk): one for one in dossiers}
        given = kwargs.pop("initial", {})
        super().__init__(*args, initial={"members": list(self.dossiers), **given}, **kwargs)
        choices = [(key, f"{one.person}, dossier {one.number}") for key, one in self.dossiers.items()]
        self.fields["members"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[Dossier]:
        """The dossiers of who takes part."""
        return [self.dossiers[key] for key in self.cleaned_data["members"]]


class MoveForm(_ForMembers):
    """One new address for who moves along; ``children``: those of the household without a dossier."""

    children = ui.MultipleChoiceField(
        label="Welke kinderen gaan mee",
        required=False,
        help_text="Kinderen zonder eigen dossier. Haal het vinkje weg bij wie niet meegaat.",
    )
    street = forms.CharField(label="Straat", max_length=120)
    number = forms.CharField(
        label="Huisnummer met toevoeging",
        max_length=12,
        widget=forms.TextInput(attrs={"class": "ww-input--date", "maxlength": 12}),
    )
    postcode = ui.PostcodeField(label="Postcode")
    place = forms.CharField(label="Plaats", max_length=80)
    gemeente = ui.ChoiceField(label="Gemeente")
    article_28 = ui.YesNoField(
        label="Gaf de nieuwe gemeente deze woning?",
        help_text="Ja: huisvesting door de gemeente (artikel 28 Huisvestingswet). Nee: zelf een woning gevonden.",
    )
    valid_from = ui.PastDateField(
        label="Ingeschreven vanaf",
        future="Deze dag ligt in de toekomst. Leg de verhuizing vast op de dag zelf of later.",
    )
    source = ui.RadioField(label="Bron", choices=Source.choices, initial=Source.BRP)

    field_order = (
        "members",
        "children",
        "valid_from",
        "street",
        "number",
        "postcode",
        "place",
        "gemeente",
        "article_28",
        "source",
    )

    def __init__(
        self, *args: Any, gemeenten: Iterable[Gemeente], children: Iterable[Child] = (), **kwargs: Any
    ) -> None:
        self.children_known = {str(one.pk): one for one in children}
        given = {"source": Source.BRP, "valid_from": clock.today(), "children": list(self.children_known)}
        super().__init__(*args, initial=given, **kwargs)
        if self.children_known:
            named = [(key, f"{one}, geboren in {one.birth_year}") for key, one in self.children_known.items()]
            self.fields["children"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["children"]
        self.fields["members"].label = "Wie verhuist mee"
        self.gemeenten = {one.code: one for one in gemeenten}
        places = [(code, one.naam) for code, one in self.gemeenten.items()]
        self.offer("gemeente", [*places, (OUTSIDE, f"een gemeente {ELSEWHERE}")])

    def going(self) -> list[Child]:
        """The children who move along."""
        return [self.children_known[key] for key in self.cleaned_data.get("children", ())]

    def staying(self) -> list[Child]:
        """The children who don't."""
        going = self.going()
        return [one for one in self.children_known.values() if one not in going]


class SpeakForm(_ForMembers):
    """The contact language and the interpreter of several members."""

    contact = ui.ChoiceField(label="Contacttaal", choices=LANGUAGE_CHOICES)
    interpreter = ui.YesNoField(label="Is bij gesprekken een tolk nodig?")
