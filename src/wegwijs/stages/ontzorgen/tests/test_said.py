"""Whose parked money is and which payments an alarm was, is said by two: one with a reason, another who confirms or says why not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import (
    CLIENTS,
    OTHER,
    attributed,
    called,
    income,
    paid,
    sent,
    statement,
    taken_in,
    with_rent,
)
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.settle import (
    ask_client,
    ask_costs,
    ask_order,
    ask_orders,
    confirm_line,
    refuse_line,
    send_back,
)
from wegwijs.stages.ontzorgen.models import Ontzorging, PaymentOrder, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line
from wegwijs.stages.ontzorgen.queries.money import balances_of
from wegwijs.stages.ontzorgen.queries.statements import alarms, stands

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
L, O = StatementLine.Outcome, PaymentOrder.State  # noqa: E741
WHY = "de afzender belde, zijn naam klopt"


@pytest.fixture
def of(region: Region) -> Ontzorging:
    return with_rent(region)


@pytest.fixture
def parked(region: Region, of: Ontzorging) -> StatementLine:
    """Money that nobody knew."""
    taken_in(region, statement(region, income(500_00, counter_name="Wie", counter_iban=CLIENTS)))
    return StatementLine.objects.get(outcome=L.PARKED)


@pytest.fixture
def alarm(region: Region, of: Ontzorging) -> StatementLine:
    """A payment of ours that the bank booked to another number."""
    sent(region)
    taken_in(region, statement(region, paid(PaymentOrder.objects.get(), counter_iban=OTHER)))
    return StatementLine.objects.get(outcome=L.ALARM)


def holds() -> bool:
    (found,) = stands(["0505"], on=clock.today())
    return found.holds and not proved().findings


def test_one_person_moves_no_money_of_a_stranger_into_a_plan(
    region: Region, of: Ontzorging, parked: StatementLine
) -> None:
    by, before = treasurer(region), balances_of([of])[of.pk]
    asked = ask_client(parked, of, WHY, by=by)
    assert (asked.outcome, asked.waits, asked.settled_at) == (L.PARKED, True, None)
    with pytest.raises(NotAllowed, match="Laat een collega"):
        confirm_line(asked, 1, by=by)
    for other in (region.regisseur, region.teamlead, region.counsellor):
        with pytest.raises(NotAllowed):
            confirm_line(asked, 1, by=other)
    assert balances_of([of])[of.pk] == before
    made = confirm_line(asked, 1, by=second(region))
    assert (made.outcome, made.ontzorging, made.note) == (L.INCOME, of, WHY)
    assert made.settled_by == second(region).employee
    assert balances_of([of])[of.pk] == before + 500_00
    assert holds()
    said = AuditRecord.objects.filter(subject_id=str(parked.pk)).values_list("detail", flat=True)
    assert {"inkomen van een cliënt gevraagd", "inkomen van een cliënt"} <= set(said)


def test_one_person_explains_no_alarm_away(region: Region, of: Ontzorging, alarm: StatementLine) -> None:
    by, order = treasurer(region), PaymentOrder.objects.get()
    asked = ask_order(alarm, order, WHY, by=by)
    order.refresh_from_db()
    assert (order.state, [key for key, _, _ in alarms()]) == (O.RELEASED, [alarm.pk])
    with pytest.raises(NotAllowed, match="Laat een collega"):
        confirm_line(asked, 1, by=by)
    made = confirm_line(asked, 1, by=second(region))
    order.refresh_from_db()
    assert (made.outcome, made.order, order.state, order.executed_on) == (L.PAID, order, O.EXECUTED, TODAY)
    assert not alarms()
    assert holds()


def test_who_refuses_says_why_and_nothing_moved(
    region: Region, of: Ontzorging, parked: StatementLine
) -> None:
    before = balances_of([of])[of.pk]
    asked = ask_client(parked, of, WHY, by=treasurer(region))
    with pytest.raises(DomainError, match="waarom dit niet zo is"):
        refuse_line(asked, " ", 1, by=second(region))
    row = refuse_line(asked, "de afzender is een ander", 1, by=second(region))
    assert (row.outcome, row.waits, balances_of([of])[of.pk]) == (L.PARKED, False, before)
    with pytest.raises(DomainError, match="wacht geen vraag meer"):
        confirm_line(row, 1, by=second(region))
    # Now it goes back, which needs nobody: the statement on which it goes settles it.
    send_back(row, "niet voor ons", by=treasurer(region))
    taken_in(region, statement(region, Line(TODAY, -500_00, counter_iban=CLIENTS)))
    row.refresh_from_db()
    assert row.outcome == L.SENT_BACK
    assert holds()


def test_who_asked_takes_it_back_and_who_saw_the_earlier_question_sees_another(
    region: Region, of: Ontzorging, parked: StatementLine
) -> None:
    by = treasurer(region)
    seen = ask_client(parked, of, WHY, by=by)
    refuse_line(seen, "verkeerde cliënt", 1, by=by)
    ask_costs(parked, "rente", by=by)
    with pytest.raises(Conflict) as refused:
        confirm_line(seen, 1, by=second(region))
    assert "kosten van de bank. rente" in refused.value.theirs["reason"]
    made = confirm_line(seen, 2, by=second(region))
    assert (made.outcome, made.asked_client, made.ontzorging) == (L.COSTS, None, None)


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_is_said_with_a_reason(region: Region, of: Ontzorging, parked: StatementLine, reason: str) -> None:
    with pytest.raises(DomainError, match="hoe u weet") as refused:
        ask_client(parked, of, reason, by=treasurer(region))
    assert refused.value.field == "note"


def test_what_changed_meanwhile_is_looked_at_when_the_second_says_yes(
    region: Region, of: Ontzorging, alarm: StatementLine
) -> None:
    order = PaymentOrder.objects.get()
    ask_order(alarm, order, WHY, by=treasurer(region))
    # The bank books the payment after all.
    taken_in(region, statement(region, paid(order, bank_reference="later")))
    with pytest.raises(DomainError, match="is niet meer bij de bank"):
        confirm_line(alarm, 1, by=second(region))
    alarm.refresh_from_db()
    assert (alarm.outcome, alarm.waits) == (L.ALARM, True)
    refuse_line(alarm, "is apart geboekt", 1, by=second(region))
    assert [key for key, _, _ in alarms()] == [alarm.pk]
    assert holds()


def test_who_lost_their_account_meanwhile_gets_nothing(
    region: Region, of: Ontzorging, parked: StatementLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_client(parked, of, WHY, by=treasurer(region))
    monkeypatch.setattr(
        "wegwijs.stages.ontzorgen.commands.settle.closed_among", lambda rows, held: {one.pk for one in rows}
    )
    with pytest.raises(DomainError, match="is gesloten"):
        confirm_line(parked, 1, by=second(region))
    parked.refresh_from_db()
    assert (parked.outcome, parked.waits) == (L.PARKED, True)
    assert holds()


def test_two_alarms_are_not_explained_by_one_payment(
    region: Region, of: Ontzorging, alarm: StatementLine
) -> None:
    order = PaymentOrder.objects.get()
    taken_in(region, statement(region, paid(order, counter_iban=CLIENTS, bank_reference="B2")))
    other = StatementLine.objects.filter(outcome=L.ALARM).exclude(pk=alarm.pk).get()
    for line in (alarm, other):
        ask_orders(line, [order], WHY, by=treasurer(region))
    confirm_line(alarm, 1, by=second(region))
    with pytest.raises(DomainError, match="is niet meer bij de bank"):
        confirm_line(other, 1, by=second(region))
    assert holds()


def test_postgresql_refuses_what_one_says(region: Region, of: Ontzorging, parked: StatementLine) -> None:
    one, two, now = treasurer(region).employee, second(region).employee, clock.now()
    rows, settled = StatementLine.objects.filter(pk=parked.pk), {"outcome": L.INCOME, "settled_at": now}
    by_two = "zegt de een en bevestigt een ander"
    for who in (one, None):
        with pytest.raises(DatabaseError, match=by_two), transaction.atomic():
            rows.update(**settled, ontzorging=of, settled_by=who)
    # Asked and confirmed in one statement.
    said = {
        "asked_times": 1,
        "asked_as": L.INCOME,
        "asked_client": of,
        "asked_reason": "x",
        "asked_by": one,
        "asked_at": now,
    }
    with pytest.raises(DatabaseError, match=by_two), transaction.atomic():
        rows.update(**settled, **said, ontzorging=of, settled_by=two)
    ask_client(parked, of, WHY, by=treasurer(region))
    other = ontzorgd(region)
    for change in (
        {"ontzorging": of, "settled_by": one},
        {"ontzorging": other, "settled_by": two},
        {"ontzorging": of, "settled_by": two, "asked_client": other},
        {"ontzorging": of, "settled_by": two, "asked_by": two},
        {"outcome": L.COSTS, "settled_by": two},
    ):
        with pytest.raises(DatabaseError, match=by_two), transaction.atomic():
            rows.update(**{**settled, **change})
    with pytest.raises(IntegrityError, match="line_said_of_whom"), transaction.atomic():
        rows.update(asked_client=None)
    refuse_line(parked, "nee", 1, by=second(region))
    with pytest.raises(DatabaseError, match=by_two), transaction.atomic():
        rows.update(**settled, ontzorging=of, settled_by=two)


def test_postgresql_refuses_an_alarm_explained_by_one_or_by_another_payment(
    region: Region, of: Ontzorging, alarm: StatementLine
) -> None:
    order, one, two = PaymentOrder.objects.get(), treasurer(region).employee, second(region).employee
    rows, settled = StatementLine.objects.filter(pk=alarm.pk), {"outcome": L.PAID, "settled_at": clock.now()}
    with pytest.raises(DatabaseError, match="bevestigt een ander"), transaction.atomic():
        rows.update(**settled, order=order, settled_by=one)
    ask_order(alarm, order, WHY, by=treasurer(region))
    for change in ({"order": order, "settled_by": one}, {"order": None, "settled_by": two}):
        with pytest.raises(DatabaseError, match="bevestigt een ander"), transaction.atomic():
            rows.update(**{**settled, **change})


def test_what_two_said_stays(
    region: Region, of: Ontzorging, parked: StatementLine, alarm: StatementLine
) -> None:
    attributed(region, parked, of)
    called(region, alarm, PaymentOrder.objects.get())
    for line, change in (
        (parked, {"outcome": L.PARKED}),
        (parked, {"ontzorging": ontzorgd(region)}),
        (alarm, {"outcome": L.ALARM}),
        (alarm, {"note": "iets anders"}),
    ):
        with pytest.raises(DatabaseError, match="verandert niet meer"), transaction.atomic():
            StatementLine.objects.filter(pk=line.pk).update(**change)


def test_by_its_pages(
    region: Region, of: Ontzorging, parked: StatementLine, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:  # fmt: skip
    one, other = signed_in(treasurer(region)), signed_in(second(region))
    line, page = f"/betalingen/uitzoeken/{parked.pk}/", f"/betalingen/uitzoeken/{parked.pk}/collega/"
    nobody = one.post(line, {"what": "geven", "note": WHY}).content.decode()
    assert "Kies van wie dit geld is" in nobody
    assert WHY in nobody
    said = one.post(line, {"what": "geven", "ontzorging": str(of.pk), "note": WHY}, follow=True)
    assert "Vastgelegd. Een collega bevestigt het." in said.content.decode()
    assert "wacht op een collega: inkomen van een cliënt, zegt N. van den Berg" in said.content.decode()
    seen = other.get(page).content.decode()
    for words in (
        str(of.dossier.person),
        str(of.dossier),
        WHY,
        "Waarom met twee mensen?",
        "Ja, bevestig het",
    ):
        assert words in seen
    assert statements(other, page) <= 12
    mine = one.get(page).content.decode()
    assert "U zei dit zelf" in mine
    assert "Ja, bevestig het" not in mine
    assert other.post(page, {"answer": "ja", "version": "1"}).status_code == 302
    parked.refresh_from_db()
    assert (parked.outcome, parked.ontzorging) == (L.INCOME, of)
    done = one.get(line).content.decode()
    assert "al uitgezocht" in done
    assert "door D. Vos" in done


def test_the_alarm_by_its_pages(
    region: Region, of: Ontzorging, alarm: StatementLine, signed_in: SignedIn
) -> None:
    order = PaymentOrder.objects.get()
    one, other = signed_in(treasurer(region)), signed_in(second(region))
    page = f"/betalingen/uitzoeken/{alarm.pk}/"
    assert one.post(page, {"what": "opdracht", "order": str(order.pk), "note": WHY}).status_code == 302
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        seen = other.get(f"{page}collega/").content.decode()
        assert order.name in seen
        assert "Een betaling van ons" in seen
        assert (
            other.post(
                f"{page}collega/", {"answer": "nee", "version": "1", "reason": "ander nummer"}
            ).status_code
            == 302
        )
    alarm.refresh_from_db()
    assert (alarm.outcome, alarm.waits) == (L.ALARM, False)
    again = one.get(page).content.decode()
    assert "ander nummer" in again
    assert "Toch een betaling van ons" in again
