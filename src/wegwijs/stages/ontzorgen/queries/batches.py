"""A run that the bank books as one sum: which one it is, and the orders that the sum stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from wegwijs.stages.ontzorgen.models import PaymentOrder, PaymentRun, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line
from wegwijs.ui.format import euros

# A bank books a run on its day, or on the next working day.
BOOKED_WITHIN = timedelta(days=7)
R, O = PaymentRun.State, PaymentOrder.State  # noqa: E741 - as the enumeration it stands for


def unfolded(gemeente: str, lines: Sequence[Line], *, overlaps: bool) -> list[Line]:
    """The lines with one for each order where the bank booked a whole run of a gemeente (its code) as one sum; what doesn't equal a run
    stays one line that says so. ``overlaps``: days of it may have been taken in before. One statement, and two for each such sum."""
    whole = [line for line in lines if _may_be(line)]
    if not whole:
        return list(lines)
    days = [line.booked_on for line in whole]
    named = Q(msg_id__in={word for line in whole for word in _words(line)})
    rows = PaymentRun.objects.filter(
        named | Q(due_on__range=(min(days) - BOOKED_WITHIN, max(days))),
        gemeente=gemeente, state__in=(R.HANDED_OVER, R.DONE), count__gt=0,
    )  # fmt: skip
    runs, used, found = list(rows.order_by("due_on", "pk")), set[UUID](), list[Line]()
    for line in lines:
        fits = _run_of(line, [one for one in runs if one.pk not in used], overlaps) if _may_be(line) else None
        run = fits.run if fits and not fits.note else None
        if run is None:
            found.append(replace(line, note=fits.note, run=fits.run.pk) if fits else line)
            continue
        used.add(run.pk)
        found += _each(line, run)
    return found


def _may_be(line: Line) -> bool:
    """Money that went without the code of one order: to nobody in particular, or with the number of a run."""
    single = line.end_to_end or line.return_reason or line.reversal
    return line.cents < 0 and not single and (bool(line.batch) or not line.counter_iban)


def _words(line: Line) -> set[str]:
    return {line.batch, *line.remittance.split()}


@dataclass(frozen=True, slots=True)
class _Fit:
    """The run that a sum is of; ``note``: why it doesn't equal it, for who must look."""

    run: PaymentRun
    note: str = ""


def _run_of(line: Line, runs: list[PaymentRun], overlaps: bool) -> _Fit | None:
    named = [one for one in runs if one.msg_id in _words(line)]
    if named:
        run = named[0]
        if run.cents == -line.cents and line.batch_count in (0, run.count):
            return _Fit(run)
        counted = f" en {line.batch_count} betalingen" if line.batch_count else ""
        return _Fit(
            run,
            f"de bank boekte betaalrun {run.msg_id} als één bedrag van {euros(-line.cents)}{counted}, maar de run is {euros(run.cents)} met "
            f"{run.count} betalingen; vraag de bank welke betalingen erin zitten",
        )
    if line.counter_iban:
        return None
    same = [
        one for one in runs
        if one.cents == -line.cents and line.batch_count in (0, one.count) and one.due_on <= line.booked_on <= one.due_on + BOOKED_WITHIN
    ]  # fmt: skip
    ways = (_booked, _open) if overlaps else (_open, _booked)
    for way in ways:
        fits = [one for one in same if way(line, one)]
        if len(fits) == 1:
            return _Fit(fits[0])
        if fits:
            return _Fit(fits[0], f"één bedrag dat past bij {len(fits)} betaalruns; vraag de bank welke betalingen erin zitten")  # fmt: skip
    return None


def _open(line: Line, run: PaymentRun) -> bool:
    """Whether the bank said nothing yet of any of its orders."""
    return run.state == R.HANDED_OVER and not run.opdrachten.exclude(state=O.RELEASED).exists()


def _booked(line: Line, run: PaymentRun) -> bool:
    """Whether this line was taken in before as this run."""
    rows = StatementLine.objects.filter(
        order__run=run, booked_on=line.booked_on, bank_reference=line.bank_reference[:60], cents__lt=0
    )
    return rows.filter(outcome=StatementLine.Outcome.PAID).count() == run.count


def _each(line: Line, run: PaymentRun) -> list[Line]:
    note = f"door de bank als één bedrag geboekt: {euros(-line.cents)}, {run}"
    return [
        replace(
            line, cents=-one.cents, counter_iban=one.iban, counter_name=one.name, end_to_end=one.end_to_end, note=note, batch="", batch_count=0,
        )
        for one in run.opdrachten.order_by("end_to_end")
    ]  # fmt: skip
