"""Facts of the BRP, COA and the Participatiewet that someone types over, each with its date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from wegwijs.dossiers.choices import (
    Benefit,
    CoursePart,
    Followed,
    HouseRefusal,
    HouseStep,
    TalkPlace,
    Trajectory,
    WorkedBefore,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.ui import forms as ui


class RegistrationForm(ui.Form):
    """Registered in the BRP of the gemeente."""

    on = ui.PastDateField(label="Ingeschreven in de BRP vanaf")
    artikel_28 = ui.YesNoField(
        label="Is de woning toegewezen als huisvesting van een vergunninghouder?",
        help_text="Huisvestingswet, artikel 28. Bij ja begint de termijn van tien weken op deze dag, als de "
        "kennisgeving van DUO er al was.",
    )


class OnForm(ui.Form):
    """Only a day."""

    on = ui.DateField(label="Vanaf")


class EndForm(ui.Form):
    """Only a day, at the end of something."""

    on = ui.DateField(label="Beëindigd per")


class TrajectForm(ui.Form):
    """A trajectory under the Participatiewet."""

    on = ui.DateField(label="Begonnen op")
    soort = ui.RadioField(label="Soort traject", choices=Trajectory.choices)
    tot = ui.DateField(label="Tot en met", required=False, help_text="Leeg: het eind is nog niet bekend")

    def clean(self) -> dict[str, Any]:
        """Not over before it began."""
        data = self.cleaned_data
        if data.get("tot") and data.get("on") and data["tot"] < data["on"]:
            self.add_error("tot", "De laatste dag ligt voor het begin. Verbeter een van de twee.")
        return data


class WishForm(ui.Form):
    """What work someone wants."""

    on = ui.PastDateField(label="Besproken op")
    beroep = forms.CharField(label="Welk werk wil iemand doen", max_length=80)
    ervaring = ui.RadioField(
        label="Ervaring in dit werk",
        choices=WorkedBefore.choices,
    )


class WorkForm(ui.Form):
    """Someone found work."""

    on = ui.PastDateField(label="Aan het werk sinds")
    beroep = forms.CharField(label="Welk werk", max_length=80)
    uren = forms.IntegerField(label="Uren per week", min_value=1, max_value=60)
    uitkering = ui.RadioField(
        label="Uitkering",
        choices=Benefit.choices,
    )


class VoorinburgeringForm(ui.Form):
    """What was followed at COA, voluntarily and before the obligation."""

    on = ui.PastDateField(label="Stand op")
    deelname = ui.RadioField(label="Deelname", choices=Followed.choices)
    onderdelen = ui.MultipleChoiceField(
        label="Welke onderdelen",
        required=False,
        choices=CoursePart.choices,
    )  # fmt: skip


class LinkedForm(ui.Form):
    """COA linked the person to the gemeente."""

    on = ui.PastDateField(label="Gekoppeld op")
    locatie = forms.CharField(label="Opvanglocatie", max_length=80)


class HousingForm(ui.Form):
    """A step towards a home in the gemeente."""

    on = ui.PastDateField(label="Op")
    stap = ui.RadioField(label="Stap", choices=HouseStep.choices)
    reden = ui.ChoiceField(
        label="Waarom geweigerd",
        choices=HouseRefusal.choices,
        required=False,
        help_text="Alleen bij een weigering",
    )
    plaats = forms.CharField(
        label="Wijk of kern",
        required=False,
        max_length=60,
        help_text="Nooit het adres: dat hoort bij de persoon",
    )

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason, anything else none."""
        data = self.cleaned_data
        refused = data.get("stap") == HouseStep.GEWEIGERD
        if refused and not data.get("reden"):
            self.add_error("reden", "Kies waarom de woning is geweigerd.")
        if not refused:
            data["reden"] = ""
        return data


class OfferForm(ui.Form):
    """A course was offered to an asielstatushouder (Wi 16)."""

    on = ui.PastDateField(label="Aanbod gedaan op")
    aanbieder = forms.CharField(label="Bij welke aanbieder", max_length=80)


class ProgressForm(ui.Form):
    """A talk about progress, of which the PIP fixes the number."""

    on = ui.PastDateField(label="Gevoerd op")
    wijze = ui.RadioField(label="Hoe", choices=TalkPlace.choices)


REASON = "reden_correctie"

# What of a fact stands in the timeline.
_TOLD = ("beroep", "soort", "deelname", "locatie", "aanbieder", "wijze", "stap", "plaats")


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact that may be typed: its form, what it is called and where it comes from."""

    kind: Kind
    title: str
    lead: str
    form: type[ui.Form]
    origin: Origin
    # The page of the step that records it, when it is not typed here.
    step: str = ""

    def summary(self, form: ui.Form) -> str:
        """One line for the timeline, of a form that was filled in right."""
        parts = [form.words(name)[1] for name in _TOLD if name in form.fields]
        return ", ".join(part for part in parts if part)


def payload_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, as the timeline stores it: everything but the day of the fact itself and the reason."""
    kept = {name: value for name, value in data.items() if name not in ("on", REASON)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}


FACTS: Mapping[str, FactKind] = {
    "koppeling": FactKind(
        Kind.COA_KOPPELING, "Gekoppeld aan de gemeente", "Zoals COA het in TVS meldt.", LinkedForm, Origin.COA,
        "overdracht:koppeling",
    ),
    "voorinburgering": FactKind(
        Kind.VOORINBURGERING, "Voorinburgering bij COA", "Wat iemand in het azc al volgde.", VoorinburgeringForm, Origin.COA,
        "overdracht:voorinburgering",
    ),
    "bijstand": FactKind(
        Kind.BIJSTAND_RECHT, "Recht op bijstand", "De dag waarop het recht op bijstand begint; het ontzorgen rekent vanaf die dag.", OnForm, Origin.EIGEN
    ),
    "bijstand-einde": FactKind(
        Kind.BIJSTAND_EINDE, "Bijstand beëindigd", "De eerste dag zonder bijstand.", EndForm, Origin.EIGEN
    ),
    "traject": FactKind(
        Kind.PW_TRAJECT, "Traject Participatiewet", "Wat ernaast loopt en in het PIP wordt afgestemd.", TrajectForm, Origin.EIGEN
    ),
    "werkwens": FactKind(
        Kind.WERK_WENS, "Wens voor werk", "Wat iemand wil en al deed, voor het PIP en de MAP.", WishForm, Origin.EIGEN
    ),
    "aanbod": FactKind(
        Kind.AANBOD, "Inburgeringsaanbod gedaan", "De dag waarop de inburgeraar een cursus kreeg aangeboden; daarmee is de termijn van drie maanden gehaald.", OfferForm, Origin.EIGEN
    ),
    "voortgang": FactKind(
        Kind.VOORTGANGSGESPREK, "Voortgangsgesprek gevoerd", "Het PIP noemt hoeveel gesprekken er komen.", ProgressForm, Origin.EIGEN,
        "voltooien:held",
    ),
    "werk": FactKind(
        Kind.UITSTROOM_WERK, "Aan het werk", "Uitstroom naar werk, ook naast een uitkering.", WorkForm, Origin.EIGEN
    ),
}  # fmt: skip

REGISTRATION = FactKind(
    Kind.BRP_INSCHRIJVING,
    "Inschrijving in de gemeente",
    "Zoals de BRP die geeft.",
    RegistrationForm,
    Origin.BRP,
)

HOUSING = FactKind(
    Kind.HUISVESTING, "Stap naar een woning", "Hoe ver het is met een woning.", HousingForm, Origin.EIGEN, "overdracht:house"
)  # fmt: skip

# What may be put right by hand, by its kind: what was typed over from somewhere. DUO's own messages are not.
CORRECTABLE: Mapping[str, FactKind] = {fact.kind: fact for fact in (*FACTS.values(), REGISTRATION, HOUSING)}


def correction(fact: FactKind, event: Gebeurtenis) -> Callable[..., ui.Form]:
    """The form of a fact as it was filled in, with the question why it is put right."""

    def made(*args: Any, **kwargs: Any) -> ui.Form:
        stored = {**event.payload, "on": event.on}
        known = {name: _again(field, stored.get(name)) for name, field in fact.form.base_fields.items()}
        form = fact.form(*args, initial=known, **kwargs)
        form.fields[REASON] = forms.CharField(label="Waarom verbetert u dit", max_length=120)
        return form

    return made


def _again(field: forms.Field, value: object) -> object:
    if isinstance(field, ui.DateField) and isinstance(value, str) and value:
        return date.fromisoformat(value)
    return value
