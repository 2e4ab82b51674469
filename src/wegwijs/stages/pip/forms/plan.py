"""Everything that a draft says. A draft may be incomplete: what is still missing is said beside it, not refused."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wegwijs.organisations.models import Employee
from wegwijs.stages.pip.content import COLUMNS, DoelTekst, PipContent, Pwstuk
from wegwijs.stages.pip.library import Hulp, Leefgebied, goals, support
from wegwijs.stages.pip.models import Alfabetisering, Examen, Niveau, Pwbesluit, Route, Wisselgrond
from wegwijs.stages.pip.rules import MAX_INTENSITY
from wegwijs.ui import forms as ui

INBURGERAAR = "De inburgeraar leest dit in de brief."
MAX_HOURS = 2000
MAX_TALKS = 99
LONGEST_GOAL = 240


class WholeNumber(forms.IntegerField):
    """A number of hours or talks."""

    def __init__(self, *, highest: int, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "ww-input--date"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(min_value=0, max_value=highest, required=False, **kwargs)
        self.error_messages["invalid"] = "Vul een heel getal in, zonder punt of komma."
        self.validators = []
        self.highest = highest

    def clean(self, value: Any) -> int | None:
        """The number; ValidationError with what is possible otherwise."""
        number: int | None = super().clean(value)
        if number is not None and not 0 <= number <= self.highest:
            raise ValidationError(f"Vul een getal van 0 tot en met {self.highest} in.")
        return number


def _goals_by_field() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (area.label, [(g.sleutel, g.tekst) for g in goals().values() if g.leefgebied == area])
        for area in Leefgebied
        if area != Leefgebied.EIGEN
    ]


class PlanForm(ui.Form):
    """The content of a draft over what is ``kept``. ``asylum`` and ``switching`` decide which fields there are."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    leerroute = ui.RadioField(label="Leerroute", choices=Route.choices, required=False)
    niveau = ui.ChoiceField(
        label="Niveau", choices=Niveau.choices, required=False, empty="Volgt uit de route",
        help_text="Leeg bij B1-route en Onderwijsroute betekent B1",
    )  # fmt: skip
    intensiteit_uren = WholeNumber(
        label="Geschat aantal lesuren van de leerroute",
        highest=MAX_INTENSITY,
        help_text="Over de hele termijn",
    )
    mag_opleiding_afmaken = ui.CheckField(
        label="Mag de opleiding afmaken die niet vrijstelt van inburgeren", required=False
    )
    motief_afwijking = ui.TextField(
        label="Waarom deze route, anders dan de toets", readers=INBURGERAAR, rows=3, max_length=1000, required=False
    )  # fmt: skip
    examens_z_route = ui.MultipleChoiceField(
        label="Losse examens", choices=Examen.choices, required=False, help_text="Alleen bij de Z-route"
    )
    wisselgrond = ui.RadioField(label="Waarom wisselt de route", choices=Wisselgrond.choices, required=False)
    wisselmotief = ui.TextField(
        label="Wat is er veranderd", readers=INBURGERAAR, rows=3, max_length=1000, required=False
    )
    afschaal_uren = WholeNumber(
        label="Gevolgde lesuren Nederlands, bij afschalen naar A2", highest=MAX_INTENSITY,
        help_text="Op een school met keurmerk of in het taalschakeltraject; alfabetisering telt mee",
    )  # fmt: skip
    afschaal_inspanning = ui.CheckField(
        label="Bij afschalen: de inburgeraar heeft zich voldoende ingespannen", required=False
    )
    alfabetisering = ui.RadioField(
        label="Leren lezen en schrijven", choices=Alfabetisering.choices, required=False
    )
    wil_lening_alfabetisering = ui.CheckField(
        label="Wil bij DUO geld lenen voor leren lezen en schrijven", required=False
    )
    verplichting_alfabetisering = ui.CheckField(
        label="Is verplicht om lezen en schrijven te leren", required=False
    )
    motivering = ui.TextField(
        label="Waarom past dit plan", readers=INBURGERAAR, max_length=2000, required=False,
        help_text="Korte zinnen. Noem wat iemand zelf wil en kan.",
    )  # fmt: skip
    oordeel = ui.TextField(
        label="Uw oordeel, als de wet dat vraagt", readers="Alleen medewerkers lezen dit.", rows=3,
        max_length=1000, required=False,
    )  # fmt: skip
    doelen = ui.MultipleChoiceField(label="Doelen", choices=_goals_by_field, required=False)
    eigen_doelen = ui.TextField(
        label="Doelen in eigen woorden", readers=INBURGERAAR, rows=3, required=False,
        help_text="Eén doel op een regel, bijvoorbeeld: Ik haal mijn rijbewijs.",
    )  # fmt: skip
    ondersteuning = ui.MultipleChoiceField(label="Hulp en begeleiding", choices=Hulp.choices, required=False)
    hulp_toelichting = ui.TextField(
        label="Toelichting bij de hulp", readers=INBURGERAAR, rows=2, max_length=600, required=False
    )
    pvt_uren = WholeNumber(label="Uren participatieverklaringstraject (PVT)", highest=MAX_HOURS)
    map_uren = WholeNumber(
        label="Uren Module Arbeidsmarkt en Participatie (MAP)", highest=MAX_HOURS, help_text="Leeg bij de Onderwijsroute"
    )  # fmt: skip
    voortgangsgesprekken = WholeNumber(label="Aantal voortgangsgesprekken", highest=MAX_TALKS)
    jong_kind = ui.YesNoField(label="Is er een kind voor voor- of vroegschoolse educatie?", required=False)
    vve_afspraak = forms.CharField(
        label="Afspraak over VVE", max_length=400, required=False, help_text=INBURGERAAR
    )
    contact = ui.ChoiceField(label="Contactpersoon", required=False)

    def __init__(
        self,
        *args: Any,
        kept: PipContent,
        asylum: bool,
        switching: bool,
        colleagues: Mapping[str, Employee],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.colleagues = colleagues
        for soort in Pwbesluit.Soort:
            self.fields[f"{soort.value}_kenmerk"] = forms.CharField(
                label=f"Kenmerk van het besluit over {soort.label}", max_length=60, required=False
            )
            self.fields[f"{soort.value}_datum"] = ui.PastDateField(
                label="Datum van dat besluit", required=False
            )
        self.offer("contact", ((pk, f"{e.name}, {e.function}") for pk, e in colleagues.items()))
        kinds = [(h.soort.value, h.soort.label) for h in support().values() if asylum or not h.alleen_asiel]
        self.fields["ondersteuning"].choices = kinds  # type: ignore[attr-defined]
        self.asylum = asylum
        for name in (() if switching else SWITCHING) + (ONLY_FAMILY if asylum else ONLY_ASYLUM):
            del self.fields[name]
        for name in NEEDED:
            if name in self.fields:
                self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def clean_eigen_doelen(self) -> str:
        """One goal a line, none too long for the letter."""
        text: str = self.cleaned_data["eigen_doelen"]
        if any(len(line.strip()) > LONGEST_GOAL for line in text.splitlines()):
            raise ValidationError(f"Een doel is langer dan {LONGEST_GOAL} tekens. Maak het korter.")
        return text

    def clean(self) -> dict[str, Any]:
        """A decision of the Participatiewet has both its reference and its date."""
        data = super().clean() or self.cleaned_data
        for soort in Pwbesluit.Soort:
            reference, day = f"{soort.value}_kenmerk", f"{soort.value}_datum"
            if reference in data and day in data and bool(data[reference]) != bool(data[day]):
                missing = reference if data[day] else day
                self.add_error(missing, "Vul kenmerk en datum allebei in, of laat ze allebei leeg.")
        return data

    def content(self) -> PipContent:
        """What was filled in, over what is ``kept``; of a form with errors the fields that are right."""
        data: dict[str, Any] = self.cleaned_data
        columns = {name: data[name] for name in COLUMNS if name in data and name != "contact"}
        columns = {n: tuple(v) if isinstance(v, list) else v for n, v in columns.items()}
        columns["alfabetisering"] = data.get("alfabetisering") or Alfabetisering.NVT.value
        if not self.asylum:
            columns["intensiteit_uren"] = None
        return replace(
            self.kept,
            **columns,
            contact=self.colleagues.get(data.get("contact", "")),
            doelen=tuple(_goals(data)),
            pw_besluiten=tuple(_decisions(data)),
        )


SWITCHING = ("wisselgrond", "wisselmotief", "afschaal_uren", "afschaal_inspanning")
ONLY_ASYLUM = ("intensiteit_uren",)
ONLY_FAMILY = ("wil_lening_alfabetisering",)
NEEDED = (
    "leerroute", "intensiteit_uren", "motivering", "ondersteuning", "pvt_uren", "map_uren", "voortgangsgesprekken",
    "jong_kind", "contact", "doelen", "alfabetisering",
)  # fmt: skip


def _goals(data: Mapping[str, Any]) -> list[DoelTekst]:
    found = {key: goals()[key] for key in data.get("doelen", ())}
    chosen = [DoelTekst(g.leefgebied.value, g.tekst, key) for key, g in found.items()]
    lines = [line.strip() for line in data.get("eigen_doelen", "").splitlines() if line.strip()]
    known = {goal.tekst for goal in chosen}
    own = [DoelTekst(Leefgebied.EIGEN.value, text) for text in dict.fromkeys(lines) if text not in known]
    return [*chosen, *own]


def _decisions(data: Mapping[str, Any]) -> list[Pwstuk]:
    found = []
    for soort in Pwbesluit.Soort:
        reference: str = data.get(f"{soort.value}_kenmerk") or ""
        day: date | None = data.get(f"{soort.value}_datum")
        if reference and day:
            found.append(Pwstuk(soort.value, reference, day))
    return found


def initial(content: PipContent, version: int) -> dict[str, Any]:
    """The form as it opens."""
    values: dict[str, Any] = {name: getattr(content, name) for name in COLUMNS}
    values["contact"] = str(content.contact.pk) if content.contact else ""
    values["version"] = version
    values["doelen"] = [d.sleutel for d in content.doelen if d.sleutel]
    values["eigen_doelen"] = "\n".join(d.tekst for d in content.doelen if not d.sleutel)
    for stuk in content.pw_besluiten:
        values[f"{stuk.soort}_kenmerk"], values[f"{stuk.soort}_datum"] = stuk.kenmerk, stuk.datum
    return values
