"""What somebody answers to an invitation, by the code in the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import gathered, record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.groups.models import Absence, Attendance, Enrolment, Reply
from wegwijs.groups.queries.reply import asked


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody comes; ``reason`` only of who doesn't."""

    reply: Reply
    reason: Absence | None = None


@transaction.atomic
def reply(row: Enrolment, answers: Mapping[UUID, Answer], *, by: Actor) -> int:
    """Keep the answers (by the key of the attendance), each as often as somebody changes it before the session begins.

    ``by`` is the system: nobody signs in to answer. Gives how many changed; the same again is nothing. Raises DomainError for a session that
    isn't asked (any more), and for one who doesn't come without a reason.
    """
    open_now = {one.pk for one in asked(row)}
    if not answers.keys() <= open_now:
        raise DomainError("Deze bijeenkomst is al begonnen of gaat niet door. Ververs de pagina.")
    rows = Attendance.objects.select_for_update(of=("self",)).filter(pk__in=answers.keys()).order_by("pk")
    changed = 0
    with gathered():
        for one in rows:
            answer = answers[one.pk]
            if answer.reply == Reply.KOMT_NIET and answer.reason is None:
                raise DomainError("Kies waarom u niet komt.")
            reason = answer.reason if answer.reply == Reply.KOMT_NIET and answer.reason else ""
            if (one.reply, one.reply_reason) == (answer.reply, reason):
                continue
            one.reply, one.reply_reason, one.replied_at = answer.reply, reason, clock.now()
            one.save(update_fields=["reply", "reply_reason", "replied_at"])
            record(
                by=by, action=Action.CHANGE, kind="antwoord op uitnodiging", key=one.pk, gemeente=one.gemeente_id,
                detail="met de code uit de brief",
            )  # fmt: skip
            changed += 1
    return changed
