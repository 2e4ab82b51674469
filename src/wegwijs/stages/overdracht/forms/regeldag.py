"""What is filled in for a regeldag: the day, its steps, what came of them."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Employee
from wegwijs.stages.overdracht.commands import ENDS, Day, Prepared
from wegwijs.stages.overdracht.models import Regelstap
from wegwijs.stages.overdracht.sjablonen import DayStep
from wegwijs.stages.overdracht.standard import Feeds
from wegwijs.ui import forms as ui

READERS = "Collega’s en de begeleider lezen dit. Schrijf niets op over gezondheid of de asielprocedure."


class OfficePhoneField(forms.RegexField):
    """The number of an office, kept as it is written: a gemeente can have a short one, as 14 078."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "ww-input--number", "inputmode": "tel", "autocomplete": "off"}
        super().__init__(
            r"^\+?[0-9][0-9 ()\-]{2,20}$", max_length=22, help_text="Bijvoorbeeld 14 078 of 078 770 85 85",
            widget=forms.TextInput(attrs=attrs),
            error_messages={"invalid": "Schrijf alleen cijfers, spaties en een plus. Bijvoorbeeld 078 770 85 85."},
            **kwargs,
        )  # fmt: skip


class _DayForm(ui.Form):
    """When, and who runs it."""

    on = ui.DateField(label="Datum")
    at = ui.TimeField(label="Begint om")
    until = ui.TimeField(
        label="Klaar om",
        help_text="In deze tijd kan voor de begeleider en het huishouden niets anders worden gepland",
    )
    begeleider = ui.ChoiceField(
        label="Wie begeleidt de dag",
        required=False,
        empty="nog niet bekend",
        help_text="Medewerkers van de organisatie die bij dit dossier is betrokken voor begeleiding",
    )
    interpreter = ui.CheckField(label="Er komt een tolk mee", required=False)

    def __init__(self, *args: Any, begeleiders: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in begeleiders}
        field = self.fields["begeleider"]
        field.choices = [("", "nog niet bekend"), *((key, one.name) for key, one in self.people.items())]  # type: ignore[attr-defined]
        if not self.people:
            field.help_text = "Nog geen organisatie voor begeleiding ziet dit huishouden. Geef die toegang in het dossier, bij ‘Wie kijkt mee’."

    def day(self) -> Day:
        """What was filled in."""
        data = self.cleaned_data
        return Day(
            data["on"], data["at"], self.people.get(data["begeleider"]), data["interpreter"], data["until"]
        )


class PlanDayForm(_DayForm):
    """A new day: who comes along and what there is to arrange. ``dossiers``: those of the household, the first
    always along; ``steps``: those that the gemeente begins with."""

    members = ui.MultipleChoiceField(
        label="Wie gaat mee", help_text="Leden van het huishouden met een open dossier in deze gemeente"
    )
    keys = ui.MultipleChoiceField(
        label="Wat moet er geregeld worden",
        help_text="Haal het vinkje weg bij wat dit huishouden niet nodig heeft. Eigen stappen voegt u later toe.",
    )
    field_order = ("on", "at", "until", "members", "begeleider", "interpreter", "keys")

    def __init__(
        self, *args: Any, dossiers: Sequence[Dossier], steps: Sequence[DayStep], **kwargs: Any
    ) -> None:
        self.dossiers = {str(one.pk): one for one in dossiers}
        needed = any(one.person.interpreter_needed for one in dossiers)
        initial = {
            "members": list(self.dossiers),
            "at": "09:00",
            "until": f"{ENDS:%H:%M}",
            "interpreter": needed,
        }
        initial["keys"] = [step.mark for step in steps]
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["keys"].choices = [(step.mark, step.title) for step in steps]  # type: ignore[attr-defined]
        choices = [(key, f"{one.person}, dossier {one.number}") for key, one in self.dossiers.items()]
        self.fields["members"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[Dossier]:
        """The dossiers of who comes along."""
        return [self.dossiers[key] for key in self.cleaned_data["members"]]


class MoveDayForm(_DayForm):
    """The same day at another moment; ``version`` is the one that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CancelForm(ui.Form):
    """Why it doesn't go on."""

    reason = ui.TextField(label="Waarom gaat de regeldag niet door", readers=READERS, rows=2, max_length=160)


class FailForm(ui.Form):
    """Why a step didn't work out."""

    reason = ui.TextField(label="Waarom is het niet gelukt", readers=READERS, rows=2, max_length=160)


class StepForm(ui.Form):
    """Where, when, with whom and what to bring. ``secret``: where they live must not be written down here."""

    title = forms.CharField(label="Wat moet er gebeuren", max_length=80)
    at = ui.TimeField(label="Tijd", required=False)
    body = forms.CharField(label="Bij welke instantie", max_length=80, required=False)
    person = forms.CharField(label="Wie helpt daar", max_length=80, required=False)
    place = forms.CharField(label="Plaats", max_length=120, required=False, help_text="Straat of gebouw")
    phone = OfficePhoneField(label="Telefoon van de instantie", required=False)
    papers = forms.CharField(label="Wat moeten zij meenemen", max_length=200, required=False)

    def __init__(self, *args: Any, secret: bool, stap: Regelstap | None = None, **kwargs: Any) -> None:
        known = {name: getattr(stap, name) for name in self.base_fields} if stap else {}
        super().__init__(*args, initial=known, **kwargs)
        if secret:
            del self.fields["place"]
        self.kept = stap.place if stap and secret else ""

    def prepared(self) -> Prepared:
        """What was filled in; a place that isn't shown stays as it was."""
        return Prepared(**{"place": self.kept, **self.cleaned_data})


class ResultForm(ui.Form):
    """From which day it holds, and for whom. Who keeps the dossiers is asked about the home as well."""

    ON: ClassVar[dict[Feeds, str]] = {
        Feeds.BRP: "Ingeschreven in de BRP vanaf", Feeds.BIJSTAND: "Bijstand vanaf",
    }  # fmt: skip
    on = ui.DateField(label="Vanaf")
    members = ui.MultipleChoiceField(label="Voor wie")
    article_28 = ui.YesNoField(
        label="Is de woning toegewezen als huisvesting van een vergunninghouder?",
        help_text="Huisvestingswet, artikel 28. Bij ja begint de termijn van tien weken op deze dag, als de "
        "kennisgeving van DUO er al was.",
    )

    def __init__(
        self,
        *args: Any,
        fact: Feeds,
        stap: Regelstap,
        dossiers: Sequence[Dossier],
        keeps: bool,
        **kwargs: Any,
    ) -> None:
        self.dossiers = {str(one.pk): one for one in dossiers}
        first = stap.result_on or min(stap.regeldag.on, clock.today())
        super().__init__(*args, initial={"on": first, "members": list(self.dossiers)}, **kwargs)
        self.fields["on"].label = self.ON[fact]
        self.fields["members"].choices = [(key, str(one.person)) for key, one in self.dossiers.items()]  # type: ignore[attr-defined]
        if fact is not Feeds.BRP or not keeps:
            del self.fields["article_28"]

    def chosen(self) -> list[Dossier]:
        """The dossiers of whom it holds for."""
        return [self.dossiers[key] for key in self.cleaned_data["members"]]
