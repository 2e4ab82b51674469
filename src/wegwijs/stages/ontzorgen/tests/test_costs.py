"""Costs of the bank are said by two: one with a reason, another who confirms or says why not; nobody moves that money alone."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import CLIENTS, OTHER, account, attributed, costs, income, statement, taken_in
from support.region import TODAY, Region, someone
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.audit.models import AuditRecord
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.settle import (
    ask_client,
    ask_costs,
    ask_orders,
    confirm_line,
    refuse_line,
    send_back,
)
from wegwijs.stages.ontzorgen.models import StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line
from wegwijs.stages.ontzorgen.queries.statements import alarms, stands

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
L = StatementLine.Outcome
WHY = "rente over november, op het overzicht van de bank"


@pytest.fixture
def parked(region: Region) -> StatementLine:
    """Money that nobody knew."""
    taken_in(region, statement(region, income(500_00, counter_name="Wie", counter_iban=CLIENTS)))
    return StatementLine.objects.get(outcome=L.PARKED)


@pytest.fixture
def alarm(region: Region, parked: StatementLine) -> StatementLine:
    """Money that went without an order of ours, as much as was parked."""
    taken_in(region, statement(region, Line(TODAY, -500_00, counter_iban=OTHER, counter_name="Onbekend")))
    return StatementLine.objects.get(outcome=L.ALARM)


def in_costs(region: Region) -> int:
    return account(region).fund.accounts.get(source="kosten").balance


def holds() -> bool:
    (found,) = stands(["0505"], on=clock.today())
    return found.holds and not proved().findings


def test_what_one_says_waits_and_moves_nothing_until_another_confirms(
    region: Region, parked: StatementLine
) -> None:
    asked = ask_costs(parked, WHY, by=treasurer(region))
    assert (asked.outcome, asked.waits, asked.settled_at, in_costs(region)) == (
        L.PARKED,
        True,
        None,
        0,
    )
    made = confirm_line(asked, asked.asked_times, by=second(region))
    made.refresh_from_db()
    assert (made.outcome, made.note, made.settled_by) == (L.COSTS, WHY, second(region).employee)
    assert (made.waits, in_costs(region), holds()) == (False, 500_00, True)
    said = AuditRecord.objects.filter(subject_id=str(parked.pk)).values_list("detail", flat=True)
    assert {"kosten van de bank gevraagd", "kosten van de bank"} <= set(said)


def test_money_that_went_is_an_alarm_until_the_second_says_so(
    region: Region, parked: StatementLine, alarm: StatementLine
) -> None:
    asked = ask_costs(alarm, WHY, by=treasurer(region))
    assert [key for key, _, _ in alarms()] == [alarm.pk]
    confirm_line(asked, 1, by=second(region))
    assert not alarms()
    assert holds()


def test_one_person_cannot_let_a_parked_sum_and_an_alarm_cancel_out(
    region: Region, parked: StatementLine, alarm: StatementLine
) -> None:
    by = treasurer(region)
    for line in (parked, alarm):
        asked = ask_costs(line, WHY, by=by)
        with pytest.raises(NotAllowed, match="Laat een collega"):
            confirm_line(asked, 1, by=by)
    assert in_costs(region) == -500_00
    assert StatementLine.objects.filter(outcome=L.COSTS).count() == 0


def test_another_role_of_the_same_person_is_the_same_person(region: Region, parked: StatementLine) -> None:
    by = treasurer(region)
    asked = ask_costs(parked, WHY, by=by)
    again = someone(region, "vandenberg", Role.TEAMLEIDER, "SDD", name="N. van den Berg", phone="0787708911")
    assert again.employee == by.employee
    with pytest.raises(NotAllowed):
        confirm_line(asked, 1, by=again)
    for other in (region.regisseur, region.teamlead, region.counsellor):
        with pytest.raises(NotAllowed):
            confirm_line(asked, 1, by=other)
        with pytest.raises(NotAllowed):
            refuse_line(asked, "nee", 1, by=other)


def test_who_refuses_says_why_and_the_line_is_open_again(region: Region, parked: StatementLine) -> None:
    asked = ask_costs(parked, WHY, by=treasurer(region))
    with pytest.raises(DomainError, match="Schrijf op waarom"):
        refuse_line(asked, " ", 1, by=second(region))
    row = refuse_line(asked, "de bank weet van niets", 1, by=second(region))
    assert (row.outcome, row.waits, row.refusal) == (L.PARKED, False, "de bank weet van niets")
    assert row.note == parked.note
    with pytest.raises(DomainError, match="wacht geen vraag meer"):
        confirm_line(row, 1, by=second(region))
    of = ontzorgd(region)
    assert attributed(region, row, of).outcome == L.INCOME
    assert holds()


def test_who_asked_takes_it_back(region: Region, parked: StatementLine) -> None:
    by = treasurer(region)
    row = refuse_line(ask_costs(parked, WHY, by=by), "verkeerde regel", 1, by=by)
    assert row.waits is False
    again = ask_costs(row, WHY, by=second(region))
    assert (again.asked_times, again.refusal, again.refused_at) == (2, "", None)
    assert confirm_line(again, 2, by=by).outcome == L.COSTS


def test_who_looked_at_an_earlier_question_sees_that_it_is_another(
    region: Region, parked: StatementLine
) -> None:
    by = treasurer(region)
    seen = ask_costs(parked, WHY, by=by)
    refuse_line(seen, "verkeerde reden", 1, by=by)
    ask_costs(parked, "herstel van een fout van de bank", by=by)
    with pytest.raises(Conflict) as refused:
        confirm_line(seen, seen.asked_times, by=second(region))
    assert refused.value.version == 2
    assert "herstel van een fout" in refused.value.theirs["reason"]
    confirm_line(seen, 2, by=second(region))
    for act in (confirm_line, lambda line, times, by: refuse_line(line, "x", times, by=by)):
        with pytest.raises(DomainError, match="al uitgezocht: kosten van de bank"):
            act(seen, 2, by=second(region))


def test_while_it_waits_nothing_else_is_said_of_it(region: Region, parked: StatementLine, alarm: StatementLine) -> None:  # fmt: skip
    by, of = second(region), ontzorgd(region)
    for line in (parked, alarm):
        ask_costs(line, WHY, by=treasurer(region))
    acts: list[Callable[[], object]] = [
        lambda: ask_client(parked, of, "x", by=by),
        lambda: send_back(parked, "x", by=by),
        lambda: ask_orders(alarm, [], "x", by=by),
        lambda: ask_costs(parked, "x", by=by),
    ]
    for act in acts:
        with pytest.raises(DomainError, match=r"wacht op een collega: volgens N\. van den Berg"):
            act()


def test_it_is_asked_with_a_reason(region: Region, parked: StatementLine) -> None:
    with pytest.raises(DomainError, match="hoe u weet") as refused:
        ask_costs(parked, " ", by=treasurer(region))
    assert refused.value.field == "note"


def test_what_went_back_meanwhile_is_not_costs(region: Region, parked: StatementLine) -> None:
    by = treasurer(region)
    asked = ask_costs(send_back(parked, "niet voor ons", by=by), WHY, by=by)
    taken_in(region, statement(region, Line(TODAY, -500_00, counter_iban=CLIENTS)))
    with pytest.raises(DomainError, match="al uitgezocht: teruggestuurd"):
        confirm_line(asked, 1, by=second(region))
    assert (in_costs(region), holds()) == (0, True)


def test_postgresql_refuses_costs_by_one(region: Region, parked: StatementLine) -> None:
    by, now = treasurer(region).employee, clock.now()
    rows = StatementLine.objects.filter(pk=parked.pk)
    with pytest.raises(DatabaseError, match="zegt de een en bevestigt een ander"), transaction.atomic():
        rows.update(outcome=L.COSTS, settled_by=by, settled_at=now)
    ask_costs(parked, WHY, by=treasurer(region))
    for settled_by in (by, None):
        with pytest.raises(DatabaseError, match="zegt de een en bevestigt een ander"), transaction.atomic():
            rows.update(outcome=L.COSTS, settled_by=settled_by, settled_at=now)
    with pytest.raises(IntegrityError, match="line_said_with_a_reason"), transaction.atomic():
        rows.update(asked_reason="")
    with pytest.raises(IntegrityError, match="line_refused_with_a_reason"), transaction.atomic():
        rows.update(refused_by=by, refused_at=now)
    refuse_line(parked, "nee", 1, by=second(region))
    with pytest.raises(DatabaseError, match="zegt de een en bevestigt een ander"), transaction.atomic():
        rows.update(outcome=L.COSTS, settled_by=second(region).employee, settled_at=now)


def test_what_two_said_stays(region: Region, parked: StatementLine) -> None:
    costs(region, parked)
    for change in ({"outcome": L.PARKED}, {"asked_reason": "iets anders"}, {"note": "iets anders"}):
        with pytest.raises(DatabaseError, match="verandert niet meer"), transaction.atomic():
            StatementLine.objects.filter(pk=parked.pk).update(**change)


def test_by_its_pages(region: Region, parked: StatementLine, signed_in: SignedIn, statements: Callable[[Client, str], int]) -> None:  # fmt: skip
    one, other = signed_in(treasurer(region)), signed_in(second(region))
    line, page = f"/betalingen/uitzoeken/{parked.pk}/", f"/betalingen/uitzoeken/{parked.pk}/collega/"
    assert "wacht niet op een collega" in other.get(page).content.decode()
    said = one.post(line, {"what": "kosten", "note": WHY}, follow=True).content.decode()
    assert "Vastgelegd. Een collega bevestigt het." in said
    for words in (
        "wacht op een collega: kosten van de bank, zegt N. van den Berg op",
        WHY,
        "Wacht op een collega (1)",
    ):
        assert words in said
    assert one.get(line)["Location"] == page
    assert WHY in other.get("/betalingen/uitzoeken/?wat=collega").content.decode()
    assert WHY in other.get(f"/betalingen/afschriften/{parked.statement_id}/").content.decode()
    mine = one.get(page).content.decode()
    assert "U zei dit zelf" in mine
    assert "Ja, bevestig het" not in mine
    # Forged: the same person; and a form of before somebody asked.
    one.post(page, {"answer": "ja", "version": "1"})
    late = other.post(line, {"what": "terug", "note": "getypt"}).content.decode()
    assert "Deze regel wacht op een collega" in late
    assert "getypt" in late
    assert other.post(page, {"answer": "nee", "version": "1"}).status_code == 200
    assert other.post(page, {"answer": "ja", "version": "0"}).status_code == 409
    parked.refresh_from_db()
    assert parked.waits
    assert statements(other, page) <= 12
    assert other.post(page, {"answer": "ja", "version": "1"}).status_code == 302
    parked.refresh_from_db()
    assert (parked.outcome, parked.settled_by) == (L.COSTS, second(region).employee)
    done = one.get(line).content.decode()
    assert "al uitgezocht" in done
    assert "door D. Vos" in done
    assert (
        "al uitgezocht: kosten van de bank"
        in other.post(page, {"answer": "ja", "version": "1"}).content.decode()
    )
    for by in (region.regisseur, region.teamlead, region.counsellor, region.administrator):
        assert signed_in(by).get(page).status_code == 404


def test_a_list_with_what_waits_costs_no_more(
    region: Region, parked: StatementLine, alarm: StatementLine, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:  # fmt: skip
    browser = signed_in(treasurer(region))
    pages = (
        "/betalingen/uitzoeken/",
        "/betalingen/uitzoeken/?wat=collega",
        f"/betalingen/afschriften/{alarm.statement_id}/",
    )
    ask_costs(parked, WHY, by=second(region))
    before = [statements(browser, page) for page in pages]
    ask_costs(alarm, WHY, by=second(region))
    assert [statements(browser, page) for page in pages] == before
    assert max(before) <= 8
