"""Account numbers to pay to, and the codes of payments that came back."""

import contextlib
import random
import re
from pathlib import Path

import pytest
import schwifty
from hypothesis import given
from hypothesis import strategies as st

from wegwijs.exchange.bank import BankRefused, Follow, read_iban, reason_of
from wegwijs.exchange.bank.iban import SEPA
from wegwijs.exchange.bank.reasons import CODES


@pytest.mark.parametrize("text", ["NL91ABNA0417164300", " nl91 abna 0417 1643 00 ", "NL91-ABNA-0417.1643.00", "NL91\u00a0ABNA0417164300"])  # fmt: skip
def test_a_dutch_number_is_taken_as_people_type_it(text: str) -> None:
    found = read_iban(text)
    assert (found.number, found.country, found.bic) == ("NL91ABNA0417164300", "NL", "ABNANL2A")
    assert found.bank == "ABN AMRO BANK N.V."
    assert found.readable == "NL91 ABNA 0417 1643 00"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ontbreekt"),
        ("123456789", "oud rekeningnummer"),
        ("P 1234567", "oud rekeningnummer"),
        ("12.34.56.789", "oud rekeningnummer"),
        ("NL91ABNA041716430", "te kort: het heeft 17 tekens en een IBAN uit NL heeft er 18"),
        ("NL91ABNA04171643000", "te lang"),
        ("NL91ABNA0417164301", "controlecijfers"),
        ("NL91ABNA04171643O0", "Let op de letter O"),
        ("TR330006100519786457841326", "‘TR’ kan niet met een gewone eurobetaling"),
        ("jansen@example.nl", "is geen IBAN"),
        ("NL٩١ABNA0417164300", "is geen IBAN"),
        ("NL00ABNA0417164300", "controlecijfers"),
    ],
)
def test_a_number_that_can_not_be_paid_to_is_refused_with_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(BankRefused) as caught:
        read_iban(text, field="iban")
    assert says in caught.value.message
    assert caught.value.field == "iban"


@pytest.mark.parametrize("country", sorted(SEPA))
def test_a_number_of_any_country_in_sepa_is_taken(country: str) -> None:
    number = str(schwifty.IBAN.random(country_code=country, random=random.Random(1)))  # noqa: S311
    assert len(number) == SEPA[country]
    assert read_iban(number).number == number


@given(st.integers(2, 17), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_one_wrong_sign_is_always_seen(at: int, sign: str) -> None:
    good = "NL91ABNA0417164300"
    wrong = good[:at] + sign + good[at + 1 :]
    if wrong != good:
        with pytest.raises(BankRefused):
            read_iban(wrong)


@given(st.text(max_size=300))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with contextlib.suppress(BankRefused):
        assert re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", read_iban(text).number)


@pytest.mark.parametrize(
    ("code", "follow"),
    [
        ("AC01", Follow.ASK_ACCOUNT),
        ("ac04", Follow.ASK_ACCOUNT),
        ("MD07", Follow.CHECK_DEATH),
        ("AM04", Follow.CHECK_BALANCE),
        ("MS02", Follow.ASK_PAYEE),
        ("MS03", Follow.ASK_BANK),
        ("TM01", Follow.TRY_AGAIN),
        ("DUPL", Follow.CHECK_TWICE),
        ("FOCR", Follow.NONE),
        # Whose account, bank or word it is about, as the list of ISO 20022 has it.
        ("AC13", Follow.ASK_BANK),
        ("BE05", Follow.ASK_PAYEE),
        ("BE08", Follow.TRY_AGAIN),
        ("DS28", Follow.TRY_AGAIN),
        ("SL01", Follow.ASK_BANK),
        ("SL02", Follow.ASK_PAYEE),
    ],
)
def test_a_code_says_what_follows(code: str, follow: Follow) -> None:
    found = reason_of(code)
    assert (found.known, found.follow) == (True, follow)
    assert found.reopens == (follow not in (Follow.NONE, Follow.CHECK_TWICE))


@pytest.mark.parametrize("code", ["AG07", "SVNR", "MD06", "LEGL"])
def test_what_only_a_direct_debit_a_card_or_a_recall_meets_is_not_in_the_list(code: str) -> None:
    assert not reason_of(code).known


def test_every_code_has_four_signs_and_a_sentence() -> None:
    for code in CODES:
        assert re.fullmatch(r"[A-Z]{2}[A-Z0-9]{2}", code)
        assert reason_of(code).sentence.endswith(".")


def test_every_code_stands_on_the_page_for_who_runs_it() -> None:
    page = (Path(__file__).parents[5] / "docs" / "beheer" / "bankbestanden.md").read_text(encoding="utf-8")
    rows = [
        f"| {code} | {reason_of(code).sentence} | {reason_of(code).follow.capitalize()}. |" for code in CODES
    ]
    assert "\n".join(rows).lower() in page.lower()


def test_a_code_that_is_not_known_is_shown_as_it_is() -> None:
    found = reason_of("ZZ99")
    assert (found.code, found.known, found.follow) == ("ZZ99", False, Follow.ASK_BANK)
    assert "ZZ99" in found.sentence
