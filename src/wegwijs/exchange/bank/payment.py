"""What is to be paid: orders from one account on one day, and what is wrong with them before a bank says so."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from stdnum import iso11649

from wegwijs.clock import AMSTERDAM
from wegwijs.exchange.bank import iban
from wegwijs.exchange.bank.refusal import BankRefused
from wegwijs.exchange.bank.text import as_carried, is_carried

LONGEST_NAME, LONGEST_REMITTANCE, LONGEST_ID = 70, 140, 35
HIGHEST = 999_999_999_99
# Weights from the right; a longer number begins again. Source: Betaalvereniging Nederland, Specificaties betalingskenmerk.
_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)
_WITH_CHECK, _LONGEST = (9, 10, 11, 12, 13, 14), 16
_NO_CHECK = 7


@dataclass(frozen=True, slots=True)
class Debtor:
    """The account that is paid from. Its bank is looked up by the number."""

    name: str
    iban: str


@dataclass(frozen=True, slots=True)
class Order:
    """One payment. Either ``remittance`` (free words) or ``reference`` (betalingskenmerk or RF number), or neither."""

    end_to_end_id: str
    name: str
    iban: str
    cents: int
    remittance: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Orders that go to the bank as one file. ``booked_as_one``: the bank books one sum instead of every order."""

    message_id: str
    payment_id: str
    created: datetime
    execute_on: date
    debtor: Debtor
    orders: tuple[Order, ...]
    booked_as_one: bool = False

    @property
    def cents(self) -> int:
        """The sum of all orders."""
        return sum(order.cents for order in self.orders)

    @property
    def moment(self) -> datetime:
        """When it was made, as clocks in the Netherlands show, in whole seconds."""
        return self.created.astimezone(AMSTERDAM).replace(microsecond=0, tzinfo=None)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a payment file can't carry. ``position`` counts orders from 1; 0 is the run itself."""

    position: int
    field: str
    sentence: str

    def __str__(self) -> str:
        where = f"Betaling {self.position}" if self.position else "De betaalrun"
        return f"{where}, {_WORDS[self.field]}: {self.sentence}"


_WORDS = {
    "message_id": "het nummer van het bestand",
    "payment_id": "het nummer van de opdracht",
    "created": "het moment van maken",
    "execute_on": "de betaaldag",
    "debtor_name": "de naam van de rekening waarvan betaald wordt",
    "debtor_iban": "de rekening waarvan betaald wordt",
    "orders": "de betalingen",
    "end_to_end_id": "het kenmerk van de betaling",
    "name": "de naam van de ontvanger",
    "iban": "het rekeningnummer",
    "cents": "het bedrag",
    "remittance": "de omschrijving",
    "reference": "het betalingskenmerk",
}


def faults(run: Run) -> tuple[Fault, ...]:
    """Everything that a bank would send back, in the order of the file; empty when there is nothing."""
    return tuple(_faults(run))


def _faults(run: Run) -> Iterator[Fault]:
    own = iban.compact(run.debtor.iban)
    found = {
        "message_id": _id_fault(run.message_id),
        "payment_id": _id_fault(run.payment_id),
        "created": "" if run.created.tzinfo else "de tijdzone ontbreekt.",
        "debtor_name": _text_fault(run.debtor.name, LONGEST_NAME, needed=True),
        "debtor_iban": iban.fault(own),
        "orders": "" if run.orders else "er zijn geen betalingen. Zet er minstens één klaar.",
    }
    if run.created.tzinfo and run.execute_on < run.moment.date():
        found["execute_on"] = f"{run.execute_on:%d-%m-%Y} is voorbij. Kies vandaag of een latere dag."
    yield from (Fault(0, field, sentence) for field, sentence in found.items() if sentence)
    times = Counter(order.end_to_end_id for order in run.orders)
    for position, order in enumerate(run.orders, start=1):
        for field, sentence in _order_faults(order, own, times[order.end_to_end_id]).items():
            if sentence:
                yield Fault(position, field, sentence)


def _order_faults(order: Order, own: str, times: int) -> dict[str, str]:
    number = iban.compact(order.iban)
    found = {
        "end_to_end_id": _id_fault(order.end_to_end_id),
        "name": _text_fault(order.name, LONGEST_NAME, needed=True),
        "iban": iban.fault(number),
        "cents": _amount_fault(order.cents),
        "remittance": _text_fault(order.remittance, LONGEST_REMITTANCE, needed=False),
        "reference": _reference_fault(order),
    }
    if times > 1:
        found["end_to_end_id"] = "hetzelfde kenmerk staat bij een andere betaling. Elk kenmerk mag één keer."
    if number == own and not found["iban"]:
        found["iban"] = "dit is de rekening waarvan betaald wordt. Vul de rekening van de ontvanger in."
    return found


def _id_fault(text: str) -> str:
    if not text.strip():
        return "het ontbreekt."
    if len(text) > LONGEST_ID:
        return f"het heeft {len(text)} tekens; het mogen er {LONGEST_ID} zijn."
    if text == "NOTPROVIDED" or not is_carried(text) or " " in text:
        return "het mag alleen letters, cijfers en / - ? : ( ) . , ' + hebben, en niet NOTPROVIDED zijn."
    if text.startswith("/") or text.endswith("/") or "//" in text:
        return "het mag niet met een schuine streep beginnen of eindigen, en er mogen er geen twee na elkaar staan."
    return ""


def _text_fault(text: str, longest: int, *, needed: bool) -> str:
    try:
        carried = as_carried(text)
    except BankRefused as refused:
        return refused.message
    if needed and not carried:
        return "zij ontbreekt. Vul haar in."
    if len(carried) > longest:
        return f"zij heeft {len(carried)} tekens; het mogen er {longest} zijn. Maak haar korter."
    return ""


def _amount_fault(cents: object) -> str:
    if type(cents) is not int:
        return "het is geen heel aantal centen."
    if cents <= 0:
        return "het moet meer dan nul zijn."
    return "het is hoger dan een bank in één betaling aanneemt (€ 999.999.999,99)." if cents > HIGHEST else ""


def _reference_fault(order: Order) -> str:
    if not order.reference:
        return ""
    if order.remittance.strip():
        return "er is ook een omschrijving. Kies een van de twee: een bank neemt ze niet allebei aan."
    if rf_number(order.reference) or betalingskenmerk(order.reference):
        return ""
    return "het klopt niet. Een betalingskenmerk heeft 7, 9 tot 14 of 16 cijfers en een controlecijfer; neem het over van de rekening."


def betalingskenmerk(text: str) -> str:
    """The digits of a Dutch payment reference that holds; empty when it doesn't.

    The first digit checks the others (weighed, modulo 11); from 9 to 14 digits the second says how many follow. Seven
    digits check nothing.
    """
    digits = re.sub(r"[\s.]", "", text)
    if not (digits.isascii() and digits.isdigit()):
        return ""
    if len(digits) == _NO_CHECK:
        return digits
    if len(digits) not in (*_WITH_CHECK, _LONGEST):
        return ""
    if len(digits) != _LONGEST and int(digits[1]) != (len(digits) - 2) % 10:
        return ""
    return digits if int(digits[0]) == _check_digit(digits[1:]) else ""


def _check_digit(digits: str) -> int:
    weighed = sum(int(digit) * _WEIGHTS[at % 10] for at, digit in enumerate(reversed(digits)))
    left = 11 - weighed % 11
    return {10: 1, 11: 0}.get(left, left)


def rf_number(text: str) -> str:
    """An international reference (ISO 11649, RF and two check digits) that holds; empty when it doesn't."""
    holds: Callable[[str], bool] = iso11649.is_valid
    return str(iso11649.compact(text)) if text.isascii() and text[:2].upper() == "RF" and holds(text) else ""
