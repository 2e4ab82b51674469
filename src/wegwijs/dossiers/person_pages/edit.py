"""Correct who someone is and how to reach them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands.persons import correct_person
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.person_pages.page import address as page_address
from wegwijs.dossiers.person_pages.page import overview_of, person_form, reached
from wegwijs.dossiers.queries import visible
from wegwijs.dossiers.views.page import Act, form_page
from wegwijs.errors import DomainError
from wegwijs.people.commands import (
    PossibleDuplicate,
    add_address,
    add_verblijfstitel,
    set_languages,
    set_referent,
)
from wegwijs.people.forms import AddressForm, LanguagesForm, PersonForm, ReferentForm, TitelForm
from wegwijs.people.models import Address, Person, Source
from wegwijs.people.queries import referent_of


@door(Permission.DOSSIER_EDIT)
def edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Name, numbers, birth date, contact. A number of someone else leads to the page about doubles."""
    dossier = reached(request, pk, "gegevens")
    form = bound(PersonForm, request, person=dossier.person)
    more: dict[str, Any] = {}
    return form_page(
        request,
        dossier,
        form,
        lambda data: _update(request, dossier, form, more),
        title="Persoonsgegevens wijzigen",
        lead="Wat hier staat geldt voor elk dossier van deze persoon.",
        done="De persoonsgegevens zijn gewijzigd.",
        to=overview_of(dossier),
        more=more,
    )


def _update(request: ActorRequest, dossier: Dossier, form: PersonForm, more: dict[str, Any]) -> Person:
    data = form.cleaned_data
    try:
        return correct_person(
            dossier,
            form.facts(),
            by=request.actor,
            expected_version=data["version"],
            source=Source(data["source"]),
            as_of=data["as_of"],
            on=clock.today(),
        )
    except PossibleDuplicate as double:
        other = double.candidates[0]
        if visible(request.actor, Permission.DOSSIER_EDIT).filter(person=other.person).exists():
            more["merge"] = page_address("people:merge", dossier, other.person.pk)
        raise DomainError(
            f"Iemand anders heeft {other.reason}. Controleer het nummer, of voeg de twee personen samen.",
            field="v_nummer" if "v-nummer" in other.reason else "bsn",
        ) from double


@person_form(
    LanguagesForm,
    "talen",
    given=lambda dossier: {"person": dossier.person},
    title="Talen en tolk",
    lead="Voor brieven, gesprekken en de tolk.",
    said="De talen zijn opgeslagen.",
)
def languages(act: Act[LanguagesForm]) -> object:
    """Which languages someone speaks, and whether an interpreter comes along."""
    return set_languages(
        act.dossier.person,
        by=act.by,
        languages=act.form.languages(),
        contact=act.data["contact"],
        interpreter=act.data["interpreter"],
        expected_version=act.data["version"],
    )


@person_form(
    AddressForm,
    "adres",
    title="Nieuw adres",
    lead="Brieven gaan naar het adres dat geldt op de dag van verzenden.",
    said="Het adres is toegevoegd.",
)
def address(act: Act[AddressForm]) -> object:
    """A new address; what was known stays as history."""
    kind, source = Address.Kind(act.data["kind"]), Source(act.data["source"])
    return add_address(act.dossier.person, by=act.by, **{**act.data, "kind": kind, "source": source})


def _known_referent(dossier: Dossier) -> dict[str, Any]:
    known = referent_of(dossier.person)
    initial: dict[str, Any] = {"version": dossier.person.version}
    if known:
        initial |= {"name": known.name, "relation": known.relation, "phone": known.phone}
    return {"initial": initial}


@person_form(
    ReferentForm,
    "referent",
    given=_known_referent,
    title="Referent",
    lead="De persoon bij wie een gezinsmigrant woont of voor wie hij kwam. Het BSN van de referent bewaren wij niet.",
    said="De referent is opgeslagen.",
)
def referent(act: Act[ReferentForm]) -> object:
    """The referent of a gezinsmigrant."""
    return set_referent(act.dossier.person, act.form.facts(), by=act.by, expected_version=act.data["version"])


@person_form(
    TitelForm,
    "verblijfstitel",
    title="Verblijfstitel",
    lead="Zoals de BRP die geeft. De doelgroep volgt uit wat DUO meldt, niet hieruit.",
    said="De verblijfstitel is toegevoegd.",
)
def verblijfstitel(act: Act[TitelForm]) -> object:
    """A residence title, taken over from the BRP."""
    return add_verblijfstitel(act.dossier.person, by=act.by, source=Source.BRP, **act.data)
