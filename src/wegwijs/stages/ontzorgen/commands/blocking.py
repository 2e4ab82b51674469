"""Whom nothing is paid any more: blocked by one, at once; let in again when one asks it and another agrees."""

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.organisations.models import Employee
from wegwijs.stages.ontzorgen.commands.drops import drop_of_payee
from wegwijs.stages.ontzorgen.commands.payees import employee_of, noted
from wegwijs.stages.ontzorgen.models import Payee
from wegwijs.stages.ontzorgen.queries.payees import whose_own

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
STANDING = (
    "blocked_at",
    "blocked_reason",
    "unblock_asked_by",
    "unblock_asked_at",
    "unblock_reason",
    "unblock_refused_by",
    "unblock_refused_at",
    "unblock_refusal",
    "unblocked_by",
    "unblocked_at",
    "version",
)


@transaction.atomic
def block_payee(payee: Payee, reason: str, *, by: Actor, version: int) -> Payee:
    """Nothing goes there any more, from now on. What was in a run drops out. Raises NotAllowed, Conflict."""
    row, _ = _held(payee, by, version)
    if row.blocked_at is None:
        row.blocked_at, row.blocked_reason = clock.now(), reason
        row.unblock_asked_by, row.unblock_asked_at, row.unblock_reason = None, None, ""
        row.unblock_refused_by, row.unblock_refused_at, row.unblock_refusal = None, None, ""
        row.unblocked_by, row.unblocked_at = None, None
        _save(row)
        drop_of_payee(row, f"{row} is geblokkeerd", by=by)
        noted(row, "ontvanger geblokkeerd", by=by)
    return row


@transaction.atomic
def ask_unblock(payee: Payee, reason: str, *, by: Actor, version: int) -> Payee:
    """Ask to pay them again; another confirms, and until then they stay blocked. Raises NotAllowed, Conflict; DomainError when they aren't
    blocked, somebody asks already, or without a reason."""
    row, who = _held(payee, by, version, EDIT)
    if row.blocked_at is None:
        raise DomainError("Deze ontvanger is niet geblokkeerd.")
    if row.waits_to_be_let_in:
        raise DomainError("Een collega vroeg dit al. Laat die vraag eerst beantwoorden of terugnemen.")
    if not reason.strip():
        raise DomainError("Schrijf op waarom er weer betaald mag worden.", field="reason")
    row.unblock_asked_by, row.unblock_asked_at, row.unblock_reason = who, clock.now(), reason.strip()[:300]
    row.unblock_refused_by, row.unblock_refused_at, row.unblock_refusal = None, None, ""
    _save(row)
    noted(row, "weer toelaten gevraagd", by=by)
    return row


@transaction.atomic
def confirm_unblock(payee: Payee, *, by: Actor, version: int) -> Payee:
    """Another agrees: they may be paid again. Raises NotAllowed for who asked, and for whose own account it is; Conflict; DomainError when
    nobody asks."""
    row, who = _asked_in(payee, by, version)
    if row.unblock_asked_by_id == who.pk:
        raise NotAllowed("U vroeg dit zelf. Laat een collega het bevestigen.")
    if whose_own(row) == who:
        raise NotAllowed("Dit is uw eigen rekening. Laat een collega bevestigen.")
    row.blocked_at, row.blocked_reason = None, ""
    row.unblocked_by, row.unblocked_at = who, clock.now()
    _save(row)
    noted(row, "ontvanger niet meer geblokkeerd", by=by)
    return row


@transaction.atomic
def refuse_unblock(payee: Payee, reason: str, *, by: Actor, version: int) -> Payee:
    """They stay blocked. Who asked may take it back so as well. Raises as ``confirm_unblock``, but for who asked."""
    row, who = _asked_in(payee, by, version)
    if not reason.strip():
        raise DomainError("Schrijf op waarom deze ontvanger geblokkeerd blijft.", field="reason")
    row.unblock_refused_by, row.unblock_refused_at, row.unblock_refusal = (
        who,
        clock.now(),
        reason.strip()[:300],
    )
    _save(row)
    noted(row, "weer toelaten afgewezen", by=by)
    return row


def _asked_in(payee: Payee, by: Actor, version: int) -> tuple[Payee, Employee]:
    row, who = _held(payee, by, version)
    if not row.waits_to_be_let_in:
        raise DomainError(
            "Hier wacht geen vraag meer: een collega beantwoordde haar, of zij is teruggenomen."
        )
    return row, who


def _held(payee: Payee, by: Actor, version: int, needs: Permission = RELEASE) -> tuple[Payee, Employee]:
    by.require(needs, payee.gemeente_id)
    who = employee_of(by)
    rows = Payee.objects.select_for_update(of=("self",)).select_related("unblock_asked_by")
    row = rows.get(pk=payee.pk)
    if row.version != version:
        stand = f"geblokkeerd: {row.blocked_reason}" if row.blocked_at else "niet geblokkeerd"
        if row.waits_to_be_let_in:
            stand += f". {row.unblock_asked_by} vroeg om weer te betalen: {row.unblock_reason}"
        raise Conflict(
            "Een collega was u voor.", theirs={"reason": stand}, version=row.version, what=f"Ontvanger {row}"
        )
    return row, who


def _save(row: Payee) -> None:
    row.version += 1
    row.save(update_fields=STANDING)
