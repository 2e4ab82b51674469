"""Enter, correct, link and merge persons. Nothing is overwritten silently: a version is compared first."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.models import (
    Address,
    Household,
    HouseholdMember,
    Person,
    PersonLanguage,
    Source,
    Verblijfstitel,
)
from wegwijs.people.queries import by_numbers, same_person_candidates
from wegwijs.ui.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is entered about a person; BSN, v-nummer or both. Empty voornamen: someone with one name."""

    geslachtsnaam: str
    birth: PartialDate
    bsn: str | None = None
    v_nummer: str | None = None
    voornamen: str = ""
    voorvoegsel: str = ""
    sex: str = Person.Sex.ONBEKEND
    phone: str = ""
    email: str = ""
    protected: bool = False
    safe_contact: str = ""
    interpreter_needed: bool = False


class PossibleDuplicate(DomainError):
    """We may know this person already: the user chooses whom to link, or says that it is someone else."""

    def __init__(self, candidates: list[object]) -> None:
        super().__init__(
            "Deze persoon staat misschien al in Wegwijs. Kies hieronder of het om dezelfde persoon gaat."
        )
        self.candidates = candidates


@transaction.atomic
def create_person(
    facts: PersonFacts, *, by: Actor, source: Source, as_of: date, not_the_same: bool = False
) -> Person:
    """Enter a person. Raises PossibleDuplicate when someone like this is known and ``not_the_same`` wasn't said.

    Raises DomainError for a birth date in the future, no number at all, or a BSN that another person has.
    """
    check_person(facts)
    candidates = same_person_candidates(
        bsn=facts.bsn,
        v_nummer=facts.v_nummer,
        voornamen=facts.voornamen,
        geslachtsnaam=facts.geslachtsnaam,
        birth=facts.birth,
    )
    if any(c.certain for c in candidates) or (candidates and not not_the_same):
        raise PossibleDuplicate(list(candidates))
    person = Person(source=source, as_of=as_of)
    _apply(person, facts)
    person.save()
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="ingevoerd")
    return person


def check_person(facts: PersonFacts) -> None:
    """Raises DomainError, naming the field, when the facts can't be right."""
    if not facts.bsn and not facts.v_nummer:
        raise DomainError("Vul een BSN of een v-nummer in. Eén van de twee is genoeg.", field="bsn")
    if facts.birth.earliest() > clock.today():
        raise DomainError("De geboortedatum ligt in de toekomst. Verbeter de geboortedatum.", field="birth")


def _apply(person: Person, facts: PersonFacts) -> None:
    values = asdict(facts)
    values.pop("birth")
    for name, value in values.items():
        setattr(person, name, value)
    person.bsn, person.v_nummer = facts.bsn or None, facts.v_nummer or None
    person.birth_year = facts.birth.year
    person.birth_month, person.birth_day = facts.birth.month or 0, facts.birth.day or 0
    person.refresh_sort_key()


@transaction.atomic
def update_person(
    person: Person, facts: PersonFacts, *, by: Actor, expected_version: int, source: Source, as_of: date
) -> Person:
    """Correct a person. Raises Conflict when someone else changed the row since ``expected_version``."""
    check_person(facts)
    current = Person.objects.select_for_update().get(pk=person.pk)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze gegevens net gewijzigd. Vergelijk hieronder en kies wat klopt.",
            theirs={name: str(getattr(current, name)) for name in PersonFacts.__slots__},
        )
    other = Person.objects.exclude(pk=person.pk)
    if facts.bsn and other.filter(bsn=facts.bsn).exists():
        raise DomainError(
            "Een andere persoon heeft dit BSN al. Controleer het BSN of voeg de personen samen.", field="bsn"
        )
    if facts.v_nummer and other.filter(v_nummer=facts.v_nummer).exists():
        raise DomainError(
            "Een andere persoon heeft dit v-nummer al. Controleer het v-nummer.", field="v_nummer"
        )
    _apply(current, facts)
    current.source, current.as_of = source, as_of
    current.version += 1
    current.save()
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="gewijzigd")
    return current


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
def set_languages(person: Person, *, by: Actor, languages: dict[str, str], contact: str | None) -> None:
    """Replace the languages: code to level; ``contact`` is the code of the contact language."""
    person.languages.all().delete()
    PersonLanguage.objects.bulk_create(
        PersonLanguage(person=person, code=code, level=level, contact=code == contact)
        for code, level in languages.items()
    )
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="talen")


def add_verblijfstitel(
    person: Person, *, by: Actor, code: str, begins_on: date, ends_on: date | None, source: Source
) -> Verblijfstitel:
    """A residence title as the BRP gives it; shown beside DUO's doelgroep, never used to derive it."""
    if ends_on and ends_on < begins_on:
        raise DomainError("De einddatum ligt voor de ingangsdatum. Verbeter de einddatum.", field="ends_on")
    row = Verblijfstitel.objects.create(
        person=person, code=code, begins_on=begins_on, ends_on=ends_on, source=source, as_of=clock.today()
    )
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="verblijfstitel")
    return row


@transaction.atomic
def join_household(
    person: Person, *, by: Actor, part: HouseholdMember.Part, on: date, household: Household | None = None
) -> HouseholdMember:
    """Someone joins a household (a new one when none is given) from a day; an earlier membership ends the day before."""
    home = household or Household.objects.create(name=f"huishouden {person.geslachtsnaam}")
    current = person.memberships.filter(valid_to=None).exclude(household=home)
    for membership in current:
        membership.valid_to = on
        membership.save(update_fields=["valid_to"])
    row, _ = HouseholdMember.objects.get_or_create(
        household=home, person=person, valid_to=None, defaults={"part": part, "valid_from": on}
    )
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="huishouden")
    return row


@transaction.atomic
def person_from_numbers(
    *, bsn: str | None, v_nummer: str | None, by: Actor, source: Source, as_of: date
) -> Person:
    """The person with these numbers; a number that was missing is added, and an unknown person is entered by number only.

    When BSN and v-nummer belong to two persons, the one with the BSN is taken: merging is a human act.
    """
    known = by_numbers(bsn=bsn, v_nummer=v_nummer)
    if known is None:
        person = Person(
            bsn=bsn, v_nummer=v_nummer, geslachtsnaam="Naam nog niet bekend", source=source, as_of=as_of
        )
        person.refresh_sort_key()
        person.save()
        record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="ingevoerd")
        return person
    added = []
    if bsn and not known.bsn:
        known.bsn = bsn
        added.append("bsn")
    if v_nummer and not known.v_nummer and not Person.objects.filter(v_nummer=v_nummer).exists():
        known.v_nummer = v_nummer
        added.append("v_nummer")
    if added:
        known.version += 1
        known.save(update_fields=[*added, "version"])
        record(by=by, action=Action.CHANGE, kind="persoon", key=known.pk, detail="nummer aangevuld")
    return known
