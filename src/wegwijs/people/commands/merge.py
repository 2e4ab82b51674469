"""One person who was entered twice becomes one again; what the second held moves to the first, with a trace of it."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.people.commands.search_words import keep_search_words
from wegwijs.people.models import HouseholdMember, Person, Referent, Samenvoeging
from wegwijs.people.names import UNNAMED

NUMBERS = ("bsn", "v_nummer")
NAME, BIRTH = ("voornamen", "voorvoegsel", "geslachtsnaam"), ("birth_year", "birth_month", "birth_day")
ORIGIN = ("source", "as_of")
FILLED = ("phone", "email", "safe_contact", "contact_safely", "died_on", "protected", "interpreter_needed")


@transaction.atomic
def merge_persons(keep: Person, double: Person, *, by: Actor) -> Samenvoeging:
    """Move everything of ``double`` to ``keep``, which gets the numbers, name, birth date and sex it lacked; ``double``
    stays and points to it, and is found by its own name too.

    A v-nummer that differs stays with ``double`` and is still found. Raises DomainError for the same person twice,
    for someone who was merged before, and for two different BSNs: those are two people.
    Whoever has links to a person of its own (dossiers) moves those itself, and adds them to the trace.
    """
    rows = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[keep.pk, double.pk])}
    if len(rows) != 2:
        raise DomainError("Kies twee verschillende personen.")
    kept, dropped = rows[keep.pk], rows[double.pk]
    if kept.merged_into_id or dropped.merged_into_id:
        raise DomainError("Een van deze personen is al samengevoegd. Zoek de persoon opnieuw op.")
    if kept.bsn and dropped.bsn:
        raise DomainError(
            "Deze twee hebben elk een eigen BSN: het zijn twee personen. Klopt een BSN niet, verbeter dat dan eerst."
        )
    had = [name for name in NUMBERS if getattr(kept, name)]
    moved = {name: getattr(dropped, name) for name in NUMBERS if name not in had and getattr(dropped, name)}
    dropped.merged_into = kept
    dropped.version += 1
    for name in moved:
        setattr(dropped, name, None)
    dropped.save(update_fields=["merged_into", "version", *moved])
    for name, value in moved.items():
        setattr(kept, name, value)
    trace = {"had": had, "numbers": list(moved), "fields": _fill(kept, dropped)}
    kept.refresh_sort_key()
    kept.version += 1
    kept.save()
    keep_search_words(dropped)
    trace |= _move(kept, dropped)
    made = Samenvoeging.objects.create(
        kept=kept, dropped=dropped, trace=trace, merged_at=clock.now(), by=by.label
    )
    record(by=by, action=Action.CHANGE, kind="persoon", key=kept.pk, detail=f"samengevoegd uit {dropped.pk}")
    record(by=by, action=Action.CHANGE, kind="persoon", key=dropped.pk, detail=f"samengevoegd in {kept.pk}")
    return made


def _fill(kept: Person, dropped: Person) -> dict[str, list[Any]]:
    """What was empty is filled; a protected address stays protected whoever knew of it. Returns before and after."""
    changed = {}
    for name in _lacking(kept, dropped):
        before, after = getattr(kept, name), getattr(dropped, name)
        setattr(kept, name, after)
        changed[name] = [plain_value(before), plain_value(after)]
    return changed


def _lacking(kept: Person, dropped: Person) -> Iterator[str]:
    """The fields that ``dropped`` fills in; name and birth date as a whole, never half of each."""
    yield from [name for name in FILLED if not getattr(kept, name) and getattr(dropped, name)]
    if kept.geslachtsnaam == UNNAMED != dropped.geslachtsnaam:
        yield from (*NAME, *ORIGIN)
    if not kept.birth_year and dropped.birth_year:
        yield from BIRTH
    if kept.sex == Person.Sex.ONBEKEND != dropped.sex:
        yield "sex"


def plain_value(value: object) -> Any:  # noqa: ANN401 as JSON holds it
    """A value of a person as a trace holds it: a date as text."""
    return value if value is None or isinstance(value, str | int) else str(value)


def _move(kept: Person, dropped: Person) -> dict[str, Any]:
    """Addresses, titels, languages, memberships and the referent; returns which, and what was lost."""
    trace: dict[str, Any] = {
        "addresses": list(dropped.addresses.values_list("pk", flat=True)),
        "titels": list(dropped.verblijfstitels.values_list("pk", flat=True)),
        "languages": list(dropped.languages.values("code", "level", "contact")),
        "spoken": list(kept.languages.values_list("code", flat=True)),
        "own": {
            "addresses": list(kept.addresses.values_list("pk", flat=True)),
            "titels": list(kept.verblijfstitels.values_list("pk", flat=True)),
            "memberships": list(kept.memberships.values_list("pk", flat=True)),
            "safe_contact": kept.safe_contact,
        },
        "referent": not Referent.objects.filter(person=kept).exists()
        and Referent.objects.filter(person=dropped).exists(),
    }
    dropped.addresses.update(person=kept)
    dropped.verblijfstitels.update(person=kept)
    dropped.languages.filter(code__in=trace["spoken"]).delete()
    if kept.languages.filter(contact=True).exists():
        dropped.languages.update(person=kept, contact=False)
    else:
        dropped.languages.update(person=kept)
    trace["memberships"] = _move_memberships(kept, dropped)
    if trace["referent"]:
        Referent.objects.filter(person=dropped).update(person=kept)
    return trace


def _move_memberships(kept: Person, dropped: Person) -> list[dict[str, Any]]:
    """Each as it was, with the key of the row that moved (None: it said the same as one of ``kept`` and went)."""
    current = kept.memberships.filter(valid_to=None).first()
    trace = []
    for row in dropped.memberships.all():
        was = {"key": row.pk, **_as_was(row)}
        trace.append(was)
        if current and row.valid_to is None:
            if row.household_id == current.household_id:
                row.delete()
                was["key"] = None
                continue
            row.valid_to = max(row.valid_from, current.valid_from)
        was["after"] = plain_value(row.valid_to)
        row.person = kept
        row.save()
    return trace


def _as_was(row: HouseholdMember) -> dict[str, Any]:
    return {
        "household": str(row.household_id), "part": row.part, "valid_from": plain_value(row.valid_from),
        "valid_to": plain_value(row.valid_to),
    }  # fmt: skip
