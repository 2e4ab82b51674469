"""What the pages of taakstelling and homes show, as finished Dutch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.choices import HouseRefusal, HouseStep, words_of
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.overdracht.housing import Home, Numbers
from wegwijs.stages.overdracht.models import Taakstelling
from wegwijs.ui import bars
from wegwijs.ui.bars import Picture
from wegwijs.ui.format import day
from wegwijs.ui.parts import Fact, Menu

NONE = "–"
# What is counted, figure by figure: the page says it under its table.
EXPLAINED = (
    Fact("Taakstelling", "Personen die de gemeente in dit halfjaar moet huisvesten, zoals de bron het zegt (Huisvestingswet 2014, artikel 28 en 29; wat artikel 29 zegt is hier niet nagekeken). Het nieuwste cijfer telt."),
    Fact("Stond over", "Personen van het halfjaar ervoor. Een achterstand telt erbij, een voorsprong gaat eraf."),
    Fact("Gekoppeld", "Personen die COA koppelde en die vandaag nog niet zijn verhuisd: wie een eigen dossier heeft, en de kinderen zonder dossier in hun huishouden. Daarna het aantal huishoudens."),
    Fact("Beschikbaar, aangeboden, geaccepteerd", "Personen uit de kolom Gekoppeld, naar de laatste stap van hun huishouden. Een sleutel telt als geaccepteerd. Na een weigering zoekt de gemeente opnieuw."),
    Fact("Geweigerd", "Woningen die in dit halfjaar zijn geweigerd."),
    Fact("Verhuisd", "Personen die in dit halfjaar verhuisden: de dag van verhuizen, of van de inschrijving in een toegewezen woning (artikel 28) als die eerder is."),
    Fact("Nog te gaan", "Taakstelling en wat overstond, min wie in dit halfjaar verhuisde."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A gemeente in the table."""

    code: str
    name: str
    task: str
    over: str
    linked: str
    available: str
    offered: str
    accepted: str
    refused: str
    moved: str
    to_go: str


def row(gemeente: Gemeente, numbers: Numbers, *, now: bool) -> Row:
    """``now``: whether it is the present half-year; only of that is known who waits."""

    def at(*stages: HouseStep) -> str:
        return (
            _both(
                *(sum(pair) for pair in zip(*(numbers.waiting.get(s, (0, 0)) for s in stages), strict=True))
            )
            if now
            else NONE
        )

    return Row(
        code=gemeente.code,
        name=gemeente.naam,
        task=NONE if numbers.task is None else str(numbers.task),
        over=over(numbers.stood_over) if numbers.task is not None else NONE,
        linked=_both(*numbers.linked) if now else NONE,
        available=at(HouseStep.BESCHIKBAAR),
        offered=at(HouseStep.AANGEBODEN),
        accepted=at(HouseStep.GEACCEPTEERD, HouseStep.SLEUTEL),
        refused=str(numbers.refused),
        moved=_both(numbers.moved, numbers.moved_homes),
        to_go=to_go(numbers),
    )


def _both(persons: int, homes: int) -> str:
    """Persons and, between brackets, households."""
    return f"{persons} ({homes})" if persons else "0"


def over(stood_over: int) -> str:
    """What stood over in words."""
    if not stood_over:
        return "niets"
    return f"{abs(stood_over)} {'achterstand' if stood_over > 0 else 'voorsprong'}"


def to_go(numbers: Numbers) -> str:
    """How many are still to be housed in words."""
    if numbers.to_go is None:
        return "onbekend"
    if numbers.to_go < 0:
        return f"klaar, {-numbers.to_go} voorsprong"
    return str(numbers.to_go) if numbers.to_go else "klaar"


def picture(found: Sequence[tuple[Gemeente, Numbers]]) -> Picture | None:
    """A bar for each gemeente with a figure; None without any."""
    rows = [
        (gemeente.naam, n.total, n.moved, f"{n.moved} van {max(n.total, 0)}")
        for gemeente, n in found
        if n.total is not None
    ]
    return bars.picture(
        rows, key="Gevuld: verhuisd. Omlijnd: taakstelling met wat overstond.", each=" verhuisd"
    )


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A household in the list of a gemeente. ``members``: key of the dossier and name."""

    members: tuple[tuple[str, str], ...]
    persons: str
    linked: str
    coa: str
    steps: tuple[str, ...]
    gemeente: str
    stage: str
    severity: str


def home_line(home: Home, today: date) -> HomeLine:
    """A household with its steps and how long it waits where."""
    until = home.moved_on or today
    since = home.offered_since
    children = (
        f" en {home.children} {'kind' if home.children == 1 else 'kinderen'} zonder dossier"
        if home.children
        else ""
    )
    return HomeLine(
        members=tuple((str(one.pk), one.person.list_name) for one in home.members),
        persons=f"{home.persons} {'persoon' if home.persons == 1 else 'personen'}{children and f' ({len(home.members)}{children})'}",
        linked=day(home.linked_on) if home.linked_on else "niet gekoppeld",
        coa=weeks(home.linked_on, until) if home.linked_on else NONE,
        steps=tuple(_told(step.on, step.step, step.refusal) for step in home.steps),
        gemeente=weeks(since, until) if since else NONE,
        stage=f"verhuisd op {day(home.moved_on)}" if home.moved_on else home.stage.label,
        severity="done" if home.moved else "neutral",
    )


def _told(on: date, step: HouseStep, refusal: str) -> str:
    because = f": {words_of(HouseRefusal, refusal)}" if refusal else ""
    return f"{day(on)} {step.label}{because}"


def weeks(since: date, until: date) -> str:
    """A length in whole weeks; no term hangs on it."""
    number = max((until - since).days, 0) // 7
    return f"{number} {'week' if number == 1 else 'weken'}"


def figure(found: Taakstelling) -> tuple[Fact, ...]:
    """The figure with its source."""
    return (
        Fact("Te huisvesten personen", str(found.number)),
        Fact("Stond over", over(found.stood_over)),
        Fact("Bron", f"{found.source}, {day(found.source_on)}"),
        Fact("Vastgelegd", f"{day(found.recorded_at.date())} door {found.by}"),
    )


def earlier(rows: Iterable[Taakstelling]) -> list[str]:
    """The figures that counted before, newest first."""
    return [
        f"{one.number} personen, stond over: {over(one.stood_over)} ({one.source}, {day(one.source_on)}; vastgelegd door {one.by})"
        for one in rows
    ]


def periods(period: HalfYear, now: HalfYear) -> Menu:
    """Half-years to choose from."""
    offered = sorted({period, *(now.moved(step) for step in range(-2, 2))}, reverse=True)
    choices = {one.code: one.label for one in offered}
    return Menu.of("Halfjaar", "halfjaar", period.code, choices, lambda halfjaar: f"?halfjaar={halfjaar}")
