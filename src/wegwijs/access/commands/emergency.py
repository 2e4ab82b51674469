"""Access in an emergency: begun with a reason, ended, and judged by the privacy officer, who hears of it at once."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.jobs import mail_emergency
from wegwijs.access.models import EmergencyAccess
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.policy import PolicyKey, policy

Judgement = EmergencyAccess.Judgement
SHORTEST = 15


@transaction.atomic
def begin_emergency(
    dossier: UUID, *, gemeente: str, by: Actor, reason: EmergencyAccess.Reason, words: str
) -> EmergencyAccess:
    """Open a dossier of a gemeente that isn't the actor's, for as many hours as its policy says.

    First the row, then the view: the audit and the mail to the privacy officer hang on it. Raises NotAllowed without the right
    or for a gemeente that the organisation doesn't work for, DomainError for a reason that says too little.
    """
    by.require(Permission.EMERGENCY_OPEN)
    if by.employee is None:
        raise NotAllowed("Een systeem neemt geen noodtoegang.")
    if len(words.strip()) < SHORTEST:
        raise DomainError("Schrijf in een zin op wat er aan de hand is.", field="because")
    hours = policy(PolicyKey.EMERGENCY_HOURS, gemeente, on=clock.today()).value
    now = clock.now()
    made = EmergencyAccess.objects.create(
        employee=by.employee,
        gemeente_id=gemeente,
        dossier=dossier,
        reason=reason,
        words=words.strip(),
        began_at=now,
        until=now + timedelta(hours=hours),
    )
    _note(made, by.in_emergency(), f"noodtoegang voor {hours} uur: {made.get_reason_display()}")
    mail_emergency.defer(gemeente=gemeente)
    return made


@transaction.atomic
def end_emergency(access: EmergencyAccess, *, by: Actor) -> None:
    """Done before the time was over. Ended already: nothing changes."""
    rows = EmergencyAccess.objects.filter(employee=by.employee, dossier=access.dossier)
    open_now = rows.filter(ended_at=None, until__gt=clock.now())
    # Two tabs may have opened it twice.
    if open_now.update(ended_at=clock.now()):
        _note(access, by.in_emergency(), "noodtoegang gestopt")


@transaction.atomic
def judge_emergency(access: EmergencyAccess, *, by: Actor, judgement: Judgement, because: str) -> None:
    """The privacy officer says whether it was right. May be judged anew: the audit keeps every judgement.

    Raises NotAllowed for one's own, DomainError without an explanation.
    """
    by.require(Permission.AUDIT_VIEW, access.gemeente_id)
    current = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    if by.employee is None or by.employee.pk == current.employee_id:
        raise NotAllowed("Dit was uw eigen noodtoegang. Een collega beoordeelt die.")
    if not because.strip():
        raise DomainError("Schrijf op waarom u dit vindt.", field="because")
    current.judgement, current.judged_because = judgement, because.strip()
    current.judged_by, current.judged_at = by.employee, clock.now()
    current.save(update_fields=["judgement", "judged_because", "judged_by", "judged_at"])
    _note(current, by, f"noodtoegang beoordeeld: {judgement.label}")


def _note(access: EmergencyAccess, by: Actor, detail: str) -> None:
    record(
        by=by,
        action=Action.CHANGE,
        kind="dossier",
        key=access.dossier,
        gemeente=access.gemeente_id,
        detail=detail,
    )
