"""A file of a bank becomes statements that the room that pays can take in."""

import re

from wegwijs.exchange.bank.reading import read_statement
from wegwijs.exchange.bank.statement import Entry, Statement
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, StatementFacts
from wegwijs.stages.ontzorgen.queries.known import Line

# With more bookings than this a worker reads it: it would take longer than somebody waits for a page.
LARGE = 2_000
# A booking may hold a whole run, payment by payment. Some banks end their lines with a return only.
_BOOKINGS = (
    re.compile(rb"<(?:[\w.-]+:)?Ntry[\s>]"),
    re.compile(rb"<(?:[\w.-]+:)?TxDtls[\s>]"),
    re.compile(rb"[\r\n]:61:"),
)


def is_large(data: bytes) -> bool:
    """Whether a worker should read it; counted without reading it, so what isn't a statement may count as well."""
    return any(len(one.findall(data)) > LARGE for one in _BOOKINGS)


def facts_of(name: str, data: bytes) -> FileFacts:
    """What a file holds. Raises BankRefused for what isn't a statement."""
    found = read_statement(name, data)
    return FileFacts(name, found.sha256, data, [_statement(one) for one in found.statements])


def _statement(one: Statement) -> StatementFacts:
    return StatementFacts(
        one.iban, one.number, one.opening.cents, one.opening.day, one.closing.cents, one.closing.day,
        [_line(entry) for entry in one.entries],
    )  # fmt: skip


def _line(one: Entry) -> Line:
    # The parts of a batch come each for themselves; without them it is one sum.
    whole = one.batch if one.batch and one.batch.cents == one.cents else None
    return Line(
        one.booked, one.cents, one.counter_iban, one.counter_name, one.remittance or one.reference, one.end_to_end_id,
        one.bank_reference, one.return_code, one.reversal, whole.payment_id if whole else "",
        whole.count if whole and whole.count > 1 else 0,
    )  # fmt: skip
