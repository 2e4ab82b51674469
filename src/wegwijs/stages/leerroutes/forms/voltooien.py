"""The end of a route, the proof, the statement of the college, and talks about progress."""

from typing import Any, ClassVar

from django import forms

from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.forms.afspraak import AfspraakForm
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.stages.leerroutes.commands.talks import Agreed, Who
from wegwijs.ui import forms as ui
from wi2021.leerroutes import Gespreksvoerder

ROOM_FOR = 4


class ZTalkForm(ui.Form):
    """When the final talk of the Z-route was held and by whom; the law refuses a provider, so it can be said and is refused."""

    on = ui.PastDateField(label="Gevoerd op")
    held_by = ui.RadioField(
        label="Gevoerd door", choices=[(one.value, one.value) for one in Gespreksvoerder], initial=Gespreksvoerder.COLLEGE,
        help_text="Nooit de taalaanbieder: Besluit inburgering 2021, artikel 3.14, vierde lid.",
    )  # fmt: skip
    mandate = forms.CharField(
        label="Op welk mandaat", max_length=80, required=False, help_text="Alleen als een openbaar lichaam het gesprek voerde."
    )  # fmt: skip


class TaalschakelForm(ui.Form):
    """When the taalschakeltraject was completed, and where."""

    on = ui.PastDateField(label="Afgerond op")
    school = forms.CharField(label="Bij welke school", max_length=80)


class ProofForm(ui.Form):
    """When the proof was handed over, and how."""

    on = ui.PastDateField(label="Op welke dag")
    how = forms.CharField(
        label="Door wie en waar",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: wethouder, in het stadhuis",
    )


class StatementForm(ui.Form):
    """When the statement was given to the inburgeraar."""

    on = ui.PastDateField(label="Gegeven op")


class PlanTalkForm(AfspraakForm):
    """A talk about progress to come, in the agenda of who holds it."""

    fixed = Afspraak.Soort.VOORTGANG
    soort = None  # type: ignore[assignment]

    def __init__(self, *args: Any, dossier: Dossier, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, actor=actor, **kwargs)
        self.fields.pop("counterpart", None)
        self.initial.setdefault("interpreter", bool(dossier.person.interpreter_needed))


class TalkForm(ui.Form):
    """A talk that was held, with room for what was agreed; what stays empty was not agreed."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Het gesprek", ("on", "way")),
        *(
            ui.Group(f"Afspraak {n}", (f"what_{n}", f"who_{n}", f"by_{n}"), "Leeg laten als er niet meer is afgesproken." if n > 1 else "")
            for n in range(1, ROOM_FOR + 1)
        ),
    )  # fmt: skip
    on = ui.PastDateField(label="Gevoerd op")
    way = ui.RadioField(label="Hoe", choices=TalkPlace.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, ROOM_FOR + 1):
            self.fields[f"what_{n}"] = forms.CharField(
                label=f"Wat is afspraak {n}", max_length=100, required=False
            )
            self.fields[f"who_{n}"] = ui.ChoiceField(
                label=f"Wie doet afspraak {n}", choices=Who.choices, required=False, empty="Kies"
            )
            self.fields[f"by_{n}"] = ui.DateField(label=f"Afspraak {n} uiterlijk op", required=False)

    def clean(self) -> dict[str, Any]:
        """An agreement names what and who."""
        data = self.cleaned_data
        for n in range(1, ROOM_FOR + 1):
            what, who, by = (data.get(f"{name}_{n}") for name in ("what", "who", "by"))
            if what and not who:
                self.add_error(f"who_{n}", "Kies wie dit doet.")
            if (who or by) and not what:
                self.add_error(f"what_{n}", "Schrijf op wat is afgesproken, of maak wie en wanneer leeg.")
        return data

    def agreed(self) -> list[Agreed]:
        """What was filled in, in order."""
        data = self.cleaned_data
        return [
            Agreed(data[f"what_{n}"], Who(data[f"who_{n}"]), data.get(f"by_{n}"))
            for n in range(1, ROOM_FOR + 1)
            if data.get(f"what_{n}")
        ]
