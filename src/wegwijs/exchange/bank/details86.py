"""Field :86: of MT940: who, why and by which reference, in the way each Dutch bank writes it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from wegwijs.exchange.bank.statement import filled

# A line holds 65 signs; some banks stop a little earlier.
FULL = 60
_TWO_LABELS = 5
_CODES = (
    "ABWA|ADDR|BENM|BIC|CDTRREF|CDTRREFTP|CNTP|CREF|CSID|EREF|IBAN|ID|INRF|IREF|ISDT|MARF|NAME|NRTX|ORDP|PREF|PURP|REMI"
    "|RTRN|RTYP|SVCL|TRCD|TRTP|ULTB|ULTC|ULTD|UBNM|UDTR"
)
_CODE = re.compile(rf"/({_CODES})/")
_LONGEST_CODE = max(map(len, _CODES.split("|"))) + 2
_NUMBERED = re.compile(r"[0-9]{3}[>?][0-9]{2}")
_NUMBER = re.compile(r"[>?]([0-9]{2})")
_LABEL = re.compile(
    r"(?<![A-Z])(IBAN|BIC|NAAM|OMSCHRIJVING|KENMERK|BETALINGSKENM\.|MACHTIGING|INCASSANT) ?: ?"
)
_KNAB = re.compile(r"REK: ?([A-Z0-9 ]+)/NAAM: ?(.*)", re.DOTALL)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_CUR = re.compile(r"STRD/(?:CUR|ISO)/+([A-Z0-9]+)")


@dataclass(frozen=True, slots=True)
class Words:
    """What the field says."""

    counter_iban: str = ""
    counter_name: str = ""
    end_to_end_id: str = ""
    remittance: str = ""
    reference: str = ""
    return_code: str = ""
    payment_id: str = ""


def words_of(lines: list[str]) -> Words:
    """The field by the style it is written in; what is in no known style is remittance as a whole."""
    text = glued(lines)
    for style in _STYLES:
        found = style(text, lines)
        if found is not None:
            return found
    return Words(remittance=filled(text))


def glued(lines: list[str]) -> str:
    """The lines as one text. Banks cut a long text anywhere: a line that is as good as full goes on without a space."""
    return "".join(lines[:1]) + "".join(
        f"{'' if _goes_on(before, line) else ' '}{line}" for before, line in pairwise(lines)
    )


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of a word of the one before. A label begins one anew, however full that was."""
    if _LABEL.match(line):
        return False
    if len(before) >= FULL or line.startswith(("/", ">")) or before.endswith("/"):
        return True
    end = before[-_LONGEST_CODE:]
    return any(mark.start() < len(end) < mark.end() for mark in _CODE.finditer(end + line[:_LONGEST_CODE]))


def _coded(text: str, _: list[str]) -> Words | None:
    """ING, Rabobank, ABN AMRO, BNG and Triodos: /EREF/…/NAME/…/REMI/…, each with words of its own."""
    if not _CODE.match(text):
        return None
    found = _segments(text)
    party, remittance = found.get("CNTP", ""), found.get("REMI", "")
    parts = [part.strip() for part in party.split("/")] + [""] * 3
    structured = _CUR.match(remittance)
    return Words(
        counter_iban=_account(found.get("IBAN", "") or parts[0]),
        counter_name=filled(found.get("NAME", "") or parts[2]),
        end_to_end_id=filled(found.get("EREF", "").strip("/")),
        remittance="" if structured else filled(remittance.removeprefix("USTD//").strip("/")),
        reference=structured[1] if structured else filled(found.get("CDTRREF", "").strip("/")),
        return_code=found.get("RTRN", "").strip("/ ").partition("/")[0][:4].upper(),
        payment_id=filled(found.get("PREF", "").strip("/")),
    )


def _segments(text: str) -> dict[str, str]:
    """What follows each code word. A payer can write code words in the remittance: one that stood before it counts."""
    marks = list(_CODE.finditer(text))
    found: dict[str, str] = {}
    fixed: set[str] = set()
    in_remittance = False
    for at, mark in enumerate(marks):
        code = mark[1]
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        # Some banks write an empty one before the other.
        if code == "REMI" and not (in_remittance and found["REMI"].strip("/ ")):
            in_remittance, fixed = True, {*found, "REMI"}
            found["REMI"] = text[mark.end() : end]
        elif code not in fixed and (in_remittance or code not in found):
            found[code] = text[mark.end() : end]
    return found


def _numbered(text: str, _: list[str]) -> Words | None:
    """Older files of Triodos: 000>10account>20text>21text>31 its own account; of a payment in IBAN 20 is the other bank, 21 the other account.
    Banks that write ?20 have the other account in 31 and the name in 32. Newer files of Triodos have code words."""
    if not _NUMBERED.match(text):
        return None
    parts = _NUMBER.split(text)
    found: dict[str, str] = {}
    for code, value in zip(parts[1::2], parts[2::2], strict=True):
        found[code] = found.get(code, "") + value
    other, begin = found.get("31", "") if text[3] == "?" or "32" in found else "", "20"
    if not other and _IBAN.fullmatch(found.get("21", "").strip()):
        other, begin = found["21"].strip(), "22"
    text_codes = sorted(code for code in found if begin <= code <= "29")
    return Words(
        counter_iban=_account(other or found.get("10", "")),
        counter_name=filled(found.get("32", "") + found.get("33", "")),
        remittance=filled("".join(found[code] for code in text_codes)),
    )


def _labelled(text: str, _: list[str]) -> Words | None:
    """ABN AMRO in columns: SEPA OVERBOEKING  IBAN: …  BIC: …  NAAM: …  OMSCHRIJVING: …  KENMERK: …"""
    parts = _LABEL.split(text)
    if len(parts) < _TWO_LABELS:
        return None
    found: dict[str, str] = {}
    for label, value in zip(parts[1::2], parts[2::2], strict=True):
        # The bank's own kenmerk stands last; a payer can write the word in the text before it.
        found[label] = value if label == "KENMERK" else found.get(label, value)
    return Words(
        counter_iban=_account(found.get("IBAN", "")),
        counter_name=filled(found.get("NAAM", "")),
        end_to_end_id=filled(found.get("KENMERK", "")),
        remittance=filled(found.get("OMSCHRIJVING", "")),
        reference=filled(found.get("BETALINGSKENM.", "")),
    )


def _knab(text: str, _: list[str]) -> Words | None:
    """Knab: the text, then REK: account/NAAM: name."""
    found = _KNAB.search(text)
    return found and Words(_account(found[1]), filled(found[2]), remittance=filled(text[: found.start()]))


def _led_by_account(_: str, lines: list[str]) -> Words | None:
    """De Volksbank (SNS, ASN, RegioBank): the first line is account and name, the text stands below."""
    number, _space, name = (lines or [""])[0].strip().partition(" ")
    return (
        Words(number, filled(name), remittance=filled(glued(lines[1:]))) if _IBAN.fullmatch(number) else None
    )


def _account(text: str) -> str:
    """An account number as the bank wrote it, without spaces and what else stands there."""
    number = text.replace(" ", "").strip("/")
    found = _IBAN.match(number)
    return found[0] if found else number[:34]


_STYLES: tuple[Callable[[str, list[str]], Words | None], ...] = (
    _coded,
    _numbered,
    _knab,
    _labelled,
    _led_by_account,
)
