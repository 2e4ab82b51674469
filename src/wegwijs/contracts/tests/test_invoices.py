"""Invoices: never more than was delivered, never a thing twice, never one person alone."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.bills import (
    ACCEPT,
    PARK,
    REFUSE,
    STARTED,
    bill,
    confirmed,
    decided,
    delivered,
    exported,
    line,
    received,
    started,
)
from support.contracts import buyer, called_off, contract, marked, second
from support.region import TODAY, Region, someone
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import (
    ColumnFacts,
    Decision,
    PriceFacts,
    confirm_invoice,
    decide_lines,
    end_call_off,
    export_invoices,
    mark_paid,
    receive_invoice,
    set_columns,
)
from wegwijs.contracts.evidence import Claim, Supply, room_for
from wegwijs.contracts.models import BookingField, CallOff, Invoice, InvoiceLine, Moment, PriceForm, Reason
from wegwijs.contracts.queries.invoices import lines_of
from wegwijs.contracts.queries.money import sums_of
from wegwijs.contracts.queries.verdicts import Verdict, verdicts
from wegwijs.errors import DomainError, NotAllowed

pytestmark = pytest.mark.django_db
SEPTEMBER = {"period_from": date(2026, 9, 1), "period_to": date(2026, 9, 30)}


@pytest.fixture
def row(region: Region) -> CallOff:
    return started(region)


def seen(invoice: Invoice) -> list[Verdict]:
    lines = lines_of(invoice)
    found = verdicts(invoice, lines)
    return [found[one.pk] for one in lines]


def test_a_line_that_was_delivered_fits_is_confirmed_by_another_and_stands_in_the_book(
    region: Region, row: CallOff
) -> None:
    invoice = received(region, line(row))
    assert seen(invoice) == [Verdict(None, "", STARTED, STARTED, (), row.contract.terms.get().prices.get(cents=STARTED))]  # fmt: skip
    assert decided(region, invoice).state == Invoice.State.DECIDED
    assert sums_of(row).invoiced == 0
    confirm_invoice(invoice, by=second(region))
    assert sums_of(row).invoiced == STARTED


WRONG = [
    ("currency", {}, {"currency": "USD"}, Reason.CURRENCY, "alleen in euro’s"),
    ("no such call-off", {"references": ("C-9-0009",)}, {}, Reason.NO_CALL_OFF, "Vraag Sagènn om het afroepnummer"),
    ("wrong sum", {"quantity": 200}, {}, Reason.SUM, "€ 5.600,00"),
    ("ghost lessons", SEPTEMBER, {}, Reason.NOT_DELIVERED, "van 01-09-2026 tot en met 30-09-2026 niets geleverd"),
    ("more than delivered", {"unit_price": STARTED + 1, "amount": STARTED + 1}, {}, Reason.MORE, "nog € 2.800,00 te factureren"),
    ("another price", {"quantity": 200, "unit_price": 1_000_50, "amount": 2_001_00}, {}, Reason.PRICE, "kent € 1.000,50 niet. Afgesproken is"),
    ("before it began", {"period_from": date(2026, 8, 1)}, {}, Reason.BEFORE_START, "begon op 07-09-2026"),
]  # fmt: skip


@pytest.mark.parametrize(("of_line", "of_invoice", "reason", "words"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])  # fmt: skip
def test_what_does_not_fit_the_contract_or_the_book_is_said_in_plain_dutch(
    region: Region, row: CallOff, of_line: dict[str, object], of_invoice: dict[str, object], reason: Reason, words: str
) -> None:  # fmt: skip
    said = seen(received(region, line(row, **of_line), **of_invoice))[0]
    assert (said.reason, words in said.words) == (reason, True), said.words


def test_nothing_is_paid_for_somebody_who_died(region: Region, row: CallOff) -> None:
    end_call_off(row, by=region.regisseur, last_day=date(2026, 10, 20))
    after = received(region, line(row, period_from=date(2026, 11, 1), period_to=date(2026, 11, 30)))
    said = seen(after)[0]
    assert (said.reason, said.may_accept) == (Reason.NOT_DELIVERED, False)
    assert "De afroep eindigde op 20-10-2026" in said.words
    beyond = seen(received(region, line(row)))[0]
    assert (beyond.reason, beyond.may_accept) == (Reason.AFTER_END, True)
    assert "eindigde op 20-10-2026" in beyond.words


def test_an_invoice_of_another_supplier_is_seen(region: Region, row: CallOff) -> None:
    marked(region, "NLtraining")
    other = region.organisations["NLtraining"]
    assert seen(received(region, line(row), supplier=other))[0].reason == Reason.OTHER_SUPPLIER
    unknown = received(region, line(row, references=()), supplier=other)
    assert seen(unknown)[0].reason == Reason.NO_CONTRACT


def test_the_same_lessons_twice_in_two_files_are_paid_once(region: Region, row: CallOff) -> None:
    first = decided(region, received(region, line(row)))
    again = received(region, line(row, description="anders genoemd", period_to=date(2026, 10, 30)))
    said = seen(again)[0]
    assert (said.reason, said.may_accept) == (Reason.TWICE, False)
    assert f"factuur {first} van 02-11-2026, regel 1, al € 2.800,00" in said.words
    with pytest.raises(DomainError, match="kan niet akkoord"):
        decided(region, again, ACCEPT, "toch")


def test_the_same_lessons_twice_in_one_file_are_paid_once(region: Region, row: CallOff) -> None:
    assert [one.reason for one in seen(received(region, line(row), line(row, number="2")))] == [None, Reason.TWICE]  # fmt: skip


def test_the_same_file_or_number_is_taken_once_and_a_mended_one_again(region: Region, row: CallOff) -> None:
    received(region, line(row), number="F-A", content=b"<x/>", file_name="a.xml")
    for change in ({"number": "F-A"}, {"content": b"<x/>"}):
        with pytest.raises(DomainError, match="is er al, ontvangen op 23-11-2026"):
            received(region, line(row), **change)
    assert received(region, line(row), number="F-B", net=1).state == Invoice.State.REFUSED
    assert received(region, line(row), number="F-B").state == Invoice.State.RECEIVED


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"net": 1}, "De regels zijn samen € 2.800,00. Als totaal zonder btw staat er € 0,01."),
        ({"currency": "USD"}, "De factuur is in USD. Wij betalen alleen in euro’s."),
        ({"lines": (), "net": 0}, "De factuur heeft geen regels."),
        ({"dated": TODAY + timedelta(days=1)}, "De factuur is van 24-11-2026. Die dag is nog niet geweest."),
        ({"findings": ("Er staat geen KvK-nummer op.",)}, "Er staat geen KvK-nummer op."),
    ],
)
def test_what_is_wrong_as_a_whole_is_kept_as_refused_with_why(
    region: Region, row: CallOff, change: dict[str, object], words: str
) -> None:
    invoice = received(region, line(row), **change)
    assert (invoice.state, invoice.findings) == (Invoice.State.REFUSED, [words])
    with pytest.raises(DomainError, match="geweigerd"):
        decide_lines(invoice, [], by=buyer(region))


def test_who_decided_does_not_confirm_and_the_database_holds_that(region: Region, row: CallOff) -> None:
    invoice = received(region, line(row))
    lines = [Decision(one.pk, ACCEPT) for one in invoice.lines.all()]
    decide_lines(invoice, lines, by=second(region))
    with pytest.raises(NotAllowed, match="Laat een collega"):
        confirm_invoice(invoice, by=second(region))
    invoice.refresh_from_db()
    invoice.confirmed_by = second(region).employee
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        invoice.save()
    with pytest.raises(NotAllowed):
        confirm_invoice(invoice, by=buyer(region))


def test_what_came_cannot_be_changed_nor_after_confirming_what_was_decided(
    region: Region, row: CallOff
) -> None:
    invoice = received(region, line(row))
    for act in (
        lambda: InvoiceLine.objects.update(amount=1),
        lambda: Invoice.objects.update(net=1),
        lambda: InvoiceLine.objects.all().delete(),
    ):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            act()
    confirmed(region, invoice)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        InvoiceLine.objects.update(state=REFUSE, note="toch niet")
    with pytest.raises(DomainError, match="De regels staan vast"):
        decided(region, invoice, REFUSE, "toch niet")


def test_a_verdict_has_words_and_one_against_the_advice_too(region: Region, row: CallOff) -> None:
    fits = received(region, line(row))
    with pytest.raises(DomainError, match="waarom niet"):
        decided(region, fits, REFUSE)
    early = received(region, line(row, period_from=date(2026, 8, 1)))
    with pytest.raises(DomainError, match="waarom u toch akkoord geeft"):
        decided(region, early)
    assert decided(region, early, ACCEPT, "startgesprek").lines.get().reason == Reason.BEFORE_START
    ghost = received(region, line(row, **SEPTEMBER))
    kept = decided(region, ghost, REFUSE).lines.get()
    assert (kept.reason, "niets geleverd" in kept.note) == (Reason.NOT_DELIVERED, True)


def test_a_parked_line_holds_the_invoice_and_none_accepted_refuses_it(region: Region, row: CallOff) -> None:
    invoice = decided(region, received(region, line(row)), PARK, "navragen bij de docent")
    assert invoice.state == Invoice.State.RECEIVED
    with pytest.raises(DomainError, match="niets te bevestigen"):
        confirm_invoice(invoice, by=second(region))
    decided(region, invoice, REFUSE, "niet geleverd volgens de docent")
    assert confirm_invoice(invoice, by=second(region)).state == Invoice.State.REFUSED
    assert sums_of(row).invoiced == 0


def test_a_credit_note_takes_off_what_was_invoiced_and_never_more(region: Region, row: CallOff) -> None:
    first = confirmed(region, received(region, line(row)))
    half = line(row, unit_price=1_400_00, amount=1_400_00)
    stray = received(region, half, credit=True, due=None)
    assert seen(stray)[0].reason == Reason.CREDITS_UNKNOWN
    note = received(region, half, credit=True, credited=(first.number,), due=None)
    assert note.net == -1_400_00
    confirmed(region, note)
    assert sums_of(row).invoiced == 1_400_00
    more = received(region, line(row), credit=True, credited=(first.number,), due=None)
    assert seen(more)[0].reason == Reason.CREDITS_TOO_MUCH
    again = seen(received(region, line(row, unit_price=1_400_00, amount=1_400_00)))[0]
    assert (again.reason, again.room) == (Reason.PRICE, 1_400_00)


def test_what_was_paid_comes_back_with_a_credit_note(region: Region, row: CallOff) -> None:
    first = exported(region, received(region, line(row)))
    mark_paid(first, by=second(region), on=TODAY)
    assert sums_of(row).paid == STARTED
    confirmed(region, received(region, line(row), credit=True, credited=(first.number,), due=None))
    assert (sums_of(row).invoiced, sums_of(row).paid) == (0, 0)


def test_a_credit_note_before_the_payment_is_set_off(region: Region, row: CallOff) -> None:
    first = exported(region, received(region, line(row)))
    half = line(row, unit_price=1_400_00, amount=1_400_00)
    confirmed(region, received(region, half, credit=True, credited=(first.number,), due=None))
    mark_paid(first, by=second(region), on=TODAY)
    assert (sums_of(row).invoiced, sums_of(row).paid) == (1_400_00, 1_400_00)


def test_only_confirmed_invoices_go_to_the_books_and_are_paid_once(region: Region, row: CallOff) -> None:
    by, invoice = second(region), received(region, line(row))
    with pytest.raises(DomainError, match="Bevestig eerst"):
        export_invoices([invoice], by=by)
    with pytest.raises(DomainError, match="nog niet naar de boekhouding"):
        mark_paid(invoice, by=by, on=TODAY)
    exported(region, invoice)
    with pytest.raises(DomainError, match="tot en met vandaag"):
        mark_paid(invoice, by=by, on=TODAY + timedelta(days=1))
    mark_paid(invoice, by=by, on=TODAY)
    with pytest.raises(DomainError, match="al betaald"):
        mark_paid(invoice, by=by, on=TODAY)


def test_columns_are_chosen_by_who_confirms(region: Region) -> None:
    columns = [ColumnFacts("Dagboek", BookingField.FIXED, "70"), ColumnFacts("Factuur", BookingField.INVOICE)]
    with pytest.raises(NotAllowed):
        set_columns(columns, by=buyer(region))
    set_columns(columns, by=second(region))
    set_columns(columns[:1], by=second(region))


def test_who_may_not_decide_takes_nothing_in(region: Region, row: CallOff) -> None:
    with pytest.raises(NotAllowed):
        receive_invoice(bill(region, line(row)), by=region.regisseur)
    other = someone(region, "inkoper3", Role.INKOPER, "SDD")
    assert receive_invoice(bill(region, line(row)), by=other).received_by == other.employee


HOUR = PriceFacts(PriceForm.HOUR, Moment.HOUR, 15_00)
DAYS = st.dates(date(2026, 9, 7), date(2026, 11, 23))
GIVEN = st.lists(st.tuples(DAYS, st.integers(1, 4)), min_size=1, max_size=6)
ASKED = st.lists(st.tuples(DAYS, DAYS, st.integers(1, 8), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_=GIVEN, asked=ASKED)
def test_whatever_is_sent_no_more_is_accepted_than_was_delivered_in_its_days(
    region: Region, given_: list[tuple[date, int]], asked: list[tuple[date, date, int, bool]]
) -> None:
    save = transaction.savepoint()
    try:
        row = called_off(region, contract(region, prices=(HOUR,), ceiling=None), cents=0)
        for on, hours in given_:
            delivered(region, row, cents=hours * 15_00, on=on)
        for first, last, hours, back in asked:
            first, last = min(first, last), max(first, last)
            one = line(
                row, quantity=hours * 100, unit_price=15_00, amount=hours * 15_00, period_from=first, period_to=last
            )  # fmt: skip
            invoice = received(region, one, credit=back, due=None)
            try:
                confirm_invoice(decided(region, invoice, ACCEPT, "toch"), by=second(region))
            except DomainError:
                continue
            sums = sums_of(row)
            assert sums.delivered >= sums.invoiced >= 0
        lines = InvoiceLine.objects.filter(state=ACCEPT, invoice__confirmed_by__isnull=False)
        assert sum(kept.amount for kept in lines if kept.call_off_id == row.pk) == sums_of(row).invoiced
        for kept in lines:
            if kept.amount > 0 and kept.period_from and kept.period_to:
                there = sum(hours for on, hours in given_ if kept.period_from <= on <= kept.period_to)
                assert kept.amount <= there * 15_00
    finally:
        transaction.savepoint_rollback(save)


@pytest.mark.parametrize(
    ("taken", "first", "last", "room"),
    [
        ([], 1, 10, 30),
        ([], 1, 5, 10),
        ([(1, 10, 20)], 1, 5, 10),
        ([(1, 10, 25)], 1, 5, 5),
        ([(6, 10, 20)], 1, 10, 10),
        ([(6, 10, 20)], 6, 10, 0),
        ([(1, 10, 30), (6, 10, -15)], 6, 10, 15),
        ([(6, 10, 20), (1, 10, -20)], 6, 10, 20),
    ],
)
def test_room_is_what_no_other_line_needs(
    taken: list[tuple[int, int, int]], first: int, last: int, room: int
) -> None:
    def on(number: int) -> date:
        return date(2026, 10, number)

    supply = [Supply(on(3), 10), Supply(on(8), 20)]
    claims = [Claim(cents, on(a), on(b)) for a, b, cents in taken]
    assert room_for(supply, claims, Claim(1, on(first), on(last))) == room


def test_of_a_price_no_more_is_asked_than_against_that_price() -> None:
    supply = [Supply(TODAY, 10, "uur"), Supply(TODAY, 5, "bonus"), Supply(TODAY, 1)]
    assert room_for(supply, [Claim(4, price="uur")], Claim(1, price="uur")) == 7
    assert room_for(supply, [Claim(14)], Claim(1, price="uur")) == 2
