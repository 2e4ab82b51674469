"""What the college decides in an intake: about the toets, and that it is complete or goes on."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.stages.intake.forms.acts import PROTECTED
from wegwijs.ui import forms as ui


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
    established_on = ui.PastDateField(label="Wanneer stelde die gemeente het PIP vast")


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
    """Complete the intake, or complete it without the person. ``fewer``: less talks than the gemeente agreed."""

    on = ui.PastDateField(label="Voltooid op")
    fewer_why = forms.CharField(
        label="Waarom zijn minder gesprekken genoeg",
        max_length=240,
        required=False,
        help_text="De regisseur en de beslisser lezen dit. Geen gezondheidsgegevens",
    )

    def __init__(self, *args: Any, fewer: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)
        if not fewer:
            del self.fields["fewer_why"]
