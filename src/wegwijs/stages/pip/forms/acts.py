"""The small forms: a day, a reason, why a plan ends, a way of sending."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.documents.models import Letter
from wegwijs.stages.pip.models import Intrekking
from wegwijs.ui import forms as ui

INBURGERAAR = "De inburgeraar leest dit in de brief."
COLLEAGUES = "Collega’s die aan dit dossier werken lezen dit."


class ReadForm(ui.Form):
    """The dagtekening, and that someone read what stands there; ``version`` is what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = ui.PastDateField(label="Dagtekening", help_text="De dag van het besluit, niet later dan vandaag")
    read = ui.CheckField(label="Ik heb het plan en de brief gelezen en neem dit besluit")


class ReasonForm(ui.Form):
    """Why something is given back, dropped or withdrawn; ``version`` is what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = ui.TextField(label="Reden", readers=COLLEAGUES, rows=3, max_length=400)


class WithdrawForm(ReasonForm):
    """Why, and from which day."""

    on = ui.PastDateField(label="Datum")


class GroundForm(ui.Form):
    """Why a plan that the inburgeraar has no longer holds."""

    soort = ui.RadioField(label="Wat is er gebeurd", choices=Intrekking.Soort.choices)
    reden = ui.TextField(
        label="Waarom geldt het plan niet meer", readers=INBURGERAAR, rows=4, max_length=1000,
        help_text="Korte zinnen, zonder moeilijke woorden.",
    )  # fmt: skip
    kenmerk = forms.CharField(
        label="Kenmerk of zaaknummer", max_length=60, required=False,
        help_text="Alleen bij een beslissing op bezwaar of een uitspraak van de rechter",
    )  # fmt: skip
    besloten_op = ui.PastDateField(label="Datum van die beslissing of uitspraak", required=False)
    nieuw_voor = ui.DateField(
        label="Nieuw plan uiterlijk op", required=False,
        help_text="De wet noemt geen termijn. Noemt de beslissing of uitspraak er een, vul dan die in. De inburgeraar leest deze dag in de brief.",
    )  # fmt: skip


class SendForm(ui.Form):
    """When and how a letter is made known. ``address`` is the mark of the address that the page shows.

    ``protected``: the address may not come on paper. ``moved``: it is another one than when the letter was made.
    """

    address = forms.CharField(widget=forms.HiddenInput, required=False)
    on = ui.PastDateField(label="Datum van verzenden of overhandigen")
    channel = ui.RadioField(label="Hoe", choices=Letter.Channel.choices)
    looked = ui.CheckField(
        label="Ik heb het nieuwe adres nagekeken, en deze persoon woont nog in deze gemeente", required=False
    )

    def __init__(self, *args: Any, protected: bool, may_safe: bool, moved: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "on": clock.today(), "channel": "" if protected else Letter.Channel.POST, **kwargs["initial"]
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        away = {Letter.Channel.POST} if protected else {Letter.Channel.VEILIG}
        if not may_safe:
            away.add(Letter.Channel.VEILIG)
        choices = [(c.value, c.label) for c in Letter.Channel if c not in away]
        self.fields["channel"].choices = choices  # type: ignore[attr-defined]
        if not moved:
            del self.fields["looked"]

    def clean(self) -> dict[str, Any]:
        """By post to a new address only after someone looked at it."""
        data = super().clean() or self.cleaned_data
        by_post = data.get("channel") == Letter.Channel.POST
        if by_post and "looked" in self.fields and not data.get("looked"):
            self.add_error("looked", "Kijk eerst het nieuwe adres na. Zet dan hier een vinkje.")
        return data


class SendAgainForm(SendForm):
    """The same after the post brought it back, with what that means for the term to object."""

    reached = ui.YesNoField(
        label="Was het adres van de eerste brief goed?",
        help_text="Nee: dan begint de bezwaartermijn na deze verzending. Ja: dan blijft die zoals hij was.",
    )
    motive = ui.TextField(
        label="Hoe weet u dat, en hoe komt u aan dit adres", readers=COLLEAGUES, rows=2, max_length=400
    )
