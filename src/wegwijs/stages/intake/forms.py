"""Forms of the intake. A block's form is made from its definition."""

from datetime import date
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.documents.models import Letter
from wegwijs.people.models import Person
from wegwijs.people.queries import is_shielded, lines_of, normal, secret_rows
from wegwijs.stages.intake.blocks import Soort, Veld, velden
from wegwijs.stages.intake.commands import Afspraak, Reden, Wacht
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Inbreng, Oproep, WachtOpDerde
from wegwijs.ui import forms as ui
from wi2021.intake import Onderdeel


class BlockForm(ui.Form):
    """One block. Nothing is required to save: what is missing stays on the list of what the law asks."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        onderdeel: Onderdeel,
        variant: str,
        answers: dict[str, Any],
        version: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={**answers, "version": version}, **kwargs)
        self.velden = velden(onderdeel, variant)
        for veld in self.velden:
            field = _field(veld)
            field.needed_later = veld.required  # type: ignore[attr-defined]
            self.fields[veld.name] = field

    def answers(self) -> dict[str, Any]:
        """What was answered, as it is stored."""
        return {v.name: self.cleaned_data.get(v.name) for v in self.velden}


def _field(veld: Veld) -> forms.Field:
    common: dict[str, Any] = {"label": veld.label, "help_text": veld.hint, "required": False}
    match veld.soort:
        case Soort.ONE:
            return ui.RadioField(choices=veld.offered, widget=_radios(veld), **common)
        case Soort.MANY:
            return ui.MultipleChoiceField(choices=veld.offered, **common)
        case Soort.YES_NO:
            return ui.YesNoField(widget=_radios(veld), **common)
        case Soort.NUMBER:
            return forms.IntegerField(min_value=0, max_value=veld.top, **common)
        case Soort.TEXT:
            return ui.TextField(label=veld.label, readers=veld.hint, required=False, rows=2, max_length=400)


def _radios(veld: Veld) -> forms.RadioSelect:
    """Short choices stand beside each other."""
    short = sum(len(label) + 6 for _, label in veld.offered) <= 72
    return forms.RadioSelect(attrs={"data-row": ""} if short else {})


class OproepForm(ui.Form):
    """When and where the talk is, and how the letter goes out."""

    at = ui.DateField(label="Datum van het gesprek")
    time = ui.TimeField(label="Tijd")
    way = ui.RadioField(label="Hoe", choices=Oproep.Way.choices)
    place = forms.CharField(
        label="Plaats", max_length=160, help_text="Bijvoorbeeld Spuiboulevard 300, Dordrecht"
    )
    channel = ui.RadioField(label="Hoe gaat de brief", choices=Letter.Channel.choices)

    def __init__(self, *args: Any, person: Person, last: Oproep | None = None, **kwargs: Any) -> None:
        """``last`` is the oproep before this one: its place and way are most often the same."""
        secret = secret_rows(person, clock.today())
        channel = Letter.Channel.UITGEREIKT if is_shielded(person, clock.today()) else Letter.Channel.POST
        initial = {"way": "kantoor", "channel": channel, "time": "10:00"}
        if last and not any(lines_of(row) in normal(last.place) for row in secret):
            initial |= {"way": last.way, "place": last.place, "time": f"{last.time:%H:%M}"}
        super().__init__(*args, initial=initial, **kwargs)

    def afspraak(self) -> Afspraak:
        """The talk that was filled in."""
        data = self.cleaned_data
        return Afspraak(data["at"], data["time"], data["place"], Oproep.Way(data["way"]))


class OutcomeForm(ui.Form):
    """What came of an oproep."""

    on = ui.DateField(label="Datum")
    outcome = ui.RadioField(label="Uitkomst", choices=Oproep.Uitkomst.choices)
    verhindering = ui.RadioField(
        label="Wat was de goede reden",
        choices=Oproep.Verhindering.choices,
        required=False,
        help_text="Alleen bij een goede reden. De regisseur en de beslisser zien dit",
    )
    reason = forms.CharField(
        label="Toelichting",
        max_length=240,
        required=False,
        help_text="Bij ‘iets anders’ of onvoldoende meewerken. De regisseur en de beslisser lezen dit. Geen ziekte of diagnose",
    )

    def why(self) -> Reden:
        """The explanation that was given."""
        return Reden(self.cleaned_data["verhindering"], self.cleaned_data["reason"])


class GesprekForm(ui.Form):
    """A talk that was held."""

    on = ui.DateField(label="Datum")
    way = ui.RadioField(label="Hoe", choices=Oproep.Way.choices)
    interpreter = ui.RadioField(label="Tolk", choices=Gesprek.Tolk.choices)
    alone = ui.YesNoField(label="Sprak u de inburgeraar alleen (met alleen professionals erbij)?")
    present = forms.CharField(label="Wie was er nog bij", max_length=160, required=False)
    report = ui.TextField(
        label="Verslag",
        readers="De regisseur, de beslisser en de inburgeraar kunnen dit lezen.",
        max_length=2000,
        rows=6,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today(), "way": "kantoor"}, **kwargs)


class CorrectionForm(GesprekForm):
    """A talk that was recorded wrongly."""

    reason = forms.CharField(label="Waarom verbetert u dit", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, talk: Gesprek, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("on", "way", "interpreter", "alone", "present", "report", "version")
        self.initial = {name: getattr(talk, name) for name in names}


class AloneForm(ui.Form):
    """The right to talk alone was pointed out."""

    on = ui.DateField(label="Gewezen op")
    choice = ui.RadioField(label="Wat koos de inburgeraar", choices=BredeIntake.Alleen.choices)


PROTECTED = "Alleen wie het plan maakt of vaststelt leest dit."


class JudgeForm(ui.Form):
    """Whether someone with an auditory disability can take the toets."""

    can_take = ui.YesNoField(label="Kan de inburgeraar de toets maken, zo nodig met een tolk?")
    motive = ui.TextField(label="Waarom", readers=PROTECTED, rows=3, max_length=400)


class ExemptForm(ui.Form):
    """The college exempts from the toets."""

    motive = ui.TextField(label="Waarom", readers=PROTECTED, rows=3, max_length=400)


class SkipForm(ui.Form):
    """A former gemeente set a leerroute already."""

    gemeente = forms.CharField(label="Welke gemeente stelde de leerroute vast", max_length=80)
    established_on = ui.DateField(label="Wanneer stelde die gemeente het PIP vast")


class WaitForm(ui.Form):
    """Information that is asked of someone else."""

    on = ui.DateField(label="Gevraagd op")
    soort = ui.RadioField(
        label="Waarop wacht u",
        choices=WachtOpDerde.Soort.choices,
        help_text="In de tijdlijn staat bij medisch advies en iets anders alleen ‘informatie van een ander’",
    )
    about = forms.CharField(
        label="Wat anders", max_length=80, required=False, help_text="Alleen bij ‘iets anders’"
    )
    party = forms.CharField(label="Bij wie", max_length=80, help_text="Bijvoorbeeld IDW of DUO")
    necessary = ui.YesNoField(
        label="Kan het PIP hier redelijkerwijs niet zonder?",
        help_text="Alleen bij ja kan het PIP tot twee weken na ontvangst (Besluit inburgering 2021, artikel 5.3, tweede lid)",
    )
    motive = ui.TextField(
        label="Waarom kan het PIP niet zonder",
        help_text="Alleen bij ja.",
        readers=PROTECTED,
        rows=2,
        max_length=400,
        required=False,
    )

    def wacht(self) -> Wacht:
        """What was filled in."""
        data = self.cleaned_data
        return Wacht(
            WachtOpDerde.Soort(data["soort"]), data["party"], data["necessary"], data["motive"], data["about"]
        )


class ReceivedForm(ui.Form):
    """When it came."""

    on = ui.DateField(label="Ontvangen op")


class WithdrawForm(ui.Form):
    """Why a decision about the toets is taken back."""

    motive = ui.TextField(label="Waarom neemt u dit terug", readers=PROTECTED, rows=3, max_length=400)


class ReopenForm(ui.Form):
    """Why a completed intake goes on."""

    reason = ui.TextField(
        label="Waarom heropent u de intake",
        readers="Dit staat in de tijdlijn. Geen gezondheidsgegevens.",
        rows=3,
        max_length=240,
    )


class CompleteForm(ui.Form):
    """Complete the intake, or complete it without the person."""

    on = ui.DateField(label="Voltooid op")

    def clean_on(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise forms.ValidationError("Deze dag ligt in de toekomst. Kies vandaag of eerder.")
        return day


class InputForm(ui.Form):
    """What a counsellor brings in."""

    daily_life = ui.RadioField(label="Hoe gaat het dagelijks leven", choices=Inbreng.Indruk.choices)
    language = ui.RadioField(label="Hoe gaat het oefenen van Nederlands", choices=Inbreng.Indruk.choices)
    helps = ui.TextField(
        label="Wat helpt deze persoon",
        readers="De regisseur leest dit, en de inburgeraar mag het lezen. Geen gezondheidsgegevens.",
        rows=3,
        max_length=400,
    )
    worries = ui.TextField(
        label="Waar loopt iemand tegenaan",
        readers="De regisseur leest dit, en de inburgeraar mag het lezen. Geen gezondheidsgegevens.",
        rows=3,
        max_length=400,
        required=False,
    )
