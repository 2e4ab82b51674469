"""Statements in camt.053: what was written is read, and what doesn't fit is refused with its place."""

import resource
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.bank_camt import COURSE, LANDLORD, MONDAY, OWN, RENT, SCHOOL, camt, statement
from wegwijs.exchange.bank import BankRefused, Batch, Entry, Format, Statement, read_statement

FORMS = (Format.CAMT_02, Format.CAMT_08)
TEXT = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789 .,-+()?:'/&<é", max_size=60).map(
    lambda text: " ".join(text.split())
)


def read(data: bytes) -> tuple[Statement, ...]:
    return read_statement("afschrift.xml", data).statements


def refusal(data: bytes) -> str:
    with pytest.raises(BankRefused) as caught:
        read(data)
    return caught.value.message


@pytest.mark.parametrize("form", FORMS)
def test_what_was_written_is_read(form: Format) -> None:
    there = statement(RENT, COURSE)
    found = read_statement("afschrift.xml", camt(there, form=form))
    assert found.format is form
    assert found.statements == (there,)


@st.composite
def booking(draw: st.DrawFn, number: int) -> list[Entry]:
    """One entry, or a batch of a few."""
    count = draw(st.sampled_from((1, 1, 1, 2, 5)))
    sign = draw(st.sampled_from((1, -1)))
    day = st.dates(date(2020, 1, 1), date(2030, 1, 1))
    shared = Entry(
        "",
        draw(day),
        0,
        draw(st.none() | day),
        reversal=draw(st.booleans()),
        transaction_code=draw(st.sampled_from(("", "PMNT/RCDT/ESCT", "PMNT/RRCT/RRTN"))),
    )
    parts = [
        replace(
            shared,
            position=f"{number}.{at}" if count > 1 else f"{number}",
            cents=sign * draw(st.integers(1, 99_999_999)),
            end_to_end_id=draw(st.sampled_from(("", "OZ-1", "OZ/2026:3"))),
            counter_iban=draw(st.sampled_from((LANDLORD, SCHOOL))),
            counter_name=draw(TEXT),
            remittance=draw(TEXT),
            reference=draw(st.sampled_from(("", "5000056789012345"))),
            return_code=draw(st.sampled_from(("", "AC04", "MD07"))),
            return_text=draw(TEXT),
        )
        for at in range(1, count + 1)
    ]
    whole = Batch(sum(part.cents for part in parts), count, draw(st.sampled_from(("", "RUN-7"))))
    return [replace(part, batch=whole) for part in parts] if count > 1 else parts


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    count = draw(st.integers(0, 8))
    entries = [entry for number in range(1, count + 1) for entry in draw(booking(number))]
    return statement(
        *entries, opening=draw(st.integers(-10_000_000, 10_000_000)), skipped=draw(st.integers(0, 2))
    )


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FORMS), statements())
def test_any_statement_comes_back_the_same(form: Format, there: Statement) -> None:
    (found,) = read(camt(there, form=form))
    assert (found.opening, found.closing, found.skipped) == (there.opening, there.closing, there.skipped)
    assert found.entries == there.entries


def test_two_statements_in_one_file_are_both_read() -> None:
    first, second = statement(RENT), statement(replace(COURSE, position="1"), number="232")
    assert read(camt(first, second)) == (first, second)


def test_a_movement_that_is_not_booked_yet_is_counted_and_left_out() -> None:
    (found,) = read(camt(statement(RENT, skipped=3)))
    assert (len(found.entries), found.skipped) == (1, 3)


def test_a_payment_that_comes_back_says_why_and_names_whom_we_paid() -> None:
    back = Entry(
        "1", MONDAY, 65_000, end_to_end_id="OZ-1", counter_iban=LANDLORD, counter_name="Woonkracht",
        return_code="AC04", return_text="ACCOUNT CLOSED",
    )  # fmt: skip
    assert read(camt(statement(back)))[0].entries == (back,)
    turned = camt(statement(back)).replace(LANDLORD.encode(), b"@").replace(OWN.encode(), LANDLORD.encode())
    turned = turned.replace(b"@", OWN.encode()).replace(LANDLORD.encode(), OWN.encode(), 1)
    (entry,) = read(turned)[0].entries
    assert entry.counter_iban == LANDLORD


def test_a_batch_without_its_parts_stays_one_entry_that_says_how_many() -> None:
    data = camt(statement(replace(RENT, batch=Batch(RENT.cents, 40, "RUN-7"))))
    (entry,) = read(data)[0].entries
    assert (entry.cents, entry.batch, entry.end_to_end_id) == (RENT.cents, Batch(RENT.cents, 40, "RUN-7"), "")


def test_an_amount_in_another_currency_beside_that_of_the_account_is_passed_over() -> None:
    data = camt(statement(RENT), form=Format.CAMT_02).replace(
        b'<TxAmt><Amt Ccy="EUR">', b'<InstdAmt><Amt Ccy="USD">700.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">'
    )
    assert read(data)[0].entries == (RENT,)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (b'<Amt Ccy="EUR">650.00', b'<Amt Ccy="EUR">650.01', "telt niet op"),
        (b'<Amt Ccy="EUR">650.00', b'<Amt Ccy="EUR">650.001', "Afschrift 1, boeking 1: ‘650.001’ heeft meer dan twee cijfers"),
        (b'<Amt Ccy="EUR">650.00', b'<Amt Ccy="EUR">6e5', "is geen bedrag"),
        (b'<Amt Ccy="EUR">650.00', b'<Amt Ccy="USD">650.00', "de valuta is ‘USD’"),
        (b"<Ccy>EUR</Ccy>", b"<Ccy>USD</Ccy>", "de valuta is ‘USD’"),
        (b"<IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>", b"<Othr><Id>417164300</Id></Othr></Id><Ccy>", "oud rekeningnummer"),
        (b"<IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>", b"</Id><Ccy>", "van welke rekening"),
        (b"<IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>", b"<IBAN>NL91ABNA0417164301</IBAN></Id><Ccy>", "controlecijfers"),
        (b"OPBD", b"ITAV", "beginsaldo (OPBD of PRCD) ontbreekt"),
        (b"CLBD", b"CLAV", "eindsaldo (CLBD) ontbreekt"),
        (b"<BookgDt><Dt>2026-11-30</Dt></BookgDt><ValDt><Dt>2026-12-01", b"<BookgDt><Dt>2026-02-30</Dt></BookgDt><ValDt><Dt>2026-12-01", "is geen datum"),
        (b"<NtryRef>2</NtryRef>", b"<NtryRef>1</NtryRef>", "boeking 2: het nummer ‘1’ staat ook bij een eerdere boeking"),
        (b"<CdtDbtInd>DBIT</CdtDbtInd><Sts>", b"<Sts>", "bij of af"),
        (b"camt.053.001.08", b"camt.053.001.04", "andere versie van camt.053"),
        (b"camt.053.001.08", b"camt.054.001.08", "losse boekingen"),
        (b"camt.053.001.08", b"camt.052.001.08", "dag die nog loopt"),
        (b"camt.053.001.08", b"pain.001.001.09", "betaalbestand"),
        (b"camt.053.001.08", b"anders", "maar geen bankafschrift"),
        (b"Document", b"Documen:61:t", "maar geen bankafschrift"),
        (b'"urn:iso', b'"\xc2\xa0:61:urn:iso', "maar geen bankafschrift"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_place(before: bytes, after: bytes, says: str) -> None:
    data = camt(statement(RENT, COURSE))
    assert before in data
    sentence = refusal(data.replace(before, after))
    assert says in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("year", ["0001", "1999", "2100", "9999"])
def test_a_day_that_no_bank_keeps_is_refused(year: str) -> None:
    """A day at the end of the calendar has none beside it, and all that is counted from it would break."""
    data = camt(statement(RENT, COURSE)).replace(b"2026-", f"{year}-".encode())
    assert f"‘{year}-" in refusal(data)


def test_parts_that_are_not_the_sum_are_refused() -> None:
    parts = [replace(RENT, position=f"1.{at}", batch=Batch(-130_000, 2, "RUN-7")) for at in (1, 2)]
    data = camt(statement(*parts), form=Format.CAMT_02)
    wrong = data.replace(b'<TxAmt><Amt Ccy="EUR">650.00', b'<TxAmt><Amt Ccy="EUR">651.00', 1)
    assert "boeking 1: de 2 betalingen in deze boeking zijn samen" in refusal(wrong)


def test_the_same_statement_twice_in_a_file_is_refused() -> None:
    assert "twee keer in het bestand" in refusal(camt(statement(RENT), statement(RENT)))


HOSTILE = {
    "a file of the server": '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "a far address": '<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/evil.dtd">',
    "a parameter entity": '<!DOCTYPE Document [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
    "a billion laughs": "<!DOCTYPE Document [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>",
    "only a name": "<!DOCTYPE Document>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_document_type_is_refused_before_anything_is_read(kind: str) -> None:
    head, rest = camt(statement(replace(RENT, remittance="@"))).split(b"?>", 1)
    entity = b"&a11;" if "laughs" in kind else b"&x;" if "file" in kind else b"x"
    data = head + b"?>" + HOSTILE[kind].encode() + rest.replace(b"@", entity)
    assert "DOCTYPE" in refusal(data)


def test_a_file_that_is_nested_without_end_is_refused() -> None:
    data = camt(statement(RENT)).replace(b"<BkTxCd>", b"<BkTxCd>" + b"<a>" * 5000)
    assert "dieper genest" in refusal(data)


@pytest.mark.parametrize("inside", ["<BkToCstmrStmt>", "<Stmt>", "<Ntry>", "<TxDtls>"])
def test_a_file_that_would_fill_the_memory_is_refused(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wegwijs.exchange.bank.guarded.MAX_KEPT", 1000)
    data = camt(statement(RENT)).decode().replace(inside, inside + "<a/><b/>" * 1000, 1)
    assert "meer onderdelen" in refusal(data.encode())


def test_an_element_with_attributes_without_end_is_refused() -> None:
    many = " ".join(f'a{at}="1"' for at in range(5000))
    assert "langer is dan" in refusal(
        camt(statement(RENT)).replace(b"<Stmt>", b"<Stmt " + many.encode() + b">")
    )


def test_a_file_that_was_cut_off_is_refused_anywhere() -> None:
    data = camt(statement(RENT, COURSE))
    for length in range(60, len(data) - 1, 37):
        assert "afgebroken of veranderd" in refusal(data[:length])


def test_fifty_thousand_entries_are_read_within_memory() -> None:
    one = Entry("1", MONDAY, -1, end_to_end_id="OZ-@")
    head, rest = camt(statement(one)).replace(b"<NtryRef>1<", b"<NtryRef>@<").split(b"<Ntry>")
    entry, tail = rest.split(b"</Ntry>")
    many = b"".join(b"<Ntry>" + entry.replace(b"@", b"%d" % at) + b"</Ntry>" for at in range(50_000))
    data = head.replace(b">999.99<", b">500.00<") + many + tail
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (found,) = read(data)
    assert len(found.entries) == 50_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize("form", FORMS)
def test_our_own_account_is_never_the_other_side(form: Format) -> None:
    """A bank that books a run as one sum may name only whose account it is."""
    whole = Entry("1", MONDAY, -65_000, remittance="Verzamelbetaling WW-0505-20261112-week-1")
    (found,) = read(camt(statement(whole), form=form))[0].entries
    assert (found.counter_iban, found.counter_name, found.remittance) == ("", "", whole.remittance)
