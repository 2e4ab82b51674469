"""Record hours, take them back, and decide what counts of before the PIP."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.hours import queries
from wegwijs.hours.models import Meetelling, Soort, Uren
from wegwijs.organisations.models import Organisation
from wegwijs.ui.format import day, duration
from wi2021.grondslag import Outcome
from wi2021.leerroutes import THEMAS_KNM, THEMAS_MAP, Fase, fase_van, uur_telt

# A choice of this product, not of the law: nobody learns longer than this on one day; more is a slip of the pen, or the same
# lesson twice.
MOST_A_DAY = 12 * 60
THEMES = {Soort.KNM: THEMAS_KNM, Soort.MAP: THEMAS_MAP}
# Where it matters whether something was practical.
PRACTICAL = (Soort.PVT, Soort.MAP)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done on a day, or from ``on`` to ``until``, both inclusive, where nobody knows on which of those days. ``minutes`` is
    above zero; ``key`` is the same when the same thing is sent again.
    """

    soort: Soort
    on: date
    minutes: int
    aanbieder: Organisation
    key: str
    theme: str = ""
    practical: bool = False
    until: date | None = None

    @property
    def last_day(self) -> date:
        """The last day on which it can have been done."""
        return self.until or self.on

    @property
    def days(self) -> int:
        """On how many days it can have been done."""
        return (self.last_day - self.on).days + 1


@transaction.atomic
def record_hours(dossier: Dossier, done: Done, *, by: Actor) -> Uren:
    """Add a row to the ledger; the same ``key`` again gives the row that is there.

    Raises NotAllowed without the right there, DomainError for a day to come or after the end of the dossier, for a kind
    without such a theme, more than twelve hours on one day, the same hours twice, and a partner's hours of another.
    """
    by.require(Permission.HOURS_RECORD, dossier.gemeente_id)
    return _record(dossier, done, by, twice=False)


def record_attended(dossier: Dossier, done: Done, *, by: Actor) -> Uren:
    """The same from the register of a group, which checked who gives the session, inside its transaction. Two sessions as long on one
    day are two, and no slip of the pen.
    """
    return _record(dossier, done, by, twice=True)


def _record(dossier: Dossier, done: Done, by: Actor, *, twice: bool) -> Uren:
    held = Dossier.objects.select_for_update(of=("self",)).select_related("person").get(pk=dossier.pk)
    known = held.uren.filter(source_key=done.key).first()
    if known:
        return known
    _check_day(held, done.last_day)
    _check(held, done, by)
    if not twice:
        _refuse_twice(held, done)
    row = _add(dossier, done, by)
    record_event(
        dossier, Kind.UREN, by=by, on=done.on, payload={"soort": done.soort.value, "minuten": done.minutes},
        summary=f"{duration(done.minutes)} {done.soort.label}, {done.aanbieder.name}"[:240],
        origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
    )  # fmt: skip
    return row


def _check_day(dossier: Dossier, on: date) -> None:
    if on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst. Leg uren vast als ze gemaakt zijn.", field="on")
    ended = min(filter(None, (dossier.closed_on, dossier.person.died_on)), default=None)
    if ended and on > ended:
        raise DomainError(
            f"Het traject eindigde op {day(ended)}. Vul een dag in op of voor die dag.", field="on"
        )


def _check(dossier: Dossier, done: Done, by: Actor) -> None:
    if not by.sees_all and done.aanbieder.pk != by.organisation.pk:
        raise DomainError("U legt alleen uren vast van uw eigen organisatie.", field="aanbieder")
    if done.theme and done.theme not in THEMES.get(done.soort, ()):
        raise DomainError("Dit thema hoort niet bij deze soort. Kies een ander thema.", field="theme")
    if done.practical and done.soort not in PRACTICAL:
        raise DomainError("Praktijk kiest u alleen bij het PVT en de MAP.", field="practical")
    total = (
        dossier.uren.filter(on=done.on, until=done.until if done.days > 1 else None).aggregate(all=Sum("minutes"))["all"] or 0
    )  # fmt: skip
    if total + done.minutes > MOST_A_DAY * done.days:
        when = day(done.on) if done.days == 1 else f"{day(done.on)} tot en met {day(done.last_day)}"
        raise DomainError(
            f"Op {when} staat al {duration(total)}. Meer dan {duration(MOST_A_DAY)} op een dag neemt "
            "Wegwijs niet aan; dat is een eigen grens, niet van de wet. Kijk de dag en de duur na.",
            field="minutes",
        )


def _refuse_twice(dossier: Dossier, done: Done) -> None:
    same = dossier.uren.filter(
        on=done.on, soort=done.soort, minutes=done.minutes, aanbieder=done.aanbieder, theme=done.theme, reversed_by=None
    )  # fmt: skip
    if same.exists():
        raise DomainError(
            f"Deze uren staan er al: {duration(done.minutes)} {done.soort.label} op {day(done.on)}. "
            "Was het een tweede les, vul dan de duur van beide lessen samen in en herstel de eerste.",
            field="minutes",
        )


def _add(dossier: Dossier, done: Done, by: Actor) -> Uren:
    return Uren.objects.create(
        dossier=dossier, soort=done.soort, on=done.on, until=done.until, minutes=done.minutes, theme=done.theme, practical=done.practical,
        aanbieder=done.aanbieder, source_key=done.key, recorded_by=by.user, label=by.label, recorded_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def take_back(row: Uren, *, by: Actor, reason: str) -> Uren:
    """A row that was wrong is taken back by another; nothing is removed. The right hours are recorded anew.

    Raises NotAllowed without the right there; DomainError when a colleague took it back meanwhile, or a partner would take
    back another's.
    """
    current = _held(row)
    by.require(Permission.HOURS_RECORD, current.dossier.gemeente_id)
    return _reverse(current, by, reason)


def take_back_attended(row: Uren, *, by: Actor, reason: str) -> Uren:
    """The same from the register of a group, which checked who gives the session, inside its transaction."""
    return _reverse(_held(row), by, reason)


def _held(row: Uren) -> Uren:
    return Uren.objects.select_for_update(of=("self",)).select_related("dossier", "aanbieder").get(pk=row.pk)


def _reverse(current: Uren, by: Actor, reason: str) -> Uren:
    dossier = current.dossier
    if not by.sees_all and current.aanbieder_id != by.organisation.pk:
        raise DomainError("U herstelt alleen uren van uw eigen organisatie.")
    if current.reverses_id or Uren.objects.filter(reverses=current).exists():
        raise DomainError("Een collega heeft deze uren net hersteld. Kijk in de lijst wat er nu staat.")
    made = Uren.objects.create(
        dossier=dossier, soort=current.soort, on=current.on, until=current.until, minutes=-current.minutes, theme=current.theme,
        practical=current.practical, aanbieder=current.aanbieder, source_key=f"terug:{current.pk}", reverses=current,
        reason=reason, recorded_by=by.user, label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    record_event(
        dossier, Kind.UREN_TERUG, by=by, on=clock.today(),
        payload={"soort": current.soort, "minuten": current.minutes, "van": current.on.isoformat(), "reden": reason},
        summary=f"{duration(current.minutes)} {current.get_soort_display()} van {day(current.on)}: {reason}"[:240],
        origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
    )  # fmt: skip
    return made


@transaction.atomic
def decide_counting(dossier: Dossier, soort: Soort, *, by: Actor, counts: bool, why: str) -> int:
    """The college decides whether the hours of a kind from before the PIP count (MP-01); returns how many minutes.

    Deciding again replaces what was decided. Raises NotAllowed without the right there; DomainError when there are none, when
    the law itself says no, and for whoever recorded one of them: recording and deciding is done by two people.
    """
    by.require(Permission.HOURS_DECIDE, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    facts = queries.facts_for(dossier)
    found = [row for row in queries.standing(dossier, soort) if fase_van(row.on, facts).value is Fase.INTAKE]
    if not found:
        raise DomainError(
            "Van deze soort zijn er geen uren van voor het PIP. Kies een andere soort.", field="soort"
        )
    pip = facts.actueel_pip()
    answer = uur_telt(Fase.INTAKE, soort.value, route=pip.leerroute if pip else None)
    if isinstance(answer, Outcome):
        raise DomainError(f"{' '.join(answer.uitleg)} ({answer.regel.artikelen[0]})", field="soort")
    if any(row.recorded_by_id == by.user_id for row in found):
        raise DomainError(
            "U heeft zelf een deel van deze uren vastgelegd. Laat een collega beslissen of ze meetellen."
        )
    Meetelling.objects.bulk_create(
        Meetelling(uren=row, telt=counts, why=why, decided_by=by.user, label=by.label, decided_at=clock.now())
        for row in found
    )
    minutes = sum(row.minutes for row in found)
    said = "telt mee" if counts else "telt niet mee"
    record_event(
        dossier, Kind.UREN_MEETELLEN, by=by, on=clock.today(),
        payload={"soort": soort.value, "minuten": minutes, "telt": counts, "reden": why},
        summary=f"{duration(minutes)} {soort.label} van voor het PIP {said}: {why}"[:240],
    )  # fmt: skip
    return minutes
