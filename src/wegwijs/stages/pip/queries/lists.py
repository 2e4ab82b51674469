"""The lists of what must be done: a plan to begin, to finish, to decide on, to send, to put right."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Retour
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, TermijnRow
from wegwijs.dossiers.queries import visible
from wegwijs.stages.pip.models import OPEN, Intrekking, Pip, State

LETTERS = ("pip", "pip-intrekking")
# Which termijnen say by when there must be a plan.
DUE = {"soort__in": ["pip", "nieuw_pip"], "state__in": ["open", "wacht"]}


def _duo_stand() -> Subquery:
    answers = (
        Gebeurtenis.objects.filter(dossier=OuterRef("dossier"), kind=Kind.PIP_BIJ_DUO, superseded_by=None)
        .annotate(of=Cast(KT("payload__versie"), IntegerField()), stand=KT("payload__stand"))
        .filter(of=OuterRef("versie"))
        .order_by("-id")
    )
    return Subquery(answers.values("stand")[:1])


def to_do(actor: Actor) -> QuerySet[Pip]:
    """Versions in which something must be done, in the order of ``page_of``.

    Drafts, offered, not yet sent, refused by DUO, being withdrawn, and those whose letter came back. Each carries
    ``due`` (the last day of the law, None when it is met or not known), ``duo_stand``, ``newest`` and ``back``.
    """
    due = TermijnRow.objects.filter(dossier=OuterRef("dossier"), **DUE)
    later = Pip.objects.filter(dossier=OuterRef("dossier"), versie__gt=OuterRef("versie"))
    back = Retour.objects.filter(
        letter__reference=OuterRef("dossier__number"), letter__kind__in=LETTERS, letter__sent_again=None
    )
    rows = Pip.objects.filter(pk__in=_touched(), dossier__in=visible(actor, Permission.PIP_VIEW)).annotate(
        due=Subquery(due.order_by("last_day").values("last_day")[:1]),
        duo_stand=_duo_stand(),
        newest=~Exists(later.exclude(state=State.VERNIETIGD)),
        back=Exists(back),
    )
    waiting = STANDS["concept"] | STANDS["voorgelegd"] | STANDS["versturen"] | STANDS["geweigerd"]
    waiting |= STANDS["intrekken"] | STANDS["terug"]
    return rows.filter(waiting).select_related(
        "dossier__person",
        "dossier__gemeente",
        "dossier__regisseur",
        "prepared_by",
        "offered_by",
        "intrekking",
    )


def _touched() -> QuerySet[Pip, Any]:
    """Versions in which something may have to be done, each way from an index of its own: asked together, every version there
    ever was would be looked at."""
    versions = Pip.objects.order_by().values("pk")
    refused = Gebeurtenis.objects.filter(kind=Kind.PIP_BIJ_DUO, payload__stand="geweigerd").values("dossier")
    back = Retour.objects.filter(letter__kind__in=LETTERS, letter__sent_again=None).values(
        "letter__reference"
    )
    return versions.filter(state__in=[*OPEN, State.VASTGESTELD]).union(
        versions.filter(dossier__in=refused),
        versions.filter(STANDS["intrekken"]),
        versions.filter(dossier__number__in=back),
    )


def without_pip(actor: Actor) -> QuerySet[Dossier]:
    """Open dossiers that wait for a plan; each carries ``due``.

    The intake is complete, or someone moved here with the PIP of another gemeente (T-04), and no version is in the
    making or in force here.
    """
    due = TermijnRow.objects.filter(dossier=OuterRef("pk"), **DUE)
    live = Pip.objects.filter(dossier=OuterRef("pk")).exclude(state=State.VERNIETIGD)
    return (
        visible(actor, Permission.PIP_VIEW)
        .filter(Q(fase="pip") | Q(Exists(due.filter(rule="T-04"))))
        .exclude(state__in=["gesloten", "geschorst"])
        .exclude(Exists(live))
        .annotate(due=Subquery(due.order_by("last_day").values("last_day")[:1]))
        .select_related("person", "gemeente", "regisseur")
    )


PAGE = 50
NEVER = date(9999, 12, 31)
STANDS = {
    "concept": Q(state=State.CONCEPT),
    "voorgelegd": Q(state=State.AANGEBODEN),
    "versturen": Q(state=State.VASTGESTELD),
    "geweigerd": Q(state=State.VERZONDEN, duo_stand="geweigerd", newest=True),
    "intrekken": Q(intrekking__state__in=[Intrekking.State.VOORGELEGD, Intrekking.State.BESLOTEN]),
    "terug": Q(back=True, newest=True, state__in=[State.VERZONDEN, State.VERNIETIGD]),
}


def counts(actor: Actor) -> dict[str, int]:
    """How many versions wait at each point, and how many dossiers have none yet ("begin")."""
    found = to_do(actor).order_by().aggregate(**{name: Count("pk", filter=q) for name, q in STANDS.items()})
    return {"begin": without_pip(actor).order_by().count(), **found}


def page_of(rows: QuerySet[Any], after: str) -> tuple[list[Any], str]:
    """At most 50 rows after the key in the address, and the key of the next page ("" on the last)."""
    rows = rows.annotate(edge=Coalesce("due", Value(NEVER))).order_by("edge", "pk")
    day, _, key = after.partition("_")
    with suppress(ValueError):
        edge, last = date.fromisoformat(day), UUID(key)
        rows = rows.filter(Q(edge__gt=edge) | Q(edge=edge, pk__gt=last))
    found = list(rows[: PAGE + 1])
    more = f"{found[PAGE - 1].edge.isoformat()}_{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return found[:PAGE], more
