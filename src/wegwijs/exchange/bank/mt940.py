"""Reads MT940 and MT940S: bank statements in lines of tags. What each bank puts in :86: is read by ``details86``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from wegwijs.exchange.bank import iban
from wegwijs.exchange.bank.details86 import Words, words_of
from wegwijs.exchange.bank.refusal import BankRefused, shown
from wegwijs.exchange.bank.statement import (
    Balance,
    Batch,
    Entry,
    Statement,
    account,
    filled,
    in_euros,
    proved,
)

MAX_LINES, MAX_LINE = 2_000_000, 2_000
# SWIFT allows six lines in :86:; what comes after a hundred is no text about a payment.
_MAX_DETAILS = 100
_TAG = re.compile(r":(13D?|20|21|25P?|28C?|34F|60[FM]|61|62[FM]|64|65|86|90[CD]|940|NS):")
_END = re.compile(r"-(\}.*|XXX)?")
_BALANCE = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]{1,15})(?:,([0-9]*))?")
_LINE = re.compile(
    r"(?P<value>[0-9]{6})(?P<entry>[0-9]{4}| {4})?(?P<mark>R?[CD])[A-Z]?(?P<whole>[0-9]{1,15})(?:,(?P<cents>[0-9]*))?"
    r"(?P<code>[NFS][A-Z0-9]{2}[A-Z0-9 ])(?P<reference>(?:(?!//).)*)(?://(?P<bank>.*))?"
)
_ACCOUNT = re.compile(r"(?:.*/)?(?P<number>[A-Z]{2}[0-9]{2}[A-Z0-9 ]+?) ?(?P<currency>[A-Z]{3})?")
_NEAR = timedelta(days=183)


@dataclass
class _Movement:
    """A :61: line with the lines of its :86: fields."""

    line: str
    extra: list[str]
    details: list[str] = field(default_factory=list)


@dataclass
class _Page:
    """One message: a statement, or a page of one."""

    place: str
    fields: dict[str, str] = field(default_factory=dict)
    movements: list[_Movement] = field(default_factory=list)


def read_mt940(data: bytes) -> tuple[Statement, ...]:
    """Every statement in the file. Raises BankRefused, with the place, for what isn't one or doesn't add up."""
    statements: list[Statement] = []
    pending: Statement | None = None
    for page in _pages(_lines(data)):
        found = _statement(page)
        if "60M" in page.fields:
            found = _joined(pending, found, page.place)
        elif pending is not None:
            raise _unfinished(pending)
        pending = found if "62M" in page.fields else None
        if pending is None:
            statements.append(found)
    if pending is not None:
        raise _unfinished(pending)
    if not statements:
        raise BankRefused("In dit bestand staat geen bankafschrift. Vraag de bank om camt.053 of MT940S.")
    return proved(statements)


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if "\0" in text:
        raise BankRefused("In dit bestand staat een teken dat nooit in een bankafschrift staat: het is veranderd of beschadigd. Haal het opnieuw bij de bank.")  # fmt: skip
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > MAX_LINES or max(map(len, lines)) > MAX_LINE:
        raise BankRefused("Dit bestand heeft meer of langere regels dan een bankafschrift ooit heeft. Vraag de bank om een bestand per dag.")  # fmt: skip
    return lines


def _pages(lines: list[str]) -> Iterator[_Page]:
    """The messages of a file. What stands before :20: and after the closing dash is the post's, not the bank's."""
    page: _Page | None = None
    count, closed = 0, False
    for tag, value in _fields(lines):
        if tag == "20":
            if page is not None:
                yield page
            count += 1
            page = _Page(f"Afschrift {count}")
            closed = False
        if page is None or tag in ("940", "end"):
            continue
        if tag == "61":
            page.movements.append(_Movement(value[0], value[1:]))
        elif tag == "86":
            if page.movements and not closed:
                page.movements[-1].details += value
        elif tag in page.fields and tag not in ("13", "13D", "34F", "64", "65", "NS"):
            raise BankRefused(
                f"{page.place}: :{tag}: staat er twee keer. Haal het bestand opnieuw bij de bank."
            )
        else:
            page.fields[tag] = value[0].strip()
            closed = closed or tag.startswith("62")
    if page is not None:
        yield page


def _fields(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each tag with its lines. A line without a tag goes on with the field before it, until a dash ends the message."""
    tag, value = "", [""]
    for line in lines:
        found = _TAG.match(line)
        if found or _END.fullmatch(line.rstrip()):
            if tag:
                yield tag, value
            tag, value = (found[1], [line[found.end() :]]) if found else ("end", [""])
        elif tag:
            value.append(line)
    if tag:
        yield tag, value


def _statement(page: _Page) -> Statement:
    fields = page.fields
    number = fields.get("28C", fields.get("28", ""))
    place = f"{page.place} (nummer {shown(number)})" if number else page.place
    own = _own_account(fields.get("25P", fields.get("25", "")), place)
    opening = _balance(fields.get("60F", fields.get("60M")), f"{place}, beginsaldo (:60F:)")
    closing = _balance(fields.get("62F", fields.get("62M")), f"{place}, eindsaldo (:62F:)")
    entries = tuple(
        _entry(movement, str(position), f"{place}, boeking {position}")
        for position, movement in enumerate(page.movements, start=1)
    )
    return Statement(own, number.partition("/")[0].strip(), opening, closing, entries)


def _own_account(text: str, place: str) -> str:
    found = _ACCOUNT.fullmatch(text.upper())
    number = iban.compact(found["number"]) if found else iban.compact(text)
    if found and found["currency"]:
        # Three letters at the end are a currency, unless the IBAN itself ends in them (as Maltese ones may).
        whole = number + found["currency"]
        if not iban.fault(whole):
            return whole
        in_euros(found["currency"], place)
    return account(number, place)


def _balance(text: str | None, place: str) -> Balance:
    if text is None:
        raise BankRefused(f"{place} ontbreekt: het bestand is afgebroken. Haal het opnieuw bij de bank.")
    found = _BALANCE.fullmatch(text)
    if not found:
        raise BankRefused(f"{place}: {shown(text)} is geen saldo. Haal het bestand opnieuw bij de bank.")
    in_euros(found[3], place)
    cents = _cents(found[4], found[5], place)
    return Balance(cents if found[1] == "C" else -cents, _day(found[2], place))


def _cents(whole: str, part: str | None, place: str) -> int:
    if len(part or "") > 2:
        raise BankRefused(f"{place}: het bedrag heeft meer dan twee cijfers achter de komma. Vraag de bank om bedragen in hele centen.")  # fmt: skip
    return int(whole) * 100 + int((part or "").ljust(2, "0"))


def _day(text: str, place: str) -> date:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        raise BankRefused(
            f"{place}: {shown(text)} is geen datum (jjmmdd). Haal het bestand opnieuw bij de bank."
        ) from None


def _entry(movement: _Movement, position: str, place: str) -> Entry:
    found = _LINE.fullmatch(movement.line.strip())
    if not found:
        raise BankRefused(f"{place}: de regel :61: is niet te lezen. Haal het bestand opnieuw bij de bank.")
    cents = _cents(found["whole"], found["cents"], place)
    value = _day(found["value"], place)
    # RC puts a credit back and so takes money away; RD brings it back.
    taken = found["mark"] in ("D", "RC")
    words = words_of([line for line in movement.details[:_MAX_DETAILS] if line.strip()])
    return Entry(
        position=position,
        booked=_booked(found["entry"], value, place),
        cents=-cents if taken else cents,
        value=value,
        reversal=found["mark"].startswith("R"),
        bank_reference=filled(found["bank"] or ""),
        end_to_end_id=words.end_to_end_id,
        counter_iban=words.counter_iban or _account_below(movement),
        counter_name=words.counter_name,
        remittance=words.remittance,
        reference=words.reference,
        return_code=words.return_code,
        transaction_code=found["code"].strip(),
        batch=_batch(words, -cents if taken else cents),
    )


def _batch(words: Words, cents: int) -> Batch | None:
    """A run of ours that the bank books as one sum carries the number we gave it (/PREF/)."""
    return Batch(cents, 1, words.payment_id) if words.payment_id else None


def _booked(entry: str | None, value: date, place: str) -> date:
    """The day it was booked has no year: the one nearest to the day of value."""
    if not entry or not entry.strip():
        return value
    for year in (value.year, value.year - 1, value.year + 1):
        try:
            booked = date(year, int(entry[:2]), int(entry[2:]))
        except ValueError:
            continue
        if abs(booked - value) <= _NEAR:
            return booked
    raise BankRefused(
        f"{place}: {shown(entry)} is geen boekdatum (mmdd). Haal het bestand opnieuw bij de bank."
    )


def _account_below(movement: _Movement) -> str:
    """Rabobank writes the other account under :61:."""
    number = iban.compact(movement.extra[0]) if movement.extra else ""
    return number if number and not iban.fault(number) else ""


def _joined(before: Statement | None, page: Statement, place: str) -> Statement:
    if before is None or (before.iban, before.number) != (page.iban, page.number):
        raise BankRefused(f"{place} begint met een tussensaldo (:60M:): de vorige pagina ontbreekt. Haal alle pagina's bij de bank.")  # fmt: skip
    if before.closing.cents != page.opening.cents:
        raise BankRefused(f"{place}: het beginsaldo is niet het eindsaldo van de vorige pagina. Haal alle pagina's bij de bank.")  # fmt: skip
    first = len(before.entries)
    moved = tuple(replace(entry, position=str(first + at)) for at, entry in enumerate(page.entries, start=1))
    return replace(page, opening=before.opening, entries=before.entries + moved)


def _unfinished(page: Statement) -> BankRefused:
    return BankRefused(
        f"Afschrift {page.number} eindigt met een tussensaldo (:62M:): de volgende pagina ontbreekt. Haal alle pagina's bij de bank."
    )
