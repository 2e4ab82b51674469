"""Take an invoice in, and decide about its lines: never more than was delivered, never a thing twice."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.commands.money import Fact, book_delivered
from wegwijs.contracts.models import CallOff, Invoice, InvoiceFile, InvoiceLine, Movement, Reason
from wegwijs.contracts.queries.invoices import ROUNDED, call_offs_by_number, lines_of
from wegwijs.contracts.queries.verdicts import Verdict, verdicts
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.ui.format import day, euros, moment

S, L = Invoice.State, InvoiceLine.State
# A thousand billion euros, in cents: beyond it no invoice means what it says.
LARGEST = 10**14
# A word that may be the number of a call-off.
_WORD = re.compile(r"[\w./-]*\w")


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line as the supplier wrote it: ``quantity`` in hundredths, money in cents without VAT, never below zero on a credit note.

    ``references``: every text of the line in which the number of a call-off may stand, the likeliest first.
    """

    number: str
    description: str
    quantity: int
    unit_price: int
    amount: int
    references: tuple[str, ...]
    vat_basis_points: int = 0
    period_from: date | None = None
    period_to: date | None = None


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """An invoice as the supplier wrote it. ``net``: its total without VAT, in cents. ``content``: the file (None: typed).

    ``credited``: numbers of the invoices that a credit note corrects. ``findings``: what a check of the file found wrong.
    """

    supplier: Organisation
    number: str
    dated: date
    lines: Sequence[LineFacts]
    net: int
    vat: int = 0
    due: date | None = None
    currency: str = "EUR"
    credit: bool = False
    credited: tuple[str, ...] = ()
    iban: str = ""
    kvk: str = ""
    file_name: str = ""
    content: bytes | None = None
    findings: tuple[str, ...] = field(default_factory=tuple)


@transaction.atomic
def receive_invoice(facts: InvoiceFacts, *, by: Actor) -> Invoice:
    """Keep an invoice with its lines. What breaks rules, is in another currency or doesn't add up is kept as refused, with why.

    Raises NotAllowed; DomainError when this file or this number of this supplier came before, or a number is too large to be one.
    """
    by.require(Permission.INVOICE_DECIDE)
    _not_too_large(facts)
    # Two people who send the same file at the same moment do so one after the other.
    Organisation.objects.select_for_update(no_key=True).get(pk=facts.supplier.pk)
    digest = hashlib.sha256(facts.content).hexdigest() if facts.content is not None else None
    _not_before(facts, digest)
    findings = [*facts.findings, *_own_findings(facts)]
    sign = -1 if facts.credit else 1
    of_supplier = Invoice.objects.filter(supplier=facts.supplier).exclude(state=S.REFUSED)
    known = call_offs_by_number(set(_words(facts.lines)))
    named = [_named(one, known) for one in facts.lines]
    made = Invoice.objects.create(
        supplier=facts.supplier, buyer=by.organisation, number=facts.number, dated=facts.dated, due=facts.due,
        currency=facts.currency, net=sign * facts.net, vat=sign * facts.vat, credit=facts.credit,
        credits=of_supplier.filter(number__in=facts.credited, credit=False).first() if facts.credited else None,
        iban=facts.iban, kvk=facts.kvk, way=Invoice.Way.TYPED if digest is None else Invoice.Way.UPLOAD, sha256=digest,
        findings=[one[:400] for one in findings], state=S.REFUSED if findings else S.RECEIVED,
        received_by=employee_of(by), received_at=clock.now(), gemeenten=sorted({one.gemeente_id for one in named if one}),
    )  # fmt: skip
    if facts.content is not None:
        InvoiceFile.objects.create(invoice=made, name=facts.file_name[-120:], content=facts.content)
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=made, position=position, number=one.number[:20], description=one.description[:240],
            call_off=call_off, quantity=one.quantity, unit_price=one.unit_price, amount=sign * one.amount,
            vat_basis_points=one.vat_basis_points, period_from=one.period_from, period_to=one.period_to,
        )
        for position, (one, call_off) in enumerate(zip(facts.lines, named, strict=True), start=1)
    )  # fmt: skip
    told(by, made, "factuur geweigerd bij ontvangst" if findings else "factuur ontvangen")
    return made


def employee_of(by: Actor) -> Employee:
    """Who handles an invoice. Raises NotAllowed for a system."""
    if by.employee is None:
        raise NotAllowed("Facturen behandelt een medewerker.")
    return by.employee


def _not_too_large(facts: InvoiceFacts) -> None:
    numbers = [
        facts.net,
        facts.vat,
        *(n for one in facts.lines for n in (one.quantity, one.unit_price, one.amount)),
    ]
    if any(abs(one) > LARGEST for one in numbers):
        raise DomainError(
            "Een bedrag of aantal op de factuur is te groot. Kijk na of er cijfers te veel staan."
        )


def _not_before(facts: InvoiceFacts, digest: str | None) -> None:
    same = Invoice.objects.filter(sha256=digest).first() if digest else None
    if same is None:
        rows = Invoice.objects.filter(supplier=facts.supplier, number=facts.number)
        same = rows.exclude(state=S.REFUSED).first()
        if same is None:
            return
    raise DomainError(
        f"Factuur {same} van {same.supplier} is er al, ontvangen op {moment(same.received_at)}. "
        "Een tweede keer wordt niet aangenomen.",
        field="number",
    )


def _own_findings(facts: InvoiceFacts) -> Iterable[str]:
    if facts.currency != "EUR":
        yield f"De factuur is in {facts.currency}. Wij betalen alleen in euro’s."
    if not facts.lines:
        yield "De factuur heeft geen regels."
    total = sum(one.amount for one in facts.lines)
    if facts.lines and total != facts.net:
        yield f"De regels zijn samen {euros(total)}. Als totaal zonder btw staat er {euros(facts.net)}."
    if not vat_fits(facts.lines, facts.vat):
        yield f"De btw op de factuur is {euros(facts.vat)}. Bij de regels hoort {euros(vat_of(facts.lines))}."
    if facts.net < 0:
        yield "Het totaal is onder nul. Wat terug moet, hoort op een creditnota."
    for one in facts.lines:
        if one.period_from and one.period_to and one.period_to < one.period_from:
            yield f"Regel {one.number}: de laatste dag van de periode ligt voor de eerste."
    if facts.dated > clock.today():
        yield f"De factuur is van {day(facts.dated)}. Die dag is nog niet geweest."


def vat_of(lines: Iterable[LineFacts]) -> int:
    """The VAT that belongs to these lines, in cents; half a cent goes up."""
    return sum((one.amount * one.vat_basis_points + 5_000) // 10_000 for one in lines)


def vat_fits(lines: Sequence[LineFacts], vat: int) -> bool:
    """Whether an invoice asks the VAT of its lines: it may round the sum of them, where the books round each."""
    return abs(vat_of(lines) - vat) <= len(lines)


def _words(lines: Iterable[LineFacts]) -> Iterable[str]:
    for one in lines:
        for text in one.references:
            yield text.strip()
            yield from _WORD.findall(text)


def _named(line: LineFacts, known: Mapping[str, CallOff]) -> CallOff | None:
    return next((known[word] for word in _words([line]) if word in known), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody says of one line, by its key; ``note`` may be empty where the product said why already."""

    line: UUID
    state: InvoiceLine.State
    note: str = ""


@transaction.atomic
def decide_lines(invoice: Invoice, decisions: Iterable[Decision], *, by: Actor) -> Invoice:
    """Accept, refuse or park lines. When none is open or parked the invoice waits for somebody to confirm it.

    Raises NotAllowed; DomainError when it was confirmed or refused, for accepting what wasn't delivered or was invoiced before, for
    accepting against the advice without words, and for refusing or parking what fits without words.
    """
    by.require(Permission.INVOICE_DECIDE)
    row = Invoice.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=invoice.pk)
    if row.state not in (S.RECEIVED, S.DECIDED):
        raise DomainError(f"Deze factuur is {row.get_state_display()}. De regels staan vast.")
    lines = lines_of(row)
    wanted = {one.line: one for one in decisions}
    keys = sorted({line.call_off_id for line in lines if line.call_off_id})
    # Two invoices for one trajectory are decided one after the other.
    list(CallOff.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    accepted = {line.pk for line in lines if _after(line, wanted) == L.ACCEPTED}
    found = verdicts(row, lines, accepted=accepted)
    for line in lines:
        if (one := wanted.get(line.pk)) and one.state != L.OPEN:
            _decide(line, one, found[line.pk], by)
        elif line.pk in accepted and not found[line.pk].may_accept:
            raise DomainError(f"Regel {line.number} kan dan niet akkoord blijven. {found[line.pk].words}", field=f"state-{line.pk}")  # fmt: skip
    _round(lines, found, by)
    left = any(line.state in (L.OPEN, L.PARKED) for line in lines)
    row.state = S.RECEIVED if left else S.DECIDED
    row.save(update_fields=["state"])
    told(by, row, "regels beoordeeld")
    return row


def _after(line: InvoiceLine, wanted: dict[UUID, Decision]) -> str:
    one = wanted.get(line.pk)
    return one.state if one and one.state != L.OPEN else line.state


def _decide(line: InvoiceLine, one: Decision, said: Verdict, by: Actor) -> None:
    if line.state == one.state and line.note == one.note:
        return
    if one.state == L.ACCEPTED:
        if not said.may_accept:
            raise DomainError(f"Regel {line.number} kan niet akkoord. {said.words}", field=f"state-{line.pk}")
        if said.reason and not one.note:
            raise DomainError(f"Zeg bij regel {line.number} waarom u toch akkoord geeft. {said.words}", field=f"note-{line.pk}")  # fmt: skip
    elif not (one.note or (said.reason and said.words)):
        raise DomainError(f"Zeg bij regel {line.number} waarom niet, voor de aanbieder.", field=f"note-{line.pk}")  # fmt: skip
    other = "" if one.state == L.ACCEPTED else Reason.OTHER
    line.state, line.reason, line.price = one.state, said.reason or other, said.price
    line.note = one.note or said.words[:400]
    line.decided_by, line.decided_at = employee_of(by), clock.now()
    line.save(update_fields=["state", "reason", "note", "price", "decided_by", "decided_at"])


def _round(lines: Iterable[InvoiceLine], found: Mapping[UUID, Verdict], by: Actor) -> None:
    """What accepted lines round up over a period is delivered with them, to the cent; of others it is taken back."""
    rows = [line for line in lines if line.call_off]
    of_line: dict[str, list[Movement]] = {}
    booked = Movement.objects.filter(
        kind=Movement.Kind.DELIVERED,
        source_key__startswith=ROUNDED,
        call_off__in={line.call_off_id for line in rows},
    )
    for one in booked.select_related("price").order_by("id"):
        of_line.setdefault(one.source_key.split(":")[1], []).append(one)
    for line in rows:
        assert line.call_off  # noqa: S101 - filtered on it
        said, known = found[line.pk], of_line.get(str(line.pk), [])
        wanted = said.rounding if line.state == L.ACCEPTED else 0
        if differs := wanted - sum(one.cents for one in known):
            on, price = (known[0].on, known[0].price) if known else (said.rounds_on, said.price)
            assert on  # noqa: S101 - what is rounded has a day
            key, note = f"{ROUNDED}{line.pk}:{len(known)}", f"afronding, factuur {line.invoice}"[:160]
            fact = Fact(differs, on, key, note, price=price)
            book_delivered(line.call_off, fact, by=by, needs=Permission.INVOICE_DECIDE)


def told(by: Actor, row: Invoice, detail: str) -> None:
    """In the audit: what was done with an invoice."""
    record(by=by, action=Action.CHANGE, kind="factuur", key=row.pk, detail=detail)
