"""Whoever dies in the middle of a payment, anywhere: nothing acknowledged is lost, no cent is made, and a rerun finishes."""

from collections.abc import Callable

import pytest

from faults.counted import sums_hold, whole
from support.figures import saw
from support.killing import every_place, run
from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import account, bijstand, filled, income, landlord, paid, rent, statement
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.errors import DomainError
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.stages.ontzorgen.commands.runs import hand_over, release, sign_first, withdraw
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, StatementFacts, take_in
from wegwijs.stages.ontzorgen.models import PaymentFile, PaymentOrder, PaymentRun, Statement

O, R = PaymentOrder.State, PaymentRun.State  # noqa: E741 - as the enumerations they stand for


@pytest.fixture
def region(transactional_db: None) -> Region:
    with clock.frozen(TODAY):
        return build_region()


def told(act: Callable[[], object]) -> Callable[[], object]:
    """As an employee of that day does it; what was done before and is asked again is refused, and that is an answer too."""

    def asked() -> object:
        with clock.frozen(TODAY), entered(EVERYTHING):
            return act()

    return asked


def dies_everywhere(what: str, act: Callable[[], object], done: Callable[[], bool]) -> int:
    """Kill ``act`` at each of its places; after each death every sum holds. Gives how often it died.

    It is asked again after each death, until it was done: by a process that died after its commit, or by one that heard so.
    """
    deaths = 0
    try:
        for _ in every_place(told(act)):
            deaths += 1
            with entered(EVERYTHING):
                sums_hold()
                if done():
                    break
    except AssertionError as fault:
        raise AssertionError(f"after {deaths} deaths: {fault}") from fault
    with entered(EVERYTHING):
        assert done()
        sums_hold()
        whole()
    saw(f"doden bij {what}", deaths)
    return deaths


def prepared(region: Region) -> tuple[PaymentRun, Actor, Actor]:
    """A run of two people's rent, with the money for it."""
    with clock.frozen(TODAY), entered(EVERYTHING):
        account(region)
        people = [ontzorgd(region), ontzorgd(region)]
        lines = []
        for one in people:
            bijstand(one)
            rent(one, landlord(region, name=f"Verhuurder {one.dossier.number}"))
            lines.append(income(remittance=f"dossier {one.dossier.number}"))
        take_in(file(statement(region, *lines)), by=treasurer(region))
        return filled(region), treasurer(region), second(region)


def file(*statements: StatementFacts, code: str = "a") -> FileFacts:
    return FileFacts("afschrift.xml", code * 64, b"<x/>", statements)


def fresh(row: PaymentRun) -> PaymentRun:
    return PaymentRun.objects.get(pk=row.pk)


def test_the_second_signature_sets_all_aside_or_nothing(region: Region) -> None:
    made, first, other = prepared(region)
    with clock.frozen(TODAY):
        sign_first(made, by=first)
        shown = fresh(made).sha256
    deaths = dies_everywhere(
        "de tweede handtekening",
        lambda: release(fresh(made), shown, by=other),
        lambda: fresh(made).state == R.RELEASED,
    )
    assert deaths > 20
    assert PaymentFile.objects.count() == 1
    assert PaymentOrder.objects.filter(state=O.RELEASED).count() == 2


def test_taking_a_statement_in_is_all_of_it_or_nothing(region: Region) -> None:
    made, first, other = prepared(region)
    with clock.frozen(TODAY):
        sign_first(made, by=first)
        release(made, fresh(made).sha256, by=other)
        hand_over(made, by=first)
        orders = list(PaymentOrder.objects.filter(run=made))
        one, two = (paid(order) for order in orders)
        facts = file(statement(region, one, two, income(5_00, counter_name="Onbekend")), code="b")
    before = Statement.objects.count()
    deaths = dies_everywhere(
        "een afschrift inlezen",
        lambda: take_in(facts, by=first),
        lambda: Statement.objects.count() == before + 1,
    )
    assert deaths > 20
    assert fresh(made).state == R.DONE
    assert run(told(lambda: take_in(facts, by=first))), "once more adds nothing"
    with entered(EVERYTHING):
        sums_hold()
        assert Statement.objects.count() == before + 1


def test_handing_over_and_withdrawing_are_done_once(region: Region) -> None:
    made, first, other = prepared(region)
    with clock.frozen(TODAY):
        sign_first(made, by=first)
        release(made, fresh(made).sha256, by=other)
    dies_everywhere(
        "een run intrekken",
        lambda: withdraw(fresh(made), "proef", by=first),
        lambda: fresh(made).state == R.WITHDRAWN,
    )
    again = PaymentOrder.objects.filter(state=O.PROPOSED)
    assert again.count() == 2, "what was withdrawn is proposed anew"
    with clock.frozen(TODAY), pytest.raises(DomainError, match="ingetrokken"):
        hand_over(fresh(made), by=first)
