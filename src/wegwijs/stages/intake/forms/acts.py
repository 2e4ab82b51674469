"""Call up, talk, wait, bring papers."""

from datetime import date
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.documents.models import Letter
from wegwijs.people.models import Person
from wegwijs.people.queries import is_shielded, lines_of, normal, secret_rows
from wegwijs.stages.intake.blocks import BLOCKS, NO_DIAGNOSIS, eis
from wegwijs.stages.intake.commands import Afspraak, Reden, Stuk, Wacht
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.models import BredeIntake, Gesprek, IntakeStuk, Oproep, WachtOpDerde
from wegwijs.ui import forms as ui
from wegwijs.ui.format import weekday
from wi2021.intake import Onderdeel

PROTECTED = "Alleen wie het plan maakt of vaststelt leest dit."
PAPERS = (".pdf", ".png", ".jpg", ".jpeg")


class OproepForm(ui.Form):
    """When and where the talk is, and how the letter goes out. ``address`` is the mark of the address that the page shows."""

    address = forms.CharField(widget=forms.HiddenInput, required=False)
    at = ui.DateField(label="Datum van het gesprek")
    time = ui.TimeField(label="Tijd")
    way = ui.RadioField(label="Hoe", choices=Oproep.Way.choices)
    place = forms.CharField(
        label="Plaats", max_length=160, help_text="Bijvoorbeeld Spuiboulevard 300, Dordrecht"
    )
    channel = ui.RadioField(label="Hoe gaat de brief", choices=Letter.Channel.choices)

    def __init__(
        self,
        *args: Any,
        person: Person,
        by_post: date,
        mark: str = "",
        last: Oproep | None = None,
        **kwargs: Any,
    ) -> None:
        """``last`` is the oproep before this one: its place and way are most often the same. ``mark``: of the address now;
        ``by_post``: the first day of a talk when the letter goes by post."""
        secret = secret_rows(person, clock.today())
        by_hand = person.contact_safely or is_shielded(person, clock.today())
        channel = Letter.Channel.UITGEREIKT if by_hand else Letter.Channel.POST
        initial = {"way": "kantoor", "channel": channel, "time": "10:00", "address": mark}
        if last and not any(lines_of(row) in normal(last.place) for row in secret):
            initial |= {"way": last.way, "place": last.place, "time": f"{last.time:%H:%M}"}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["at"].help_text = f"Gaat de brief per post, dan op zijn vroegst op {weekday(by_post)}"

    def afspraak(self) -> Afspraak:
        """The talk that was filled in."""
        data = self.cleaned_data
        return Afspraak(data["at"], data["time"], data["place"], Oproep.Way(data["way"]))


class OutcomeForm(ui.Form):
    """What came of an oproep."""

    on = ui.PastDateField(label="Datum")
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
    """A talk that was held. While the right to talk alone wasn't pointed out, the form asks for that as well."""

    on = ui.PastDateField(label="Datum")
    way = ui.RadioField(label="Hoe", choices=Oproep.Way.choices)
    interpreter = ui.RadioField(label="Tolk", choices=Gesprek.Tolk.choices)
    noticed = ui.RadioField(
        label="Gewezen op het recht op een gesprek alleen: wat koos de inburgeraar",
        choices=BredeIntake.Alleen.choices,
        required=False,
        help_text="Besluit inburgering 2021, artikel 5.2, tweede lid. Leeg: u hebt er in dit gesprek niet op gewezen",
    )
    alone = ui.YesNoField(label="Sprak u de inburgeraar alleen (met alleen professionals erbij)?")
    present = forms.CharField(
        label="Wie was er nog bij",
        max_length=160,
        required=False,
        help_text="Bij nee, bijvoorbeeld: haar zus",
    )
    topics = ui.MultipleChoiceField(
        label="Waarover sprak u", choices=[(o.value, eis(o).label) for o in BLOCKS], required=False
    )
    report = ui.TextField(
        label="Verslag",
        help_text="Kort: wat is besproken en afgesproken, wat niet in een onderdeel past. " + NO_DIAGNOSIS,
        readers="De regisseur, de beslisser en de inburgeraar kunnen dit lezen.",
        max_length=2000,
        rows=6,
    )

    def __init__(self, *args: Any, noticed: bool = True, interpreter: str = "", **kwargs: Any) -> None:
        """``noticed``: the notice was given before; ``interpreter``: how the talk before this one was interpreted."""
        first = {"on": clock.today(), "way": "kantoor", "interpreter": interpreter}
        super().__init__(*args, initial=first, **kwargs)
        if noticed:
            del self.fields["noticed"]

    def verslag(self) -> Verslag:
        """What was filled in."""
        data = self.cleaned_data
        chosen = data.get("noticed")
        return Verslag(
            way=Oproep.Way(data["way"]),
            interpreter=Gesprek.Tolk(data["interpreter"]),
            alone=data["alone"],
            report=data["report"],
            present=data["present"],
            topics=tuple(Onderdeel(topic) for topic in data["topics"]),
            noticed=BredeIntake.Alleen(chosen) if chosen else None,
        )


class CorrectionForm(GesprekForm):
    """A talk that was recorded wrongly."""

    reason = forms.CharField(label="Waarom verbetert u dit", max_length=200, help_text=PROTECTED)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, talk: Gesprek, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("on", "way", "interpreter", "alone", "present", "topics", "report", "version")
        self.initial = {name: getattr(talk, name) for name in names}


class AloneForm(ui.Form):
    """The right to talk alone was pointed out."""

    on = ui.PastDateField(label="Gewezen op")
    choice = ui.RadioField(label="Wat koos de inburgeraar", choices=BredeIntake.Alleen.choices)


class WaitForm(ui.Form):
    """Information that is asked of someone else."""

    on = ui.PastDateField(label="Gevraagd op")
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

    on = ui.PastDateField(label="Ontvangen op")


class StukForm(ui.Form):
    """A paper that somebody shows."""

    soort = ui.RadioField(label="Wat liet de inburgeraar zien", choices=IntakeStuk.Soort.choices)
    about = forms.CharField(
        label="Wat anders",
        max_length=80,
        required=False,
        help_text="Alleen bij ‘iets anders’. De regisseur en de beslisser lezen dit",
    )
    on = ui.PastDateField(label="Gezien op")
    file = ui.FileField(label="Kopie, als u die nodig hebt", required=False, endings=PAPERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)

    def stuk(self) -> Stuk:
        """What was filled in, with the file."""
        data = self.cleaned_data
        file = data["file"]
        return Stuk(
            IntakeStuk.Soort(data["soort"]),
            data["about"],
            file.name[:160] if file else "",
            file.read() if file else b"",
        )
