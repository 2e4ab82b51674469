"""What stood at the bank before the first statement: explained by one, confirmed by another, and given to whom it is of."""

from uuid import uuid4

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.commands.after import without_bsn
from wegwijs.stages.ontzorgen.commands.booking import give_begin
from wegwijs.stages.ontzorgen.commands.payees import employee_of
from wegwijs.stages.ontzorgen.models import BankAccount, Ontzorging, Statement

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
FIELDS = (
    "begin_cents",
    "begin_reason",
    "begin_asked_by",
    "begin_asked_at",
    "begin_confirmed_by",
    "begin_confirmed_at",
)


@transaction.atomic
def ask_opening(account: BankAccount, cents: int, reason: str, *, by: Actor) -> BankAccount:
    """Say with how much the first statement begins and of whom that money is; once more, before it is confirmed, says it anew.

    Raises NotAllowed; DomainError for nothing or less, without a reason, and once a statement was taken in or a colleague confirmed.
    """
    row = _held(account, by, EDIT)
    if cents <= 0:
        raise DomainError(
            "Vul een bedrag boven nul in. Begint de rekening op nul, dan is er niets vast te leggen.",
            field="cents",
        )
    if not reason.strip():
        raise DomainError("Schrijf op van wie dit geld is en hoe u dat weet.", field="reason")
    without_bsn(reason=reason)
    row.begin_cents, row.begin_reason = cents, reason.strip()[:300]
    row.begin_asked_by, row.begin_asked_at = employee_of(by), clock.now()
    row.save(update_fields=FIELDS)
    _told(row, "beginsaldo vastgelegd", by)
    return row


@transaction.atomic
def answer_opening(account: BankAccount, *, by: Actor, agrees: bool) -> BankAccount:
    """Another agrees, so that the first statement may begin with it; or says that it isn't so, and it is as if nobody had said it.

    Raises NotAllowed for who said it; DomainError when nothing was said, and once a statement was taken in.
    """
    row = _held(account, by, RELEASE)
    if row.begin_asked_by_id is None:
        raise DomainError("Er is nog geen beginsaldo vastgelegd.")
    if row.begin_asked_by_id == employee_of(by).pk:
        raise NotAllowed("U legde dit beginsaldo zelf vast. Laat een collega het bevestigen.")
    if agrees:
        row.begin_confirmed_by, row.begin_confirmed_at = employee_of(by), clock.now()
    else:
        row.begin_cents, row.begin_reason, row.begin_asked_by, row.begin_asked_at = None, "", None, None
    row.save(update_fields=FIELDS)
    _told(row, "beginsaldo bevestigd" if agrees else "beginsaldo afgewezen", by)
    return row


@transaction.atomic
def give_opening(account: BankAccount, ontzorging: Ontzorging, cents: int, *, by: Actor) -> None:
    """A part of what stood there is somebody's. Raises NotAllowed; DomainError for somebody of another gemeente or whose account is closed,
    and for more than is left."""
    by.require(EDIT, account.fund.gemeente_id)
    employee_of(by)
    if ontzorging.dossier.gemeente_id != account.fund.gemeente_id:
        raise DomainError(
            "Deze cliënt hoort bij een andere gemeente. Kies een cliënt van deze rekening.",
            field="ontzorging",
        )
    give_begin(ontzorging, cents, key=f"{uuid4()}", by=by)
    record(
        by=by, action=Action.CHANGE, kind="bankrekening", key=account.pk, gemeente=account.fund.gemeente_id,
        detail="deel van beginsaldo aan een cliënt",
    )  # fmt: skip


def _held(account: BankAccount, by: Actor, needs: Permission) -> BankAccount:
    row = BankAccount.objects.select_for_update(of=("self",)).select_related("fund").get(pk=account.pk)
    by.require(needs, row.fund.gemeente_id)
    employee_of(by)
    if row.fund.kind != Fund.Kind.CLIENTS:
        raise DomainError(
            "Dit is de rekening van de gemeente zelf. Alleen geld van cliënten heeft hier een beginsaldo."
        )
    if Statement.objects.filter(account=row).exists():
        raise DomainError("Van deze rekening is al een afschrift ingelezen. Het begin staat vast.")
    if row.begin_confirmed_at:
        raise DomainError("Dit beginsaldo is al bevestigd. Het staat vast.")
    return row


def _told(row: BankAccount, what: str, by: Actor) -> None:
    record(
        by=by,
        action=Action.CHANGE,
        kind="bankrekening",
        key=row.pk,
        gemeente=row.fund.gemeente_id,
        detail=what,
    )
