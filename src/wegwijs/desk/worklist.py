"""Mijn werk: the open dossiers with their next termijn, in order of its last day, narrowed by what stands in the address."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import NOTHING_DUE, Dossier, Fase, State, TermijnState, Variant
from wegwijs.dossiers.presenters import AARD, why_of
from wegwijs.dossiers.queries import visible
from wegwijs.people.names import list_name
from wegwijs.ui.format import Dated, dated
from wegwijs.ui.partial_date import PartialDate
from wegwijs.ui.parts import Why

PAGE = 50
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
BUCKETS = {"laat": "te laat", "week": "deze week", "maand": "binnen 30 dagen", "wacht": "wacht op een ander"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; stands in the address, so that it can be kept and shared."""

    bucket: str = ""
    gemeente: str = ""
    mine: bool = True
    variant: str = ""
    fase: str = ""
    after: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, *, mine_by_default: bool) -> "Filters":
        """Read the address; an unknown value narrows nothing."""
        return cls(
            bucket=query.get("wanneer", "") if query.get("wanneer") in BUCKETS else "",
            gemeente=query.get("gemeente", "") if query.get("gemeente", "").isdecimal() else "",
            mine=query.get("van", "mij" if mine_by_default else "allen") == "mij",
            variant=query.get("groep", "") if query.get("groep") in Variant.values else "",
            fase=query.get("fase", "") if query.get("fase") in Fase.values else "",
            after=query.get("na", "")[:60],
        )

    def address(self, **changes: str) -> str:
        """The query string with some filters changed; a changed filter starts at the first page."""
        now = {
            "wanneer": self.bucket,
            "gemeente": self.gemeente,
            "van": "mij" if self.mine else "allen",
            "groep": self.variant,
            "fase": self.fase,
        }
        return "?" + urlencode({k: v for k, v in {**now, **changes}.items() if v})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, ready to print. ``due`` is None where nothing is due."""

    dossier: str
    name: str
    born: str
    gemeente: str
    variant: str
    due: Dated | None
    severity: str
    what: str
    note: str
    fase: str
    route: str
    regisseur: str
    act: str
    why: Why | None


def narrowed(actor: Actor, filters: Filters) -> QuerySet[Dossier]:
    """The open dossiers that the filters leave, in order of their next date."""
    rows = visible(actor).exclude(state=State.GESLOTEN)
    if filters.mine and actor.employee:
        rows = rows.filter(regisseur=actor.employee)
    if filters.gemeente:
        rows = rows.filter(gemeente=filters.gemeente)
    if filters.variant:
        rows = rows.filter(variant=filters.variant)
    if filters.fase:
        rows = rows.filter(fase=filters.fase)
    return rows.order_by("next_on", "id")


def in_bucket(rows: QuerySet[Dossier], bucket: str, *, today: date) -> QuerySet[Dossier]:
    """Only what is late, due this week, due within 30 days, or waiting for another; each dossier is in one at most."""
    condition = _conditions(today).get(bucket)
    return rows.filter(condition) if condition is not None else rows


def _conditions(today: date) -> dict[str, Q]:
    standing = Q(next_termijn__state=TermijnState.OPEN)
    return {
        "laat": standing & Q(next_on__lt=today),
        "week": standing & Q(next_on__gte=today, next_on__lte=today + WEEK),
        "maand": standing & Q(next_on__gt=today + WEEK, next_on__lte=today + MONTH),
        "wacht": Q(next_termijn__state=TermijnState.WACHT),
    }


def counts(rows: QuerySet[Dossier], *, today: date) -> dict[str, int]:
    """How many dossiers in each bucket, in one statement."""
    return rows.order_by().aggregate(**{key: Count("pk", filter=q) for key, q in _conditions(today).items()})


def page(rows: QuerySet[Dossier], filters: Filters, *, today: date) -> tuple[list[Row], str]:
    """At most 50 lines after the key in the address, and the key of the next page ("" when this is the last)."""
    if filters.after:
        day, _, pk = filters.after.partition("_")
        try:
            edge, key = date.fromisoformat(day), UUID(pk)
        except ValueError:
            edge, key = date.min, UUID(int=0)
        rows = rows.filter(Q(next_on__gt=edge) | Q(next_on=edge, id__gt=key))
    found = list(
        rows.select_related("person", "gemeente", "regisseur", "next_termijn").only(
            "id", "variant", "fase", "route", "state", "next_on",
            "person__voornamen", "person__voorvoegsel", "person__geslachtsnaam",
            "person__birth_year", "person__birth_month", "person__birth_day",
            "gemeente__naam", "regisseur__name",
            "next_termijn__label", "next_termijn__short", "next_termijn__aard", "next_termijn__state",
            "next_termijn__soort", "next_termijn__why",
        )[: PAGE + 1]
    )  # fmt: skip
    more = f"{found[PAGE - 1].next_on.isoformat()}_{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return [_row(dossier, today) for dossier in found[:PAGE]], more


def _row(dossier: Dossier, today: date) -> Row:
    person, termijn = dossier.person, dossier.next_termijn
    due = dated(dossier.next_on, today) if dossier.next_on != NOTHING_DUE else None
    waits = termijn is not None and termijn.state == TermijnState.WACHT
    return Row(
        dossier=str(dossier.pk),
        name=list_name(person.voornamen, person.voorvoegsel, person.geslachtsnaam),
        born=str(PartialDate(person.birth_year, person.birth_month or None, person.birth_day or None)),
        gemeente=dossier.gemeente.naam,
        variant=Variant(dossier.variant).label,
        due=due,
        severity="neutral" if due is None or waits else due.severity,
        what=termijn.label if termijn else _WITHOUT_DATE.get(State(dossier.state), "Geen termijn open"),
        note=f"{AARD.get(termijn.aard, termijn.aard)} · {termijn.short}" if termijn else "",
        fase=Fase(dossier.fase).label,
        route=dossier.route or "–",
        regisseur=dossier.regisseur.name if dossier.regisseur else "geen regisseur",
        act=_ACTS.get(Fase(dossier.fase), "Open"),
        why=why_of(dossier.next_on, termijn.why) if termijn else None,
    )


_WITHOUT_DATE = {
    State.VOORLOPER: "Voorloper: wacht op de kennisgeving van DUO",
    State.GESCHORST: "Geschorst: de inburgeringsplicht rust",
}
_ACTS = {Fase.INTAKE: "Open intake", Fase.PIP: "Open PIP"}
