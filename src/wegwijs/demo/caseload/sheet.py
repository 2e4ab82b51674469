"""The file of a gemeente as the older system would give it: a row a person, its own names of columns, its own faults."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from wegwijs.demo.caseload.days import Case
from wegwijs.demo.names import address
from wegwijs.exchange.duo.codes import ASYLUM
from wegwijs.exchange.duo.fake.server import term
from wegwijs.people.languages import language_name
from wegwijs.tables import csv_of

ORIGIN = "Volgsysteem Inburgering"
TEN_WEEKS = timedelta(weeks=10)
RECEPTION = ("Gilze", "Ter Apel", "Dronten", "Zutphen")
Cell = Callable[[Case, Random], str]


def _day(value: date | None) -> str:
    return f"{value:%d-%m-%Y}" if value else ""


def _term(case: Case) -> tuple[date | None, date | None]:
    if case.pip is None:
        return None, None
    found = term(case.pip)
    return date.fromisoformat(found["startdatum"]), date.fromisoformat(found["einddatum"])


def _last_day(case: Case) -> date | None:
    """As the older system has it: now and then the first day after it."""
    end = _term(case)[1]
    return end and end - timedelta(days=0 if int(case.who.bsn) % 14 == 0 else 1)


def _due(case: Case) -> date | None:
    """The older system doesn't know the Algemene termijnenwet, and now and then counts from the wrong day."""
    if case.notice is None or case.home is None:
        return None
    wrong = case.asylum and int(case.who.bsn) % 10 == 0
    return (case.home if case.asylum and not wrong else case.notice) + TEN_WEEKS


# The names of the columns are those of the older system: Wegwijs guesses what they mean, as it does for anybody.
_COLUMNS: Mapping[str, Cell] = {
    "Zaaknummer": lambda c, r: f"Z-{int(c.who.v_nummer) % 1_000_000:06d}",
    "BSN": lambda c, r: c.who.bsn if c.known_to_duo else "",
    "V-nummer": lambda c, r: c.who.v_nummer if c.asylum else "",
    "Achternaam": lambda c, r: c.who.geslachtsnaam,
    "Voornaam": lambda c, r: c.who.voornamen,
    "Geboortedatum": lambda c, r: str(c.who.birth),
    "Geslacht": lambda c, r: c.who.sex.label,
    "Telefoon": lambda c, r: f"06 0000{r.randint(1000, 9999)}",
    "Moedertaal": lambda c, r: language_name(c.who.language),
    "Tolk": lambda c, r: "ja" if c.asylum else "nee",
    "Doelgroep": lambda c, r: ("asiel" if c.asylum else "gezin en overig") if c.known_to_duo else "",
    "Gedetailleerde doelgroep": lambda c, r: (ASYLUM if c.asylum else "Gezinsvormer") if c.known_to_duo else "",
    "Koppelingsdatum": lambda c, r: _day(c.linked),
    "AZC": lambda c, r: r.choice(RECEPTION) if c.linked else "",
    "Kennisgeving DUO": lambda c, r: _day(c.notice),
    "Datum inschrijving": lambda c, r: _day(c.home),
    "Artikel 28": lambda c, r: ("ja" if c.asylum else "nee") if c.home else "",
    "Uitslag LBT": lambda c, r: c.test,
    "Datum LBT": lambda c, r: _day(c.done) if c.test else "",
    "Start intake": lambda c, r: _day(c.begun),
    "Intake afgerond": lambda c, r: _day(c.done),
    "Datum PIP": lambda c, r: _day(c.pip),
    "Verzenddatum PIP": lambda c, r: _day(c.pip),
    "Datum aanbod": lambda c, r: _day(c.pip if c.asylum else None),
    "Route": lambda c, r: c.route,
    "Niveau": lambda c, r: {"": "", "Z": "A2"}.get(c.route, "B1"),
    "Inburgeringstermijn van": lambda c, r: _day(_term(c)[0]),
    "Termijn tot": lambda c, r: _day(_term(c)[1]),
    "Deadline PIP": lambda c, r: "" if c.pip else _day(_due(c)),
    "Einddatum inburgering": lambda c, r: _day(_last_day(c)),
}  # fmt: skip
_HOME = ("Straat", "Huisnummer", "Postcode", "Woonplaats")


def _home(chance: Random, gemeente: str) -> tuple[str, str, str]:
    """An address whose postcode can be: three pairs of letters are given to nobody."""
    found = address(chance, gemeente)
    while found[2].endswith(("SA", "SD", "SS")):
        found = address(chance, gemeente)
    return found


def sheet(cases: Iterable[Case], gemeente: str, name: str, regisseurs: Sequence[str]) -> str:
    """The file as CSV, the last regisseur first; the last row is refused: somebody without any number."""
    chance = Random(f"{ORIGIN} {gemeente}")  # noqa: S311 invented people, not secrets
    rows = []
    for place, case in enumerate(cases):
        cells = [cell(case, chance) for cell in _COLUMNS.values()]
        street, number, postcode = _home(chance, gemeente)
        home = [street, number, postcode, name] if case.home else ["", "", "", ""]
        rows.append([*cells, regisseurs[-1 - place % len(regisseurs)], *home])
    unknown = ["Z-000000", "", "", "Onbekend", *[""] * (len(_COLUMNS) - 4), regisseurs[0], "", "", "", ""]
    return csv_of([[*_COLUMNS, "Klantmanager", *_HOME], *rows, unknown])
