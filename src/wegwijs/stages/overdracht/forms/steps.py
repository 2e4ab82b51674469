"""What is filled in at the handover."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import Field

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.forms.afspraak import AfspraakForm
from wegwijs.dossiers.models import Afspraak, Dossier, Variant
from wegwijs.dossiers.queries import gemeenten_of
from wegwijs.people.forms import IdentityForm
from wegwijs.people.models import Source
from wegwijs.stages.overdracht.commands import Begin, Identity
from wegwijs.stages.overdracht.commands.steps import Present, TalkWay, Way
from wegwijs.stages.overdracht.profile import COA_SUPPLIES, VELDEN, Deel, Soort, Veld, shown
from wegwijs.ui import forms as ui
from wi2021.intake import coa_may_share, may_pass_on


class NewForm(IdentityForm):
    """A dossier begins. The hidden fields hold what was chosen when the person may be known already."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Waarom", ("begin", "on", "gemeente", "variant")),
        *IdentityForm.groups,
    )
    begin = ui.RadioField(label="Hoe begint dit dossier", choices=Begin.choices)
    on = ui.PastDateField(
        label="Op welke dag",
        help_text="De dag van de koppeling, de kennisgeving of het eerste gesprek",
        future="Deze dag ligt in de toekomst. Vul de dag in waarop het gebeurde.",
    )
    gemeente = ui.ChoiceField(label="Gemeente")
    variant = ui.RadioField(
        label="Doelgroep",
        choices=Variant.choices,
        initial=Variant.ONBEKEND,
        help_text="Wat DUO meldt gaat later voor",
    )
    same_as = forms.UUIDField(required=False, widget=forms.HiddenInput)
    not_the_same = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeenten = {g.code: g for g in gemeenten_of(actor, Permission.DOSSIER_OPEN).order_by("naam")}
        self.offer("gemeente", ((g.code, g.naam) for g in self.gemeenten.values()), sole=True)


def field_of(veld: Veld) -> Field:
    """The field of a form for a field of the klantprofiel; never required."""
    kwargs: dict[str, Any] = {"label": veld.label, "required": False}
    match veld.soort:
        case Soort.DATE:
            return ui.PastDateField(**kwargs)
        case Soort.CHOICE:
            return ui.ChoiceField(choices=[(c, c) for c in veld.choices], empty="niet ingevuld", **kwargs)
        case Soort.NUMBER:
            box = forms.TextInput(attrs={"class": "ww-input--date", "inputmode": "numeric", "maxlength": 2})
            return forms.IntegerField(min_value=1, max_value=99, widget=box, **kwargs)
        case _:
            return forms.CharField(max_length=veld.size, **kwargs)


class ProfileForm(ui.Form):
    """The klantprofiel: what is filled in or changed is stored with this source and date; empty says nothing."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Waar komt dit vandaan", ("source", "as_of")),
        *(ui.Group(deel.value, tuple(v.key for v in VELDEN.values() if v.deel is deel)) for deel in Deel),
    )
    source = ui.RadioField(label="Bron", choices=Source.choices, initial=Source.COA)
    as_of = ui.PastDateField(label="Peildatum", help_text="De dag waarop de bron dit zei")

    def __init__(self, *args: Any, known: dict[str, str], **kwargs: Any) -> None:
        days = {key: date.fromisoformat(known[key]) for key in known if VELDEN[key].soort is Soort.DATE}
        super().__init__(*args, initial={**known, **days, "as_of": clock.today()}, **kwargs)
        for veld in VELDEN.values():
            self.fields[veld.key] = field_of(veld)

    def values(self) -> dict[str, str]:
        """What was filled in, as text; dates as ISO."""
        found = {key: self.cleaned_data.get(key) for key in VELDEN}
        return {key: str(value) for key, value in found.items() if value not in (None, "")}


def _law(*keys: str) -> str:
    """Who may give these facts to whom, and on which article: the sentences of the law."""
    return " ".join(answer(key).uitleg[0] for key in keys for answer in (coa_may_share, may_pass_on))


class PlanTalkForm(AfspraakForm):
    """A driegesprek to come: where COA houses the person, from afar, or at the gemeente."""

    fixed = Afspraak.Soort.DRIEGESPREK
    soort = None  # type: ignore[assignment]
    field_order = ("on", "at", "minutes", "way", "place", "counterpart", "interpreter", "employee")
    way = ui.RadioField(label="Hoe", choices=TalkWay.choices, initial=TalkWay.OPVANG)

    def __init__(self, *args: Any, dossier: Dossier, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, actor=actor, **kwargs)
        self.initial.setdefault("interpreter", bool(dossier.person.interpreter_needed))
        self.fields["counterpart"].label = "Begeleider van COA"
        self.fields["counterpart"].help_text = "Naam en, als u die weet, de locatie"


class DriegesprekForm(ui.Form):
    """A driegesprek that was held. What COA may not share has no field; the heading says who may share what with whom.

    ``known``: the profile as it is now, by key; what is left empty stays as it was.
    """

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Het gesprek", ("on", "way", "present")),
        ui.Group("Identiteit", ("identity",), _law("identiteit", "bsn")),
        *(ui.Group(title, keys, _law(key)) for (key, keys), title in zip(COA_SUPPLIES.items(), (
            "Gezin", "Voorinburgering", "Taal"), strict=True)),
    )  # fmt: skip
    on = ui.PastDateField(label="Gevoerd op")
    way = ui.RadioField(label="Hoe", choices=Way.choices)
    present = ui.MultipleChoiceField(label="Wie waren erbij, naast de gemeente", choices=Present.choices)
    identity = ui.RadioField(
        label="Naam, geboortedatum en BSN", choices=Identity.choices, initial=Identity.NIET
    )

    def __init__(self, *args: Any, known: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in self._keys():
            field = field_of(VELDEN[key])
            field.help_text = f"Nu bekend: {shown(key, known[key])}" if key in known else ""
            self.fields[key] = field

    def _keys(self) -> list[str]:
        return [key for keys in COA_SUPPLIES.values() for key in keys]

    def shared(self) -> dict[str, str]:
        """What COA gave, as text."""
        found = {key: self.cleaned_data.get(key) for key in self._keys()}
        return {key: str(value) for key, value in found.items() if value not in (None, "")}
