"""Entries that may be one person: found by rule, looked at by somebody, and what was decided."""

from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.people.models import Dubbel, Person
from wegwijs.people.queries import survivor
from wegwijs.rowsecurity.scope import widened

_BIRTH = """
    a.merged_into_id IS NULL AND b.merged_into_id IS NULL AND a.birth_year > 0 AND b.birth_year = a.birth_year
        AND (a.birth_month = b.birth_month OR a.birth_month = 0 OR b.birth_month = 0)
        AND (a.birth_day = b.birth_day OR a.birth_day = 0 OR b.birth_day = 0)
"""
# The second: "el" written as voorvoegsel of the one and in the geslachtsnaam of the other.
ALIKE = f"""
    SELECT a.id, b.id FROM people_person a JOIN people_person b ON b.sort_key = a.sort_key AND a.id < b.id
    WHERE a.sort_key <> '' AND {_BIRTH}
    UNION SELECT least(a.id, b.id), greatest(a.id, b.id) FROM people_person a
        JOIN people_person b ON b.sort_key = lower(a.voorvoegsel) || ' ' || a.sort_key
    WHERE a.voorvoegsel <> '' AND {_BIRTH}
"""  # noqa: S608 - our own words


def _pair(one: UUID, other: UUID) -> dict[str, UUID]:
    first, second = sorted((one, other))
    return {"one_id": first, "other_id": second}


@transaction.atomic
def find_doubles() -> int:
    """Note every pair with the same name and a birth date that can be the same; forget open ones that no longer are.

    For work that sees everybody. Returns how many pairs are new.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALIKE)
        found = {tuple(row) for row in cursor.fetchall()}
    known = set(Dubbel.objects.values_list("one", "other"))
    now = clock.now()
    made = Dubbel.objects.bulk_create(
        [Dubbel(**_pair(*pair), rule=Dubbel.Rule.NAAM, found_at=now) for pair in found - known],
        ignore_conflicts=True,
    )
    standing = Dubbel.objects.filter(verdict=Dubbel.Verdict.OPEN)
    merged = standing.filter(Q(one__merged_into__isnull=False) | Q(other__merged_into__isnull=False))
    gone = [
        row.pk for row in standing.filter(rule=Dubbel.Rule.NAAM) if (row.one_id, row.other_id) not in found
    ]
    Dubbel.objects.filter(Q(pk__in=gone) | Q(pk__in=merged.values("pk"))).delete()
    return len(made)


def note_two_numbers(person: Person, v_nummer: str) -> None:
    """A BSN and a v-nummer came in together, and they are of two entries: somebody must look whether that is one person."""
    with widened():
        found = Person.objects.filter(v_nummer=v_nummer).select_related("merged_into").first()
        other = survivor(found) if found else person
        if other.pk != person.pk:
            Dubbel.objects.get_or_create(
                **_pair(person.pk, other.pk), defaults={"rule": Dubbel.Rule.NUMMERS, "found_at": clock.now()}
            )


@transaction.atomic
def decide_double(one: Person, other: Person, verdict: Dubbel.Verdict, *, by: Actor) -> Dubbel:
    """Somebody looked at both: two persons, or one that stays apart for now (linked). A later decision replaces this one."""
    row, _ = Dubbel.objects.update_or_create(
        **_pair(one.pk, other.pk),
        defaults={"verdict": verdict, "decided_by": by.label, "decided_at": clock.now()},
        create_defaults={
            "verdict": verdict, "decided_by": by.label, "decided_at": clock.now(), "rule": Dubbel.Rule.NAAM,
            "found_at": clock.now(),
        },
    )  # fmt: skip
    for person in (one, other):
        record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail=f"dubbel: {verdict.value}")
    return row
