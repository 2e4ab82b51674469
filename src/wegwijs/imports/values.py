"""Texts of a cell as what they stand for, with a refusal that says what was expected. Fields are our keys."""

from datetime import date, timedelta

from stdnum.nl import bsn as bsn_check

from wegwijs.imports.kinds import FIX, Refusal
from wegwijs.ui.forms.dates import read as read_date
from wegwijs.ui.forms.identity import DIGITS_IN_BSN, DIGITS_IN_V_NUMMER, digits_of
from wegwijs.ui.partial_date import PartialDate

# A spreadsheet counts days from here; five digits are the years 1954 to 2119.
_SHEET_START = date(1899, 12, 30)
_SHEET_DAYS = range(20_000, 80_000)
_TRUTH = {
    **dict.fromkeys(("ja", "j", "1", "yes", "y", "true", "waar"), True),
    **dict.fromkeys(("nee", "n", "0", "no", "false", "onwaar"), False),
}


def parts_of_day(text: str, *, short_years: bool = True) -> tuple[int, int, int] | None:
    """Year, month, day; also of a spreadsheet's day number, and of a moment of which the time is left out."""
    if text.isascii() and text.isdigit() and int(text) in _SHEET_DAYS and len(text) == 5:
        found = _SHEET_START + timedelta(days=int(text))
        return found.year, found.month, found.day
    head, _, tail = text.strip().replace("T", " ").partition(" ")
    if tail[:1].isdigit() and ":" in tail:
        text = head
    return read_date(text, short_years=short_years)


def read_day(text: str, field: str) -> date | None:
    """A day; None when empty. Raises Refusal."""
    if not text:
        return None
    parts = parts_of_day(text)
    try:
        if parts:
            return date(*parts)
    except ValueError:
        pass
    raise Refusal(field, f"‘{text[:30]}’ is geen datum.", f"Schrijf dag-maand-jaar, zoals 23-11-2026. {FIX}")


def read_birth(text: str, field: str) -> PartialDate | None:
    """A birth date of which day and month may be 00; None when empty. Raises Refusal."""
    if not text:
        return None
    found = parts_of_day(text, short_years=False)
    try:
        if found:
            return PartialDate(found[0], found[1] or None, found[2] or None)
    except ValueError:
        pass
    raise Refusal(
        field, f"‘{text[:30]}’ is geen geboortedatum.", f"Schrijf dag-maand-jaar, zoals 14-06-1988. {FIX}"
    )


def read_truth(text: str, field: str) -> bool | None:
    """Yes or no; None when empty. Raises Refusal."""
    if not text:
        return None
    try:
        return _TRUTH[text.casefold()]
    except KeyError:
        raise Refusal(field, f"‘{text[:30]}’ is geen ja of nee.", f"Schrijf ja of nee. {FIX}") from None


def read_bsn(text: str, field: str) -> str | None:
    """Nine digits that pass the eleven-test; None when empty. A zero that a spreadsheet dropped comes back."""
    digits = digits_of(text)
    if not digits:
        return None
    if digits.isascii() and digits.isdigit() and len(digits) == DIGITS_IN_BSN - 1:
        digits = f"0{digits}"
    if len(digits) != DIGITS_IN_BSN or not bsn_check.is_valid(digits):
        raise Refusal(field, "Dit BSN klopt niet: er is een cijfer verwisseld of verkeerd.")
    return digits


def read_v_nummer(text: str, field: str) -> str | None:
    """Ten digits; None when empty. Raises Refusal."""
    digits = digits_of(text)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS_IN_V_NUMMER):
        raise Refusal(field, f"Een v-nummer heeft {DIGITS_IN_V_NUMMER} cijfers.")
    return digits
