"""The rows of one placement of the past, as the commands of a school would have made them (docs/adr/0029)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.models import CallOff, Contract, Moment, Movement, Price, Terms
from wegwijs.contracts.queries.agreements import terms_for, trajectory_price
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.hours.models import Uren
from wegwijs.stages.leerroutes.commands import WeekFacts
from wegwijs.stages.leerroutes.commands.cohort import cohort_of
from wegwijs.stages.leerroutes.models import Cursus, Eindreden, Geregeld, Inburgeringsaanbod, Lesweek
from wegwijs.stages.leerroutes.weeks import stretch, weeks_between
from wegwijs.ui.format import duration

S = Inburgeringsaanbod.State
K = Movement.Kind
HOUR = time(11, 0)
BATCH = 2000


@dataclass
class Rows:
    """What will be written, table by table."""

    call_offs: list[CallOff] = field(default_factory=list)
    offers: list[Inburgeringsaanbod] = field(default_factory=list)
    hours: list[Uren] = field(default_factory=list)
    weeks: list[Lesweek] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    events: list[Gebeurtenis] = field(default_factory=list)

    def write(self) -> None:
        """In the order of their keys."""
        CallOff.objects.bulk_create(self.call_offs, BATCH)
        Inburgeringsaanbod.objects.bulk_create(self.offers, BATCH)
        Uren.objects.bulk_create(self.hours, BATCH)
        Lesweek.objects.bulk_create(self.weeks, BATCH)
        Movement.objects.bulk_create(self.movements, BATCH)
        Gebeurtenis.objects.bulk_create(self.events, BATCH)


@dataclass(frozen=True)
class Past:
    """One placement of the past: whose, where, from and until when it is planned, and how it ended (None: it runs)."""

    dossier: Dossier
    contract: Contract
    cursus: Cursus
    by: Actor
    school: Actor
    asked: date
    begins: date
    until: date
    number: str
    ended: Eindreden | None = None
    result_on: date | None = None


def at_noon(on: date) -> datetime:
    return make_aware(datetime.combine(on, HOUR))


def write_past(rows: Rows, past: Past, weeks: Sequence[WeekFacts]) -> None:
    """The rows of asking a place, answering, beginning, each week, and the end."""
    planned = past.cursus.weekly_minutes * weeks_between(past.begins, past.until)
    last = stretch(weeks[-1].on)[1] if weeks else past.begins
    terms = terms_for(past.contract, began=past.begins, on=past.begins)
    assert terms  # noqa: S101 - the contract began earlier
    call = CallOff(
        contract=past.contract, gemeente=past.dossier.gemeente, number=past.number, source=f"aanbod:{past.dossier.pk}:1",
        starts_on=past.begins, ends_on=max(last, past.begins) if past.ended else None, made_at=at_noon(past.asked),
        cents=trajectory_price(terms), until=past.until, subject=past.cursus.route, cohort=_cohort(past.dossier), finished=past.ended == Eindreden.AFGEROND,
        result_on=past.result_on if past.ended == Eindreden.AFGEROND else None,
    )  # fmt: skip
    row = Inburgeringsaanbod(
        dossier=past.dossier, gemeente=past.dossier.gemeente, organisation=past.contract.supplier, cursus=past.cursus,
        call_off=call, state=S.GEEINDIGD if past.ended else S.BEGONNEN, name=str(past.dossier.person), number=past.dossier.number,
        level=past.cursus.level, childcare=Geregeld.NIET_NODIG, travel=Geregeld.GEREGELD, starts_on=past.begins, ends_on=past.until,
        planned_minutes=planned, asked_on=past.asked, asked_label=past.by.label, answer_by=past.asked + timedelta(days=14),
        answered_on=past.asked, answered_label=past.school.label, began_on=past.begins, ended_on=last if past.ended else None,
        ended=past.ended or "", result_on=past.result_on if past.ended == Eindreden.AFGEROND else None, shown=not past.ended or last > clock.today() - timedelta(weeks=6), version=4 if past.ended else 3,
    )  # fmt: skip
    rows.call_offs.append(call)
    rows.offers.append(row)
    _told(rows, past, row, Kind.AANMELDING, past.by, past.asked, f"bij {row.organisation}, {row.cursus.name}")
    _told(rows, past, row, Kind.LES_BEGONNEN, past.school, past.begins, f"bij {row.organisation}, {row.cursus.name}")  # fmt: skip
    book = _Book(rows, past, call, trajectory_price(terms))
    followed = 0
    for facts in weeks:
        first, end = stretch(facts.on)
        first = max(first, past.begins)
        _week(rows, past, row, facts, first, end)
        followed += facts.followed
        if followed >= max(terms.started_minutes, 1):
            book.reached(terms, Moment.STARTED, end)
        if followed * 2 >= planned:
            book.reached(terms, Moment.HALFWAY, end)
    if past.ended:
        if past.ended == Eindreden.AFGEROND and followed * 100 >= planned * terms.completed_percent:
            book.reached(terms, Moment.COMPLETED, last)
        book.release(last)
        _told(
            rows, past, row, Kind.LES_BEEINDIGD, past.school, last, f"bij {row.organisation}: {past.ended.label}", reden=past.ended.value
        )  # fmt: skip


def _cohort(dossier: Dossier) -> int | None:
    return cohort_of(facts_of(dossier.gemeente_id, timeline(dossier)), dossier.gemeente_id)


def _week(rows: Rows, past: Past, row: Inburgeringsaanbod, facts: WeekFacts, first: date, last: date) -> None:
    at, school = at_noon(last), past.school
    hours = None
    if facts.followed:
        hours = Uren(
            dossier=past.dossier, soort=facts.soort, on=first, until=last if last > first else None, minutes=facts.followed,
            aanbieder=row.organisation, source_key=f"les:{row.pk}:{facts.soort}:{first}:0", recorded_by=school.user,
            label=school.label, recorded_at=at,
        )  # fmt: skip
        rows.hours.append(hours)
        rows.events.append(
            Gebeurtenis(
                dossier=past.dossier, kind=Kind.UREN, on=first, recorded_at=at, by_user=school.user, by=school.label,
                organisation=school.organisation_name, origin=Origin.PARTNER,
                payload={"soort": facts.soort.value, "minuten": facts.followed},
                summary=f"{duration(facts.followed)} {facts.soort.label}, {row.organisation.name}"[:240],
            )
        )  # fmt: skip
    rows.weeks.append(
        Lesweek(
            aanbod=row, soort=facts.soort, first_day=first, last_day=last, offered=facts.offered, followed=facts.followed,
            excused=facts.excused, unexcused=facts.unexcused, reason=facts.reason, hours=hours, recorded_by=school.user,
            label=school.label, recorded_at=at,
        )
    )  # fmt: skip


def _told(
    rows: Rows,
    past: Past,
    row: Inburgeringsaanbod,
    kind: Kind,
    by: Actor,
    on: date,
    summary: str,
    **more: str,
) -> None:
    rows.events.append(
        Gebeurtenis(
            dossier=past.dossier, kind=kind, on=on, recorded_at=at_noon(on), by_user=by.user, by=by.label,
            organisation=by.organisation_name, origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
            payload={"aanbod": str(row.pk), "aanbieder": row.organisation.short, **more}, summary=summary[:240],
        )
    )  # fmt: skip


class _Book:
    """The book of one call-off: as ``contracts.commands.money`` keeps it, with what moves along to another year."""

    def __init__(self, rows: Rows, past: Past, call: CallOff, cents: int) -> None:
        self.rows, self.past, self.call = rows, past, call
        self.done: set[Moment] = set()
        self.committed: dict[int, int] = defaultdict(int)
        self.delivered: dict[int, int] = defaultdict(int)
        year = past.begins.year
        self._line(K.COMMITTED, cents, past.asked, year, f"afroep:{call.pk}", "afgeroepen", past.by)
        self.committed[year] = cents

    def reached(self, terms: Terms, moment: Moment, on: date) -> None:
        """Once, what the terms pay then."""
        if moment in self.done:
            return
        self.done.add(moment)
        for price in terms.prices.all():
            if price.moment == moment:
                key = f"{price.form}:{price.moment}:0"
                self._move_along(on, key, price.cents)
                self._line(K.DELIVERED, price.cents, on, on.year, key, f"{price}", self.past.school, price)
                self.delivered[on.year] += price.cents

    def _move_along(self, on: date, key: str, cents: int) -> None:
        short = self.delivered[on.year] + cents - self.committed[on.year]
        for year in sorted(self.committed):
            spare = min(short, self.committed[year] - self.delivered[year]) if year != on.year else 0
            if spare > 0:
                short -= spare
                said = f"verplichting van {year} schuift naar {on.year}"
                self._line(K.COMMITTED, -spare, on, year, f"{key}:uit:{year}", said, self.past.school)
                self._line(K.COMMITTED, spare, on, on.year, f"{key}:van:{year}", said, self.past.school)
                self.committed[year] -= spare
                self.committed[on.year] += spare

    def release(self, on: date) -> None:
        """What was committed and isn't delivered."""
        for year in sorted(self.committed):
            if left := self.committed[year] - self.delivered[year]:
                self._line(K.COMMITTED, -left, on, year, f"einde:{year}", "vrijgevallen bij het einde", self.past.school)  # fmt: skip

    def _line(
        self, kind: Movement.Kind, cents: int, on: date, year: int, key: str, note: str, by: Actor, price: Price | None = None
    ) -> None:  # fmt: skip
        self.rows.movements.append(
            Movement(
                call_off=self.call, kind=kind, cents=cents, on=on, booked_on=on, year=year, price=price, source_key=key,
                note=note, recorded_by=by.user, label=by.label, recorded_at=at_noon(on),
            )
        )  # fmt: skip
