"""What the pages of oversight show: finished Dutch text, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from wegwijs import clock
from wegwijs.access.actor import EMERGENCY
from wegwijs.access.models import EmergencyAccess
from wegwijs.access.queries import names_of
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.queries import numbers_by_key
from wegwijs.oversight.models import Sign
from wegwijs.ui.format import MONTHS, moment

TONES = {
    "terecht": "done", "verklaard": "done", "onderzoeken": "soon", "onterecht": "late", "onrechtmatig": "late", "": "soon",
}  # fmt: skip
# What ``number`` counts, by rule; elsewhere how often somebody looked.
COUNTS = {Sign.Rule.MANY: "dossiers in een uur", Sign.Rule.CROWD: "medewerkers"}
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


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign: who and which dossier by number, never a person's name."""

    pk: str
    who: str
    number: str
    account: int
    dossier: str
    gemeente: str
    rule: str
    month: str
    counted: str
    period: str
    answer: str
    tone: str
    answered: str


def sign_lines(rows: Iterable[Sign]) -> list[SignLine]:
    """Ready to print, in the same order; two statements for the names of accounts and the numbers of dossiers."""
    found = list(rows)
    names = names_of({row.account for row in found})
    numbers = numbers_by_key(
        {str(row.dossier) for row in found if row.dossier}, {row.gemeente_id for row in found}
    )
    return [_sign(row, names, numbers) for row in found]


def _sign(row: Sign, names: dict[int, str], numbers: dict[str, str]) -> SignLine:
    number = numbers.get(str(row.dossier), "dossier bestaat niet meer") if row.dossier else ""
    answered = f"{row.answered_by}, {moment(row.answered_at)}" if row.answered_by and row.answered_at else ""
    return SignLine(
        pk=str(row.pk),
        who=names.get(row.account, "onbekend") if row.account else "verschillende medewerkers",
        number=number,
        account=row.account,
        dossier=number if row.dossier and str(row.dossier) in numbers else "",
        gemeente=row.gemeente.naam,
        rule=row.get_rule_display(),
        month=f"{MONTHS[row.month.month - 1]} {row.month.year}",
        counted=f"{row.number} {COUNTS.get(Sign.Rule(row.rule), 'keer gekeken')}",
        period=f"{moment(row.first_at)} tot en met {moment(row.last_at)}",
        answer=row.get_answer_display() or "nog te beantwoorden",
        tone=TONES[row.answer],
        answered=answered,
    )


def looks_of(row: Sign) -> list[tuple[str, str]]:
    """What the log holds of it: when and which page, oldest first, at most 200."""
    rows = AuditRecord.objects.filter(subject_kind="dossier", at__gte=row.first_at, at__lte=row.last_at)
    if row.account:
        rows = rows.filter(actor_user=row.account)
    if row.dossier:
        rows = rows.filter(subject_id=str(row.dossier))
    rows = rows.filter(chain=row.gemeente_id).order_by("id")
    return [
        (moment(at), f"{who}: {detail}")
        for at, who, detail in rows.values_list("at", "actor", "detail")[:MOST]
    ]
