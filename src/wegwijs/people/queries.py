"""Find persons, and persons who may be the same."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import BooleanField, Func, Q, QuerySet, Value

from wegwijs.people.models import Address, Household, HouseholdMember, Person, PersonLanguage, Referent
from wegwijs.people.names import sort_key
from wegwijs.rowsecurity.scope import hold, widened
from wegwijs.ui.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone we know who may be the person now being entered, and why we think so."""

    person: Person
    reason: str
    certain: bool


def by_numbers(*, bsn: str | None, v_nummer: str | None) -> Person | None:
    """The person with this BSN, else with this v-nummer, in the whole region; follows merges.

    Whoever gives the number may work with the person for the rest of the transaction.
    """
    with widened():
        found = None
        if bsn:
            found = Person.objects.filter(bsn=bsn).first()
        if found is None and v_nummer:
            found = Person.objects.filter(v_nummer=v_nummer).first()
        known = survivor(found) if found else None
    if known:
        hold(known.pk)
    return known


def is_taken(name: str, number: str) -> bool:
    """Whether somebody in the whole region has this number; ``name`` is "bsn" or "v_nummer"."""
    with widened():
        return Person.objects.filter(**{name: number}).exists()


def survivor(person: Person) -> Person:
    """The person into which this one was merged (itself when it wasn't)."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def same_person_candidates(
    *, bsn: str | None, v_nummer: str | None, voornamen: str, geslachtsnaam: str, birth: PartialDate
) -> list[Candidate]:
    """Who may be the same, in the whole region: equal BSN or v-nummer is certain; equal name with equal birth date is likely.

    Whoever gives the number may work with that person for the rest of the transaction; of the likely ones nothing may
    be told to someone who can't see them.
    """
    found: dict[object, Candidate] = {}
    with widened():
        for label, rows in (("BSN", {"bsn": bsn}), ("v-nummer", {"v_nummer": v_nummer})):
            for person in map(survivor, Person.objects.filter(**rows) if any(rows.values()) else ()):
                found.setdefault(person.pk, Candidate(person, f"hetzelfde {label}", certain=True))
        certain = list(found.values())
        for person in _named_alike(voornamen, geslachtsnaam, birth):
            found.setdefault(person.pk, Candidate(person, "dezelfde naam en geboortedatum", certain=False))
    for candidate in certain:
        hold(candidate.person.pk)
    return list(found.values())


def _named_alike(voornamen: str, geslachtsnaam: str, birth: PartialDate) -> QuerySet[Person]:
    if not birth.year:
        return Person.objects.none()
    return Person.objects.filter(
        merged_into=None,
        sort_key=sort_key(voornamen, geslachtsnaam),
        birth_year=birth.year,
        birth_month__in={birth.month or 0, 0} if birth.month else range(13),
    )


def likely_doubles(person: Person) -> list[Candidate]:
    """Others who may be this person, by name and birth date."""
    found = same_person_candidates(
        bsn=None,
        v_nummer=None,
        voornamen=person.voornamen,
        geslachtsnaam=person.geslachtsnaam,
        birth=person.birth,
    )
    return [candidate for candidate in found if candidate.person.pk != person.pk]


def contact_language(person: Person) -> PersonLanguage | None:
    """The language we write and interpret in, if one was chosen."""
    return person.languages.filter(contact=True).first()


def address_on(person: Person, on: date) -> Address | None:
    """The address to write to on a day, as ``to_write_to`` chooses."""
    return to_write_to(person.addresses.filter(valid_from__lte=on))


def to_write_to(rows: Iterable[Address]) -> Address | None:
    """Of the addresses of one person that have begun: the newest woon- or briefadres, for nobody has both in the BRP.

    Of two of one day the briefadres; COA only where nothing else is known.
    """
    kind = Address.Kind
    return max(
        rows,
        key=lambda row: (row.kind != kind.AZC, row.valid_from, row.kind == kind.BRIEF, row.pk),
        default=None,
    )


def normal(words: str) -> str:
    """Small letters and digits only: how text is compared that people type in many ways."""
    return "".join(c for c in words.lower() if c.isalnum())


def home_key(row: Address) -> str:
    """Where a row leads, however it was typed: postcode and number."""
    return normal(row.postcode + row.number)


def lines_of(row: Address) -> str:
    """Street and number, to be found in normal text."""
    return normal(f"{row.street}{row.number}")


def address_mark(row: Address | None) -> str:
    """A short mark of what an address says; "" for none. Equal marks: the same lines on an envelope."""
    if row is None:
        return ""
    words = "|".join((row.street, row.number, row.postcode, row.place))
    return hashlib.sha256(words.casefold().encode()).hexdigest()


class Shielded(Func):
    """Of a person's key and a day: whether the address must stay secret.

    Because it is secret itself, or because somebody of its household on that day has a secret address, also one whom the
    asker may not see: who lives together is found through each other. Ends the day after someone left the household
    (misuse case 8).
    """

    function = "people_is_shielded"
    output_field = BooleanField()


def is_shielded(person: Person, on: date) -> bool:
    """Whether this person's address must stay secret on a day. One statement."""
    return Person.objects.filter(Shielded("pk", Value(on)), pk=person.pk).exists()


def secret_homes(on: date, postcodes: Iterable[str]) -> frozenset[str]:
    """The keys of the homes at these postcodes, however typed, where somebody with a secret address lives on a day, in the
    whole region. One statement, whose cost doesn't grow with how many secret addresses there are.

    A centre of COA is no home, and neither is a briefadres once a woonadres followed. Beside a newer briefadres the
    woonadres stays one: somebody may still be living there.
    """
    wanted = sorted({postcode_key(postcode) for postcode in postcodes})
    if not wanted:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("SELECT postcode, number FROM people_secret_homes(%s, %s)", [on, wanted])
        return frozenset(normal(postcode + number) for postcode, number in cursor.fetchall())


def postcode_key(postcode: str) -> str:
    """As the database keeps it in ``Address.postcode_key``."""
    return re.sub("[^a-z0-9]", "", postcode.lower())


def secret_rows(person: Person, on: date) -> list[Address]:
    """The addresses of a person whose address must stay secret on a day; none for anybody else."""
    return list(person.addresses.all()) if is_shielded(person, on) else []


def leads_home(lines: Sequence[str], home: str) -> bool:
    """Whether the lines of an envelope (name, street and number, postcode and place) lead to a home by its key."""
    postcode, number = home[:6], home[6:]
    return len(lines) > 2 and normal(lines[1]).endswith(number) and normal(lines[2]).startswith(postcode)


def seen_addresses(person: Person, on: date, *, hidden: bool) -> list[tuple[Address, bool]]:
    """Every address of a person, newest first, and whether it may be seen without saying what for.

    ``hidden``: nothing of this person may, being shielded or out of the actor's reach. Of others no home of somebody
    with a secret address: whoever lived there before would otherwise lead to it.
    """
    rows = list(person.addresses.all())
    if hidden:
        return [(row, False) for row in rows]
    secret = secret_homes(on, (row.postcode for row in rows))
    return [(row, home_key(row) not in secret) for row in rows]


def is_secret_home(row: Address, on: date) -> bool:
    """Whether somebody with a secret address lives there on a day."""
    return home_key(row) in secret_homes(on, [row.postcode])


def referent_of(person: Person) -> Referent | None:
    """The referent of a gezinsmigrant, if one was entered."""
    return Referent.objects.filter(person=person).first()


def household_on(person: Person, on: date) -> Household | None:
    """The household someone belongs to on a day."""
    found = (
        person.memberships.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
        .select_related("household")
        .order_by("-valid_from")
        .first()
    )
    return found.household if found else None


def household_parts(person: Person, on: date) -> list[HouseholdMember]:
    """The memberships of the others in the same household on a day, oldest first.

    Of someone who isn't the actor's no more may be told than that there is one.
    """
    home = household_on(person, on)
    if home is None:
        return []
    now = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = HouseholdMember.objects.filter(now, household=home, valid_from__lte=on).exclude(person=person)
    with widened():
        return list(rows.select_related("person").order_by("valid_from", "pk"))
