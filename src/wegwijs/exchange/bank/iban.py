"""An account number to pay to: what is wrong with it, whose bank it is, and a fingerprint to compare it by."""

import re
from dataclasses import dataclass

from stdnum import iban as check_digits
from stdnum.exceptions import InvalidChecksum, ValidationError

from wegwijs.exchange.bank.refusal import BankRefused, shown

# Countries whose banks take SEPA credit transfers, by the code their IBANs begin with, and how long such an IBAN is.
# Sources: EPC409-09, list of SEPA scheme countries (with Albania, Montenegro, Moldova, North Macedonia and Serbia, who
# joined in 2024 and 2025); lengths: the IBAN registry of SWIFT. Territories use the code of their country, but for Gibraltar.
SEPA = {
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}")
_DUTCH = re.compile(r"NL[0-9]{2}[A-Z]{4}[0-9]{10}")
_OLD_NUMBER = re.compile(r"P?[0-9]{3,10}")
_SEPARATORS = re.compile(r"[\s.\-‐-―]+")


@dataclass(frozen=True, slots=True)
class Iban:
    """A number that can be paid to. ``bank`` and ``bic`` are empty when the bank isn't known: payment needs neither."""

    number: str
    bank: str = ""
    bic: str = ""

    @property
    def country(self) -> str:
        """The country's code."""
        return self.number[:2]

    @property
    def readable(self) -> str:
        """In groups of four, as on a bank card."""
        return " ".join(self.number[at : at + 4] for at in range(0, len(self.number), 4))


def read_iban(text: str, *, field: str | None = None) -> Iban:
    """The number without spaces, in capitals. Raises BankRefused with a reason in plain Dutch; ``field`` goes with it."""
    number = compact(text)
    reason = fault(number)
    if reason:
        raise BankRefused(reason, field=field)
    bank, bic = _bank(number)
    return Iban(number, bank, bic)


def compact(text: str) -> str:
    """As it is compared: capitals, without spaces, dots and dashes."""
    return _SEPARATORS.sub("", text[:200]).upper()


def fault(number: str) -> str:
    """What is wrong with a compact number, as a sentence with the remedy; empty when nothing is."""
    if not number:
        return "Het rekeningnummer (IBAN) ontbreekt. Vul het in zoals op de bankpas: NL91 ABNA 0417 1643 00."
    if _OLD_NUMBER.fullmatch(number):
        return "Dit is een oud rekeningnummer, geen IBAN. Een Nederlands IBAN begint met NL en heeft 18 tekens. Vraag om het IBAN op de bankpas."
    if not _IBAN.fullmatch(number):
        return f"{shown(number)} is geen IBAN. Een IBAN begint met twee letters en twee cijfers en heeft daarna alleen letters en cijfers: NL91 ABNA 0417 1643 00."
    length = SEPA.get(number[:2])
    if length is None:
        return f"Een rekening in {shown(number[:2])} kan niet met een gewone eurobetaling (SEPA) betaald worden. Vraag om een rekening bij een bank in een SEPA-land, of betaal buiten Wegwijs om."
    if len(number) != length:
        word = "kort" if len(number) < length else "lang"
        return f"Dit IBAN is te {word}: het heeft {len(number)} tekens en een IBAN uit {number[:2]} heeft er {length}. Kijk het na op de bankpas."
    if number.startswith("NL") and not _DUTCH.fullmatch(number):
        return "Dit Nederlandse IBAN klopt niet: na NL en twee cijfers komen vier letters van de bank en tien cijfers. Let op de letter O en het cijfer 0."
    return _unchecked(number)


def _unchecked(number: str) -> str:
    try:
        check_digits.validate(number, check_country=False)
    except InvalidChecksum:
        return f"De controlecijfers van dit IBAN kloppen niet: er staat {number[2:4]} na {number[:2]}. Er is een teken verkeerd getypt of verwisseld. Kijk het na op de bankpas."
    except ValidationError:
        return "Dit is geen IBAN dat kan bestaan. Kijk het na op de bankpas."
    return ""


def _bank(number: str) -> tuple[str, str]:
    # Its lists are read at the first question, and only a screen or a file asks.
    import schwifty

    found = schwifty.IBAN(number, allow_invalid=True)
    try:
        return str(found.bank_name or ""), str(found.bic or "")
    except (ValueError, LookupError):
        return "", ""
