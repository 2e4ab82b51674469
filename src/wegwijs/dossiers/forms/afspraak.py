"""A talk that is planned."""

from typing import Any, ClassVar

from django import forms

from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import Planned
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.dossiers.queries import regisseurs_for
from wegwijs.ui import forms as ui


class AfspraakForm(ui.Form):
    """When, how and with whom. Who plans it, or a regisseur of the gemeente, holds it.

    ``fixed``: the kind of talk, in a form that doesn't ask it; ``kind``: the same of one that stands. Only a driegesprek asks
    who comes from elsewhere, and it is planned from the handover: so no other form offers it.
    """

    fixed: ClassVar[Afspraak.Soort | None] = None

    soort = ui.RadioField(label="Wat voor gesprek", choices=Afspraak.Soort.choices)
    on = ui.DateField(label="Datum")
    at = ui.TimeField(label="Tijd")
    minutes = forms.IntegerField(label="Duur in minuten", min_value=5, max_value=480, initial=60)
    way = ui.RadioField(label="Hoe", choices=Afspraak.Way.choices, initial=Afspraak.Way.KANTOOR)
    place = forms.CharField(
        label="Plaats", required=False, max_length=160, help_text="Staat alleen in Wegwijs, niet in uw agenda"
    )
    employee = ui.ChoiceField(label="Wie voert het gesprek")
    counterpart = forms.CharField(
        label="Wie komt er van een andere organisatie",
        required=False,
        max_length=80,
        help_text="De begeleider van COA",
    )
    interpreter = ui.CheckField(label="Er komt een tolk bij", required=False)

    def __init__(
        self, *args: Any, dossier: Dossier, actor: Actor, kind: Afspraak.Soort | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind if kind is Afspraak.Soort.DRIEGESPREK else self.fixed
        if self.kind:
            self.fields.pop("soort", None)
        else:
            del self.fields["counterpart"]
            others = [
                (one.value, one.label) for one in Afspraak.Soort if one is not Afspraak.Soort.DRIEGESPREK
            ]
            self.fields["soort"].choices = others  # type: ignore[attr-defined]
        people = [
            *([actor.employee] if actor.employee else []),
            *(regisseurs_for(dossier) if actor.sees_all else []),
        ]
        self.people = {str(e.pk): e for e in people}
        field = self.fields["employee"]
        field.choices = [(pk, e.name) for pk, e in self.people.items()]  # type: ignore[attr-defined]
        default = (
            dossier.regisseur_id
            if str(dossier.regisseur_id) in self.people
            else actor.employee and actor.employee.pk
        )
        self.initial.setdefault("employee", str(default or ""))

    def planned(self) -> Planned:
        """What was filled in."""
        data = self.cleaned_data
        return Planned(
            employee=self.people[data["employee"]],
            soort=self.kind or Afspraak.Soort(data["soort"]),
            on=data["on"],
            at=data["at"],
            minutes=data["minutes"],
            way=Afspraak.Way(data["way"]),
            place=data["place"],
            counterpart=data.get("counterpart", ""),
            interpreter=data["interpreter"],
        )


class MoveForm(AfspraakForm):
    """The same of one that stands; ``version`` is the one that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
