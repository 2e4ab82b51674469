"""Tasks about a new account number: who it concerns must hear of it."""

from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands.work import add_task, drop_task
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Employee
from wegwijs.stages.ontzorgen.models import Ontzorging, PayeeChange
from wegwijs.stages.ontzorgen.queries.payees import new_number, paid_for
from wegwijs.ui.format import moment


def task_key(row: PayeeChange) -> str:
    """By which the task about a number is known."""
    return f"rekening:{row.pk}"


def ask_to_tell(row: PayeeChange, *, by: Actor) -> None:
    """A task to tell the client, along a way that was known before, or the clients for whom somebody is paid; none for a first number and
    while we pay nobody. For who keeps the money, or for who confirmed when they asked for it."""
    if row.payee.dossier is None:
        _ask_to_tell_all(row, by)
        return
    running = Ontzorging.objects.filter(dossier=row.payee.dossier).exclude(state=Ontzorging.State.KLAAR).first()  # fmt: skip
    add_task(
        row.payee.dossier,
        "Vertel de cliënt dat er een nieuw rekeningnummer is",
        why=f"Het nummer is te gebruiken vanaf {moment(row.usable_from or clock.now())}. Bel op een nummer dat u al kende, en vraag of het klopt. Stuur ook de brief.",
        due_on=clock.today(),
        assigned_to=_by_whom(row, running.administrator if running else None),
        link=reverse("payments:payee", args=[row.payee_id]),
        source_key=task_key(row),
    )


def _ask_to_tell_all(row: PayeeChange, by: Actor) -> None:
    """A task stands in a dossier: that of the first client. It names nobody: more people read a task. One about an earlier number lapses."""
    for earlier in row.payee.changes.filter(confirmed_at__isnull=False, told_at=None).exclude(pk=row.pk):
        all_told(earlier, by=by)
    if new_number(row.payee) is None:
        return
    rows = list(paid_for(row.payee, on=clock.today()).select_related("dossier", "administrator"))
    if not rows:
        return
    many = len({one.dossier_id for one in rows})
    add_task(
        rows[0].dossier,
        "Vertel de cliënten dat een ontvanger een nieuw rekeningnummer heeft",
        why=f"Wij betalen deze ontvanger voor {many} {'cliënt' if many == 1 else 'cliënten'}. Het nummer is te gebruiken vanaf {moment(row.usable_from or clock.now())}. Met één knop krijgt ieder een brief."[
            :240
        ],
        due_on=clock.today(),
        assigned_to=_by_whom(row, rows[0].administrator),
        link=reverse("payments:clients", args=[row.payee_id]),
        source_key=task_key(row),
    )


def all_told(row: PayeeChange, *, by: Actor) -> None:
    """The clients hear of it, or of a newer one. Whose dossier the task stands in, the task knows."""
    key = task_key(row)
    for dossier in Dossier.objects.filter(taken__source_key=key, taken__done_on=None).distinct():
        drop_task(dossier, key, by=by, on=clock.today())


def _by_whom(row: PayeeChange, keeps: Employee | None) -> Employee | None:
    return row.confirmed_by if keeps == row.asked_by else keeps
