"""Take a merge back: everything returns to where it was, and what came after goes where somebody says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.people.commands.merge import BIRTH, NAME, NUMBERS, ORIGIN, plain_value
from wegwijs.people.commands.search_words import keep_search_words
from wegwijs.people.languages import language_name
from wegwijs.people.models import HouseholdMember, Person, PersonLanguage, Referent, Samenvoeging
from wegwijs.people.queries import home_key, secret_homes
from wegwijs.rowsecurity.scope import hold, widened
from wegwijs.ui.format import day

# Where somebody with a secret address lives isn't said, whoever the address is of.
HIDDEN = "Een adres dat later bekend werd"
NUMBER_NAMES = {"bsn": "BSN", "v_nummer": "v-nummer"}
SAFE_CONTACT = "veilig:contact"
NO_NUMBER = "Dan houdt een van de twee geen BSN of v-nummer over. Vul eerst het ontbrekende nummer in bij de persoonsgegevens."


@dataclass(frozen=True, slots=True)
class Later:
    """Something that came after the merge: its key ("adres:12") and words; ``secret``: words that tell where one lives."""

    key: str
    words: str
    secret: bool = False


def came_after(merge: Samenvoeging) -> list[Later]:
    """What the person that stayed got since, and isn't by itself of one of the two."""
    kept, trace = merge.kept, merge.trace
    found = [
        Later(f"nummer:{name}", f"{NUMBER_NAMES[name]}, later bekend geworden")
        for name in NUMBERS
        if getattr(kept, name) and name not in (*trace["had"], *trace["numbers"])
    ]
    if kept.safe_contact and kept.safe_contact not in (
        trace["own"].get("safe_contact"),
        merge.dropped.safe_contact,
    ):
        found.append(Later(SAFE_CONTACT, "Het veilige contact, later bekend geworden"))
    known = {*trace["addresses"], *trace["own"]["addresses"]}
    since = list(kept.addresses.exclude(pk__in=known))
    secret = secret_homes(clock.today(), (row.postcode for row in since))
    found += [
        Later(
            f"adres:{row.pk}",
            HIDDEN if home_key(row) in secret else f"Adres {row}, vanaf {day(row.valid_from)}",
            secret=True,
        )
        for row in since
    ]
    known = {*trace["titels"], *trace["own"]["titels"]}
    found += [
        Later(f"titel:{row.pk}", f"Verblijfstitel {row.code}, vanaf {day(row.begins_on)}")
        for row in kept.verblijfstitels.exclude(pk__in=known)
    ]
    codes = {*trace["spoken"], *(row["code"] for row in trace["languages"])}
    found += [
        Later(f"taal:{row.code}", f"Taal {language_name(row.code)}")
        for row in kept.languages.exclude(code__in=codes)
    ]
    homes = {*trace["own"]["memberships"], *(row["key"] for row in trace["memberships"])}
    found += [
        Later(f"huishouden:{row.pk}", f"Huishouden vanaf {day(row.valid_from)}")
        for row in kept.memberships.exclude(pk__in=[key for key in homes if key])
    ]
    return found


@transaction.atomic
def unmerge_persons(merge: Samenvoeging, *, by: Actor, to_dropped: Collection[str]) -> Samenvoeging:
    """Two persons again. ``to_dropped``: keys of ``came_after`` that belong to the one that was merged away.

    Whoever is protected now stays so on both sides: for which of the two somebody asked it can't be known any more.
    Raises DomainError when it was taken back before, when a later merge of these comes first, and when one of the two
    would be left without a number.
    """
    current = Samenvoeging.objects.select_for_update().get(pk=merge.pk)
    if current.undone_at:
        raise DomainError("Deze samenvoeging is al teruggedraaid. Ververs de pagina.")
    both = Person.objects.select_for_update().filter(pk__in=[current.kept_id, current.dropped_id])
    rows = {row.pk: row for row in both}
    kept, dropped = rows[current.kept_id], rows[current.dropped_id]
    later = Samenvoeging.objects.filter(undone_at=None, merged_at__gt=current.merged_at).filter(
        Q(kept=kept) | Q(dropped=kept)
    )
    if kept.merged_into_id or later.exists():
        raise DomainError("Na deze samenvoeging kwam er nog een. Draai eerst de nieuwste terug.")
    hold(dropped.pk)
    current.kept, current.dropped = kept, dropped
    _numbers(kept, dropped, current.trace, to_dropped)
    _protection(kept, dropped, current.trace, to_dropped)
    _fields(kept, current.trace["fields"])
    kept.refresh_sort_key()
    kept.version += 1
    kept.save()
    dropped.merged_into = None
    dropped.version += 1
    dropped.save()
    for person in (kept, dropped):
        keep_search_words(person)
    _rows(kept, dropped, current.trace, to_dropped)
    _languages(kept, dropped, current.trace, to_dropped)
    current.undone_at = clock.now()
    current.save(update_fields=["undone_at"])
    record(
        by=by,
        action=Action.CHANGE,
        kind="persoon",
        key=kept.pk,
        detail=f"samenvoeging met {dropped.pk} terug",
    )
    record(
        by=by, action=Action.CHANGE, kind="persoon", key=dropped.pk, detail=f"samenvoeging in {kept.pk} terug"
    )
    return current


def _numbers(kept: Person, dropped: Person, trace: dict[str, Any], to_dropped: Collection[str]) -> None:
    """The numbers that moved go back, and those that came later where they belong; unique, so first off the one."""
    for key in reversed(trace.get("home", ())):
        _back_from_home(kept, dropped, key)
    back = [name for name in NUMBERS if name in trace["numbers"] or f"nummer:{name}" in to_dropped]
    values = {name: getattr(kept, name) for name in back}
    for name in back:
        setattr(kept, name, None)
        setattr(dropped, name, values[name] or getattr(dropped, name))
    if not all(person.bsn or person.v_nummer for person in (kept, dropped)):
        raise DomainError(NO_NUMBER)


def _back_from_home(kept: Person, dropped: Person, key: str) -> None:
    """The two v-nummers that changed places when one came home do so again (``key``: the person who held it)."""
    with widened():
        holder = dropped if str(dropped.pk) == key else Person.objects.select_for_update().get(pk=key)
        if not kept.bsn and not holder.v_nummer:
            raise DomainError(NO_NUMBER)
        kept.v_nummer, holder.v_nummer = holder.v_nummer, kept.v_nummer
        Person.objects.filter(pk=holder.pk).update(v_nummer=None)
        Person.objects.filter(pk=kept.pk).update(v_nummer=kept.v_nummer)
        Person.objects.filter(pk=holder.pk).update(v_nummer=holder.v_nummer)


def _protection(kept: Person, dropped: Person, trace: dict[str, Any], to_dropped: Collection[str]) -> None:
    """What protects now protects both; the safe contact that came later is of whom it is said to be."""
    dropped.protected = dropped.protected or kept.protected
    dropped.contact_safely = dropped.contact_safely or kept.contact_safely
    if SAFE_CONTACT in to_dropped:
        dropped.safe_contact = kept.safe_contact
        kept.safe_contact = trace["own"].get("safe_contact", kept.safe_contact)


def _fields(kept: Person, changed: dict[str, list[Any]]) -> None:
    """What the merge filled in goes; what somebody wrote since stays, a name and a birth date as a whole."""
    same = {name for name, (_, after) in changed.items() if plain_value(getattr(kept, name)) == after}
    for group in (NAME, BIRTH, ORIGIN):
        if not changed.keys() & set(group) <= same:
            same -= set(group)
    for name in same:
        field: Any = Person._meta.get_field(name)
        setattr(kept, name, field.to_python(changed[name][0]))


def _rows(kept: Person, dropped: Person, trace: dict[str, Any], to_dropped: Collection[str]) -> None:
    kept.addresses.filter(pk__in=[*trace["addresses"], *_keys("adres", to_dropped)]).update(person=dropped)
    kept.verblijfstitels.filter(pk__in=[*trace["titels"], *_keys("titel", to_dropped)]).update(person=dropped)
    kept.memberships.filter(pk__in=_keys("huishouden", to_dropped)).update(person=dropped)
    for was in trace["memberships"]:
        _membership(kept, dropped, was)
    if trace["referent"]:
        Referent.objects.filter(person=kept).update(person=dropped)


def _membership(kept: Person, dropped: Person, was: dict[str, Any]) -> None:
    if was["key"] is None:
        HouseholdMember.objects.create(
            person=dropped, household_id=was["household"], part=was["part"], valid_from=was["valid_from"],
            valid_to=was["valid_to"],
        )  # fmt: skip
        return
    row = kept.memberships.filter(pk=was["key"]).first()
    if row is None:
        return
    row.person = dropped
    if plain_value(row.valid_to) == was["after"]:
        row.valid_to = date.fromisoformat(was["valid_to"]) if was["valid_to"] else None
    row.save()


def _languages(kept: Person, dropped: Person, trace: dict[str, Any], to_dropped: Collection[str]) -> None:
    came_along = [row["code"] for row in trace["languages"] if row["code"] not in trace["spoken"]]
    kept.languages.filter(code__in=came_along).delete()
    PersonLanguage.objects.bulk_create(PersonLanguage(person=dropped, **row) for row in trace["languages"])
    for code in _keys("taal", to_dropped):
        kept.languages.filter(code=code).update(person=dropped, contact=False)


def _keys(kind: str, chosen: Collection[str]) -> list[str]:
    return [key.partition(":")[2] for key in chosen if key.startswith(f"{kind}:")]
