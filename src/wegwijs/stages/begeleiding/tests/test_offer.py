"""The offer is laid down in versions, a gemeente departs with a reason, and what held before stays."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from support.guidance import ALL, OFFER, Deel, coordinator, manager, offered
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.stages.begeleiding.commands import depart, lay_down_offer
from wegwijs.stages.begeleiding.models import Aanbodregel, Basisaanbod
from wegwijs.stages.begeleiding.queries.offer import offer_of, offers

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def by(region: Region) -> Actor:
    offered(region)
    return manager(region)


def more(
    region: Region, by: Actor, minutes: int = 240, on: date = TODAY, reason: str = "het loket weg is"
) -> None:
    depart(region.dordrecht, Deel.GELD, minutes, by=by, valid_from=on, reason=reason)


def test_a_new_version_begins_on_its_day_and_the_old_one_held_before(by: Actor) -> None:
    lay_down_offer({Deel.WONING: 60}, by=by, valid_from=LATER, source="besluit")
    before, after = offer_of("0505", on=LATER - timedelta(days=1)), offer_of("0505", on=LATER)
    assert before
    assert after
    assert (before.minutes, after.minutes) == (ALL, 60)
    assert offer_of("0505", on=date(2025, 12, 31)) is None


def test_of_two_of_the_same_day_the_last_laid_down_holds(by: Actor) -> None:
    for minutes in (60, 90):
        lay_down_offer({Deel.WONING: minutes}, by=by, valid_from=LATER, source="besluit")
    found = offer_of("0505", on=LATER)
    assert found
    assert found.minutes == 90


def test_what_was_laid_down_cannot_be_edited_or_removed(by: Actor) -> None:
    for act in (
        lambda: Basisaanbod.objects.update(source="anders"),
        lambda: Aanbodregel.objects.update(minutes=1),
        lambda: Aanbodregel.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()


def test_a_gemeente_departs_with_its_reason_and_the_others_do_not(region: Region, by: Actor) -> None:
    more(region, by)
    depart(region.dordrecht, Deel.ZORG, 60, by=by, valid_from=TODAY, reason="er veel gezinnen komen")
    found = offers(["0505", "0590"], on=TODAY)
    assert found["0590"].departures == ()
    assert [(one.part, one.base, one.minutes, one.reason) for one in found["0505"].departures] == [
        (Deel.ZORG, 0, 60, "er veel gezinnen komen"),
        (Deel.GELD, 240, 480, "het loket weg is"),
    ]
    assert found["0505"].minutes == ALL + 300


def test_a_departure_stays_under_a_new_version_and_ends_with_a_difference_of_nothing(
    region: Region, by: Actor
) -> None:
    more(region, by, -60)
    lay_down_offer({**OFFER, Deel.GELD: 30}, by=by, valid_from=LATER, source="besluit")
    found = offer_of("0505", on=LATER)
    assert found
    assert found.minutes == ALL - 240
    more(region, by, 0, LATER, "het loket terug is")
    found = offer_of("0505", on=LATER)
    assert found
    assert found.departures == ()


@pytest.mark.parametrize(
    ("minutes", "on", "reason", "field"),
    [
        (60, TODAY - timedelta(days=1), "x", "valid_from"),
        (60, TODAY, " ", "reason"),
        (-300, TODAY, "x", "minutes"),
        (0, TODAY, "x", "more"),
    ],
)
def test_a_departure_that_cannot_be_is_refused_at_its_field(
    minutes: int, on: date, reason: str, field: str, region: Region, by: Actor
) -> None:
    with pytest.raises(DomainError) as refused:
        more(region, by, minutes, on, reason)
    assert refused.value.field == field


def test_a_version_of_the_past_without_parts_or_by_somebody_else_is_refused(
    region: Region, by: Actor
) -> None:
    with pytest.raises(DomainError) as refused:
        lay_down_offer(OFFER, by=by, valid_from=TODAY - timedelta(days=1), source="x")
    assert refused.value.field == "valid_from"
    with pytest.raises(DomainError, match="ten minste één"):
        lay_down_offer({Deel.GELD: 0}, by=by, valid_from=TODAY, source="x")
    for actor in (coordinator(region), region.teamlead, region.counsellor):
        with pytest.raises(NotAllowed):
            lay_down_offer(OFFER, by=actor, valid_from=TODAY, source="x")
