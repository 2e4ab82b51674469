"""Two invoices of this autumn that don't fit: one with three wrong lines, settled half, and one that waits for the second pair of eyes."""

from collections.abc import Sequence
from datetime import timedelta

from wegwijs import clock
from wegwijs.contracts.commands import Decision, InvoiceFacts, LineFacts, decide_lines, receive_invoice
from wegwijs.contracts.models import InvoiceLine, Moment, Movement
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory.walk import after_weekend

S, K = InvoiceLine.State, Movement.Kind
# Of each delivery that may be invoiced now: so much less than agreed, in cents.
LESS = 150_00
AGREED = "Korting afgesproken in het contractoverleg: de eerste week viel uit."
WANTED = "Gevraagd om het afroepnummer van deze deelnemer. Antwoord komt deze week."


def disputed(staff: Staff) -> None:
    """Of the schools of both routes, looked at by the buyer."""
    _half_settled(staff)
    _to_confirm(staff)


def _half_settled(staff: Staff) -> None:
    """One line fits; of three that don't one is accepted for a reason, one refused, and one waits for an answer."""
    rows = _to_invoice("DRE-2022-B1")[:3]
    if len(rows) < 3:
        return
    fits, cheaper, ghost = rows
    lines = [
        _line(1, fits), _line(2, cheaper, cents=cheaper.cents - LESS), _line(3, ghost, weeks=20),
        _line(4, fits, number="DRE-2022-B1-9999"),
    ]  # fmt: skip
    _received(staff, "SAG", lines, (S.ACCEPTED, S.ACCEPTED, S.REFUSED, S.PARKED), {2: AGREED, 4: WANTED})


def _to_confirm(staff: Staff) -> None:
    """Two lines fit, one asks the same again: everything is decided, by one of two."""
    rows = _to_invoice("DRE-2022-Z")[:2]
    if len(rows) < 2:
        return
    lines = [_line(1, rows[0]), _line(2, rows[1]), _line(3, rows[0])]
    _received(staff, "NLT", lines, (S.ACCEPTED, S.ACCEPTED, S.REFUSED), {})


def _to_invoice(contract: str) -> list[Movement]:
    """What was delivered of trajectories that began this autumn, and no invoice asks yet."""
    rows = Movement.objects.filter(
        kind=K.DELIVERED, call_off__contract__number=contract, price__moment=Moment.STARTED, call_off__ends_on=None,
        on__gte=clock.today() - timedelta(weeks=12), call_off__invoice_lines=None,
    )  # fmt: skip
    return list(rows.select_related("call_off__contract__supplier").order_by("on", "pk"))


def _line(place: int, of: Movement, *, cents: int = 0, weeks: int = 0, number: str = "") -> LineFacts:
    """As the school would write it; ``weeks``: it asks for lessons of so long before."""
    first = of.on - timedelta(weeks=weeks) if weeks else max(of.on.replace(day=1), of.call_off.starts_on)
    asked, named = cents or of.cents, number or str(of.call_off)
    return LineFacts(
        str(place), f"{of.note}, {named}", 100, asked, asked, (named,), period_from=first,
        period_to=first + timedelta(days=6) if weeks else of.on,
    )  # fmt: skip


def _received(
    staff: Staff, short: str, lines: Sequence[LineFacts], said: Sequence[InvoiceLine.State], notes: dict[int, str]
) -> None:  # fmt: skip
    on = after_weekend(clock.today() - timedelta(days=4))
    supplier = {"SAG": "Sagènn", "NLT": "NLtraining"}[short]
    facts = InvoiceFacts(
        staff.organisations[supplier], f"{on:%Y%m}-{short}-B", on, lines, sum(one.amount for one in lines),
        due=on + timedelta(days=30), iban="NL91ABNA0417164300" if short == "SAG" else "NL20INGB0001234567",
    )  # fmt: skip
    with clock.frozen(on):
        invoice = receive_invoice(facts, by=staff.actor("dejong"))
    with clock.frozen(after_weekend(on + timedelta(days=1))):
        rows = list(invoice.lines.order_by("position"))
        decide_lines(
            invoice,
            [
                Decision(row.pk, state, notes.get(row.position, ""))
                for row, state in zip(rows, said, strict=True)
            ],
            by=staff.actor("vermeer"),
        )
