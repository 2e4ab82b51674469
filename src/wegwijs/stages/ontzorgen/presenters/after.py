"""Self-reliance, signals, months, handover and statements in finished Dutch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.letters.rekening import Moved
from wegwijs.documents.models import Letter
from wegwijs.documents.wording import DUTCH
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.groups.models import Attendance
from wegwijs.stages.ontzorgen.models import (
    Geldsignaal,
    Inkomstenpost,
    Kostenpost,
    Kostensoort,
    Ontzorging,
    Overdrachtsstap,
    Uitkeringsmaand,
    Zelftaak,
)
from wegwijs.stages.ontzorgen.queries import handover as handovers
from wegwijs.stages.ontzorgen.queries.handover import Moments, Money
from wegwijs.stages.ontzorgen.queries.months import Difference, counting, differences
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.stages.ontzorgen.queries.selfreliance import CAME, Helped
from wegwijs.stages.ontzorgen.queries.statement import Lines, Period
from wegwijs.ui.bars import Picture, picture
from wegwijs.ui.format import capital, day, distance, duration, euros, month_name
from wegwijs.ui.parts import Fact, Why

STEPS = list(Zelftaak.Niveau)
KEY = "Omlijnd: hoever iemand nu is. Gevuld: hoever bij het begin. Van links (doet het nog niet) naar rechts (helemaal zelf)."
STATE = Ontzorging.State


def stand(row: Ontzorging) -> tuple[str, str]:
    """How an ontzorging is, with its colour."""
    if row.state == STATE.KLAAR:
        assert row.ended_on  # noqa: S101 - a constraint of the row
        return f"geëindigd op {day(row.ended_on)}: {row.get_end_reason_display()}", "done"
    last, today = last_day_of(row), clock.today()
    if last < today:
        return f"{row.get_state_display()}; de laatste dag was {day(last)}", "late"
    soon = (last - today).days <= 7
    return f"{row.get_state_display()}, tot en met {day(last)}", "soon" if soon else "in-time"


def facts(row: Ontzorging) -> tuple[Fact, ...]:
    """Who keeps it, since when and until when."""
    words, severity = stand(row)
    keeps = row.administrator.name if row.administrator else "nog niemand"
    found = [Fact("Stand", capital(words), severity), Fact("Recht op bijstand vanaf", day(row.since))]
    return (*found, Fact("Administrateur", keeps))


@dataclass(frozen=True, slots=True)
class Block:
    """What the page of a dossier says of it. ``url``: the page of self-reliance, for who may see the plan, else empty."""

    facts: tuple[Fact, ...]
    url: str


def block(told: Iterable[Gebeurtenis], dossier: Dossier, actor: Actor) -> Block | None:
    """How it stands by the timeline that was read already, newest first, and no amounts; None where there is nothing to show."""
    last = next((event for event in told if event.kind == Kind.ONTZORGEN), None)
    if last is None or not actor.may(Permission.MONEY_STATE, dossier.gemeente_id):
        return None
    state = dict(STATE.choices).get(last.payload.get("stand", ""), "")
    facts = (
        Fact("Stand", capital(state), "done" if state == STATE.KLAAR.label else ""),
        Fact("Het laatst", f"{capital(last.summary)} ({day(last.on)})"),
    )
    may = actor.may(Permission.MONEY_PLAN, dossier.gemeente_id)
    return Block(facts, reverse("selfreliance:page", args=[dossier.pk]) if may else "")


def why(row: Ontzorging) -> Why:
    """Why it ends on that day."""
    steps = [f"Het recht op bijstand begon op **{day(row.since)}**."]
    if row.agreed_until and row.agreed_until > row.last_day:
        steps.append(f"De plicht duurt tot en met **{day(row.last_day)}**.")
        steps.append(f"In overleg langer, tot en met **{day(row.agreed_until)}**: {row.agreed_reason}.")
    else:
        steps.append(
            f"Het ontzorgen duurt tot en met **{day(row.last_day)}**: zes maanden, of tot de bijstand eerder stopt."
        )
    return Why(
        "Waarom deze dag", tuple(steps), ("Langer kan alleen met een eigen afspraak.",), "Participatiewet, artikel 56a, tweede lid (T-15)"
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task: how far at the beginning, how far now and since when. ``alone``: without anybody."""

    label: str
    first: str
    now: str
    since: str
    alone: bool


def task_lines(levels: Sequence[Zelftaak]) -> list[TaskLine]:
    """All eight, in their order."""
    found = []
    for taak in Zelftaak.Taak:
        rows = [one for one in levels if one.taak == taak]
        if not rows:
            found.append(TaskLine(capital(taak.label), "–", "nog niet besproken", "", alone=False))
            continue
        since = next(one for one in rows if one.niveau == rows[-1].niveau and _stayed(rows, one))
        found.append(
            TaskLine(
                capital(taak.label), rows[0].get_niveau_display(), rows[-1].get_niveau_display(), f"sinds {day(since.on)}",
                rows[-1].niveau == Zelftaak.Niveau.ALLEEN,
            )
        )  # fmt: skip
    return found


def _stayed(rows: Sequence[Zelftaak], first: Zelftaak) -> bool:
    """Whether it was the same from this row on."""
    return all(one.niveau == first.niveau for one in rows[rows.index(first) :])


def progress(levels: Sequence[Zelftaak]) -> Picture | None:
    """Of each task that was talked about how far somebody came; None: none was."""
    rows = []
    for taak in Zelftaak.Taak:
        mine = [one for one in levels if one.taak == taak]
        if mine:
            first, now = (STEPS.index(Zelftaak.Niveau(one.niveau)) for one in (mine[0], mine[-1]))
            rows.append((_SHORT[taak], now + 1, first + 1, mine[-1].get_niveau_display()))
    return picture(rows, key=KEY)


# Words that fit beside a bar.
_SHORT: Mapping[Zelftaak.Taak, str] = {
    Zelftaak.Taak.POST: "post", Zelftaak.Taak.BANK: "bankieren", Zelftaak.Taak.BETALEN: "op tijd betalen",
    Zelftaak.Taak.BUDGET: "budget", Zelftaak.Taak.TOESLAGEN: "toeslagen", Zelftaak.Taak.ENERGIE: "energie en water",
    Zelftaak.Taak.VERZEKEREN: "verzekeren", Zelftaak.Taak.SPAREN: "sparen",
}  # fmt: skip


def history(levels: Sequence[Zelftaak]) -> list[tuple[str, str, str]]:
    """Every change, newest first: what, when and by whom."""
    return [
        (f"{capital(one.get_taak_display())}: {one.get_niveau_display()}", day(one.on), one.label)
        for one in reversed(levels)
    ]


@dataclass(frozen=True, slots=True)
class LessonLine:
    """One session about money."""

    title: str
    on: str
    words: str
    severity: str


def lesson_lines(rows: Iterable[Attendance]) -> list[LessonLine]:
    """Whether somebody was there, as the trainer registered it."""
    today = clock.today()
    found = []
    for row in rows:
        came = row.presence in CAME
        words = row.get_presence_display() or ("komt nog" if row.session.on >= today else "nog niet ingevuld")
        severity = "done" if came else "late" if row.presence == "afwezig" else "neutral"
        found.append(LessonLine(row.session.title, day(row.session.on), words, severity))
    return found


def helped_words(found: Helped) -> str:
    """Time of lessons and guidance, in one sentence."""
    return f"In het urenboek: {duration(found.lessons)} financiële zelfredzaamheid, en {duration(found.guidance)} maatschappelijke begeleiding."


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal as the page shows it."""

    pk: str
    title: str
    note: str
    text: str
    words: str
    severity: str
    open: bool


def signal_line(row: Geldsignaal) -> SignalLine:
    """What it is, since when, and where it lies."""
    amount = f"{euros(row.cents)} · " if row.cents else ""
    solved = row.state == Geldsignaal.State.KLAAR
    words = row.get_state_display()
    where = ""
    if row.state == Geldsignaal.State.SPECIALIST and row.specialist:
        where = f" · bij {row.specialist.name}"
    if solved and row.closed_on:
        where = f" · opgelost op {day(row.closed_on)}"
    return SignalLine(
        str(row.pk), capital(row.get_soort_display()),
        f"{amount}{f'{row.party} · ' if row.party else ''}sinds {day(row.since)} · gemeld door {row.label}{where}",
        row.outcome if solved else row.note, words, "done" if solved else "soon", not solved,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What the benefits administration says of a month, and what differs from the plan."""

    title: str
    note: str
    facts: tuple[Fact, ...]
    differences: tuple[Difference, ...]
    former: tuple[str, ...]


def month_lines(
    rows: Sequence[Uitkeringsmaand], incomes: Sequence[Inkomstenpost], costs: Sequence[Kostenpost]
) -> list[MonthLine]:
    """Newest month first; of each the row that counts, and what stood there before."""
    counts = counting(rows)
    found = []
    for month in sorted(counts, reverse=True):
        row = counts[month]
        before = [one for one in rows if one.month == month and one is not row]
        found.append(
            MonthLine(
                capital(month_name(month)),
                f"{'uit een bestand' if row.by_file else 'ingevuld'}, {day(row.recorded_at.date())} door {row.label}",
                _amounts(row), tuple(differences(row, incomes, costs)),
                tuple(f"{day(one.recorded_at.date())}: toegekend {euros(one.gross)}, naar de SDD {euros(one.net)}" for one in before),
            )
        )  # fmt: skip
    return found


def _amounts(row: Uitkeringsmaand) -> tuple[Fact, ...]:
    names = dict(Kostensoort.choices)
    return (
        Fact("Norm", euros(row.norm)),
        Fact("Toegekend", euros(row.gross)),
        *(
            Fact(f"Ingehouden: {names.get(soort, soort)}", euros(cents))
            for soort, cents in row.withheld.items()
        ),
        Fact("Naar de rekening van de SDD", euros(row.net)),
    )


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the handover. ``release``: it is done from a day on, and only who keeps the money does it."""

    pk: str
    title: str
    note: str
    done: bool
    release: bool
    money: bool


def step_lines(steps: Iterable[Overdrachtsstap]) -> list[StepLine]:
    """In their order."""
    found = []
    for step in steps:
        kind, _ = handovers.about(step)
        release = kind in (handovers.COST, handovers.INCOME)
        note = f"gedaan op {day(step.done_on)} door {step.done_by}" if step.done_on else ""
        found.append(
            StepLine(
                str(step.pk), step.title, note, step.done_on is not None, release, release or kind == handovers.ADVANCE
            )
        )  # fmt: skip
    return found


def handover_facts(row: Ontzorging, when: Moments | None) -> tuple[Fact, ...]:
    """How it stands, and the moments of the end while the handover hasn't begun."""
    words, severity = stand(row)
    found = [Fact("Stand", capital(words), severity)]
    if row.state != STATE.KLAAR:
        found.append(
            Fact("Laatste dag", f"{day(last_day_of(row))}, {distance(last_day_of(row), clock.today())}")
        )
    if when:
        found.append(Fact("Aankondigen vanaf", day(max(when.announced, row.since))))
        found.append(Fact("Overdracht vanaf", f"{day(max(when.begins, row.since))} ({when.source})"))
    return tuple(found)


def money_facts(money: Money) -> tuple[Fact, ...]:
    """What is still on the account."""
    found = [Fact("Op de rekening", euros(money.balance))]
    if money.proposed:
        found.append(Fact("Daarvan staat klaar om te betalen", euros(money.proposed)))
    if money.under_way:
        found.append(Fact("Onderweg naar de bank", euros(money.under_way)))
    if money.returned:
        found.append(Fact("Teruggekomen betalingen", euros(money.returned)))
    return tuple(found)


def period_words(period: Period) -> str:
    """A period as a heading."""
    if period.final:
        return f"Eindafrekening, {day(period.since)} tot en met {day(period.until)}"
    return capital(month_name(period.since))


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A month that can be looked at and sent. ``sent``: when it was, "" not yet."""

    month: str
    title: str
    sent: str
    letter: str


def period_lines(periods: Iterable[Period], sent: Mapping[str, Letter]) -> list[PeriodLine]:
    """Newest first."""
    found = []
    for one in periods:
        letter = sent.get(one.kind)
        words = f"verzonden op {day(letter.sent_on)}" if letter and letter.sent_on else ""
        found.append(
            PeriodLine(one.since.isoformat(), period_words(one), words, str(letter.pk) if letter else "")
        )
    return found


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One in or out, as the page shows it."""

    on: str
    what: str
    amount: str
    balance: str
    came: bool


def moved_lines(found: Lines) -> list[MovedLine]:
    """Each with what stood on the account after it."""
    lines, balance = [], found.opening
    for one in found.moved:
        balance += one.cents
        lines.append(
            MovedLine(day(one.on), _words(one), euros(abs(one.cents)), euros(balance), one.cents > 0)
        )
    return lines


def _words(one: Moved) -> str:
    said = [DUTCH.say("rekening", one.what)]
    if one.who:
        said.append(f"{'van' if one.cents > 0 and not one.back else 'aan'} {one.who}")
    if one.of:
        said.append(f"voor {day(one.of)}")
    if one.back:
        said.append(DUTCH.say("rekening", one.back))
    return capital(", ".join(said))
