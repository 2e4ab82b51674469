"""Find the signs of a month, and answer them."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.oversight.gathering import known, looks, views
from wegwijs.oversight.models import Sign
from wegwijs.oversight.rules import Found, Look, by_pair, crowds, found_in, many

# Looks of a month and gemeente that are asked about although nothing is odd about them: who never knows isn't careful.
SAMPLE = 5
BATCH = 1000


def month_before(day: date) -> date:
    """The first day of the month before."""
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)


def month_after(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + (month.month == 12), month.month % 12 + 1, 1)


@transaction.atomic
def find_signs(month: date) -> int:
    """Apply the rules to a month and draw a sample; returns how many signs are new. Twice changes nothing.

    What was explained before about the same account and dossier is not asked again.
    """
    since, until = _midnight(month), _midnight(month_after(month))
    seen = looks(since, until)
    with_what = known(seen, since, until)
    found = [*by_pair(seen, with_what), *crowds(seen, with_what), *many(views(since, until))]
    before = Sign.objects.filter(answer=Sign.Answer.EXPLAINED, month__lt=month)
    explained = set(before.values_list("rule", "account", "dossier"))
    fresh = [sign for sign in found if (sign.rule, sign.account, sign.dossier) not in explained]
    if not Sign.objects.filter(month=month, rule=Sign.Rule.SAMPLE).exists():
        odd = {(sign.account, sign.dossier) for sign in found}
        fresh += _sample([look for look in seen if (look.account, look.dossier) not in odd])
    count = Sign.objects.count()
    Sign.objects.bulk_create([_sign(month, one) for one in fresh], batch_size=BATCH, ignore_conflicts=True)
    return Sign.objects.count() - count


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.AMSTERDAM)


def _sample(ordinary: Iterable[Look]) -> list[Found]:
    """Some of each gemeente, that nobody can foresee."""
    by_gemeente: dict[str, list[Look]] = {}
    for look in ordinary:
        by_gemeente.setdefault(look.gemeente, []).append(look)
    chance = secrets.SystemRandom()
    drawn = (look for rows in by_gemeente.values() for look in chance.sample(rows, min(SAMPLE, len(rows))))
    return [found_in(look, Sign.Rule.SAMPLE) for look in drawn]


def _sign(month: date, found: Found) -> Sign:
    return Sign(
        month=month, rule=found.rule, gemeente_id=found.gemeente, account=found.account, dossier=found.dossier,
        number=found.number, first_at=found.first_at, last_at=found.last_at,
    )  # fmt: skip


@transaction.atomic
def answer_sign(sign: Sign, *, by: Actor, answer: Sign.Answer, because: str) -> None:
    """The privacy officer says what it was. May be answered anew: the audit keeps every answer.

    Raises NotAllowed for a sign about oneself, DomainError without an explanation.
    """
    by.require(Permission.AUDIT_VIEW, sign.gemeente_id)
    current = Sign.objects.select_for_update().get(pk=sign.pk)
    if by.employee is None or current.account == by.user_id:
        raise NotAllowed("Dit gaat over uzelf. Een collega van toezicht beantwoordt het.")
    if not because.strip():
        raise DomainError("Schrijf op waarom u dit vindt.", field="because")
    current.answer, current.because = answer, because.strip()
    current.answered_by, current.answered_at = by.employee, clock.now()
    current.save(update_fields=["answer", "because", "answered_by", "answered_at"])
    detail = f"{current.get_rule_display()}: {answer.label}"
    record(
        by=by,
        action=Action.CHANGE,
        kind="signaal",
        key=current.pk,
        gemeente=current.gemeente_id,
        detail=detail,
    )
