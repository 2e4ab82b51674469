"""Offers: of a dossier, and those that a provider may read."""

import json
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, Func, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.policy import PolicyKey, policy_of
from wegwijs.stages.leerroutes.models import Cursus, Inburgeringsaanbod, Voortgangsrapport, Wachtplek
from wegwijs.stages.leerroutes.quarters import Quarter

RECEIVE = Permission.PLACEMENT_RECEIVE
S = Inburgeringsaanbod.State
PAGE = 60


def of_dossier(dossier: Dossier) -> list[Inburgeringsaanbod]:
    """Every offer, newest first, each with ``open_signals``: how many wait, and ``report_days`` as ``with_days``. One statement."""
    waiting = Count(
        "signalen", filter=Q(signalen__taken_up_on=None, signalen__passed_on=None, signalen__isnull=False)
    )
    rows = with_days(Inburgeringsaanbod.objects.filter(dossier=dossier), clock.today()).annotate(
        open_signals=waiting
    )
    return list(rows.select_related("organisation", "cursus", "call_off__contract"))


def of_dossier_or_404(dossier: Dossier, pk: UUID) -> Inburgeringsaanbod:
    """One of them. Raises Http404."""
    found = next((one for one in of_dossier(dossier) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def running(dossier: Dossier) -> Inburgeringsaanbod | None:
    """The offer that takes a seat now, if there is one. One statement."""
    rows = Inburgeringsaanbod.objects.filter(dossier=dossier, state__in=Inburgeringsaanbod.RUNNING)
    return rows.select_related("organisation", "cursus").first()


def waiting(dossier: Dossier) -> Wachtplek | None:
    """Since when and why somebody waits; None for who doesn't. One statement."""
    return Wachtplek.objects.filter(dossier=dossier, until=None).first()


def received(actor: Actor) -> QuerySet[Inburgeringsaanbod]:
    """What the actor's own school may read, by name; never with the dossier."""
    return (
        Inburgeringsaanbod.objects.filter(
            organisation=actor.organisation, gemeente__in=actor.gemeenten(RECEIVE), shown=True
        )
        .select_related("cursus", "gemeente")
        .order_by("name", "pk")
    )


def asked_of(actor: Actor) -> list[Inburgeringsaanbod]:
    """Who waits for an answer of the actor's school, the earliest answer first."""
    return list(received(actor).filter(state=S.GEVRAAGD).order_by("answer_by", "pk")[: PAGE + 1])


def to_answer(actor: Actor) -> int:
    """How many those are, for the navigation."""
    return received(actor).filter(state=S.GEVRAAGD).count()


def participants(
    actor: Actor, quarter: Quarter, today: date, *, after: tuple[str, UUID] | None = None
) -> list[Inburgeringsaanbod]:
    """Who has a place or follows lessons, a page and one more; each with ``reported``: whether there is a report over the quarter, and
    ``report_days`` as ``with_days``. One statement."""
    there = Voortgangsrapport.objects.filter(aanbod=OuterRef("pk"), quarter=quarter.first, stands=True)
    rows = (
        with_days(received(actor), today)
        .filter(state__in=(S.AANGENOMEN, S.BEGONNEN))
        .annotate(reported=Exists(there))
    )
    if after:
        rows = rows.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    return list(rows[: PAGE + 1])


def with_days(rows: QuerySet[Inburgeringsaanbod], on: date) -> QuerySet[Inburgeringsaanbod]:
    """With ``report_days``: how many days after a quarter a report is due (local policy)."""
    return rows.annotate(report_days=policy_of(PolicyKey.REPORT_DAYS, "gemeente", on=on))


def mark(actor: Actor, text: str) -> tuple[str, UUID] | None:
    """Where a page of participants goes on, from the key of the last one: so no name stands in an address. None: at the beginning."""
    try:
        row = received(actor).filter(pk=UUID(text)).first()
    except ValueError:
        return None
    return (row.name, row.pk) if row else None


def received_or_404(actor: Actor, pk: UUID, *, page: str) -> Inburgeringsaanbod:
    """One of those, with the audit row that something of its dossier was looked at. Raises Http404."""
    found = received(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    record(
        by=actor, action=Action.VIEW, kind="dossier", key=found.dossier_id, gemeente=found.gemeente_id, detail=page
    )  # fmt: skip
    return found


def learning(actor: Actor, first: date, last: date) -> list[Inburgeringsaanbod]:
    """Who followed lessons somewhere from the first day to the last, both inclusive. One statement."""
    return list(_learning(actor, first, last))


def learning_page(
    actor: Actor, first: date, last: date, course: UUID | None
) -> tuple[list[Inburgeringsaanbod], dict[str, str]]:
    """The first of those by name, of one course or of all, and the courses in which somebody is, by key. One statement."""
    rows = _learning(actor, first, last)
    inside = rows.filter(cursus=OuterRef("pk")).order_by()
    there = Cursus.objects.filter(Exists(inside), starts_on__lte=last).order_by("starts_on", "name")
    told = there.values(told=JSONObject(key=Cast("pk", CharField()), name="name", town="town"))[:PAGE]
    if course:
        rows = rows.filter(cursus=course)
    # As one text, which is read once: as values each row would have them all read.
    given = Cast(Func(ArraySubquery(told), function="to_jsonb"), TextField())
    people: list[Inburgeringsaanbod] = [*rows.annotate(given=given)[:PAGE]]
    named: list[dict[str, str]] = json.loads(getattr(people[0], "given")) if people else []  # noqa: B009 - an annotation
    courses = {one["key"]: f"{one['name']}, {one['town']}" for one in named}
    return people, courses | ({str(course): str(people[0].cursus)} if course and people else {})


def learned_in(actor: Actor, quarter: Quarter, today: date) -> list[Inburgeringsaanbod]:
    """The same of a quarter, with ``report_days`` as ``with_days``. One statement."""
    return list(with_days(_learning(actor, quarter.first, quarter.last), today))


def _learning(actor: Actor, first: date, last: date) -> QuerySet[Inburgeringsaanbod]:
    return received(actor).filter(began_on__lte=last).filter(Q(ended_on=None) | Q(ended_on__gte=first))


def learning_numbers(actor: Actor) -> list[str]:
    """Numbers of who follows lessons at the actor's school now, in order."""
    return list(received(actor).filter(state=S.BEGONNEN).order_by("number").values_list("number", flat=True))


def by_numbers(actor: Actor, numbers: Iterable[str]) -> dict[str, list[Inburgeringsaanbod]]:
    """The actor's participants by the number of their dossier, the newest first: somebody may come back to the same school."""
    found: dict[str, list[Inburgeringsaanbod]] = {}
    for row in received(actor).filter(number__in=set(numbers)).order_by("-asked_on"):
        found.setdefault(row.number, []).append(row)
    return found
