"""Rows of ours as they go out."""

from collections.abc import Mapping
from datetime import UTC, datetime

from wegwijs.exchange.aanbieders import schemas
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.queries import counts
from wegwijs.stages.leerroutes.lesson_file import COLUMNS
from wegwijs.stages.leerroutes.models import Cursus, Inburgeringsaanbod, Lesweek

State, Each = ImportFile.State, ImportRow.State
# How far a file is, in the words of this interface.
STANDS: Mapping[str, str] = {
    State.MAPPING: "wacht", State.CHECK_DUE: "wacht", State.CHECKING: "wacht", State.CHECKED: "wacht", State.WAITING: "wacht",
    State.RUNNING: "bezig", State.STOPPED: "gestopt",
}  # fmt: skip
ROWS: Mapping[str, str] = {Each.TAKEN: "overgenomen", Each.REFUSED: "geweigerd"}
KEYS = {column.label: column.key for column in COLUMNS}
# The names of a file's columns stand in its first line; rows of ours count from 0.
FIRST_LINE = 2


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def participant(row: Inburgeringsaanbod) -> schemas.Participant:
    """All that a school may know (P-03)."""
    return schemas.Participant(
        id=row.pk, dossiernummer=row.number, naam=row.name, stand=row.state, leerroute=row.cursus.route,
        uren_volgens_pip=row.intensity, termijn_tot_en_met=row.term_until,
        cursus=schemas.CourseRef(id=row.cursus_id, naam=row.cursus.name), kinderopvang=row.childcare, reizen=row.travel,
        gevraagd_op=row.asked_on, antwoord_uiterlijk_op=row.answer_by, begin_op=row.starts_on, tot_en_met=row.ends_on,
        geplande_uren=_hours(row.planned_minutes), eerste_les_op=row.began_on, laatste_dag=row.ended_on,
    )  # fmt: skip


def course(row: Cursus, taken: int) -> schemas.Course:
    """With how many seats are taken."""
    return schemas.Course(
        id=row.pk, naam=row.name, leerroute=row.route, startniveau=row.level, plaats=row.town, postcode=row.postcode,
        dagdelen=list(row.dagdelen), kinderopvang=row.childcare, begin_op=row.starts_on, tot_en_met=row.last_day,
        uren_per_week=_hours(row.weekly_minutes), plaatsen=row.seats, bezet=taken, gesloten_op=row.closed_on,
    )  # fmt: skip


def week(row: Lesweek) -> schemas.LessonWeek:
    """As it stands."""
    return schemas.LessonWeek(
        soort=row.soort, van=row.first_day, tot_en_met=row.last_day, aangeboden=_hours(row.offered),
        gevolgd=_hours(row.followed), afgemeld=_hours(row.excused), verzuimd=_hours(row.unexcused), reden=row.reason or None,
        vastgelegd_op=_utc(row.recorded_at),
    )  # fmt: skip


def delivery(row: ImportFile, rows_at: str, *, refused: int | None = None) -> schemas.Delivery:
    """How far it is; ``refused`` where it was counted apart."""
    done = row.done - row.taken if refused is None else refused
    return schemas.Delivery(
        id=row.pk, ontvangen_op=_utc(row.uploaded_at), stand=STANDS.get(row.state, "klaar"), aantal=row.total, verwerkt=row.done,
        overgenomen=row.taken, geweigerd=done, klaar_op=_utc(row.finished_at) if row.finished_at else None, regels=rows_at,
    )  # fmt: skip


def refused_in(row: ImportFile) -> int:
    """Of one that was read with its counts."""
    return counts(row)["geweigerd"]


def line(row: ImportRow) -> schemas.DeliveryRow:
    """The field by the name under which it was sent."""
    label = row.field.partition(" (kolom")[0]
    return schemas.DeliveryRow(
        regel=row.line - FIRST_LINE, dossiernummer=str(row.cells.get("dossiernummer", "")), week=str(row.cells.get("week", "")),
        stand=ROWS.get(row.state, "wacht"), veld=KEYS.get(label, label) or None, reden=row.reason or None, oplossing=row.remedy or None,
    )  # fmt: skip


def received(row: ImportFile, report_at: str) -> schemas.Received:
    """What doesn't change, so that a repeat gets the same."""
    return schemas.Received(
        id=row.pk, ontvangen_op=_utc(row.uploaded_at), aantal=row.total, verslag=report_at
    )
