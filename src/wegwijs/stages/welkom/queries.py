"""When the next group should start, who waits for it, and after which group it can be made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Fase, Gebeurtenis, State
from wegwijs.groups.models import Group, Programme
from wegwijs.groups.queries.groups import candidates, last_start
from wegwijs.organisations.policy import PolicyKey, policy

PLAN = Permission.GROUP_PLAN
SHOWN = 8
_PVT_DONE = Gebeurtenis.objects.filter(dossier=OuterRef("pk"), kind=Kind.PVT_AFGEROND, superseded_by=None)
# Who is in the intake or waits for the PIP; for the PVT also who is on a route and hasn't finished it.
FOLLOWS: Mapping[Programme, Q] = {
    Programme.WELKOM: Q(state=State.OPEN, fase__in=[Fase.INTAKE, Fase.PIP]),
    Programme.PVT: Q(~Exists(_PVT_DONE), state=State.OPEN, fase__in=[Fase.INTAKE, Fase.PIP, Fase.LEERROUTE]),
}


def next_start(actor: Actor, gemeente: str) -> tuple[date | None, int, str]:
    """The day on which a welcome group should begin by policy (None: none ever began), every how many weeks, and whose policy."""
    rule = policy(PolicyKey.WELCOME_WEEKS, gemeente, on=clock.today())
    last = last_start(frozenset(actor.gemeenten(PLAN)), Programme.WELKOM)
    return (last + timedelta(weeks=rule.value) if last else None), rule.value, rule.source


def waiting(actor: Actor) -> tuple[int, list[tuple[str, int]]]:
    """How many wait for a welcome group, and by language (code, "" unknown), the most first. One statement."""
    rows: Any = candidates(actor, Programme.WELKOM).order_by()
    spoken = Counter(code or "" for code in rows.values_list("spoken", flat=True))
    return spoken.total(), sorted(spoken.items(), key=lambda one: (-one[1], one[0]))


def earlier(actor: Actor) -> Sequence[Group]:
    """The groups after which another can be made, the latest first."""
    rows = Group.objects.filter(gemeente__in=actor.gemeenten(PLAN), cancelled_at=None)
    return list(rows.select_related("gemeente").order_by("-made_at")[:SHOWN])
