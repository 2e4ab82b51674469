"""Find persons, and persons who may be the same."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wegwijs.people.models import Address, Person, PersonLanguage
from wegwijs.people.names import sort_key
from wegwijs.ui.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone we know who may be the person now being entered, and why we think so."""

    person: Person
    reason: str
    certain: bool


def by_numbers(*, bsn: str | None, v_nummer: str | None) -> Person | None:
    """The person with this BSN, else with this v-nummer; follows merges."""
    found = None
    if bsn:
        found = Person.objects.filter(bsn=bsn).first()
    if found is None and v_nummer:
        found = Person.objects.filter(v_nummer=v_nummer).first()
    return survivor(found) if found else None


def survivor(person: Person) -> Person:
    """The person into which this one was merged (itself when it wasn't)."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def same_person_candidates(
    *, bsn: str | None, v_nummer: str | None, voornamen: str, geslachtsnaam: str, birth: PartialDate
) -> list[Candidate]:
    """Who may be the same: equal BSN or v-nummer is certain; equal name with equal birth date is likely."""
    found: dict[object, Candidate] = {}
    live = Person.objects.filter(merged_into=None)
    if bsn:
        for person in live.filter(bsn=bsn):
            found[person.pk] = Candidate(person, "hetzelfde BSN", certain=True)
    if v_nummer:
        for person in live.filter(v_nummer=v_nummer):
            found.setdefault(person.pk, Candidate(person, "hetzelfde v-nummer", certain=True))
    likely = live.filter(
        sort_key=sort_key(voornamen, geslachtsnaam),
        birth_year=birth.year,
        birth_month__in={birth.month or 0, 0} if birth.month else range(13),
    )
    for person in likely:
        found.setdefault(person.pk, Candidate(person, "dezelfde naam en geboortedatum", certain=False))
    return list(found.values())


def contact_language(person: Person) -> PersonLanguage | None:
    """The language we write and interpret in, if one was chosen."""
    return person.languages.filter(contact=True).first()


def address_on(
    person: Person, on: date, *, kinds: tuple[str, ...] = ("brief", "woon", "azc")
) -> Address | None:
    """The address to write to on a day: a briefadres goes before a woonadres, that before COA."""
    rows = {a.kind: a for a in reversed(list(person.addresses.filter(valid_from__lte=on)))}
    return next((rows[kind] for kind in kinds if kind in rows), None)


def household_members(person: Person, on: date) -> QuerySet[Person]:
    """The others who live in the same household on a day."""
    now = Q(memberships__valid_from__lte=on) & (
        Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=on)
    )
    households = person.memberships.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on
    ).values_list("household_id")
    return Person.objects.filter(now, memberships__household__in=households).exclude(pk=person.pk).distinct()
