"""Homes for who COA linked: how far each household is, and how that stands to what the gemeente must do.

Counted are persons, as the taakstelling is. Of a household: everybody with an own dossier here that COA linked or that was housed
under art. 28 Huisvestingswet, and the children without a dossier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, JSONObject

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.choices import HouseStep
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, Gebeurtenis, State
from wegwijs.dossiers.queries import gemeenten_of, visible
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Child, HouseholdMember
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.overdracht.models import Taakstelling

P = Permission.OVERDRACHT_RECORD
_STEPS = (Kind.COA_KOPPELING, Kind.HUISVESTING, Kind.BRP_INSCHRIJVING)
_HOUSED = (Kind.HUISVESTING, Kind.BRP_INSCHRIJVING)


class Step(NamedTuple):
    """One dated step of a household. ``refusal``: the key of a reason."""

    on: date
    step: HouseStep
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A household on its way to a home in a gemeente. ``children``: those without a dossier."""

    key: str
    gemeente: str
    members: tuple[Dossier, ...]
    children: int
    linked_on: date | None
    steps: tuple[Step, ...]
    moved: Mapping[str, date]
    """Per member (the key of the dossier) the day of the move."""

    @property
    def persons(self) -> int:
        """How many people."""
        return len(self.members) + self.children

    @property
    def moved_on(self) -> date | None:
        """The day of the move of who moved first."""
        return min(self.moved.values(), default=None)

    @property
    def stage(self) -> HouseStep:
        """How far it is: the last step; GEZOCHT before the first and after a refusal; VERHUISD once somebody moved."""
        if self.moved:
            return HouseStep.VERHUISD
        last = self.steps[-1].step if self.steps else HouseStep.GEZOCHT
        return HouseStep.GEZOCHT if last is HouseStep.GEWEIGERD else last

    @property
    def offered_since(self) -> date | None:
        """From when the gemeente has a home for them: the first day of one that is available, offered or accepted after the
        last refusal."""
        since = None
        for step in self.steps:
            if step.step is HouseStep.GEWEIGERD:
                since = None
            elif step.step is not HouseStep.GEZOCHT:
                since = since or step.on
        return since

    def moved_in(self, period: HalfYear) -> int:
        """How many people moved in a half-year; the children move with who moved first."""
        days = [day for day in self.moved.values() if period.first <= day <= period.last]
        first = self.moved_on
        along = self.children if first and period.first <= first <= period.last else 0
        return len(days) + along

    def refused_in(self, period: HalfYear) -> int:
        """How many homes were refused in a half-year."""
        return len(
            {
                s.on
                for s in self.steps
                if s.step is HouseStep.GEWEIGERD and period.first <= s.on <= period.last
            }
        )

    @property
    def waits(self) -> bool:
        """Whether they are linked and nobody moved yet."""
        return self.linked_on is not None and not self.moved


def homes(actor: Actor, period: HalfYear, gemeente: str = "") -> list[Home]:
    """The households of the actor's gemeenten (or one) that wait for a home today, or of whom somebody moved in the
    half-year; who was linked first, first. One statement."""
    return grouped(_dossiers(actor, period, gemeente))


def _dossiers(actor: Actor, period: HalfYear, gemeente: str) -> QuerySet[Dossier]:
    events = Gebeurtenis.objects.filter(dossier=OuterRef("pk"), superseded_by=None)
    today = Value(clock.today(), output_field=DateField())
    lives = Q(valid_to=None) | Q(valid_to__gte=today)
    member = HouseholdMember.objects.filter(lives, person=OuterRef("person"), valid_from__lte=today)
    child = Child.objects.filter(household=OuterRef("home")).order_by().values("household")
    told = JSONObject(
        kind=F("kind"), on=Cast("on", CharField()), stap=KT("payload__stap"), reden=KT("payload__reden"),
        artikel_28=KT("payload__artikel_28"), gemeente=KT("payload__gemeente"),
    )  # fmt: skip
    waiting = Q(fase__in=[Fase.OVERDRACHT, Fase.HUISVESTING]) | Q(state=State.VOORLOPER)
    moved = events.filter(kind__in=_HOUSED, on__range=(period.first, period.last))
    rows = visible(actor, P).filter((waiting & ~Q(state=State.GESLOTEN)) | Exists(moved))
    if gemeente:
        rows = rows.filter(gemeente=gemeente)
    return (
        rows.annotate(
            home=Subquery(member.order_by("-valid_from").values("household")[:1]),
            told=ArraySubquery(events.filter(kind__in=_STEPS).order_by("on", "pk").values(said=told)),
        )
        .annotate(children=Coalesce(Subquery(child.values(n=Count("pk"))), 0))
        .select_related("person", "gemeente")
        .order_by("opened_on", "pk")
    )


@dataclass(slots=True)
class _Gathered:
    """A household while its dossiers are read."""

    members: list[Dossier] = field(default_factory=list)
    children: int = 0
    linked: list[date] = field(default_factory=list)
    steps: set[Step] = field(default_factory=set)
    moved: dict[str, date] = field(default_factory=dict)


def grouped(dossiers: Iterable[Dossier]) -> list[Home]:
    """Dossiers of ``_dossiers`` by household and gemeente; those of nobody who counts are left out."""
    found: dict[tuple[str, str], _Gathered] = {}
    for dossier in dossiers:
        told: list[dict[str, Any]] = getattr(dossier, "told", [])
        linked = [date.fromisoformat(one["on"]) for one in told if one["kind"] == Kind.COA_KOPPELING]
        moved = [date.fromisoformat(one["on"]) for one in told if _is_move(one, dossier)]
        if not (linked or moved):
            continue
        key = str(getattr(dossier, "home", None) or dossier.person_id)
        one = found.setdefault((dossier.gemeente_id, key), _Gathered())
        one.members.append(dossier)
        one.children = max(one.children, getattr(dossier, "children", 0))
        one.linked += linked
        one.steps |= {_step(row) for row in told if row["kind"] == Kind.HUISVESTING and row["stap"]}
        if moved:
            one.moved[str(dossier.pk)] = min(moved)
    made = [
        Home(
            key, gemeente, tuple(one.members), one.children, min(one.linked, default=None), _in_order(one.steps), one.moved
        )
        for (gemeente, key), one in found.items()
    ]  # fmt: skip
    return sorted(made, key=lambda home: (home.linked_on or date.max, home.key))


def _is_move(told: Mapping[str, Any], dossier: Dossier) -> bool:
    """Moved in, or registered here in a home that was given under art. 28: whichever was first."""
    if told["kind"] == Kind.HUISVESTING:
        return bool(told["stap"] == HouseStep.VERHUISD)
    registered = told["kind"] == Kind.BRP_INSCHRIJVING and told["artikel_28"] == "true"
    return registered and told["gemeente"] in (None, "", dossier.gemeente_id)


def _step(told: Mapping[str, Any]) -> Step:
    return Step(date.fromisoformat(told["on"]), HouseStep(told["stap"]), told["reden"] or "")


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """By day; of one day in the order of the work."""
    order = list(HouseStep)
    return tuple(sorted(steps, key=lambda step: (step.on, order.index(step.step))))


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a gemeente stands. Persons and households (of which each is part), except ``refused``: homes.

    ``task`` is None while nobody gave a figure. ``waiting`` is as of today, by how far they are; ``moved`` in the half-year.
    """

    task: int | None
    stood_over: int
    waiting: Mapping[HouseStep, tuple[int, int]]
    moved: int
    moved_homes: int
    refused: int

    @classmethod
    def of(cls, figure: Taakstelling | None, found: Iterable[Home], period: HalfYear) -> Self:
        """Count these households, all of one gemeente."""
        rows = list(found)
        waiting: dict[HouseStep, tuple[int, int]] = {}
        for home in rows:
            if home.waits:
                persons, homes_ = waiting.get(home.stage, (0, 0))
                waiting[home.stage] = persons + home.persons, homes_ + 1
        return cls(
            figure.number if figure else None,
            figure.stood_over if figure else 0,
            waiting,
            sum(home.moved_in(period) for home in rows),
            sum(home.moved_in(period) > 0 for home in rows),
            sum(home.refused_in(period) for home in rows),
        )

    @property
    def total(self) -> int | None:
        """What must be done in the half-year: the task with what stood over."""
        return None if self.task is None else self.task + self.stood_over

    @property
    def to_go(self) -> int | None:
        """Persons still to house; below zero: housed ahead."""
        return None if self.total is None else self.total - self.moved

    @property
    def linked(self) -> tuple[int, int]:
        """Persons and households that are linked and didn't move yet."""
        return sum(p for p, _ in self.waiting.values()), sum(h for _, h in self.waiting.values())


_COLUMNS = ("id", "year", "half", "number", "stood_over", "source", "source_on", "recorded_at", "by")


def given(
    actor: Actor, period: HalfYear, permission: Permission = P, code: str = ""
) -> list[tuple[Gemeente, list[Taakstelling]]]:
    """The gemeenten where the actor holds the permission (or the one with this code), by name; of each every figure that was
    given for the half-year, newest first: that one counts. One statement."""
    of_period = Q(taakstellingen__year=period.year, taakstellingen__half=period.half)
    rows = gemeenten_of(actor, permission).annotate(
        figure=FilteredRelation("taakstellingen", condition=of_period)
    )
    if code:
        rows = rows.filter(pk=code)
    columns = (f"figure__{name}" for name in _COLUMNS)
    found: dict[str, tuple[Gemeente, list[Taakstelling]]] = {}
    for gemeente, naam, *values in rows.order_by("naam", "-figure__id").values_list("code", "naam", *columns):
        _, figures = found.setdefault(gemeente, (Gemeente(code=gemeente, naam=naam), []))
        if values[0] is not None:
            figures.append(Taakstelling(gemeente_id=gemeente, **dict(zip(_COLUMNS, values, strict=True))))
    return list(found.values())
