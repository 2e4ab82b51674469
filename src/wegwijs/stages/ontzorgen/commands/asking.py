"""Tasks about lines of a statement that a person must look into; they close when the line is settled."""

from uuid import UUID

from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands.work import add_task, drop_task
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.ontzorgen.models import Ontzorging, PaymentOrder, PaymentRun, StatementLine
from wegwijs.ui.format import amounts_together, day, euros


def ask_about_late(line: StatementLine, of: Ontzorging) -> None:
    """A task about money that came when somebody's ontzorgen was over: it is theirs, and nobody pays it out by itself. Neither amount nor
    sender: more people read a task."""
    add_task(
        of.dossier, "Geld kwam binnen nadat het ontzorgen was afgerond",
        why=f"Op {day(line.booked_on)}: {amounts_together(line.note)}. Stuur het door naar de cliënt of terug naar de afzender."[:240],
        due_on=clock.today(), assigned_to=of.administrator, link=reverse("payments:settle", args=[line.pk]),
        source_key=_late_key(line.pk),
    )  # fmt: skip


def late_settled(line: StatementLine, of: Ontzorging, *, by: Actor) -> None:
    """It is known whose or where that money went."""
    drop_task(of.dossier, _late_key(line.pk), by=by, on=clock.today())


def _late_key(line: UUID) -> str:
    return f"nagekomen:{line}"


def ask_about_batch(line: StatementLine, run: PaymentRun) -> None:
    """A task about one sum that doesn't equal the run it is of, for who brought that run to the bank. A task stands in a dossier: that of
    the first of its payments of which the bank said nothing yet, else of its first."""
    orders = PaymentOrder.objects.filter(run=run).select_related(
        "ontzorging__dossier", "ontzorging__administrator"
    )
    found = sorted(orders, key=lambda one: (one.state != PaymentOrder.State.RELEASED, one.end_to_end))
    if not found:
        return
    of = found[0].ontzorging
    add_task(
        of.dossier, "Zoek uit welke betalingen de bank in één bedrag boekte",
        why=amounts_together(f"{euros(-line.cents)} op {day(line.booked_on)}: {line.note}. Daarna kiest u bij de regel welke het waren.")[:240],
        due_on=clock.today(), assigned_to=run.handed_over_by or of.administrator, link=reverse("payments:settle", args=[line.pk]),
        source_key=_batch_key(line.pk),
    )  # fmt: skip


def batch_settled(line: StatementLine, *, by: Actor) -> None:
    """Somebody said what the sum was. Whose dossier the task stands in, the task knows."""
    key = _batch_key(line.pk)
    for dossier in Dossier.objects.filter(taken__source_key=key, taken__done_on=None).distinct():
        drop_task(dossier, key, by=by, on=clock.today())


def _batch_key(line: UUID) -> str:
    return f"verzamelbetaling:{line}"
