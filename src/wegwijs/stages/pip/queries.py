"""Versions of a PIP, what is missing in them, what DUO said, and the lists of what must be done."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, TermijnRow
from wegwijs.dossiers.queries import timeline, visible
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.organisations.queries import body_columns
from wegwijs.stages.intake.queries import feiten, intake_of
from wegwijs.stages.pip import rules
from wegwijs.stages.pip.content import PARTS, content_of
from wegwijs.stages.pip.models import DECIDED, OPEN, Pip, State
from wegwijs.stages.pip.rules import Case
from wi2021.grondslag import Bevinding
from wi2021.intake import Toetsuitslag, check_intake


def versions(dossier: Dossier) -> QuerySet[Pip]:
    """Every version, newest first, with what belongs to it."""
    rows = Pip.objects.filter(dossier=dossier).order_by("-versie")
    return rows.select_related(
        "contact", "prepared_by", "offered_by", "established_by", "sent_by", "letter"
    ).prefetch_related(*PARTS)


def versions_with_body(dossier: Dossier, organisation: Organisation, *, on: date) -> QuerySet[Pip]:
    """The same, each with the columns that tell which body would decide on that day (``body_from``)."""
    return versions(dossier).annotate(**body_columns("dossier__gemeente", organisation, on=on))


def termijnen(dossier: Dossier) -> QuerySet[TermijnRow]:
    """The dates that a PIP must keep, and until when one may object, in order of their last day."""
    return TermijnRow.objects.filter(dossier=dossier, soort__in=["pip", "bezwaar"]).order_by("last_day")


def open_version(dossier: Dossier) -> Pip | None:
    """The version that is being made, if there is one."""
    return versions(dossier).filter(state__in=OPEN).first()


def current_pip(dossier: Dossier) -> Pip | None:
    """The PIP in force: the newest that was established and not annulled."""
    return versions(dossier).filter(state__in=DECIDED).first()


def version_or_404(dossier: Dossier, versie: int) -> Pip:
    """One version of a dossier that was opened for the actor already. Raises Http404."""
    found = versions(dossier).filter(versie=versie).first()
    if found is None:
        raise Http404
    found.dossier = dossier
    return found


def case_of(dossier: Dossier, events: list[Gebeurtenis] | None = None) -> Case:
    """The facts that a PIP is checked against; ``events`` when the timeline was read already."""
    rows = list(timeline(dossier)) if events is None else events
    results = [e for e in rows if e.kind == Kind.DUO_TOETS_RESULTAAT]
    newest = max(results, key=lambda e: (e.on, e.pk), default=None)
    done = max((e for e in rows if e.kind == Kind.INTAKE_VOLTOOID), key=lambda e: e.pk, default=None)
    return Case(
        facts_of(dossier.gemeente_id, rows),
        Toetsuitslag(newest.payload["resultaat"]) if newest else None,
        in_absence=bool(done and done.payload.get("in_afwezigheid")),
    )


def findings(pip: Pip, *, on: date, case: Case | None = None) -> tuple[Bevinding, ...]:
    """What stands in the way of establishing this version on the day ``on``, or asks a judgement."""
    return rules.findings(content_of(pip), case or case_of(pip.dossier), on=on)


def intake_findings(pip: Pip, *, on: date) -> tuple[Bevinding, ...]:
    """What the intake lacks (INT-01 to INT-07); a new version of an own PIP asks no new intake.

    An own PIP may be of before Wegwijs: then the first version here is a new one all the same.
    """
    if pip.versie > 1 or case_of(pip.dossier).facts.eigen_pip() is not None:
        return ()
    intake = intake_of(pip.dossier)
    return check_intake(feiten(pip.dossier, intake), on=on) if intake else ()


@dataclass(frozen=True, slots=True)
class DuoAnswer:
    """What DUO said of a version: ``stand`` is aanvaard, geweigerd or overgenomen."""

    stand: str
    antwoord: str
    on: date

    @property
    def refused(self) -> bool:
        """Whether something must be done about it."""
        return self.stand == "geweigerd"


def duo_answers(events: Iterable[Gebeurtenis]) -> dict[int, DuoAnswer]:
    """DUO's newest answer for each version."""
    found: dict[int, DuoAnswer] = {}
    for event in sorted((e for e in events if e.kind == Kind.PIP_BIJ_DUO), key=lambda e: e.pk):
        said = event.payload
        found[int(said["versie"])] = DuoAnswer(said["stand"], said.get("antwoord", ""), event.on)
    return found


def _duo_stand() -> Subquery:
    answers = (
        Gebeurtenis.objects.filter(dossier=OuterRef("dossier"), kind=Kind.PIP_BIJ_DUO, superseded_by=None)
        .annotate(of=Cast(KT("payload__versie"), IntegerField()), stand=KT("payload__stand"))
        .filter(of=OuterRef("versie"))
        .order_by("-id")
    )
    return Subquery(answers.values("stand")[:1])


def to_do(actor: Actor) -> QuerySet[Pip]:
    """Versions in which something must be done, in the order of ``page_of``: drafts, offered, not yet sent, refused.

    Each carries ``due`` (the last day of the law, None when it is met or not known) and ``duo_stand``.
    """
    due = TermijnRow.objects.filter(dossier=OuterRef("dossier"), soort="pip", state__in=["open", "wacht"])
    rows = Pip.objects.filter(dossier__in=visible(actor, Permission.PIP_VIEW)).annotate(
        due=Subquery(due.order_by("last_day").values("last_day")[:1]), duo_stand=_duo_stand()
    )
    later = Pip.objects.filter(dossier=OuterRef("dossier"), versie__gt=OuterRef("versie"))
    newest = ~Exists(later.exclude(state=State.VERNIETIGD))
    refused = Q(state=State.VERZONDEN, duo_stand="geweigerd") & Q(newest)
    waiting = Q(state__in=[*OPEN, State.VASTGESTELD]) | refused
    return rows.filter(waiting).select_related(
        "dossier__person", "dossier__gemeente", "dossier__regisseur", "prepared_by", "offered_by"
    )


def without_pip(actor: Actor) -> QuerySet[Dossier]:
    """Open dossiers whose intake is complete and for which no version was begun; each carries ``due``."""
    due = TermijnRow.objects.filter(dossier=OuterRef("pk"), soort="pip", state__in=["open", "wacht"])
    return (
        visible(actor, Permission.PIP_VIEW)
        .filter(fase="pip", pips=None)
        .exclude(state__in=["gesloten", "geschorst"])
        .annotate(due=Subquery(due.order_by("last_day").values("last_day")[:1]))
        .select_related("person", "gemeente", "regisseur")
    )


def pip_by_id(pk: UUID) -> Pip:
    """One version with what belongs to it, for commands."""
    return (
        Pip.objects.select_related(
            "dossier__person", "dossier__gemeente", "dossier__regisseur", "contact", "prepared_by", "letter"
        )
        .prefetch_related(*PARTS)
        .get(pk=pk)
    )


def colleagues(organisation: Organisation, *, on: date) -> dict[str, Employee]:
    """Who can be named as contact person: everyone in service on that day, by key."""
    in_service = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = Employee.objects.filter(in_service, organisation=organisation, valid_from__lte=on)
    return {str(row.pk): row for row in rows}


PAGE = 50
NEVER = date(9999, 12, 31)
STANDS = {
    "concept": Q(state=State.CONCEPT),
    "voorgelegd": Q(state=State.AANGEBODEN),
    "versturen": Q(state=State.VASTGESTELD),
    "geweigerd": Q(state=State.VERZONDEN),
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


def stored_version(pip: Pip) -> int:
    """The counter of the row as it is now, for whoever saves over a colleague's change after seeing it."""
    return Pip.objects.values_list("version", flat=True).get(pk=pip.pk)
