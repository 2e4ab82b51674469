"""Reads camt.053, versions 02 and 08: bank statements in XML. Entry by entry, so that a year of them fits in memory."""

from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from wegwijs.exchange.bank.camt_details import Details, details_of, entry_of
from wegwijs.exchange.bank.guarded import Walk
from wegwijs.exchange.bank.node import Node
from wegwijs.exchange.bank.refusal import BankRefused, shown
from wegwijs.exchange.bank.statement import Balance, Entry, Format, Statement, account, in_euros, proved

_STEM = "urn:iso:std:iso:20022:tech:xsd:"
VERSIONS = {f"{_STEM}{form}": form for form in (Format.CAMT_02, Format.CAMT_08)}
_OTHERS = {
    "pain.001": "een betaalbestand dat naar de bank gaat, geen bankafschrift",
    "pain.008": "een incassobestand dat naar de bank gaat, geen bankafschrift",
    "pain.002": "een bericht over een betaalbestand, geen bankafschrift",
    "camt.052": "een overzicht van een dag die nog loopt (camt.052)",
    "camt.054": "een bericht over losse boekingen (camt.054)",
    "camt.053": "een bankafschrift in een andere versie van camt.053",
}
_BOOKED = "BOOK"


class _Part(Enum):
    """The parts of a message that are read when they are complete."""

    STATEMENT = "Stmt"
    ACCOUNT = "Acct"
    ENTRY = "Ntry"
    PAYMENT = "TxDtls"


# How deep each of them lies; the same name elsewhere is something else.
_NAMES = {
    3: {"Stmt": _Part.STATEMENT},
    4: {"Acct": _Part.ACCOUNT, "Ntry": _Part.ENTRY},
    6: {"TxDtls": _Part.PAYMENT},
}


@dataclass
class _Reading:
    """What was read of the statement so far. ``parts``: of the entry that is being read."""

    own: str = ""
    entries: list[Entry] = field(default_factory=list)
    parts: list[Details] = field(default_factory=list)
    ids: set[tuple[str, str]] = field(default_factory=set)
    seen: int = 0
    skipped: int = 0


def read_camt(data: bytes) -> tuple[Format, tuple[Statement, ...]]:
    """Every statement in the file. Raises BankRefused, with the place, for what isn't one or doesn't add up."""
    form, namespace, depth = None, "", 0
    statements: list[Statement] = []
    reading = _Reading()
    walk = Walk(data)
    for event, element in walk:
        if event == "start":
            if form is None:
                form, namespace = _form_of(element)
            depth += 1
            continue
        names, depth = _NAMES.get(depth), depth - 1
        what = names and names.get(element.tag.removeprefix(f"{{{namespace}}}"))
        if not what:
            continue
        place = f"Afschrift {len(statements) + 1}"
        node = Node(element, namespace, place)
        if what is _Part.STATEMENT:
            statements.append(_statement(node, reading))
            reading = _Reading()
        elif what is _Part.ACCOUNT:
            reading.own = _account(node)
            continue
        else:
            _read_entry(node, what, reading)
        walk.forget(element)
    if form is None or not statements:
        raise BankRefused("In dit bestand staat geen bankafschrift. Vraag de bank om camt.053.")
    return form, proved(statements)


def _account(node: Node) -> str:
    return account(node.text("Id/IBAN", "Id/Othr/Id"), node.place)


def _read_entry(node: Node, what: _Part, reading: _Reading) -> None:
    if what is _Part.ENTRY:
        reading.seen += 1
        node.place += f", boeking {reading.seen}"
        _take(node, reading)
    else:
        node.place += f", boeking {reading.seen + 1}"
        reading.parts.append(details_of(node))


def _form_of(root: etree._Element) -> tuple[Format, str]:
    namespace, _brace, name = root.tag.removeprefix("{").rpartition("}")
    form = VERSIONS.get(namespace)
    if form and name == "Document":
        return form, namespace
    message = namespace.removeprefix(_STEM)
    what = not form and next((words for stem, words in _OTHERS.items() if message.startswith(stem)), "")
    if what:
        raise BankRefused(f"Dit is {what}. Vraag de bank om camt.053.001.02 of camt.053.001.08.")
    raise BankRefused(f"Dit is XML ({shown(name)}), maar geen bankafschrift. Vraag de bank om camt.053.")


def _take(entry: Node, reading: _Reading) -> None:
    """Adds one Ntry: the parts of a batch each for itself."""
    parts, reading.parts = reading.parts, []
    if entry.text("Sts/Cd", "Sts") != _BOOKED:
        reading.skipped += 1
        return
    for kind in ("AcctSvcrRef", "NtryRef"):
        number = entry.text(kind)
        if number and number not in ("NOTPROVIDED", "NONREF") and (kind, number) in reading.ids:
            raise BankRefused(f"{entry.place}: het nummer {shown(number)} staat ook bij een eerdere boeking. Haal het bestand opnieuw bij de bank.")  # fmt: skip
        reading.ids.add((kind, number))
    reading.entries += entry_of(entry, parts, str(reading.seen), reading.own)


def _statement(node: Node, reading: _Reading) -> Statement:
    number = node.text("ElctrncSeqNb", "LglSeqNb", "Id")
    node.place = f"Afschrift {number}" if number else node.place
    own = reading.own or account("", node.place)
    in_euros(node.text("Acct/Ccy") or "EUR", node.place)
    balances: dict[str, Balance] = {}
    for found in node.every("Bal"):
        amount, day = found.first("Amt"), found.day("Dt")
        if amount is not None and day is not None:
            balances.setdefault(found.text("Tp/CdOrPrtry/Cd"), Balance(found.signed(amount.cents()), day))
    opening = balances.get("OPBD") or balances.get("PRCD")
    closing = balances.get("CLBD")
    if opening is None or closing is None:
        which = "beginsaldo (OPBD of PRCD)" if opening is None else "eindsaldo (CLBD)"
        raise BankRefused(
            f"{node.place}: het geboekte {which} ontbreekt. Vraag de bank om een volledig afschrift."
        )
    return Statement(own, number, opening, closing, tuple(reading.entries), reading.skipped)
