"""What may be looked for in the audit, a view that is kept, and who gets whose dossiers."""

from collections.abc import Iterable
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.access.queries import accounts
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Fase, Herverdeling, Variant
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.ui import forms as ui


class SaveViewForm(ui.Form):
    """A name for the filters that stand in the address."""

    name = forms.CharField(
        label="Naam van de weergave", max_length=60, help_text="Bijvoorbeeld: Dordrecht, te laat"
    )


class AuditForm(ui.Form):
    """Every part is optional; together they narrow."""

    number = forms.CharField(
        label="Dossiernummer", required=False, max_length=20, help_text="Bijvoorbeeld 2026-0505-0412"
    )
    account = ui.ChoiceField(label="Medewerker", required=False, empty="iedereen")
    action = ui.ChoiceField(label="Handeling", required=False, empty="alles", choices=Action.choices)
    since = ui.DateField(label="Van", required=False)
    until = ui.DateField(label="Tot en met", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["account"].choices = [("", "iedereen"), *accounts()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period that runs forward."""
        asked = super().clean() or {}
        since, until = asked.get("since"), asked.get("until")
        if since and until and until < since:
            self.add_error("until", "Deze dag ligt voor het begin van de periode. Kies een latere dag.")
        return asked


class FeedForm(ui.Form):
    """What a calendar program gets."""

    with_termijnen = ui.CheckField(label="Ook de uiterste datums van mijn dossiers", required=False)


class RedistributeForm(ui.Form):
    """Whose dossiers go to whom. ``people``: who is a regisseur; ``places``: the gemeenten with something to move.

    Cleaned: ``taker`` and ``takers`` (by code of a gemeente) are employees; ``until`` is None for good.
    """

    soort = ui.RadioField(label="Hoe lang", choices=Herverdeling.Soort.choices)
    valid_from = ui.DateField(label="Vanaf")
    valid_to = ui.DateField(
        label="Tot en met", required=False, help_text="Alleen bij waarneming. Daarna eindigt zij vanzelf."
    )
    taker = ui.ChoiceField(
        label="Collega", help_text="Wie geen regisseur is in een gemeente, krijgt daar niets."
    )
    fase = ui.ChoiceField(label="Fase", required=False, empty="alle fasen", choices=Fase.choices)
    variant = ui.ChoiceField(label="Doelgroep", required=False, empty="alle groepen", choices=Variant.choices)

    groups = (ui.Group("Niet alles", ("fase", "variant"), "Alleen bij blijvend herverdelen."),)

    def __init__(
        self, *args: Any, people: Iterable[Employee], places: Iterable[Gemeente], **kwargs: Any
    ) -> None:
        super().__init__(
            *args, initial={"soort": Herverdeling.Soort.WAARNEMING, "valid_from": clock.today()}, **kwargs
        )
        self.people = {str(one.pk): one for one in people}
        self.places = list(places)
        named = [(key, one.name) for key, one in self.people.items()]
        self.offer("taker", named)
        if len(self.places) > 1:
            for place in self.places:
                self.fields[f"taker_{place.code}"] = ui.ChoiceField(
                    label=f"Een ander in {place.naam}",
                    required=False,
                    empty="dezelfde collega",
                    choices=named,
                )

    def clean(self) -> dict[str, Any]:
        """A period that runs forward, and people instead of their keys."""
        data = super().clean() or {}
        for_good = data.get("soort") == Herverdeling.Soort.BLIJVEND
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and first < clock.today():
            self.add_error("valid_from", "Deze dag is al voorbij. Kies vandaag of later.")
        if first and last and last < first:
            self.add_error("valid_to", "De laatste dag ligt voor de eerste. Kies een latere dag.")
        if not for_good and "soort" in data and not last and "valid_to" not in self.errors:
            self.add_error("valid_to", "Vul in tot en met welke dag de collega waarneemt.")
        if for_good and last:
            self.add_error("valid_to", "Blijvend heeft geen laatste dag. Maak dit leeg, of kies waarneming.")
        data["until"] = None if for_good else last
        data["takers"] = {
            place.code: self.people[data[f"taker_{place.code}"]]
            for place in self.places
            if data.get(f"taker_{place.code}")
        }
        data["taker"] = self.people.get(data.get("taker", ""))
        return data
