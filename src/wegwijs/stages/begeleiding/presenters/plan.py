"""A plan, its log, and the caseload; finished Dutch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.queries.volunteers import review_due
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Betrokkenheid, Contactmoment
from wegwijs.hours.models import Uren
from wegwijs.organisations.models import Employee
from wegwijs.stages.begeleiding.models import (
    Begeleidingsdeel,
    Begeleidingsplan,
    Begeleidingsuren,
    Planregel,
    Planversie,
)
from wegwijs.stages.begeleiding.queries.caseload import ENDS_SOON, Case
from wegwijs.stages.begeleiding.queries.plans import Log, part_of
from wegwijs.ui.format import day, distance, duration, hours, moment
from wegwijs.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a plan: the goal, and how much of the time went by. ``over``: more than was planned."""

    label: str
    goal: str
    done: str
    planned: str
    note: str
    over: bool


def part_lines(lines: Mapping[Begeleidingsdeel, Planregel], log: Log) -> list[PartLine]:
    """The parts of a plan, and those that time went to though they left it."""
    gone = [part for part in Begeleidingsdeel if part in log.by_part and part not in lines]
    found = [_part(part, lines[part].minutes, lines[part].goal, log.by_part.get(part, 0)) for part in lines]
    found += [_part(part, 0, "niet meer in het plan", log.by_part[part]) for part in gone]
    if log.loose:
        found.append(
            PartLine(
                "Uren zonder onderdeel",
                "rechtstreeks in het urenboek vastgelegd",
                str(log.loose),
                "0",
                duration(log.loose),
                over=False,
            )
        )
    return found


def _part(part: Begeleidingsdeel, planned: int, goal: str, done: int) -> PartLine:
    label = part.label[:1].upper() + part.label[1:]
    note = f"{hours(done)} van {duration(planned)}" if planned else duration(done)
    return PartLine(
        label, goal, str(min(done, planned) if planned else 0), str(planned), note, done > planned
    )


def stand(plan: Begeleidingsplan) -> tuple[str, str]:
    """How a plan stands, with its colour."""
    if not plan.is_running:
        assert plan.ended_on  # noqa: S101 a constraint ties it to the state
        return f"beëindigd op {day(plan.ended_on)}: {plan.get_end_reason_display()}", "done"
    today = clock.today()
    if plan.begins_on > today:
        return f"begint op {day(plan.begins_on)}", "neutral"
    if plan.ends_on < today:
        return f"de periode is voorbij sinds {day(plan.ends_on)}", "late"
    if plan.ends_on <= today + ENDS_SOON:
        return f"loopt af op {day(plan.ends_on)}", "soon"
    return f"loopt tot en met {day(plan.ends_on)}", "in-time"


@dataclass(frozen=True, slots=True)
class Beside:
    """The plan of somebody in the same household."""

    dossier: str
    name: str
    note: str


def beside(plan: Begeleidingsplan) -> Beside:
    """Beside the plan of this person."""
    by = plan.begeleider.name if plan.begeleider else "nog geen begeleider"
    return Beside(str(plan.dossier_id), str(plan.dossier.person), f"{by}, {stand(plan)[0]}")


def facts(plan: Begeleidingsplan, log: Log) -> tuple[Fact, ...]:
    """What is known of a plan as a whole."""
    over = "late" if log.minutes > plan.planned else ""
    found = [
        Fact("Begeleider", f"{plan.begeleider.name}, {plan.organisation}"),
        Fact("Periode", f"{day(plan.begins_on)} tot en met {day(plan.ends_on)}"),
        Fact("Uren", f"{hours(log.minutes)} gemaakt van {duration(plan.planned)} gepland", over),
    ]
    if plan.offered != plan.planned:
        apart = plan.planned - plan.offered
        words = f"{duration(abs(apart))} {'meer' if apart > 0 else 'minder'} dan het aanbod van de gemeente"
        found.append(Fact("Dit plan", f"{words} ({duration(plan.offered)})"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One contact, or hours without one. ``undo``: the row of the ledger that who looks may take back, else empty."""

    on: str
    title: str
    length: str
    part: str
    summary: str
    by: str
    undo: str


def log_line(row: Uren, actor: Actor, gemeente: str) -> LogLine:
    """As the log shows it."""
    known: Begeleidingsuren | None = getattr(row, "begeleiding", None)
    contact: Contactmoment | None = known.contact if known else None
    way = contact.get_way_display() if contact else "uren zonder contact"
    reached = "" if contact is None or contact.reached else ", niet gesproken"
    part = part_of(row)
    mine = actor.sees_all or row.aanbieder_id == actor.organisation.pk
    return LogLine(
        on=day(row.on),
        title=f"{way[:1].upper()}{way[1:]}{reached}",
        length=duration(row.minutes),
        part=part.label if part else "zonder onderdeel",
        summary=contact.summary if contact else "",
        by=row.label,
        undo=str(row.pk) if mine and actor.may(Permission.HOURS_RECORD, gemeente) else "",
    )


def former(versions: Iterable[Planversie]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every version but the newest: when, why it was made, and what stood in it."""
    return [
        (
            f"Versie {row.number}, {moment(row.made_at)} door {row.label}",
            f"tot en met {day(row.ends_on)}" + (f" · {row.why}" if row.why else ""),
            tuple(_in_words(line) for line in _sorted(row)),
        )
        for row in list(versions)[1:]
    ]


def _sorted(version: Planversie) -> list[Planregel]:
    order = {part.value: place for place, part in enumerate(Begeleidingsdeel)}
    return sorted(version.regels.all(), key=lambda line: order[line.part])


def _in_words(line: Planregel) -> str:
    goal = f": {line.goal}" if line.goal else ""
    return f"{line.get_part_display()}, {duration(line.minutes)}{goal}"


@dataclass(frozen=True, slots=True)
class NamedLine:
    """Somebody of the own organisation who works with this person."""

    pk: str
    name: str
    note: str


def named_line(row: Betrokkenheid) -> NamedLine:
    """Since when and until when."""
    assert row.employee  # noqa: S101 of ``queries.plans.named``
    until = f" tot en met {day(row.valid_to)}" if row.valid_to else ""
    kind = "vrijwilliger, " if row.employee.volunteer else ""
    return NamedLine(str(row.pk), row.employee.name, f"{kind}vanaf {day(row.valid_from)}{until}")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One person in the list of the desk."""

    pk: str
    name: str
    note: str
    people: str
    talk: str
    heard: str
    heard_severity: str
    hours: str
    over: bool
    end: str
    end_severity: str
    severity: str


def case_line(case: Case) -> CaseLine:
    """A row; its own colour is that of what asks most."""
    today = clock.today()
    silent = case.heard is None or (today - case.heard).days > case.weeks * 7
    heard = distance(case.heard, today) if case.heard else "nog geen contact"
    end, end_severity = _end(case)
    over = case.planned is not None and case.used > case.planned
    worst = "late" if end_severity == "late" else "soon" if silent or end_severity == "soon" else ""
    return CaseLine(
        pk=str(case.dossier.pk),
        name=case.dossier.person.list_name,
        note=case.dossier.gemeente.naam,
        people=", ".join(f"{name} (vrijwilliger)" if volunteer else name for name, volunteer in case.people)
        or "nog niemand",
        talk=distance(case.talk_on, today) if case.talk_on else "geen",
        heard=heard,
        heard_severity="soon" if silent else "neutral",
        hours="" if case.planned is None else f"{hours(case.used)} van {duration(case.planned)}",
        over=over,
        end=end,
        end_severity=end_severity,
        severity=worst,
    )


def _end(case: Case) -> tuple[str, str]:
    if case.ends_on is None:
        return "nog geen plan", "soon"
    today = clock.today()
    if case.ends_on < today:
        return f"voorbij sinds {day(case.ends_on)}", "late"
    soon = case.ends_on <= today + ENDS_SOON
    return f"tot en met {day(case.ends_on)}", "soon" if soon else "neutral"


@dataclass(frozen=True, slots=True)
class VolunteerLine:
    """A volunteer with the last day and the next talk. ``own``: it is who looks."""

    pk: int
    name: str
    note: str
    until: str
    until_severity: str
    talk: str
    talk_severity: str
    own: bool


def volunteer_line(row: Employee, actor: Actor) -> VolunteerLine:
    """Of one that was read with the last talk."""
    today = clock.today()
    due = review_due(row)
    gone = row.valid_to is not None and row.valid_to < today
    ends_soon = row.valid_to is not None and row.valid_to <= today + ENDS_SOON
    until = (
        "geen laatste dag"
        if row.valid_to is None
        else f"{'gestopt na' if gone else 'tot en met'} {day(row.valid_to)}"
    )
    return VolunteerLine(
        pk=row.pk,
        name=row.name,
        note=row.function,
        until=until,
        until_severity="neutral"
        if gone
        else "late"
        if row.valid_to is None
        else "soon"
        if ends_soon
        else "in-time",
        talk=""
        if gone
        else f"jaargesprek te laat sinds {day(due)}"
        if due <= today
        else f"jaargesprek uiterlijk {day(due)}",
        talk_severity="late" if due <= today else "soon" if due <= today + ENDS_SOON else "neutral",
        own=actor.employee is not None and actor.employee.pk == row.pk,
    )
