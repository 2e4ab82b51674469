"""What an employee has planned: talks, oproepen, regeldagen, sessions of groups, tasks and, when asked for, last days; the employee's own, and of whom it stands in for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    TimeField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Extract
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.agenda.calendar import Entry
from wegwijs.dossiers.models import Afspraak, State, Taak, TermijnRow, TermijnState
from wegwijs.dossiers.queries import visible
from wegwijs.groups.models import Programme, Session
from wegwijs.people.names import full_name
from wegwijs.stages.intake.models import Oproep
from wegwijs.stages.overdracht.models import Regeldag
from wegwijs.ui.format import duration

TALK, OPROEP, REGELDAG, TASK, LAST_DAY, SESSION = (
    "gesprek",
    "oproep",
    "regeldag",
    "taak",
    "termijn",
    "bijeenkomst",
)
OPROEP_MINUTES = 60
LONG = 120
ONE_DAY = timedelta(days=1)
# Which rows are meant, by the path to their employee and to their gemeente.
Whose = Callable[[str, str], Q]
# The task that an oproep makes says the same as the oproep itself.
_OPROEP_TASK = "oproep"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the agenda. ``at`` None: some time that day. ``what`` may hold what an employee typed.

    Of a session ``dossier`` is its own key, ``name`` its group's and ``number`` the programme.
    """

    kind: str
    key: str
    on: date
    at: time | None
    minutes: int
    what: str
    way: str
    place: str
    dossier: UUID
    number: str
    name: str
    initials: str
    who: str
    protected: bool
    version: int
    changed: datetime
    cancelled: bool

    @property
    def length(self) -> str:
        """How long it takes, in words."""
        return f"{self.minutes} min" if self.minutes <= LONG else duration(self.minutes)

    @property
    def url(self) -> str:
        """Where it is worked on."""
        before, after = _address(self.kind == SESSION)
        return f"{before}{self.dossier}{after}"


_NO_KEY = UUID(int=0)


@cache
def _address(session: bool) -> tuple[str, str]:
    """What stands before and after the key: a week has hundreds of them."""
    address = reverse("groups:attendance" if session else "desk:dossier", args=[_NO_KEY])
    before, _, after = address.partition(str(_NO_KEY))
    return before, after


def planned(
    actor: Actor, since: date, until: date, *, with_termijnen: bool = False, with_cancelled: bool = False
) -> list[Item]:
    """Everything from a day up to and including another, in order; one statement."""
    if actor.employee is None:
        return []
    whose = partial(_whose, actor)
    parts = [*_appointments(actor, whose, with_cancelled), _tasks(actor, whose)]
    if with_termijnen:
        parts.append(_last_days(actor, whose))
    return _items(parts, since, until)


def of_region(actor: Actor, since: date, until: date, *, gemeente: str = "") -> list[Item]:
    """Everybody's appointments and sessions in the actor's gemeenten, or in one of them (its code), in order; one statement."""
    codes = sorted(actor.gemeenten() & {gemeente}) if gemeente else sorted(actor.gemeenten())

    def there(employee: str, place: str) -> Q:
        return Q(**{f"{place}__in": codes})

    return _items(_appointments(actor, there, with_cancelled=False), since, until)


def _appointments(actor: Actor, whose: Whose, with_cancelled: bool) -> list[QuerySet[Any]]:
    return [
        _talks(actor, whose, with_cancelled),
        _oproepen(actor, whose),
        _regeldagen(actor, whose, with_cancelled),
        _sessions(whose, with_cancelled),
    ]


def _items(parts: list[QuerySet[Any]], since: date, until: date) -> list[Item]:
    first, *others = [part.filter(on__gte=since, on__lte=until).values_list(*_COLUMNS) for part in parts]
    items = [_item(row) for row in first.union(*others, all=True)]
    return sorted(items, key=lambda i: (i.on, i.at is None, i.at or time(), i.name, i.key))


_COLUMNS = (
    "_kind", "_key", "on", "_at", "_minutes", "_what", "_way", "_place", "_dossier", "_number", "_voornamen",
    "_voorvoegsel", "_geslachtsnaam", "_protected", "_version", "_changed", "_cancelled", "_who",
)  # fmt: skip


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _common(rows: QuerySet[Any], kind: str, dossier: str) -> QuerySet[Any]:
    """Columns that every part has; ``dossier`` is the path to it, with its last underscores."""
    found: QuerySet[Any] = rows.order_by().annotate(
        _kind=_text(kind),
        _key=Cast("pk", CharField()),
        _dossier=F(f"{dossier}pk"),
        _number=F(f"{dossier}number"),
        _voornamen=F(f"{dossier}person__voornamen"),
        _voorvoegsel=F(f"{dossier}person__voorvoegsel"),
        _geslachtsnaam=F(f"{dossier}person__geslachtsnaam"),
        _protected=F(f"{dossier}person__protected"),
    )
    return found


def _talks(actor: Actor, whose: Whose, with_cancelled: bool) -> QuerySet[Any]:
    rows = Afspraak.objects.filter(whose("employee", "dossier__gemeente"), dossier__in=visible(actor))
    if not with_cancelled:
        rows = rows.filter(cancelled_at=None)
    found: QuerySet[Any] = _common(rows, TALK, "dossier__").annotate(
        _at=F("at"), _minutes=Cast("minutes", IntegerField()), _what=F("soort"), _way=F("way"), _place=F("place"),
        _version=Cast("version", IntegerField()), _changed=F("changed_at"), _cancelled=F("cancelled_at"),
        _who=F("employee__name"),
    )  # fmt: skip
    return found


def _whose(actor: Actor, employee: str, gemeente: str) -> Q:
    """What is the employee's own, or of a colleague for whom the employee stands in."""
    found = Q(**{employee: actor.employee})
    for who, place in actor.covers:
        found |= Q(**{employee: who, gemeente: place})
    return found


def _nothing() -> dict[str, Any]:
    return {
        "_version": Value(1, output_field=IntegerField()),
        "_cancelled": Value(None, output_field=DateTimeField()),
    }


def _oproepen(actor: Actor, whose: Whose) -> QuerySet[Any]:
    """Talks to which someone was called up; whoever is regisseur holds them."""
    rows = Oproep.objects.filter(
        whose("intake__dossier__regisseur", "intake__dossier__gemeente"),
        intake__dossier__in=visible(actor),
        outcome="",
    )
    found: QuerySet[Any] = _common(rows.annotate(on=F("at")), OPROEP, "intake__dossier__").annotate(
        _at=F("time"), _minutes=Value(OPROEP_MINUTES, output_field=IntegerField()), _what=Cast("number", CharField()),
        _way=F("way"), _place=F("place"), _changed=F("letter__made_at"), _who=F("intake__dossier__regisseur__name"), **_nothing(),
    )  # fmt: skip
    return found


def _regeldagen(actor: Actor, whose: Whose, with_cancelled: bool) -> QuerySet[Any]:
    """Of who runs the day, and of the regisseur of the dossier it was planned from."""
    rows = Regeldag.objects.filter(
        whose("begeleider", "dossier__gemeente") | whose("dossier__regisseur", "dossier__gemeente"),
        dossier__in=visible(actor),
    )
    if not with_cancelled:
        rows = rows.filter(cancelled_at=None).exclude(dossier__state=State.GESLOTEN)
    found: QuerySet[Any] = _common(rows, REGELDAG, "dossier__").annotate(
        _at=F("at"), _minutes=_between("at", "until"), _what=_text(REGELDAG), _way=_text(""),
        _place=_text(""), _version=Cast("version", IntegerField()), _changed=F("made_at"), _cancelled=F("cancelled_at"),
        _who=F("begeleider__name"),
    )  # fmt: skip
    return found


def _between(since: str, until: str) -> Cast:
    """Minutes by the clock."""
    passed = ExpressionWrapper(F(until) - F(since), output_field=DurationField())
    return Cast(Extract(passed, "epoch") / 60, IntegerField())


def _sessions(whose: Whose, with_cancelled: bool) -> QuerySet[Any]:
    """Of groups, that the employee gives: alone, first or second."""
    rows = Session.objects.filter(whose("trainer", "group__gemeente") | whose("assistant", "group__gemeente"))
    if not with_cancelled:
        rows = rows.filter(cancelled_at=None)
    found: QuerySet[Any] = rows.order_by().annotate(
        _kind=_text(SESSION), _key=Cast("pk", CharField()), _dossier=F("pk"), _number=F("group__programme"),
        _voornamen=F("group__name"), _voorvoegsel=_text(""), _geslachtsnaam=_text(""),
        _protected=Value(False, output_field=BooleanField()), _at=F("at"), _minutes=Cast("minutes", IntegerField()),
        _what=F("title"), _way=_text(""), _place=Coalesce("room__name", "place"), _who=F("trainer__name"),
        _version=Cast("version", IntegerField()), _changed=F("changed_at"), _cancelled=F("cancelled_at"),
    )  # fmt: skip
    return found


def _tasks(actor: Actor, whose: Whose) -> QuerySet[Any]:
    rows = Taak.objects.filter(
        whose("assigned_to", "dossier__gemeente"), done_on=None, dossier__in=visible(actor)
    )
    rows = rows.exclude(source_key=_OPROEP_TASK).exclude(dossier__state=State.GESLOTEN)
    found: QuerySet[Any] = _common(rows.annotate(on=F("due_on")), TASK, "dossier__").annotate(
        **_whole_day(), _what=F("title"), _changed=F("created_at"), _who=_text(""), **_nothing()
    )
    return found


def _last_days(actor: Actor, whose: Whose) -> QuerySet[Any]:
    standing = Q(state__in=[TermijnState.OPEN, TermijnState.WACHT], plicht=True)
    rows = TermijnRow.objects.filter(standing, whose("regisseur", "gemeente"), dossier__in=visible(actor))
    found: QuerySet[Any] = _common(rows.annotate(on=F("last_day")), LAST_DAY, "dossier__").annotate(
        **_whole_day(), _what=F("label"), _changed=Value(None, output_field=DateTimeField()),
        _who=_text(""), **_nothing()
    )  # fmt: skip
    return found


def _whole_day() -> dict[str, Any]:
    return {
        "_at": Value(None, output_field=TimeField()),
        "_minutes": Value(0, output_field=IntegerField()),
        "_way": _text(""),
        "_place": _text(""),
    }


def _item(row: tuple[Any, ...]) -> Item:
    (
        kind,
        key,
        on,
        at,
        minutes,
        what,
        way,
        place,
        dossier,
        number,
        *person,
        protected,
        version,
        changed,
        gone,
        who,
    ) = row
    voornamen, voorvoegsel, geslachtsnaam = person
    return Item(
        kind=kind, key=key, on=on, at=at, minutes=minutes, what=_words(kind, what), way=_way_words(way), place=place,
        dossier=dossier, number=Programme(number).label if kind == SESSION else number, name=full_name(voornamen, voorvoegsel, geslachtsnaam),
        initials=initials(voornamen, geslachtsnaam), who=who or "", protected=protected, version=version,
        changed=changed or datetime.combine(on - ONE_DAY, time(), tzinfo=UTC), cancelled=gone is not None,
    )  # fmt: skip


def _words(kind: str, what: str) -> str:
    if kind == TALK:
        return Afspraak.Soort(what).label
    return f"oproep {what} brede intake" if kind == OPROEP else what


def _way_words(way: str) -> str:
    return Afspraak.Way(way).label if way in Afspraak.Way.values else way


def initials(voornamen: str, geslachtsnaam: str) -> str:
    """ "S.T." of Selam Tesfay."""
    return "".join(f"{part[0]}." for part in (voornamen, geslachtsnaam) if part)


def entries(items: Iterable[Item], *, host: str) -> list[Entry]:
    """For a calendar program on any device: kind, initials and dossier number, of a session the programme; no name, place or typed
    text (case 31)."""
    return [
        Entry(
            uid=f"{item.kind}-{item.key}@wegwijs",
            title=_safe_title(item),
            on=item.on,
            at=item.at,
            minutes=item.minutes,
            changed=item.changed,
            url=f"{host}{item.url}",
            sequence=item.version - 1,
            cancelled=item.cancelled,
        )
        for item in items
    ]


def _safe_title(item: Item) -> str:
    what = item.kind if item.kind in (TASK, SESSION) else item.what
    who = "" if item.protected or item.kind in (TASK, LAST_DAY, SESSION) else item.initials
    return " · ".join(filter(None, (what[:1].upper() + what[1:], who, item.number)))
