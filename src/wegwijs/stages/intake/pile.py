"""Oproepen by the pile: who waits for one, when each talk can be, and how one of them is sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.models import Claim, PersonClaim
from wegwijs.agenda.slots import Slot
from wegwijs.documents.batches import Subject
from wegwijs.documents.commands.batches import Asked
from wegwijs.documents.models import Letter
from wegwijs.documents.press import Press
from wegwijs.dossiers.models import Dossier, State
from wegwijs.dossiers.queries import visible
from wegwijs.errors import DomainError
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.people.queries import address_mark, address_on
from wegwijs.stages.intake.commands.moment import TALK_MINUTES, Afspraak
from wegwijs.stages.intake.commands.oproepen import (
    first_by_post,
    reply_by,
    send_oproep,
)
from wegwijs.stages.intake.listing import to_call
from wegwijs.stages.intake.models import BredeIntake, Oproep
from wegwijs.ui.format import day
from wi2021.dagen import free_day


@dataclass(frozen=True, slots=True)
class Hours:
    """When talks can be: from a day on, between two times, so many minutes each, so many at the same time."""

    first: date
    begin: time
    end: time
    minutes: int
    beside: int


def moments(hours: Hours) -> Iterator[Slot]:
    """When talks can begin, in order, on working days. Raises DomainError when not even one fits in a day."""
    starts = []
    at = datetime.combine(hours.first, hours.begin)
    end = datetime.combine(hours.first, hours.end)
    length = timedelta(minutes=hours.minutes)
    while at + length <= end:
        starts.append(at.time())
        at += length
    if not starts:
        raise DomainError(
            "Er past geen gesprek tussen deze tijden. Kies een latere eindtijd of een korter gesprek.",
            field="end",
        )
    on = hours.first
    while True:
        if free_day(on) is None:
            yield from (Slot(on, start, hours.minutes) for start in starts)
        on += timedelta(days=1)


def asked(dossiers: Sequence[Dossier], hours: Hours, *, place: str, way: Oproep.Way) -> list[Asked]:
    """A talk for each, in this order; with the address as it is today.

    Raises DomainError when the first talk is too soon for a letter that goes by post today, or when a talk is after the
    term of the letters.
    """
    today = clock.today()
    if not dossiers:
        return []
    return [
        Asked(
            dossier.pk,
            address_mark(address_on(dossier.person, today)),
            {
                "at": slot.on.isoformat(), "time": f"{slot.at:%H:%M}", "minutes": slot.minutes, "place": place,
                "way": str(way),
            },
        )
        for dossier, slot in _in_time(dossiers, hours, today)
    ]  # fmt: skip


def planned(dossiers: Sequence[Dossier], hours: Hours) -> Iterator[tuple[Dossier, Slot]]:
    """The moment of each: the first at which it is its turn, and its regisseur and the person are free.

    A dossier whose regisseur is taken waits, and one after it goes first. Raises DomainError as ``moments``.
    """
    busy = _Busy(dossiers, hours.first)
    left = list(dossiers)
    for slot in moments(hours):
        room, later = hours.beside, []
        for dossier in left:
            if room and busy.free(dossier, slot):
                busy.take(dossier, slot)
                room -= 1
                yield dossier, slot
            else:
                later.append(dossier)
        left = later
        if not left:
            return


class _Busy:
    """What is taken of the regisseurs and the people of these dossiers, and what a pile takes of them. Two statements."""

    def __init__(self, dossiers: Sequence[Dossier], first: date) -> None:
        since = Slot(first, time(0), 1).starts
        employees = Claim.objects.filter(employee__in={row.regisseur_id for row in dossiers}, ends__gt=since)
        people = PersonClaim.objects.filter(person__in={row.person_id for row in dossiers}, ends__gt=since)
        self.spans: dict[tuple[str, object], list[tuple[datetime, datetime]]] = {}
        for what, claims in (("employee", employees), ("person", people)):
            for who, starts, ends in claims.values_list(what, "starts", "ends"):
                self.spans.setdefault((what, who), []).append((starts, ends))

    def free(self, dossier: Dossier, slot: Slot) -> bool:
        """Whether both can come then."""
        spans = (span for who in _who(dossier) for span in self.spans.get(who, ()))
        return not any(starts < slot.ends and ends > slot.starts for starts, ends in spans)

    def take(self, dossier: Dossier, slot: Slot) -> None:
        """From now on neither can."""
        for who in _who(dossier):
            self.spans.setdefault(who, []).append((slot.starts, slot.ends))


def _who(dossier: Dossier) -> list[tuple[str, object]]:
    """Whose time a talk in this dossier takes."""
    found: list[tuple[str, object]] = [("person", dossier.person_id)]
    return [*found, ("employee", dossier.regisseur_id)] if dossier.regisseur_id else found


def _in_time(dossiers: Sequence[Dossier], hours: Hours, today: date) -> list[tuple[Dossier, Slot]]:
    """The moments of these dossiers."""
    until = reply_by(dossiers[0].gemeente_id, today)
    late = f"na de termijn van de oproep ({day(until)})"
    if hours.first > until:
        raise DomainError(f"De eerste dag valt {late}. Kies een eerdere dag.", field="first")
    found = list(planned(dossiers, hours))
    first, last = found[0][1].on, found[-1][1].on
    earliest = first_by_post(dossiers[0].gemeente_id, today)
    if first < earliest.day:
        raise DomainError(
            f"{earliest.sentence} Kies die dag of later. Stuur een oproep voor een eerder gesprek vanuit het dossier en "
            "overhandig de brief.",
            field="first",
        )
    if first > until:
        raise DomainError(
            f"Het eerste gesprek valt op {day(first)}, {late}. Kies een eerdere dag.", field="first"
        )
    if last > until:
        raise DomainError(
            f"Het laatste gesprek valt op {day(last)}, {late}. Kies meer gesprekken tegelijk, kortere gesprekken, een "
            "eerdere dag of minder dossiers.",
            field="beside",
        )
    return found


class Oproepen:
    """Oproepen and warnings that go out together."""

    key = "oproep"
    title = "Oproepen voor de brede intake"
    back = "intake:oproepen"
    permission = Permission.INTAKE_RECORD

    def send(self, subject: UUID, plan: Mapping[str, Any], *, by: Actor, seen: str, press: Press) -> Letter:
        """By the command that a regisseur uses, by post. Raises DomainError, also for an address that is old."""
        rows = visible(by, self.permission).select_related("person", "gemeente", "regisseur")
        dossier = rows.filter(pk=subject).first()
        if dossier is None:
            raise DomainError("Dit dossier is niet meer van uw gemeenten.")
        intake = BredeIntake.objects.filter(pk=dossier.pk).first()
        if intake is None:
            raise DomainError("De intake is niet meer open. Kijk in het dossier.")
        # The command reads the parts itself, once it holds the intake.
        intake.dossier = dossier
        _fresh(dossier)
        afspraak = Afspraak(
            date.fromisoformat(plan["at"]), time.fromisoformat(plan["time"]), plan["place"], Oproep.Way(plan["way"]),
            plan.get("minutes", TALK_MINUTES),
        )  # fmt: skip
        sent = send_oproep(
            intake,
            afspraak,
            by=by,
            on=clock.today(),
            channel=Letter.Channel.POST,
            seen=seen,
            press=press,
        )
        return sent.letter

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers with their intakes."""
        rows = visible(actor, self.permission).filter(pk__in=list(keys)).select_related("person")
        return {
            row.pk: Subject(
                f"{row.person.list_name}, {row.number}", reverse("intake:overview", args=[row.pk])
            )
            for row in rows
        }


OPROEPEN = Oproepen()


def waiting(actor: Actor, gemeente: str) -> list[Dossier]:
    """Open dossiers of a gemeente for which an oproep or warning is the next act, most urgent first."""
    return [row for row in to_call(actor, gemeente, today=clock.today()) if row.state == State.OPEN]


def _fresh(dossier: Dossier) -> None:
    """Raises DomainError when the address was looked up too long ago to send something unseen."""
    today = clock.today()
    found = address_on(dossier.person, today)
    rule = policy(PolicyKey.BRP_FRESH_DAYS, dossier.gemeente_id, on=today)
    if found and (today - found.as_of).days > rule.value:
        raise DomainError(
            f"Het adres is {(today - found.as_of).days} dagen geleden nagekeken; na {rule.value} dagen kijkt u het "
            f"opnieuw na ({rule.source}). Kijk het na in de BRP en stuur de oproep vanuit het dossier."
        )
