"""Mijn werk: the obligations that stand, in order of their last day, filtered by what stands in the address."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Fase, TermijnRow, TermijnState, Variant
from wegwijs.dossiers.queries import open_termijnen
from wegwijs.people.names import list_name
from wegwijs.ui.partial_date import PartialDate

PAGE = 50
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
BUCKETS = {"laat": "te laat", "week": "deze week", "maand": "binnen 30 dagen", "wacht": "wacht op een ander"}
AARD = {"wet": "wet", "pip": "PIP", "besluit": "besluit", "beleid": "beleid"}


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
            gemeente=query.get("gemeente", "")[:4],
            mine=query.get("van", "mij" if mine_by_default else "allen") == "mij",
            variant=query.get("groep", "") if query.get("groep") in Variant.values else "",
            fase=query.get("fase", "") if query.get("fase") in Fase.values else "",
            after=query.get("na", "")[:40],
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
    """One line of the list, ready to print."""

    dossier: str
    name: str
    born: str
    gemeente: str
    variant: str
    date: date
    what: str
    short: str
    aard: str
    fase: str
    route: str
    regisseur: str
    waiting: bool
    soort: str
    why: dict[str, object]


def narrowed(actor: Actor, filters: Filters, *, today: date) -> QuerySet[TermijnRow]:
    """The obligations that the filters leave."""
    rows = open_termijnen(actor)
    if filters.mine and actor.employee:
        rows = rows.filter(regisseur=actor.employee)
    if filters.gemeente:
        rows = rows.filter(gemeente=filters.gemeente)
    if filters.variant:
        rows = rows.filter(dossier__variant=filters.variant)
    if filters.fase:
        rows = rows.filter(dossier__fase=filters.fase)
    return rows


def in_bucket(rows: QuerySet[TermijnRow], bucket: str, *, today: date) -> QuerySet[TermijnRow]:
    """Only what is late, due this week, due within 30 days, or waiting for another; each open row is in one."""
    condition = _conditions(today).get(bucket)
    return rows.filter(condition) if condition is not None else rows


def _conditions(today: date) -> dict[str, Q]:
    standing = Q(state=TermijnState.OPEN)
    return {
        "laat": standing & Q(last_day__lt=today),
        "week": standing & Q(last_day__gte=today, last_day__lte=today + WEEK),
        "maand": standing & Q(last_day__gt=today + WEEK, last_day__lte=today + MONTH),
        "wacht": Q(state=TermijnState.WACHT),
    }


def counts(rows: QuerySet[TermijnRow], *, today: date) -> dict[str, int]:
    """How many rows in each bucket, in one statement."""
    return rows.order_by().aggregate(**{key: Count("pk", filter=q) for key, q in _conditions(today).items()})


def page(rows: QuerySet[TermijnRow], filters: Filters) -> tuple[list[Row], str]:
    """At most 50 lines after the key in the address, and the key of the next page ("" when this is the last)."""
    if filters.after:
        day, _, pk = filters.after.partition("_")
        try:
            edge, key = date.fromisoformat(day), int(pk)
        except ValueError:
            edge, key = date.min, 0
        rows = rows.filter(Q(last_day__gt=edge) | Q(last_day=edge, id__gt=key))
    found = list(
        rows.values_list(
            "id", "last_day", "label", "short", "aard", "soort", "state", "why",
            "dossier_id", "dossier__variant", "dossier__fase", "dossier__route", "gemeente__naam",
            "dossier__person__voornamen", "dossier__person__voorvoegsel", "dossier__person__geslachtsnaam",
            "dossier__person__birth_year", "dossier__person__birth_month", "dossier__person__birth_day",
            "regisseur__name",
        )[: PAGE + 1]
    )  # fmt: skip
    more = f"{found[PAGE - 1][1].isoformat()}_{found[PAGE - 1][0]}" if len(found) > PAGE else ""
    return [_row(*values[1:]) for values in found[:PAGE]], more


def _row(
    last_day: date, label: str, short: str, aard: str, soort: str, state: str, why: dict[str, object],
    dossier_id: object, variant: str, fase: str, route: str, gemeente: str,
    voornamen: str, voorvoegsel: str, geslachtsnaam: str, year: int, month: int, day: int, regisseur: str | None,
) -> Row:  # fmt: skip
    return Row(
        dossier=str(dossier_id),
        name=list_name(voornamen, voorvoegsel, geslachtsnaam),
        born=str(PartialDate(year, month or None, day or None)),
        gemeente=gemeente,
        variant=Variant(variant).label,
        date=last_day,
        what=label,
        short=short,
        aard=AARD.get(aard, aard),
        fase=Fase(fase).label,
        route=route or "–",
        regisseur=regisseur or "geen regisseur",
        waiting=state == TermijnState.WACHT,
        soort=soort,
        why=why,
    )
