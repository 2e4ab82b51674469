"""Correct who someone is and how to reach them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.person_pages.page import Rows, person_form, reached
from wegwijs.dossiers.person_pages.page import address as page_address
from wegwijs.dossiers.queries import visible
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.commands import (
    PossibleDuplicate,
    add_address,
    add_verblijfstitel,
    set_languages,
    set_referent,
    update_person,
)
from wegwijs.people.forms import AddressForm, LanguagesForm, PersonForm, ReferentForm, TitelForm
from wegwijs.people.languages import language_name
from wegwijs.people.models import Address, Person, PersonLanguage, Source
from wegwijs.people.queries import referent_of
from wegwijs.ui.format import masked_bsn

COMPARED = (
    ("bsn", "BSN"), ("v_nummer", "V-nummer"), ("voornamen", "Voornamen"), ("voorvoegsel", "Tussenvoegsel"),
    ("geslachtsnaam", "Achternaam"), ("birth", "Geboortedatum"), ("sex", "Geslacht"), ("phone", "Telefoon"),
    ("email", "E-mail"), ("protected", "Geheimhouding"), ("safe_contact", "Veilig contact"),
)  # fmt: skip


@door(Permission.DOSSIER_EDIT)
def edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Name, numbers, birth date, contact. A number of someone else leads to the page about doubles."""
    dossier = reached(request, pk, "gegevens")
    form = bound(PersonForm, request, person=dossier.person)
    more: dict[str, Any] = {}
    return person_form(
        request,
        dossier,
        form,
        lambda data: _update(request, dossier, form, more),
        title="Persoonsgegevens wijzigen",
        lead="Wat hier staat geldt voor elk dossier van deze persoon.",
        done="De persoonsgegevens zijn gewijzigd.",
        compare=lambda conflict: _compared(form, conflict),
        more=more,
    )


def _update(request: ActorRequest, dossier: Dossier, form: PersonForm, more: dict[str, Any]) -> Person:
    data = form.cleaned_data
    try:
        return update_person(
            dossier.person,
            form.facts(),
            by=request.actor,
            expected_version=data["version"],
            source=Source(data["source"]),
            as_of=data["as_of"],
        )
    except PossibleDuplicate as double:
        other = double.candidates[0]
        if visible(request.actor, Permission.DOSSIER_EDIT).filter(person=other.person).exists():
            more["merge"] = page_address("people:merge", dossier, other.person.pk)
        raise DomainError(
            f"Iemand anders heeft {other.reason}. Controleer het nummer, of voeg de twee personen samen.",
            field="v_nummer" if "v-nummer" in other.reason else "bsn",
        ) from double


def _compared(form: PersonForm, conflict: Conflict) -> Rows:
    data = form.cleaned_data
    mine = {
        **{name: str(data[name] or "") for name, _ in COMPARED},
        "bsn": masked_bsn(data["bsn"] or form.person.bsn or ""),
        "sex": Person.Sex(data["sex"]).label,
        "protected": "ja" if data["protected"] else "nee",
    }
    return [(label, mine[name], conflict.theirs[name]) for name, label in COMPARED]


@door(Permission.DOSSIER_EDIT)
def languages(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Which languages someone speaks, and whether an interpreter comes along."""
    dossier = reached(request, pk, "talen")
    form = bound(LanguagesForm, request, person=dossier.person)
    return person_form(
        request,
        dossier,
        form,
        lambda data: set_languages(
            dossier.person,
            by=request.actor,
            languages=form.languages(),
            contact=data["contact"],
            interpreter=data["interpreter"],
            expected_version=data["version"],
        ),
        title="Talen en tolk",
        lead="Voor brieven, gesprekken en de tolk.",
        done="De talen zijn opgeslagen.",
        compare=lambda conflict: _languages_compared(form, conflict),
    )


def _languages_compared(form: LanguagesForm, conflict: Conflict) -> Rows:
    data = form.cleaned_data
    others = ", ".join(
        f"{language_name(code)} ({PersonLanguage.Level(level).label})"
        for code, level in form.languages().items()
        if code != data["contact"]
    )
    return [
        ("Contacttaal", language_name(data["contact"]), conflict.theirs["contact"]),
        ("Andere talen", others, conflict.theirs["others"]),
        ("Tolk nodig", "ja" if data["interpreter"] else "nee", conflict.theirs["interpreter"]),
    ]


@door(Permission.DOSSIER_EDIT)
def address(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A new address; what was known stays as history."""
    dossier = reached(request, pk, "adres")
    return person_form(
        request,
        dossier,
        bound(AddressForm, request),
        lambda data: add_address(
            dossier.person,
            by=request.actor,
            **{**data, "kind": Address.Kind(data["kind"]), "source": Source(data["source"])},
        ),
        title="Nieuw adres",
        lead="Brieven gaan naar het adres dat geldt op de dag van verzenden.",
        done="Het adres is toegevoegd.",
    )


@door(Permission.DOSSIER_EDIT)
def referent(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The referent of a gezinsmigrant."""
    dossier = reached(request, pk, "referent")
    known = referent_of(dossier.person)
    initial = {"name": known.name, "relation": known.relation, "phone": known.phone} if known else {}
    form = bound(ReferentForm, request, initial=initial)
    return person_form(
        request,
        dossier,
        form,
        lambda data: set_referent(dossier.person, form.facts(), by=request.actor),
        title="Referent",
        lead="De persoon bij wie een gezinsmigrant woont of voor wie hij kwam. Het BSN van de referent bewaren wij niet.",
        done="De referent is opgeslagen.",
    )


@door(Permission.DOSSIER_EDIT)
def verblijfstitel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A residence title, taken over from the BRP."""
    dossier = reached(request, pk, "verblijfstitel")
    return person_form(
        request,
        dossier,
        bound(TitelForm, request),
        lambda data: add_verblijfstitel(dossier.person, by=request.actor, source=Source.BRP, **data),
        title="Verblijfstitel",
        lead="Zoals de BRP die geeft. De doelgroep volgt uit wat DUO meldt, niet hieruit.",
        done="De verblijfstitel is toegevoegd.",
    )
