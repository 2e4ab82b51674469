"""A file of a school: each row a week of one kind of lessons of one participant. Also what its own system sends."""

import re
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from wegwijs.access.actor import Actor
from wegwijs.hours.models import Soort
from wegwijs.imports.kinds import FIX, Column, Refusal
from wegwijs.imports.values import read_day
from wegwijs.stages.leerroutes.commands import WeekFacts, record_weeks
from wegwijs.stages.leerroutes.models import LESSOORTEN, Inburgeringsaanbod, Verzuimreden
from wegwijs.stages.leerroutes.school_file import Known, SchoolFile, participant_of
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


class _LessonFile(SchoolFile):
    key = "lessen"
    title = "Lessen"
    back = "leerroutes:files"
    back_label = "Bestanden met lessen"
    columns: Mapping[str, Column] = {column.key: column for column in COLUMNS}
    needed = NEEDED
    fields = FIELDS

    def once(self, given: Mapping[str, str]) -> tuple[str, ...]:
        """A participant, a week and a kind of lessons."""
        return given.get("dossiernummer", ""), given.get("week", ""), given.get("soort", "").casefold()

    def told(self, given: Mapping[str, str]) -> str:
        """The week as it was written, and the kind where it says one."""
        kind = given.get("soort", "")[:30]
        return f"{f'{kind} in ' if kind else ''}week {given.get('week', '')[:20]}"

    def write(self, given: Mapping[str, str], by: Actor, known: Known) -> Inburgeringsaanbod:
        """As the grid does."""
        facts = facts_of(given)
        aanbod = participant_of(given["dossiernummer"], facts.on, by, known)
        record_weeks([(aanbod, facts)], by=by, contracts=known.contracts)
        return aanbod


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


LESSON_FILE = _LessonFile()
