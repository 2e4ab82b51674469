"""Payment files: made, read back, proved; and what a bank can't carry is refused by place and field."""

import contextlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.naughty import naughty
from wegwijs.exchange.bank import (
    BankRefused,
    Debtor,
    Order,
    Run,
    betalingskenmerk,
    faults,
    make,
    read,
    verify,
)
from wegwijs.exchange.bank.text import as_carried, is_carried

OWN = "NL38BNGH0285012345"
IBANS = (
    "NL91ABNA0417164300",
    "DE89370400440532013000",
    "BE68539007547034",
    "MT84MALT011000012345MTLCAST001S",
)
SEPA = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ "
KENMERK = "5000056789012345"
RENT = Order("OZ-2026-12-0001", "Woningstichting De Sluis", IBANS[0], 65_000, "huur december")


def run(*orders: Order) -> Run:
    return Run(
        "WW-20261130-1", "WW-RUN-7", datetime(2026, 11, 30, 9, 30, 15, tzinfo=UTC), date(2026, 12, 1), Debtor("Gemeente Drechtwijk", OWN), orders or (RENT,)
    )  # fmt: skip


def words(longest: int, least: int = 0) -> st.SearchStrategy[str]:
    """Text in the characters of SEPA as a file carries it: single spaces, none around."""
    return (
        st.text(SEPA, min_size=least, max_size=longest)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: len(text) >= least)
    )


@st.composite
def orders(draw: st.DrawFn) -> tuple[Order, ...]:
    count = draw(st.integers(1, 12))
    made = []
    for number in range(count):
        reference = draw(st.sampled_from(("", "", KENMERK, "1234567", "RF18539007547034")))
        made.append(
            Order(
                end_to_end_id=f"OZ-{number}",
                name=draw(words(70, 1)),
                iban=draw(st.sampled_from(IBANS)),
                cents=draw(st.integers(1, 999_999_999_99)),
                remittance="" if reference else draw(words(140)),
                reference=reference,
            )
        )
    return tuple(made)


@settings(max_examples=100, deadline=None)
@given(orders(), st.booleans())
def test_what_is_made_is_read_back_to_the_cent(there: tuple[Order, ...], as_one: bool) -> None:
    asked = replace(run(*there), booked_as_one=as_one)
    file = make(asked)
    found = read(file.data)
    assert found.orders == there
    assert (found.message_id, found.payment_id, found.execute_on) == (asked.message_id, asked.payment_id, asked.execute_on)  # fmt: skip
    assert (found.debtor, found.booked_as_one, found.moment) == (asked.debtor, as_one, asked.moment)
    assert (file.count, file.cents) == (len(there), sum(order.cents for order in there))
    assert f"<CtrlSum>{file.control_sum}</CtrlSum>".encode() in file.data


def test_the_same_run_gives_the_same_bytes_also_in_another_process() -> None:
    here = make(run())
    program = (
        "from datetime import UTC, date, datetime\nfrom wegwijs.exchange.bank import Debtor, Order, Run, make\n"
        f"print(make({run()!r}).sha256)"
    ).replace("datetime.datetime(", "datetime(").replace("datetime.timezone.utc", "UTC").replace("datetime.date(", "date(")  # fmt: skip
    there = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )  # fmt: skip
    assert make(run()) == here
    assert there.stdout.strip() == here.sha256


def test_any_other_byte_fails_the_proof() -> None:
    file = make(run())
    assert verify(file.data, file.sha256)
    for at in range(len(file.data)):
        changed = bytearray(file.data)
        changed[at] ^= 1
        assert not verify(bytes(changed), file.sha256)
    assert not verify(file.data + b"\n", file.sha256)


def test_names_and_words_are_written_in_letters_that_every_bank_carries() -> None:
    found = read(
        make(run(replace(RENT, name="Şükrü Müller & Zn. “De Hoek”", remittance="huur – ½ maand"))).data
    )
    assert found.orders[0].name == "Sukru Muller + Zn. 'De Hoek'"
    assert found.orders[0].remittance == "huur - 1/2 maand"


def test_a_number_is_taken_with_spaces_and_small_letters() -> None:
    assert read(make(run(replace(RENT, iban="nl91 abna 0417 1643 00"))).data).orders[0].iban == IBANS[0]


def test_the_bank_of_the_account_stands_in_the_file_or_that_it_is_not_provided() -> None:
    assert b"<BICFI>BNGHNL2G</BICFI>" in make(run()).data
    unknown = make(replace(run(), debtor=Debtor("Gemeente", IBANS[2])))
    assert b"<Othr><Id>NOTPROVIDED</Id></Othr>" in unknown.data


def test_a_betalingskenmerk_goes_structured_and_words_do_not() -> None:
    data = make(run(replace(RENT, remittance="", reference="5000 0567 8901 2345"))).data
    assert b"<Cd>SCOR</Cd></CdOrPrtry><Issr>CUR</Issr></Tp><Ref>5000056789012345</Ref>" in data
    assert b"Ustrd" not in data


@pytest.mark.parametrize("text", ["1234567", "12 2345 3462 2567", "5000056789012345"])
def test_a_betalingskenmerk_that_holds_is_known(text: str) -> None:
    assert betalingskenmerk(text) == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", "12345678", "4000056789012345", "11234534622567", "13234534622567", "5" * 15, "٣234567"])  # fmt: skip
def test_a_betalingskenmerk_that_does_not_hold_is_not(text: str) -> None:
    assert betalingskenmerk(text) == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"end_to_end_id": ""}, "het kenmerk van de betaling: het ontbreekt"),
        ({"end_to_end_id": "x" * 36}, "het mogen er 35 zijn"),
        ({"end_to_end_id": "é"}, "het mag alleen letters"),
        ({"end_to_end_id": "a//b"}, "schuine streep"),
        ({"end_to_end_id": "NOTPROVIDED"}, "niet NOTPROVIDED"),
        ({"end_to_end_id": "OZ-1"}, "hetzelfde kenmerk staat bij een andere betaling"),
        ({"name": " "}, "de naam van de ontvanger: zij ontbreekt"),
        ({"name": "x" * 71}, "zij heeft 71 tekens; het mogen er 70 zijn"),
        ({"name": "محمد"}, "kan een bank niet verwerken"),
        ({"iban": "NL91ABNA0417164301"}, "het rekeningnummer: De controlecijfers"),
        ({"iban": OWN}, "de rekening waarvan betaald wordt"),
        ({"cents": 0}, "het bedrag: het moet meer dan nul zijn"),
        ({"cents": 12.5}, "geen heel aantal centen"),
        ({"cents": 100_000_000_000}, "hoger dan een bank"),
        ({"remittance": "x" * 141}, "het mogen er 140 zijn"),
        ({"reference": KENMERK}, "Kies een van de twee"),
        ({"reference": "5000056789012346", "remittance": ""}, "het betalingskenmerk: het klopt niet"),
    ],
    ids=range(17),
)
def test_what_a_bank_does_not_carry_is_refused_by_place_and_field(
    change: dict[str, str | int], says: str
) -> None:
    asked = run(replace(RENT, end_to_end_id="OZ-1"), replace(RENT, **change))  # type: ignore[arg-type]
    found = [fault for fault in faults(asked) if fault.position == 2]
    assert [fault.field for fault in found] == list(change)[:1]
    assert str(found[0]).startswith("Betaling 2, ")
    assert says in str(found[0])
    with pytest.raises(BankRefused):
        make(asked)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"orders": ()}, "er zijn geen betalingen"),
        ({"execute_on": date(2026, 11, 29)}, "29-11-2026 is voorbij"),
        ({"message_id": "x y"}, "het nummer van het bestand: het mag alleen"),
        ({"debtor": Debtor("Gemeente", "123456789")}, "oud rekeningnummer"),
        ({"created": datetime(2026, 11, 30)}, "de tijdzone ontbreekt"),  # noqa: DTZ001
    ],
    ids=range(5),
)
def test_a_run_that_can_not_go_is_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(BankRefused, match=says):
        make(replace(run(), **change))  # type: ignore[arg-type]


def test_the_refusal_says_how_many_more_there_are() -> None:
    with pytest.raises(BankRefused, match=r"Betaling 1, .* Er zijn nog 2 andere fouten\."):
        make(run(replace(RENT, cents=0), replace(RENT, end_to_end_id="b", cents=0, name="")))


def test_every_naughty_string_is_written_in_carried_letters_or_refused() -> None:
    written = 0
    for text in naughty():
        with contextlib.suppress(BankRefused):
            found = as_carried(text)
            assert is_carried(found)
            if 0 < len(found) <= 70:
                written += 1
                assert read(make(run(replace(RENT, name=text))).data).orders[0].name == found
    assert written > 200


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_written_in_carried_letters_or_refused(text: str) -> None:
    with contextlib.suppress(BankRefused):
        assert is_carried(as_carried(text))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (b"650.00</InstdAmt>", b"650.01</InstdAmt>", "telt niet op"),
        (b"<NbOfTxs>1", b"<NbOfTxs>2", "telt niet op"),
        (b"pain.001.001.09", b"pain.001.001.03", "geen betaalbestand van Wegwijs"),
        (b"</Document>", b"", "geen goede XML"),
        (b"<Dt>2026-12-01</Dt>", b"", "ontbreekt de betaaldag"),
    ],
)
def test_a_file_that_was_changed_is_not_read_back(before: bytes, after: bytes, says: str) -> None:
    data = make(run()).data
    assert before in data
    with pytest.raises(BankRefused, match=says):
        read(data.replace(before, after))
