"""Begin ontzorgen, its decision, the partner, what was signed, and longer than the duty."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.stages.ontzorgen.commands.splitting import Split
from wegwijs.stages.ontzorgen.commands.traject import Start
from wegwijs.stages.ontzorgen.models import Machtiging, Ontzorging
from wegwijs.ui import forms as ui
from wi2021.ontzorgen import Vervolg

READERS = (
    "Dit lezen de administrateurs, de teamleider en de begeleider van VluchtelingenWerk. Schrijf geen BSN op."
)
PARTNER_HELP = (
    "De bijstand is van partners samen. De wet zegt niet wat geldt als één van hen de plicht niet heeft."
)


class StartForm(ui.Form):
    """With what it begins; what isn't known yet comes later."""

    decided_on = ui.PastDateField(
        label="Besluit van", required=False, help_text="Leeg: het besluit is er nog niet"
    )
    decision = forms.CharField(label="Kenmerk van het besluit", max_length=60, required=False)
    partner = ui.RadioField(label="Partner", choices=Ontzorging.Partner.choices, help_text=PARTNER_HELP)
    partner_reason = ui.TextField(label="Waarom", readers=READERS, rows=2, max_length=300, required=False)
    groups = (
        ui.Group("Besluit", ("decided_on", "decision"), "De plicht om mee te werken hoort bij het PIP"),
        ui.Group("Partner", ("partner", "partner_reason")),
        ui.Group("Tweede recht op bijstand", ("again", "again_reason")),
    )

    def __init__(self, *args: Any, again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if again:
            self.fields["again"] = ui.RadioField(
                label="Hoe telt het tweede recht",
                choices=[(one.name, one.value) for one in Vervolg],
                help_text="De wet zegt niets over een tweede keer. Dit is uw oordeel",
            )
            self.fields["again_reason"] = ui.TextField(
                label="Waarom zo", readers=READERS, rows=2, max_length=300
            )

    def start(self) -> Start:
        """What was filled in."""
        data = self.cleaned_data
        return Start(
            data["decided_on"], data["decision"], data["partner"], data["partner_reason"], data.get("again", ""),
            data.get("again_reason", ""),
        )  # fmt: skip


class OfOneForm(ui.Form):
    """Something that is said of a plan as a whole; ``version``: as it was when it was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ontzorging: Ontzorging, **kwargs: Any) -> None:
        initial = {"version": ontzorging.version, **self.now(ontzorging)}
        super().__init__(*args, initial=initial, **kwargs)

    def now(self, ontzorging: Ontzorging) -> dict[str, Any]:
        """What stands there."""
        return {}


class DecisionForm(OfOneForm):
    """The decision on the duty to cooperate."""

    decided_on = ui.PastDateField(label="Besluit van")
    decision = forms.CharField(
        label="Kenmerk van het besluit", max_length=60, help_text="Waarmee het terug te vinden is"
    )

    def now(self, ontzorging: Ontzorging) -> dict[str, Any]:
        """What stands there."""
        return {"decided_on": ontzorging.decided_on or clock.today(), "decision": ontzorging.decision}


class PartnerForm(OfOneForm):
    """How a partner's duty stands to this one."""

    partner = ui.RadioField(label="Partner", choices=Ontzorging.Partner.choices, help_text=PARTNER_HELP)
    partner_reason = ui.TextField(label="Waarom", readers=READERS, rows=2, max_length=300, required=False)

    def now(self, ontzorging: Ontzorging) -> dict[str, Any]:
        """What stands there."""
        return {"partner": ontzorging.partner, "partner_reason": ontzorging.partner_reason}


class LongerForm(OfOneForm):
    """We go on after the duty, by agreement."""

    agreed_until = ui.DateField(label="Tot en met", help_text="Een dag na het einde van de plicht")
    agreed_reason = ui.TextField(label="Waarom langer", readers=READERS, rows=2, max_length=300)

    def now(self, ontzorging: Ontzorging) -> dict[str, Any]:
        """What stands there."""
        return {"agreed_until": ontzorging.agreed_until, "agreed_reason": ontzorging.agreed_reason}


class ToeslagenForm(OfOneForm):
    """Where toeslagen may come in, with why."""

    toeslagen = ui.RadioField(label="Waar komen de toeslagen binnen?", choices=Ontzorging.Toeslagen.choices)
    toeslagen_reason = ui.TextField(
        label="Waarom", readers=READERS, rows=2, max_length=300,
        help_text="Bijvoorbeeld wat Dienst Toeslagen zei, wanneer en tegen wie",
    )  # fmt: skip

    def now(self, ontzorging: Ontzorging) -> dict[str, Any]:
        """What stands there."""
        return {"toeslagen": ontzorging.toeslagen, "toeslagen_reason": ontzorging.toeslagen_reason}


class SplitForm(OfOneForm):
    """Who keeps what now the household is two."""

    split_account = ui.RadioField(
        label="Wie houdt de rekening bij ons?", choices=Ontzorging.Wie.choices, help_text="Dit huishouden is dat van dit dossier"
    )  # fmt: skip
    split_rent = ui.RadioField(
        label="Wie houdt de woning, met huur en energie?", choices=Ontzorging.Wie.choices
    )
    split_leefgeld = ui.RadioField(label="Wie krijgt het leefgeld?", choices=Ontzorging.Wie.choices)
    partner = ui.RadioField(
        label="Hoe staat het nu met een partner?", choices=Ontzorging.Partner.choices, help_text=PARTNER_HELP
    )
    split_reason = ui.TextField(label="Waarom zo", readers=READERS, rows=2, max_length=300)

    def now(self, ontzorging: Ontzorging) -> dict[str, Any]:
        """What stands there."""
        kept = ("split_account", "split_rent", "split_leefgeld", "split_reason")
        found = {name: getattr(ontzorging, name) for name in kept}
        return found if ontzorging.split_undecided else {**found, "partner": ontzorging.partner}

    def clean(self) -> None:
        """What was chosen, as one."""
        data = self.cleaned_data
        names = ("split_account", "split_rent", "split_leefgeld", "partner", "split_reason")
        data["split"] = Split(*(data.get(name, "") for name in names))


class SignForm(ui.Form):
    """The person signed for something."""

    voor = ui.RadioField(label="Waarvoor")
    signed_on = ui.PastDateField(label="Getekend op")
    reference = forms.CharField(
        label="Waar het stuk ligt", max_length=120, help_text="Bijvoorbeeld het nummer in het documentsysteem"
    )

    def __init__(self, *args: Any, standing: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, initial={"signed_on": clock.today()}, **kwargs)
        left = [(value, label) for value, label in Machtiging.Waarvoor.choices if value not in standing]
        self.fields["voor"].choices = left  # type: ignore[attr-defined]


class WithdrawForm(ui.Form):
    """The person takes it back."""

    on = ui.PastDateField(label="Ingetrokken op")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)
