"""Who lives and moves together."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.people.models import Child, Household, HouseholdMember, Person
from wegwijs.people.partings import parted
from wegwijs.people.queries import household_on
from wegwijs.rowsecurity.scope import hold, widened

ONE_DAY = timedelta(days=1)


@transaction.atomic
def join_household(
    person: Person, *, by: Actor, part: HouseholdMember.Part, on: date, household: Household | None = None
) -> HouseholdMember:
    """Someone joins a household (a new one when none is given) from a day; an earlier membership ends the day before.

    Raises DomainError when someone joined another household on that day or later.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    home = household or _new_home(f"huishouden {person.geslachtsnaam}"[:120])
    ended = list(person.memberships.filter(valid_to=None).exclude(household=home))
    for membership in ended:
        if membership.valid_from >= on:
            raise DomainError(
                f"{person} woont sinds {membership.valid_from:%d-%m-%Y} in een ander huishouden. "
                "Kies een latere datum.",
                field="on",
            )
        membership.valid_to = on - ONE_DAY
        membership.save(update_fields=["valid_to"])
    row, _ = HouseholdMember.objects.get_or_create(
        household=home, person=person, valid_to=None, defaults={"part": part, "valid_from": on}
    )
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="huishouden")
    for membership in ended:
        parted(membership, by=by)
    return row


def _new_home(name: str) -> Household:
    """A household in which nobody lives yet."""
    home = Household(name=name)
    hold(home.pk)
    home.save()
    return home


@transaction.atomic
def share_household(
    person: Person, other: Person, *, by: Actor, part: HouseholdMember.Part, on: date
) -> HouseholdMember:
    """``other`` joins the household of ``person`` (made when there is none) from a day. Raises DomainError as joining does.

    Children without a dossier come along when nobody is left where ``other`` lived.
    """
    home, old = household_on(person, on), household_on(other, on)
    if home is None:
        home = join_household(person, by=by, part=HouseholdMember.Part.HOOFD, on=on).household
    row = join_household(other, by=by, part=part, on=on, household=home)
    if old and old.pk != home.pk and not _lived_in(old, on):
        move_children(list(old.children.all()), home, by=by, parent=other)
    return row


def _lived_in(home: Household, on: date) -> bool:
    """Whether anybody, in the whole region, belongs to a household on a day."""
    with widened():
        now = Q(valid_to=None) | Q(valid_to__gte=on)
        return HouseholdMember.objects.filter(now, household=home, valid_from__lte=on).exists()


@transaction.atomic
def move_children(children: Collection[Child], home: Household, *, by: Actor, parent: Person) -> None:
    """Children without a dossier go to live in another household, with ``parent``."""
    if children:
        Child.objects.filter(pk__in=[child.pk for child in children]).update(household=home)
        record(by=by, action=Action.CHANGE, kind="persoon", key=parent.pk, detail="kinderen verhuisd")


@transaction.atomic
def leave_household(person: Person, *, by: Actor, on: date) -> HouseholdMember:
    """Someone leaves the household; ``on`` is the last day there. Raises DomainError without one, or before joining."""
    membership = person.memberships.select_for_update().filter(valid_to=None).first()
    if membership is None:
        raise DomainError("Deze persoon hoort nu bij geen huishouden.")
    if on < membership.valid_from:
        raise DomainError("Deze dag ligt voor het begin. Verbeter de datum.", field="on")
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="huishouden uit")
    parted(membership, by=by)
    return membership


@transaction.atomic
def add_child(person: Person, *, by: Actor, first_name: str, birth_year: int) -> Child:
    """A child without a dossier in the person's household: first name and year of birth, no more (Wi 14(3)(d)).

    Makes the household when there is none. Raises DomainError for a year ahead.
    """
    today = clock.today()
    if birth_year > today.year:
        raise DomainError("Het geboortejaar ligt in de toekomst. Verbeter het jaar.", field="birth_year")
    home = household_on(person, today)
    if home is None:
        home = join_household(person, by=by, part=HouseholdMember.Part.HOOFD, on=today).household
    row = Child.objects.create(household=home, first_name=first_name, birth_year=birth_year)
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="kind")
    return row
