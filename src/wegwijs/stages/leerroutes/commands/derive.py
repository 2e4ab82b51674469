"""What the lessons themselves are a signal of: derived each night from the weeks that schools delivered; twice changes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Sum

from wegwijs.access.actor import Actor, system_actor
from wegwijs.organisations.policy import PolicyKey, policies
from wegwijs.stages.leerroutes.commands.answer import S
from wegwijs.stages.leerroutes.commands.signalen import Reason, raise_signal, reason_passed
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek, Signaalbron, Signaalsoort
from wegwijs.stages.leerroutes.quarters import Quarter
from wegwijs.ui.format import day

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    LearningRow = WithAnnotations[Inburgeringsaanbod, "LearningSums"]

# Over so long the share of missed lessons is taken.
WINDOW = timedelta(weeks=8)
Numbers = dict[str, tuple[int, int]]


class LearningSums(TypedDict):
    """Read along with who follows lessons: the last day followed here, the last day on which the course went on, and minutes offered
    and missed over the window."""

    last_followed: date | None
    course_went_on: date | None
    recent_offered: int | None
    recent_missed: int | None


def derive_signals(today: date) -> int:
    """Of everybody who follows lessons; returns how many signals are new."""
    by, numbers, made = system_actor("wegwijs", on=today), Numbers(), 0
    for row in _learning(today).iterator(chunk_size=500):
        if row.gemeente_id not in numbers:
            found = policies(row.gemeente_id, on=today)
            numbers[row.gemeente_id] = (
                found[PolicyKey.NO_LESSON_WEEKS].value,
                found[PolicyKey.ABSENCE_PERCENT].value,
            )
        made += _look_at(row, list(_reasons(row, *numbers[row.gemeente_id], today)), by, today)
    return made


def _learning(today: date) -> "QuerySet[LearningRow]":
    """Who follows lessons, with what their weeks add up to."""
    course = Lesweek.objects.filter(aanbod__cursus=OuterRef("cursus"), stands=True, offered__gt=0)
    stands, recent = (
        Q(lesweken__stands=True),
        Q(lesweken__stands=True, lesweken__first_day__gt=today - WINDOW),
    )
    rows = Inburgeringsaanbod.objects.filter(state=S.BEGONNEN).select_related(
        "organisation", "dossier__person", "dossier__gemeente", "dossier__regisseur"
    )
    return rows.annotate(
        last_followed=Max("lesweken__last_day", filter=stands & Q(lesweken__followed__gt=0)),
        recent_offered=Sum("lesweken__offered", filter=recent),
        recent_missed=Sum("lesweken__unexcused", filter=recent),
        course_went_on=Subquery(course.order_by("-last_day").values("last_day")[:1]),
    ).order_by("pk")


def _reasons(row: "LearningRow", weeks: int, percent: int, today: date) -> Iterator[Reason]:
    """Why somebody may drop out, by the policy of the gemeente; the gravest first."""
    since = row.last_followed or row.began_on
    went_on = row.course_went_on
    if since and went_on and went_on - since >= timedelta(weeks=weeks):
        words = f"Sinds {day(since)} geen les gevolgd, terwijl de cursus doorging (grens: {weeks} weken)."
        yield Reason(Signaalsoort.UITVAL, Signaalbron.UREN, words, f"stil:{since}")
    offered, missed = row.recent_offered or 0, row.recent_missed or 0
    if offered and missed * 100 >= percent * offered:
        share = missed * 100 // offered
        words = f"In de laatste acht weken {share} procent van de lessen gemist zonder afmelding (grens: {percent} procent)."
        quarter = Quarter.of(today)
        yield Reason(Signaalsoort.UITVAL, Signaalbron.UREN, words, f"verzuim:{quarter.key}")  # fmt: skip


def _look_at(row: Inburgeringsaanbod, reasons: list[Reason], by: Actor, today: date) -> int:
    """Raise what isn't known yet, and end what passed."""
    still = {reason.cause.partition(":")[0] for reason in reasons}
    opened = row.signalen.filter(source=Signaalbron.UREN, taken_up_on=None, passed_on=None)
    passed = [cause for cause in opened.values_list("cause", flat=True) if cause.partition(":")[0] not in still]  # fmt: skip
    if not passed and not reasons:
        return 0
    with transaction.atomic():
        for cause in passed:
            reason_passed(row, row.dossier, cause, by=by, on=today)
        return sum(raise_signal(row, row.dossier, one, by=by, on=today) is not None for one in reasons)
