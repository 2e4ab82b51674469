"""The desk of who keeps clients' money, and who has the right; finished Dutch."""

from dataclasses import dataclass

from wegwijs import clock
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import TermijnRow
from wegwijs.stages.ontzorgen.models import Inkomensoort, Ontzorging
from wegwijs.stages.ontzorgen.presenters.picture import short_words
from wegwijs.stages.ontzorgen.queries.desk import ENDS_SOON, Case
from wegwijs.ui.format import Dated, day, distance, euros
from wegwijs.ui.parts import Why


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One person on the desk; ``asks``: what asks attention, each with its colour."""

    pk: str
    name: str
    note: str
    state: str
    until: Dated
    asks: tuple[tuple[str, str], ...]
    balance: str
    short: str
    short_notes: tuple[str, ...]
    short_severity: str
    severity: str


def case_line(case: Case) -> CaseLine:
    """A row; its own colour is that of what asks most."""
    today = clock.today()
    done = case.state == Ontzorging.State.KLAAR
    soon = not done and case.until <= today + ENDS_SOON
    asks = tuple(_asks(case))
    short, short_notes, short_severity = short_words(case.forecast) if case.forecast else ("", (), "neutral")
    colours = {severity for _, severity in asks} | {short_severity}
    return CaseLine(
        str(case.dossier),
        case.name,
        f"{case.gemeente}, {case.administrator or 'nog geen administrateur'}",
        case.state.label,
        Dated(
            case.until.isoformat(),
            day(case.until),
            "" if done else distance(case.until, today),
            "late" if not done and case.until < today else "soon" if soon else "neutral",
        ),
        asks,
        euros(case.forecast.balance) if case.forecast else "",
        short,
        short_notes,
        short_severity,
        "late" if "late" in colours else "soon" if "soon" in colours or soon else "",
    )


def _asks(case: Case) -> list[tuple[str, str]]:
    over = case.state != Ontzorging.State.KLAAR and case.until < clock.today()
    found = [("laatste dag voorbij", "late")] if over else []
    if case.apart and case.state != Ontzorging.State.KLAAR:
        found.append(("huishouden uit elkaar: beslis", "late"))
    found += [(f"{Inkomensoort(soort).label} van {day(on)} bleef uit", "late") for soort, on in case.late]
    if case.back:
        found.append((f"{case.back} {'betaling' if case.back == 1 else 'betalingen'} teruggekomen", "late"))
    if case.waits:
        found.append(("voorschot wacht op een beslissing", "soon"))
    if case.signals:
        found.append((f"{case.signals} {'signaal' if case.signals == 1 else 'signalen'} open", "soon"))
    return found


@dataclass(frozen=True, slots=True)
class RightLine:
    """Somebody with the right who isn't ontzorgd; ``why``: where the last day comes from."""

    pk: str
    name: str
    note: str
    since: str
    until: str
    gone: str
    severity: str
    why: Why


def right_line(row: TermijnRow) -> RightLine:
    """How much of the six months went by already says how urgent it is."""
    today = clock.today()
    gone = (today - row.start).days
    return RightLine(
        str(row.dossier_id), row.dossier.person.list_name, str(row.dossier.gemeente), day(row.start), day(row.last_day),
        distance(row.start, today), "late" if gone > 28 else "soon" if gone >= 0 else "neutral", dossier_presenters.why(row),
    )  # fmt: skip
