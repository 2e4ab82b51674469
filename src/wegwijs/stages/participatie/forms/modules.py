"""The signing, the final talk, finishing, and taking that back."""

from typing import Any

from django import forms

from wegwijs.stages.participatie.queries import Blame, Signing
from wegwijs.ui import forms as ui
from wi2021.leerroutes import Gespreksvoerder


class SigningForm(ui.Form):
    """When and how the declaration was signed."""

    on = ui.PastDateField(label="Ondertekend op")
    how = ui.RadioField(
        label="Hoe is ondertekend", choices=Signing.choices,
        help_text="De wet vraagt ondertekenen bij de bijeenkomst, en dat de gemeente de aanwezigheid registreert.",
    )  # fmt: skip
    present = forms.CharField(
        label="Wie waren er nog bij de bijeenkomst", max_length=160, required=False,
        help_text="Van de gemeente en de begeleiding. Noem geen andere inburgeraars.",
    )  # fmt: skip


class TalkForm(ui.Form):
    """When the final talk was held and by whom."""

    on = ui.PastDateField(label="Gevoerd op")
    held_by = ui.RadioField(
        label="Gevoerd door", choices=[(one.value, one.value) for one in Gespreksvoerder], initial=Gespreksvoerder.COLLEGE
    )  # fmt: skip
    mandate = forms.CharField(
        label="Op welk mandaat", max_length=80, required=False, help_text="Alleen als een ander dan het college het gesprek voerde.",
    )  # fmt: skip


class FinishForm(ui.Form):
    """That it is finished; blame only where the term was exceeded."""

    blame = ui.RadioField(
        label="Is het overschrijden van de inburgeringstermijn verwijtbaar?", required=False,
        choices=Blame.choices,
        help_text="DUO vraagt dit alleen als de termijn voorbij is; ‘nee’ mag ook in de laatste twee maanden.",
    )  # fmt: skip

    def clean_blame(self) -> bool | None:
        """None: not told."""
        said: Any = self.cleaned_data.get("blame")
        return {Blame.JA: True, Blame.NEE: False}.get(said)
