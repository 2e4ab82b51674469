"""How to reach someone: addresses, languages, the referent; and the residence title beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from stdnum.nl import bsn

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.languages import LANGUAGES, language_name
from wegwijs.people.models import Address, Person, PersonLanguage, Referent, Source, Verblijfstitel
from wegwijs.people.queries import address_mark, address_on
from wegwijs.people.verblijfstitels import TITELS

NINE = re.compile(r"(?<!\d)\d{9}(?!\d)")


@transaction.atomic
def add_address(
    person: Person,
    *,
    by: Actor,
    kind: Address.Kind,
    street: str,
    number: str,
    postcode: str,
    place: str,
    valid_from: date,
    source: Source,
) -> Address:
    """A new address from a day; earlier ones stay as history."""
    row = Address.objects.create(
        person=person,
        kind=kind,
        street=street,
        number=number,
        postcode=postcode,
        place=place,
        valid_from=valid_from,
        source=source,
        as_of=clock.today(),
    )
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="adres")
    return row


@transaction.atomic
def confirm_address(person: Person, seen: str, *, by: Actor) -> Address:
    """Somebody looked in the BRP today: the address still is what stands here. ``seen``: the mark of what was looked at.

    Raises DomainError when there is no address, or another one than was looked at.
    """
    today = clock.today()
    known = address_on(person, today)
    if known is None or address_mark(known) != seen:
        raise DomainError("Het adres is net veranderd. Kijk het nieuwe adres na.")
    return add_address(
        person, by=by, kind=Address.Kind(known.kind), street=known.street, number=known.number,
        postcode=known.postcode, place=known.place, valid_from=known.valid_from, source=Source.BRP,
    )  # fmt: skip


@transaction.atomic
def set_languages(
    person: Person,
    *,
    by: Actor,
    languages: dict[str, str],
    contact: str | None,
    interpreter: bool | None = None,
    expected_version: int | None = None,
) -> None:
    """Replace the languages: code to level; ``contact`` is the code of the contact language, one of them.

    ``interpreter``: whether one is needed (None: leave it). Raises Conflict when someone else changed the person
    since ``expected_version`` (None: don't compare). ``person`` gets its new version.
    """
    _check_languages(languages, contact)
    current = Person.objects.select_for_update().get(pk=person.pk)
    if expected_version is not None and current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze gegevens net gewijzigd.",
            theirs=language_words(current),
            version=current.version,
            what="Talen en tolk",
        )
    current.languages.all().delete()
    PersonLanguage.objects.bulk_create(
        PersonLanguage(person=current, code=code, level=level, contact=code == contact)
        for code, level in languages.items()
    )
    if interpreter is not None:
        current.interpreter_needed = interpreter
    current.version += 1
    current.save(update_fields=["interpreter_needed", "version"])
    person.interpreter_needed, person.version = current.interpreter_needed, current.version
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="talen")


@transaction.atomic
def set_safe_contact(person: Person, *, by: Actor, text: str | None, only: bool | None) -> None:
    """How someone is reached safely, and whether only so; None leaves what is known. ``person`` gets its new version."""
    current = Person.objects.select_for_update().get(pk=person.pk)
    if text is not None:
        current.safe_contact = text
    if only is not None:
        current.contact_safely = only
    current.version += 1
    current.save(update_fields=["safe_contact", "contact_safely", "version"])
    person.safe_contact, person.contact_safely, person.version = (
        current.safe_contact, current.contact_safely, current.version,
    )  # fmt: skip
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="veilig contact")


@transaction.atomic
def speak_alike(persons: Iterable[Person], *, by: Actor, contact: str, interpreter: bool) -> None:
    """Several people, of one household, get the same contact language and interpreter; other languages stay as they are."""
    for person in persons:
        known = dict(person.languages.values_list("code", "level"))
        known.setdefault(contact, PersonLanguage.Level.MOEDERTAAL.value)
        set_languages(person, by=by, languages=known, contact=contact, interpreter=interpreter)


def _check_languages(languages: dict[str, str], contact: str | None) -> None:
    unknown = [code for code in languages if code not in LANGUAGES]
    if unknown:
        raise DomainError(f"De taal ‘{unknown[0]}’ staat niet in de lijst. Kies er een.", field="contact")
    if contact and contact not in languages:
        raise DomainError("De contacttaal hoort bij de talen die iemand spreekt.", field="contact")


def language_words(person: Person) -> dict[str, str]:
    """The languages and the interpreter as words, for a comparison of two versions."""
    rows = list(person.languages.all())
    return {
        "contact": ", ".join(language_name(row.code) for row in rows if row.contact),
        "others": ", ".join(str(row) for row in rows if not row.contact),
        "interpreter": "ja" if person.interpreter_needed else "nee",
    }


@dataclass(frozen=True, slots=True)
class ReferentFacts:
    """Who brought a gezinsmigrant here. Never a BSN: that is not for us (Wi 35; law 0.3, P-06)."""

    name: str
    relation: str
    phone: str = ""


@transaction.atomic
def set_referent(
    person: Person, facts: ReferentFacts, *, by: Actor, expected_version: int | None = None
) -> Referent:
    """Set or replace the referent of a gezinsmigrant.

    Raises Conflict when someone else changed the person since ``expected_version`` (None: don't compare), DomainError
    when the name holds a BSN: that number is not for us.
    """
    if any(bsn.is_valid(number) for number in NINE.findall(facts.name)):
        raise DomainError(
            "In de naam staat een BSN. Dat van een referent bewaren wij niet: haal het weg.", field="name"
        )
    current = Person.objects.select_for_update().get(pk=person.pk)
    known = Referent.objects.filter(person=person).first()
    if expected_version is not None and current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze gegevens net gewijzigd.",
            theirs={
                "name": known.name if known else "",
                "relation": known.relation if known else "",
                "phone": known.phone if known else "",
            },
            version=current.version,
            what="Referent",
        )
    row, _ = Referent.objects.update_or_create(
        person=person, defaults={"name": facts.name, "relation": facts.relation, "phone": facts.phone}
    )
    current.version += 1
    current.save(update_fields=["version"])
    person.version = current.version
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="referent")
    return row


@transaction.atomic
def add_verblijfstitel(
    person: Person, *, by: Actor, code: str, begins_on: date, ends_on: date | None, source: Source
) -> Verblijfstitel:
    """A residence title as the BRP gives it; shown beside DUO's doelgroep, never used to derive it.

    ``ends_on`` is the last day. Raises DomainError for a code that table 56 doesn't hold or an end before the start.
    """
    if code not in TITELS:
        raise DomainError("Deze aanduiding staat niet in tabel 56 van de BRP. Kies er een.", field="code")
    if ends_on and ends_on < begins_on:
        raise DomainError("De einddatum ligt voor de ingangsdatum. Verbeter de einddatum.", field="ends_on")
    row = Verblijfstitel.objects.create(
        person=person, code=code, begins_on=begins_on, ends_on=ends_on, source=source, as_of=clock.today()
    )
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="verblijfstitel")
    return row
