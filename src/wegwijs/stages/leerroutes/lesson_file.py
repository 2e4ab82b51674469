"""A file of a school: each row a week of one kind of lessons of one participant. Also what its own system sends."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.hours.models import Soort
from wegwijs.imports.kinds import FIX, Column, Refusal, Subject, Taken, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.values import read_day
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.leerroutes.commands import WeekFacts, record_weeks
from wegwijs.stages.leerroutes.models import LESSOORTEN, Inburgeringsaanbod, Verzuimreden
from wegwijs.stages.leerroutes.queries.aanbod import by_numbers, received
from wegwijs.ui.forms import DurationField

MOST = 7 * 12 * 60
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_TIME = DurationField(most=MOST, required=False)
COLUMNS = (
    Column("dossiernummer", "Dossiernummer", aliases=("dossier", "nummer", "deelnemer", "deelnemernummer")),
    Column("week", "Week", aliases=("datum", "weekvan", "maandag", "van", "periode")),
    Column("soort", "Soort les", aliases=("les", "lessoort", "vak")),
    Column("aangeboden", "Aangeboden", aliases=("urenaangeboden", "offered")),
    Column("gevolgd", "Gevolgd", aliases=("urengevolgd", "aanwezig", "followed")),
    Column("afgemeld", "Afgemeld", aliases=("geoorloofd", "geoorloofdafwezig", "excused")),
    Column("verzuimd", "Gemist zonder afmelding", aliases=("ongeoorloofd", "verzuim", "gemist", "unexcused")),
    Column("reden", "Reden van gemist", aliases=("verzuimreden", "reason")),
)
NEEDED = ("dossiernummer", "week", "gevolgd")
# The command names the parts of a week; the file has its own names for them.
FIELDS = {"offered": "aangeboden", "reason": "reden", "first_day": "week", "minutes": "gevolgd", "on": "week"}


class _LessonFile:
    """See ``imports.kinds.ImportKind``. A row that is wrong is put right by sending it again, so none is undone."""

    key = "lessen"
    title = "Lessen"
    back = "leerroutes:files"
    back_label = "Bestanden met lessen"
    permission = Permission.PLACEMENT_RECEIVE
    rehearses = False
    undoes = False
    columns: Mapping[str, Column] = {column.key: column for column in COLUMNS}

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """Who, when and how much must be known. Raises DomainError."""
        missing = [self.columns[key].label for key in NEEDED if key not in chosen.values()]
        if missing:
            raise DomainError(f"Kies ook een kolom voor: {', '.join(missing)}.")

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """Who sent the file, with no more than its own permissions."""
        return by

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """One row a participant, week and kind: of two that say otherwise nobody knows which holds."""
        who, week = given.get("dossiernummer", ""), given.get("week", "")
        yield f"{who}|{week}|{given.get('soort', '').casefold()}" if who and week else f"{id(given)}"

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> None:
        """Nobody."""

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: object) -> Taken:
        """Write the week down, as the grid does; the school's own rows only, of whichever gemeente."""
        given = given_in(upload, row.cells)
        facts = facts_of(given)
        with entered(by.scope):
            aanbod = participant_of(given["dossiernummer"], facts.on, by)
            try:
                record_weeks([(aanbod, facts)], by=by)
            except DomainError as refusal:
                field = refusal.field or ""
                raise Refusal(FIELDS.get(field, field), str(refusal)) from refusal
        return Taken(aanbod.pk, new=False)

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Never asked for: ``undoes`` is False."""
        raise Refusal("", "Lessen worden niet teruggedraaid.", "Lever de goede uren opnieuw aan.")

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The participants."""
        rows = received(actor).filter(pk__in=list(keys))
        return {row.pk: Subject(row.name, reverse("leerroutes:participant", args=[row.pk])) for row in rows}


def facts_of(given: Mapping[str, str]) -> WeekFacts:
    """A week from texts by our names for the columns. What was offered may be left out: then it is the rest together. Raises Refusal."""
    if not given.get("dossiernummer"):
        raise Refusal("dossiernummer", "Er staat niet wie dit is.", f"Vul het dossiernummer in. {FIX}")
    on = _week(given.get("week", ""))
    followed, excused, unexcused = (
        _minutes(given.get(key, ""), key) or 0 for key in ("gevolgd", "afgemeld", "verzuimd")
    )
    offered = _minutes(given.get("aangeboden", ""), "aangeboden")
    total = followed + excused + unexcused
    return WeekFacts(
        _kind(given.get("soort", "")), on, total if offered is None else offered, followed, excused, unexcused,
        _reason(given.get("reden", "")),
    )  # fmt: skip


def _week(text: str) -> date:
    """Any day in it, or 2026-W48."""
    if found := _WEEK.fullmatch(text.strip()):
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError as wrong:
            raise Refusal("week", f"Week {found[2]} bestaat niet in {found[1]}.", FIX) from wrong
    day = read_day(text, "week")
    if day is None:
        raise Refusal(
            "week", "Er staat niet welke week dit is.", f"Vul een dag in die week in, of 2026-W48. {FIX}"
        )
    return day


def _minutes(text: str, field: str) -> int | None:
    if text.replace(",", ".").strip() in {"0", "0.0", "0.00", "0:00", "00:00"}:
        return 0
    try:
        found: int | None = _TIME.clean(text)
    except ValidationError as wrong:
        raise Refusal(
            field, f"‘{text[:20]}’ is geen aantal uren.", f"Schrijf uren als 2,5 of 2:30. {FIX}"
        ) from wrong
    return found


def _kind(text: str) -> Soort:
    """By our code or the beginning of our words; nothing is a language lesson."""
    plain = text.strip().casefold()
    for one in LESSOORTEN:
        if not plain or plain in {one.value, one.label.casefold(), one.label.split()[0].casefold()}:
            return one
    known = ", ".join(one.value for one in LESSOORTEN)
    raise Refusal("soort", f"‘{text[:30]}’ is geen soort les.", f"Kies uit: {known}. {FIX}")


def _reason(text: str) -> str:
    plain = text.strip().casefold()
    if not plain:
        return ""
    for one in Verzuimreden:
        if plain in {one.value, one.label.casefold()}:
            return one.value
    known = ", ".join(Verzuimreden.values)
    raise Refusal("reden", f"‘{text[:30]}’ is geen reden die Wegwijs kent.", f"Kies uit: {known}. {FIX}")


def participant_of(number: str, on: date, by: Actor) -> Inburgeringsaanbod:
    """The newest placement of the number that had begun by then; of who came back the one of that time."""
    rows = by_numbers(by, [number.strip()]).get(number.strip(), [])
    if not rows:
        raise Refusal(
            "dossiernummer", f"‘{number[:20]}’ is geen deelnemer van uw school.", f"Kijk het dossiernummer na bij Deelnemers. {FIX}",
        )  # fmt: skip
    return next(
        (row for row in rows if row.began_on and row.began_on.toordinal() <= on.toordinal() + 6), rows[0]
    )


LESSON_FILE = _LessonFile()
