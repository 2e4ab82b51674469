"""What the pages of oversight show: finished Dutch text, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from wegwijs import clock
from wegwijs.access.actor import EMERGENCY
from wegwijs.access.models import EmergencyAccess
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.queries import numbers_by_key
from wegwijs.ui.format import moment

TONES = {"terecht": "done", "onderzoeken": "soon", "onterecht": "late", "": "soon"}
MOST = 200


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One time that a dossier was opened in an emergency."""

    pk: str
    who: str
    organisation: str
    number: str
    gemeente: str
    reason: str
    words: str
    period: str
    open_now: bool
    judgement: str
    tone: str
    judged: str


def emergency_lines(rows: Iterable[EmergencyAccess]) -> list[EmergencyLine]:
    """Ready to print, in the same order; one statement for the numbers of the dossiers."""
    found = list(rows)
    numbers = numbers_by_key({str(row.dossier) for row in found}, {row.gemeente_id for row in found})
    return [_line(row, numbers.get(str(row.dossier), "")) for row in found]


def _line(row: EmergencyAccess, number: str) -> EmergencyLine:
    ended = row.ended_at or row.until
    judged = f"{row.judged_by}, {moment(row.judged_at)}" if row.judged_by and row.judged_at else ""
    return EmergencyLine(
        pk=str(row.pk),
        who=row.employee.name,
        organisation=row.employee.organisation.short,
        number=number or "dossier bestaat niet meer",
        gemeente=row.gemeente.naam,
        reason=row.get_reason_display(),
        words=row.words,
        period=f"{moment(row.began_at)} tot {moment(ended)}",
        open_now=ended > clock.now(),
        judgement=row.get_judgement_display() or "nog te beoordelen",
        tone=TONES[row.judgement],
        judged=judged,
    )


def views_of(row: EmergencyAccess) -> list[tuple[str, str]]:
    """When which page was looked at in this emergency, oldest first, at most 200."""
    rows = AuditRecord.objects.filter(
        subject_kind="dossier", subject_id=str(row.dossier), purpose=EMERGENCY, actor_user=_account(row),
        at__gte=row.began_at, at__lte=row.until, action="zien",
    )  # fmt: skip
    return [(moment(at), detail) for at, detail in rows.order_by("id").values_list("at", "detail")[:MOST]]


def _account(row: EmergencyAccess) -> int:
    return int(row.employee.user.pk)
