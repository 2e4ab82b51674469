"""Statements in MT940: every bank's style says the same, and what is broken is refused with its place."""

from datetime import date
from decimal import Decimal

import mt940
import pytest

from support.bank_mt940 import ABN_AMRO, ANOTHER, BNG, ING, RABOBANK, SAMPLES, TRIODOS, VOLKSBANK
from wegwijs.exchange.bank import BankRefused, Entry, Statement, read_statement
from wegwijs.exchange.bank.details86 import words_of

RENT, PERSON, SCHOOL = "NL20INGB0001234567", "NL91ABNA0417164300", "NL44RABO0123456789"
STRUCTURED = ("ING", "Rabobank", "ABN AMRO", "BNG")
STYLED = [bank for bank in SAMPLES if bank != "another bank"]


def read(text: str, encoding: str = "utf-8") -> tuple[Statement, ...]:
    return read_statement("afschrift.940", text.encode(encoding)).statements


def refusal(text: str) -> str:
    with pytest.raises(BankRefused) as caught:
        read(text)
    return caught.value.message


def of(bank: str) -> tuple[Entry, ...]:
    (found,) = read(SAMPLES[bank])
    return found.entries


@pytest.mark.parametrize("bank", SAMPLES)
def test_balances_amounts_and_days_are_those_of_the_file(bank: str) -> None:
    (found,) = read(SAMPLES[bank])
    assert (found.opening.cents, found.closing.cents) == (100_000, 51_550)
    assert found.closing.day == date(2026, 11, 30)
    assert [entry.cents for entry in found.entries] == [-65_000, 12_550, 4_000]
    assert {entry.booked for entry in found.entries} == {date(2026, 11, 30)}


@pytest.mark.parametrize("bank", STYLED)
def test_the_other_side_and_the_words_are_read_in_the_style_of_the_bank(bank: str) -> None:
    rent, person, school = of(bank)
    assert [one.counter_iban for one in (rent, person, school)] == [RENT, PERSON, SCHOOL]
    assert [one.counter_name for one in (rent, person, school)] == ["WONINGSTICHTING DE SLUIS", "J. de Vries", "SCHOOL"]  # fmt: skip
    assert (rent.remittance, school.remittance) == ("huur december", "cursus")
    assert (person.reference or person.remittance).replace(" ", "") == "5000056789012345"


@pytest.mark.parametrize("bank", STRUCTURED)
def test_structured_styles_carry_our_reference_and_why_a_payment_came_back(bank: str) -> None:
    rent, person, school = of(bank)
    assert (rent.end_to_end_id, person.end_to_end_id, school.end_to_end_id) == ("OZ-1", "", "OZ-2")
    assert (rent.return_code, school.return_code) == ("", "AC04")


def test_a_style_that_is_not_known_gives_the_text_as_it_stands() -> None:
    rent = of("another bank")[0]
    assert rent.remittance == "huur december WONINGSTICHTING DE SLUIS NL20INGB0001234567"
    assert (rent.counter_iban, rent.counter_name, rent.end_to_end_id) == ("", "", "")


@pytest.mark.parametrize("bank", SAMPLES)
def test_another_reader_sees_the_same_amounts_and_balances(bank: str) -> None:
    (found,) = read(SAMPLES[bank])
    (theirs,) = mt940.parse_statements(SAMPLES[bank])
    assert [Decimal(entry.cents) / 100 for entry in found.entries] == [one.data["amount"].amount for one in theirs]  # fmt: skip
    assert Decimal(found.closing.cents) / 100 == theirs.data["final_closing_balance"].amount.amount
    assert found.closing.day == theirs.data["final_closing_balance"].date


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_any_end_of_line_reads_the_same(ending: str) -> None:
    assert read(ING.replace("\n", ending)) == read(ING)


def test_a_name_with_accents_is_read_in_utf_8_and_in_latin_1() -> None:
    text = ING.replace("J. de Vries", "Ö. Müller")
    assert read(text)[0].entries[1].counter_name == "Ö. Müller"
    assert read(text, "latin-1")[0].entries[1].counter_name == "Ö. Müller"


def test_the_closing_dash_may_be_missing() -> None:
    assert read(VOLKSBANK.removesuffix("-\n")) == read(VOLKSBANK)


def test_many_statements_in_one_file_are_all_read() -> None:
    assert len(read(ABN_AMRO + ABN_AMRO.replace("26231/1", "26232/1") + RABOBANK)) == 3


def test_a_remittance_over_several_lines_is_one_text() -> None:
    full = "/REMI/" + "a" * 59
    assert words_of([full, "b" * 65, "c"]).remittance == "a" * 59 + "b" * 65 + "c"
    assert words_of(["huur van", "december"]).remittance == "huur van december"


def test_code_words_that_a_payer_writes_do_not_stand_in_for_those_of_the_bank() -> None:
    before = words_of([f"/EREF/OZ-1/IBAN/{RENT}/NAME/X/REMI/huur /EREF/OZ-9/IBAN/{SCHOOL}/NAME/Y"])
    assert (before.end_to_end_id, before.counter_iban, before.counter_name) == ("OZ-1", RENT, "X")
    after = words_of([f"/TRTP/SEPA/IBAN/{RENT}/NAME/X/REMI/huur /EREF/OZ-9/ nog/EREF/OZ-1"])
    assert after.end_to_end_id == "OZ-1"


def test_a_kind_of_two_letters_and_a_blank_is_read() -> None:
    """As Triodos writes it, and ING did."""
    assert read(TRIODOS)[0].entries[0].cents == -65_000
    assert [one.transaction_code for one in read(ING.replace("NTRFEREF", "NIC MARF"))[0].entries] == [
        "NIC", "NTRF", "NRTI"
    ]  # fmt: skip


def test_the_own_account_in_an_older_file_of_triodos_is_not_who_was_paid() -> None:
    """>31 is the account of the statement; of a payment in IBAN the other side stands in >21, after its bank in >20."""
    found = words_of(["000>100000000000", ">20INGBNL2A", f">21{RENT}", ">22HUUR >23DECEMBER>310390123456"])
    assert (found.counter_iban, found.remittance) == (RENT, "HUUR DECEMBER")
    older = words_of(["000>100133967858", ">20HUUR >21DECEMBER>310390123456"])
    assert (older.counter_iban, older.remittance) == ("0133967858", "HUUR DECEMBER")


def test_a_code_word_that_was_cut_by_the_end_of_a_line_is_one() -> None:
    """Triodos ends a line anywhere, long before it is full."""
    found = words_of([f"/CNTP/{RENT}/INGBNL2A/DE SLUIS/3311AA DOR", "DRECHT//EREF/NOTPROVIDED//RE", "MI/USTD//huur december/"])  # fmt: skip
    assert (found.counter_iban, found.end_to_end_id, found.remittance) == (RENT, "", "huur december")


def test_a_name_that_fills_its_column_ends_where_the_next_label_begins() -> None:
    name = "WONINGSTICHTING DE SLUISPOORT"[:26]
    columns = [f"{'SEPA OVERBOEKING':33}IBAN: {RENT}", f"{'BIC: INGBNL2A':33}NAAM: {name}"]
    assert len(columns[1]) == 65
    found = words_of([*columns, "OMSCHRIJVING: huur december", "KENMERK: OZ-1"])
    assert (found.counter_name, found.remittance, found.end_to_end_id) == (name, "huur december", "OZ-1")
    paid = words_of([*columns, "BETALINGSKENM.: 5000056789012345"])
    assert (paid.counter_name, paid.reference) == (name, "5000056789012345")


def test_an_empty_remittance_before_the_real_one_hides_nothing() -> None:
    found = words_of(["/EREF/OZ-1/BENM//NAME/X/REMI//REMI/huur december/ISDT/2026-11-30"])
    assert (found.end_to_end_id, found.remittance) == ("OZ-1", "huur december")


def test_a_credit_that_is_put_back_takes_money_away() -> None:
    text = ANOTHER.replace("C125,50", "RC125,50").replace("C261130EUR515,50", "C261130EUR264,50")
    entry = read(text)[0].entries[1]
    assert (entry.cents, entry.reversal) == (-12_550, True)


def test_a_movement_around_the_new_year_is_booked_in_the_right_one() -> None:
    text = ANOTHER.replace(":61:2611301130D", ":61:2612310102D").replace(
        ":61:2611301130C125", ":61:2701021231C125"
    )
    first, second, _ = read(text)[0].entries
    assert (first.booked, first.value) == (date(2027, 1, 2), date(2026, 12, 31))
    assert (second.booked, second.value) == (date(2026, 12, 31), date(2027, 1, 2))


PAGES = BNG.replace(":62F:C261130EUR515,50", ":62M:C261130EUR515,50").replace(":28C:231", ":28C:231/1") + (
    ":20:2\n:25:{own}\n:28C:231/2\n:60M:C261130EUR515,50\n:61:2611301130C1,00NTRFNONREF\n:86:rente\n:62F:C261130EUR516,50\n-\n"
).format(own=BNG.split(":25:")[1].split("\n")[0])


def test_pages_of_one_statement_are_put_together() -> None:
    (found,) = read(PAGES)
    assert [entry.position for entry in found.entries] == ["1", "2", "3", "4"]
    assert (found.opening.cents, found.closing.cents) == (100_000, 51_650)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ING.replace(":62F:", ":99:"), "eindsaldo (:62F:) ontbreekt"),
        (ING.replace(":60F:", ":99:"), "beginsaldo (:60F:) ontbreekt"),
        (ING[: ING.index(":61:")], "eindsaldo (:62F:) ontbreekt"),
        (ING.replace("C125,50", "C125,51"), "telt niet op: beginsaldo € 1.000,00 en boekingen € -484,49"),
        (ING.replace("C125,50", "C125,505"), "boeking 2: het bedrag heeft meer dan twee cijfers"),
        (ING.replace("C125,50", "Cveel"), "boeking 2: de regel :61: is niet te lezen"),
        (ING.replace("2611301130C125", "2613301130C125"), "boeking 2: ‘261330’ is geen datum"),
        (ING.replace("2611301130C125", "2611301330C125"), "boeking 2: ‘1330’ is geen boekdatum"),
        (ING.replace("EUR1000,00", "USD1000,00"), "de valuta is ‘USD’"),
        (ING.replace("9EUR\n", "9USD\n"), "de valuta is ‘USD’"),
        (ING.replace("EUR1000,00", "EUR1.000,00"), "is geen saldo"),
        (ING.replace(":25:", ":25:0123456789\n:99:"), "oud rekeningnummer"),
        (ING.replace(":25:", ":99:"), "van welke rekening"),
        (ING.replace(":28C:", ":25:NL69INGB0123456789\n:28C:"), ":25: staat er twee keer"),
        (ING + ING, "twee keer in het bestand"),
        (PAGES[: PAGES.index(":20:2\n")], "de volgende pagina ontbreekt"),
        (PAGES[PAGES.index(":20:2\n") :], "de vorige pagina ontbreekt"),
        (
            PAGES.replace(":60M:C261130EUR515", ":60M:C261130EUR514"),
            "niet het eindsaldo van de vorige pagina",
        ),
        (":20:942\n:25:NL69INGB0123456789\n:28C:1\n:34F:EUR0,\n", "MT942"),
        (ING.replace("J. de Vries", "J. de\0Vries"), "een teken dat nooit in een bankafschrift staat"),
    ],
    ids=range(20),
)
def test_what_is_broken_is_refused_with_its_place(text: str, says: str) -> None:
    sentence = refusal(text)
    assert says in sentence
    assert sentence.endswith(".")
