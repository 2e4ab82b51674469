"""A lot goes its way step by step, a final award takes two people, and nothing is removed."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from support.contracts import awarded, bids, buyer, contract, lot, second, tender
from support.region import TODAY, Region, someone
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import (
    BidFacts,
    LotFacts,
    TenderFacts,
    add_lot,
    add_tender_file,
    change_lot,
    change_tender,
    make_tender,
    record_bid,
    record_step,
    take_back_step,
)
from wegwijs.contracts.commands.tenders import NEXT
from wegwijs.contracts.models import LotStep, Procedure
from wegwijs.contracts.queries.tenders import standing_step
from wegwijs.contracts.whatif import explore
from wegwijs.errors import Conflict, DomainError, NotAllowed

pytestmark = pytest.mark.django_db
K = LotStep.Kind
DAY = date(2026, 1, 20)


def test_a_tender_without_bids_goes_to_negotiation(region: Region) -> None:
    made = lot(region)
    for kind in (K.PUBLISHED, K.CLOSED, K.NO_BIDS, K.NEGOTIATION):
        record_step(made, kind, by=buyer(region), on=DAY)
    step = standing_step(made)
    assert step
    assert step.kind == K.NEGOTIATION


@pytest.mark.parametrize("kind", [K.CLOSED, K.NO_BIDS, K.AWARDED])
def test_a_step_that_cannot_follow_says_what_can(region: Region, kind: LotStep.Kind) -> None:
    with pytest.raises(DomainError, match="Daarna kan: aangekondigd"):
        record_step(lot(region), kind, by=buyer(region), on=DAY)


def test_no_bids_is_refused_when_there_are_some(region: Region) -> None:
    made = lot(region)
    bids(region, made)
    record_step(made, K.CLOSED, by=buyer(region), on=DAY)
    with pytest.raises(DomainError, match="aanbod vastgelegd"):
        record_step(made, K.NO_BIDS, by=buyer(region), on=DAY)


def test_an_award_needs_a_bid_of_that_lot(region: Region) -> None:
    made, other = lot(region), lot(region)
    bids(region, made)
    bids(region, other)
    record_step(made, K.CLOSED, by=buyer(region), on=DAY)
    for bid in (None, other.bids.first()):
        with pytest.raises(DomainError, match="Kies het aanbod"):
            record_step(made, K.PROVISIONAL, by=buyer(region), on=DAY, bid=bid)


def test_who_gave_the_provisional_award_does_not_give_the_final_one(region: Region) -> None:
    made = lot(region)
    bids(region, made)
    best, other = made.bids.all()
    record_step(made, K.CLOSED, by=buyer(region), on=DAY)
    record_step(made, K.PROVISIONAL, by=buyer(region), on=DAY, bid=best)
    with pytest.raises(DomainError, match="Laat een collega"):
        record_step(made, K.AWARDED, by=buyer(region), on=DAY, bid=best)
    colleague = someone(region, "inkoper2", Role.INKOPER, "SDD")
    with pytest.raises(DomainError, match="aan een ander"):
        record_step(made, K.AWARDED, by=colleague, on=DAY, bid=other)
    record_step(made, K.AWARDED, by=colleague, on=DAY, bid=best)


def test_the_last_step_is_taken_back_by_a_line_and_not_once_there_is_a_contract(region: Region) -> None:
    made = awarded(region)
    contract(region, of=made)
    with pytest.raises(DomainError, match="contract gemaakt"):
        take_back_step(made, by=buyer(region), why="vergissing")
    free = awarded(region)
    take_back_step(free, by=buyer(region), why="vergissing")
    step = standing_step(free)
    assert step
    assert step.kind == K.PROVISIONAL
    assert free.steps.count() == 5
    with pytest.raises(ProgrammingError), transaction.atomic():
        LotStep.objects.filter(kind=K.TAKEN_BACK).delete()


def test_nothing_stands_so_nothing_is_taken_back(region: Region) -> None:
    with pytest.raises(DomainError, match="geen stap"):
        take_back_step(lot(region), by=buyer(region), why="x")


def test_a_step_is_not_of_a_day_to_come_nor_before_the_one_before(region: Region) -> None:
    made = lot(region)
    with pytest.raises(DomainError, match="toekomst"):
        record_step(made, K.PUBLISHED, by=buyer(region), on=TODAY + timedelta(days=1))
    record_step(made, K.PUBLISHED, by=buyer(region), on=DAY)
    with pytest.raises(DomainError, match="vorige stap"):
        record_step(made, K.CLOSED, by=buyer(region), on=DAY - timedelta(days=1))


def test_a_bid_is_once_a_bidder_and_while_the_lot_is_open(region: Region) -> None:
    made = lot(region)
    facts = BidFacts("Taal en Co", DAY, 1, None)
    with pytest.raises(DomainError, match="staat niet open"):
        record_bid(made, facts, by=buyer(region))
    bids(region, made)
    with pytest.raises(DomainError, match="al een aanbod"):
        record_bid(made, facts, by=buyer(region))
    with pytest.raises(DomainError, match="toekomst"):
        record_bid(made, BidFacts("Nieuw", TODAY + timedelta(days=1), 1), by=buyer(region))


def test_a_reference_a_number_and_a_file_are_once(region: Region) -> None:
    made = tender(region)
    facts = TenderFacts("Ander", made.reference.lower(), Procedure.OPEN, "SDD")
    with pytest.raises(DomainError, match="dit kenmerk"):
        make_tender(facts, by=buyer(region))
    add_lot(made, LotFacts(1, "Z", 5, 1), by=buyer(region))
    with pytest.raises(DomainError, match="Perceel 1 is er al"):
        add_lot(made, LotFacts(1, "Z", 5, 1), by=buyer(region))
    file = {"title": "Leidraad", "file_name": "l.pdf", "content": b"%PDF-1.7"}
    add_tender_file(made, by=buyer(region), **file)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="staat er al"):
        add_tender_file(made, by=buyer(region), **file)  # type: ignore[arg-type]


def test_two_people_on_one_tender_or_lot_see_both_versions(region: Region) -> None:
    made = tender(region)
    part = lot(region, made)
    facts = TenderFacts("Nieuw", made.reference, Procedure.OPEN, "SDD")
    change_tender(made, facts, by=buyer(region), expected_version=1)
    with pytest.raises(Conflict) as seen:
        change_tender(made, facts, by=buyer(region), expected_version=1)
    assert seen.value.theirs["title"] == "Nieuw"
    change_lot(part, LotFacts(1, "Z", 5, 1), by=buyer(region), expected_version=1)
    with pytest.raises(Conflict):
        change_lot(part, LotFacts(1, "Z", 5, 1), by=buyer(region), expected_version=1)


def test_what_was_asked_stays_once_it_was_awarded(region: Region) -> None:
    with pytest.raises(DomainError, match="is gegund"):
        change_lot(awarded(region), LotFacts(1, "Z", 5, 1), by=buyer(region), expected_version=1)


def test_who_does_not_buy_keeps_no_register(region: Region) -> None:
    with pytest.raises(NotAllowed):
        make_tender(TenderFacts("X", "Y", Procedure.OPEN, "SDD"), by=second(region))


def test_every_kind_of_step_can_be_reached_or_is_the_taking_back() -> None:
    reached = {kind for following in NEXT.values() for kind in following}
    assert reached | {K.TAKEN_BACK} == set(K)


def test_few_people_make_a_trajectory_dear_and_the_budget_says_from_how_many_it_fits() -> None:
    rows = explore(persons=12, budget=6_000_00, fixed=40_000_00, each=500_00, size=15, finish=80_00)
    by_number = {one.persons: one for one in rows}
    assert by_number[1].each == 40_500_00
    assert not by_number[1].within
    assert by_number[12].each == 3_833_34
    assert by_number[12].finished == 4_791_67
    assert by_number[12].within
    assert by_number[18].groups == 2
