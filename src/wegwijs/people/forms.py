"""Who someone is, how to reach them, with whom they live."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from wegwijs import clock
from wegwijs.people.commands import PersonFacts, ReferentFacts
from wegwijs.people.commands.persons import NO_NUMBER
from wegwijs.people.languages import LANGUAGES
from wegwijs.people.models import Address, HouseholdMember, Person, PersonLanguage, Referent, Source
from wegwijs.people.verblijfstitels import choices as titel_choices
from wegwijs.ui import forms as ui
from wegwijs.ui.format import masked_bsn

LANGUAGE_CHOICES = sorted(((lang.code, lang.name) for lang in LANGUAGES.values()), key=lambda pair: pair[1])
# Lines for other languages on an empty form.
FEWEST = 2
SPOKEN = [(c.value, c.label) for c in (PersonLanguage.Level.GOED, PersonLanguage.Level.BEETJE)]


def _line(label: str, size: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=size, **kwargs)


class IdentityForm(ui.Form):
    """Who someone is. Empty voornamen: someone with one name."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Nummers", ("bsn", "v_nummer"), "Eén van de twee is genoeg. Bij COA heeft iemand vaak nog geen BSN."),
        ui.Group("Naam", ("voornamen", "voorvoegsel", "geslachtsnaam")),
        ui.Group("Geboren", ("birth", "sex")),
    )  # fmt: skip
    bsn = ui.BsnField(label="BSN", required=False)
    v_nummer = ui.VNummerField(label="V-nummer", required=False)
    voornamen = _line("Voornamen", 200, required=False, help_text="Laat leeg als iemand maar één naam heeft")
    voorvoegsel = _line("Tussenvoegsel", 20, required=False, help_text="Bijvoorbeeld: van der")
    geslachtsnaam = _line("Achternaam", 200, help_text="Of de ene naam die iemand heeft")
    birth = ui.PartialDateField(label="Geboortedatum")
    sex = ui.RadioField(label="Geslacht", choices=Person.Sex.choices, initial=Person.Sex.ONBEKEND)

    known_bsn: str | None = None

    def clean(self) -> dict[str, Any]:
        """At least one number; said together with what else is wrong, not only by the command."""
        data = super().clean() or self.cleaned_data
        numbers = ("bsn", "v_nummer")
        if not any(data.get(name) or name in self.errors for name in numbers) and not self.known_bsn:
            self.add_error("bsn", NO_NUMBER)
        return data

    def facts(self) -> PersonFacts:
        """What was entered, for the command."""
        data = self.cleaned_data
        return PersonFacts(
            geslachtsnaam=data["geslachtsnaam"],
            birth=data["birth"],
            bsn=data["bsn"] or None,
            v_nummer=data["v_nummer"] or None,
            voornamen=data["voornamen"],
            voorvoegsel=data["voorvoegsel"],
            sex=data["sex"],
        )


class PersonForm(IdentityForm):
    """Correct a person. The BSN is never shown here: empty leaves it as it is."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        *IdentityForm.groups,
        ui.Group("Bereikbaar", ("phone", "email", "safe_contact", "contact_safely", "protected")),
        ui.Group("Waar komt dit vandaan", ("source", "as_of")),
    )
    phone = ui.PhoneField(label="Telefoon", required=False)
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Schrijf het e-mailadres voluit, zoals naam@voorbeeld.nl."},
    )
    safe_contact = _line(
        "Veilig contact", 200, required=False, help_text="Hoe en wanneer u iemand veilig bereikt, als dat nodig is"
    )  # fmt: skip
    contact_safely = ui.CheckField(
        label="Alleen via het veilige contact: post of bezoek op het adres kan onveilig zijn", required=False
    )
    protected = ui.CheckField(
        label="Geheimhouding of veilig adres: het adres staat nergens op papier of scherm", required=False
    )
    source = ui.RadioField(label="Bron", choices=Source.choices, initial=Source.EIGEN)
    as_of = ui.PastDateField(label="Peildatum", help_text="De dag waarop de bron dit zei")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person, self.known_bsn = person, person.bsn
        kept = ("v_nummer", "voornamen", "voorvoegsel", "geslachtsnaam", "birth", "sex", "phone", "email")
        initial: Mapping[str, Any] = {
            **{
                name: getattr(person, name)
                for name in (*kept, "safe_contact", "contact_safely", "protected", "version")
            },
            "as_of": clock.today(),
        }
        super().__init__(*args, initial=initial, **kwargs)
        if person.bsn:
            self.fields[
                "bsn"
            ].help_text = f"Bekend: {masked_bsn(person.bsn)}. Vul alleen iets in als het anders moet zijn."

    def words(self, name: str) -> tuple[str, str]:
        """As on other forms, with the BSN masked; left empty it is the one that is known."""
        if name == "bsn":
            return "BSN", masked_bsn(self.cleaned_data["bsn"] or self.person.bsn or "")
        return super().words(name) if name != "protected" else ("Geheimhouding", super().words(name)[1])

    def facts(self) -> PersonFacts:
        """What was entered; an empty BSN keeps the one that is known."""
        data = self.cleaned_data
        names = [name for name in PersonFacts.__slots__ if name in data and name not in ("bsn", "v_nummer")]
        return PersonFacts(
            **{name: data[name] for name in names},
            bsn=data["bsn"] or self.person.bsn,
            v_nummer=data["v_nummer"] or None,
            interpreter_needed=self.person.interpreter_needed,
        )


class LanguagesForm(ui.Form):
    """The contact language, the other ones with one line more than there are, and the interpreter."""

    contact = ui.ChoiceField(
        label="Contacttaal",
        choices=LANGUAGE_CHOICES,
        help_text="In deze taal schrijven wij en vragen wij een tolk",
    )
    interpreter = ui.YesNoField(label="Is bij gesprekken een tolk nodig?")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        rows = list(person.languages.all())
        others = [row for row in rows if not row.contact]
        initial: dict[str, Any] = {
            "version": person.version,
            "interpreter": person.interpreter_needed if rows else None,
            "contact": next((row.code for row in rows if row.contact), ""),
        }
        for place, row in enumerate(others, 1):
            initial |= {f"other_{place}": row.code, f"level_{place}": row.level}
        super().__init__(*args, initial=initial, **kwargs)
        sent = sum(name.startswith("other_") for name in self.data)
        self.places = range(1, min(max(len(others) + 1, sent, FEWEST), len(LANGUAGES)) + 1)
        for place in self.places:
            label = "Andere taal" if place == 1 else "Nog een taal"
            self.fields[f"other_{place}"] = ui.ChoiceField(
                label=label, choices=LANGUAGE_CHOICES, required=False, empty="geen"
            )
            self.fields[f"level_{place}"] = ui.RadioField(label="Hoe goed", choices=SPOKEN, required=False)

    def words(self, name: str) -> tuple[str, str]:
        """As on other forms; the other languages together, as the command gives those of a colleague."""
        if name != "others":
            return super().words(name)
        rest = sorted(pair for pair in self.languages().items() if pair[0] != self.cleaned_data["contact"])
        return "Andere talen", ", ".join(str(PersonLanguage(code=code, level=level)) for code, level in rest)

    def languages(self) -> dict[str, str]:
        """Code to level; the contact language counts as the mother tongue."""
        data = self.cleaned_data
        found = {data["contact"]: PersonLanguage.Level.MOEDERTAAL.value}
        for place in self.places:
            code = data[f"other_{place}"]
            if code:
                found.setdefault(code, data[f"level_{place}"] or PersonLanguage.Level.BEETJE.value)
        return found


class AddressForm(ui.Form):
    """A new address from a day."""

    kind = ui.RadioField(label="Soort adres", choices=Address.Kind.choices, initial=Address.Kind.WOON)
    street = _line("Straat", 120)
    number = _line(
        "Huisnummer met toevoeging",
        12,
        widget=forms.TextInput(attrs={"class": "ww-input--date", "maxlength": 12}),
    )
    postcode = ui.PostcodeField(label="Postcode")
    place = _line("Plaats", 80)
    valid_from = ui.DateField(label="Vanaf")
    source = ui.RadioField(label="Bron", choices=Source.choices, initial=Source.BRP)


class ReferentForm(ui.Form):
    """The referent of a gezinsmigrant; no BSN."""

    name = _line("Naam", 200)
    relation = ui.RadioField(label="Relatie", choices=Referent.Relation.choices)
    phone = ui.PhoneField(label="Telefoon", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def facts(self) -> ReferentFacts:
        """What was entered, for the command."""
        return ReferentFacts(**{name: self.cleaned_data[name] for name in ("name", "relation", "phone")})


class TitelForm(ui.Form):
    """A residence title as the BRP gives it."""

    code = ui.ChoiceField(label="Verblijfstitel in de BRP")
    begins_on = ui.DateField(label="Ingangsdatum")
    ends_on = ui.DateField(label="Einddatum", required=False, help_text="Laat leeg als er geen is")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("code", titel_choices(clock.today()))


class JoinForm(ui.Form):
    """Someone with a dossier joins the household."""

    number = _line(
        "Dossiernummer van de ander",
        16,
        help_text="Bijvoorbeeld 2026-0505-0412",
        widget=forms.TextInput(attrs={"class": "ww-input--number", "maxlength": 16}),
    )
    part = ui.RadioField(
        label="De ander is", choices=HouseholdMember.Part.choices, initial=HouseholdMember.Part.PARTNER
    )
    on = ui.DateField(label="Wonen samen sinds")


class ChildForm(ui.Form):
    """A child without a dossier: only what VVE asks."""

    first_name = _line("Voornaam", 80)
    birth_year = forms.IntegerField(
        label="Geboortejaar", min_value=1990, max_value=9999,
        widget=forms.TextInput(attrs={"class": "ww-input--date", "inputmode": "numeric", "maxlength": 4}),
    )  # fmt: skip


class ExitForm(ui.Form):
    """The last day in the household."""

    on = ui.DateField(label="Laatste dag in dit huishouden")
