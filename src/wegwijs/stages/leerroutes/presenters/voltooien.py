"""What is still needed of one person, as one table: each part, what the law asks, how far it is, attempts, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.stages.leerroutes.commands.afronden import why_not_finished
from wegwijs.stages.leerroutes.passed import Attempt
from wegwijs.stages.leerroutes.queries.marked import without_mark
from wegwijs.stages.leerroutes.queries.voltooien import Completion
from wegwijs.stages.participatie.queries import Stand as ModuleStand
from wegwijs.ui.format import day, duration, hours
from wegwijs.ui.parts import Fact, Why
from wi2021.facts import Leerroute
from wi2021.grondslag import Regel, samengevat
from wi2021.leerroutes import Onderdeelstand, Stand, bewijs
from wi2021.parameters import parameter

# Never by colour alone: a sign and a word.
SIGNS = {
    Stand.KLAAR: ("✓ klaar", "done"), Stand.OPEN: ("nog te doen", "soon"), Stand.VERVALT: ("n.v.t.", "neutral"),
    Stand.IN_PLAATS: ("kan ervoor in de plaats", "neutral"),
}  # fmt: skip
NAMES = {
    "lezen": "Lezen", "luisteren": "Luisteren", "schrijven": "Schrijven", "spreken": "Spreken", "knm": "KNM", "pvt": "PVT",
    "map": "MAP", "cursus": "Cursusuren", "participatie": "Participatie-uren", "eindgesprek": "Eindgesprek",
    "taalschakeltraject": "Taalschakeltraject",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One part. ``how_far``: what is known of it; ``tries``: attempts at an exam and how many are still free, "" for what is none."""

    name: str
    asks: str
    state: str
    severity: str
    how_far: str
    tries: str
    why: Why


def lines(found: Completion, today: date) -> list[Line]:
    """The table in the order of the law; empty while it can't be given."""
    return [_line(found, row, today) for row in found.table.rijen] if found.table else []


def _line(found: Completion, row: Onderdeelstand, today: date) -> Line:
    state, severity = SIGNS[row.stand]
    sat = [one for one in found.attempts if one.part == row.onderdeel]
    return Line(
        name=NAMES.get(row.onderdeel, row.onderdeel),
        asks=row.eis,
        state=state,
        severity=severity,
        how_far=_how_far(found, row, sat, today),
        tries=_tries(found, row, sat),
        why=_why(found, row, today),
    )


def _how_far(found: Completion, row: Onderdeelstand, sat: list[Attempt], today: date) -> str:
    match row.onderdeel:
        case "pvt":
            return _module(found.modules.pvt, found.modules.pvt.minutes)
        case "map":
            return (
                "" if row.stand is Stand.VERVALT else _module(found.modules.map, found.modules.map.practical)
            )
        case "cursus":
            return _course(found, today)
        case "participatie":
            return _participation(found, today) if row.stand is not Stand.VERVALT else ""
        case "eindgesprek":
            return _held(found.talk)
        case "taalschakeltraject":
            return _held(found.taalschakel)
        case _:
            return _exam(sat)


def _module(stand: ModuleStand, minutes: int) -> str:
    if stand.finished:
        return f"afgerond op {day(stand.finished.on)}"
    last = (
        ""
        if stand.last is None
        else f", {'ondertekend' if stand.module.value == 'pvt' else 'eindgesprek'} op {day(stand.last.on)}"
    )
    return f"{hours(minutes)} van ten minste {stand.least} uur{last}"


def _course(found: Completion, today: date) -> str:
    if found.hours is None:
        return "nog geen uren"
    whole, fewer = parameter("z.cursus.uren", on=today).value, found.hours.verlaagd + found.hours.eerder
    words = f"{found.hours.cursus} van {whole - fewer} uur"
    if fewer:
        words += f" ({whole} uur, {fewer} uur minder door een besluit)"
    lost = without_mark(found.lessons)
    return words + (
        f"; {duration(lost)} telt niet: van die school is geen keurmerk bekend op die dag" if lost else ""
    )


def _participation(found: Completion, today: date) -> str:
    if found.hours is None:
        return "nog geen uren"
    made, off = found.hours.participatie, found.hours.pvt + found.hours.map
    whole = parameter("z.participatie.uren", on=today).value
    return f"{made} uur, en {off} uur van PVT en MAP, van {whole} uur"


def _held(event: Gebeurtenis | None) -> str:
    return f"{day(event.on)}, {event.summary}" if event else "nog niet"


def _exam(sat: list[Attempt]) -> str:
    passed = next((one for one in sat if one.passed), None)
    if passed:
        level = f" op {passed.level}" if passed.level else ""
        return f"gehaald op {day(passed.on)}{level}"
    failed = [one for one in sat if one.result == "Gezakt"]
    if failed:
        return f"gezakt op {', '.join(day(one.on) for one in failed)}"
    return "nog geen examen gedaan"


def _tries(found: Completion, row: Onderdeelstand, sat: list[Attempt]) -> str:
    if row.onderdeel not in ("lezen", "luisteren", "schrijven", "spreken", "knm"):
        return ""
    used = sum(1 for one in sat if one.counts)
    words = f"{used} poging{'' if used == 1 else 'en'}"
    free = (
        next((one for one in found.free.value if one.onderdeel == row.onderdeel), None)
        if found.free
        else None
    )
    if free is None or row.stand is Stand.KLAAR:
        return words
    return f"{words}; {f'nog {free.over} van {free.gratis} gratis' if free.gratis else 'niet gratis'}"


def _why(found: Completion, row: Onderdeelstand, today: date) -> Why:
    steps = [f"De {found.route.naam if found.route else 'leerroute'} vraagt: {row.eis}."]
    if row.onderdeel in ("cursus", "participatie") and found.rest:
        steps += found.rest.uitleg
    elif row.onderdeel == "pvt":
        steps += found.modules.pvt.answer.uitleg
    elif row.onderdeel == "map":
        steps += found.modules.map.answer.uitleg
    elif found.free and any(one.onderdeel == row.onderdeel and one.gratis for one in found.free.value):
        steps.append("DUO telt de gratis pogingen; Wegwijs telt wat DUO aan uitslagen meldde.")
    if row.stand is Stand.VERVALT:
        steps.append(
            "Dit onderdeel is niet nodig: door de route, een vrijstelling of een ontheffing van DUO."
        )
    return Why("Waarom?", tuple(steps), source=_source(row.regel))


def _source(rule: Regel) -> str:
    return f"{rule.id} · {'; '.join(samengevat(rule.artikelen))}"


def missing(found: Completion) -> str:
    """Why there is no table; "" when there is one."""
    return "" if found.table else " ".join(found.answer.uitleg).replace("**", "")


def proof(found: Completion) -> tuple[str, Why | None]:
    """Which proof follows, in a sentence, and why."""
    if found.route is None:
        return "", None
    answer = bewijs(found.route)
    return f"Er volgt een {answer.value}.", Why("Waarom?", answer.uitleg, source=_source(answer.regel))


def ending(found: Completion) -> Iterator[Fact]:
    """How the end of the route stands: at DUO, and the proof."""
    if found.route is Leerroute.Z:
        yield Fact("Z-route afgerond", day(found.z_finished.on) if found.z_finished else "nog niet")
        yield Fact(
            "Bij DUO", f"{found.told.summary} ({day(found.told.on)})" if found.told else "nog niets gemeld"
        )
    yield Fact("Plicht voldaan volgens DUO", day(found.met_on) if found.met_on else "nog niet gemeld")
    handed = f"{day(found.proof.on)}, {found.proof.summary}" if found.proof else "nog niet"
    yield Fact("Certificaat uitgereikt" if found.route is Leerroute.Z else "Diploma ontvangen", handed)


def why_not(found: Completion) -> str:
    """What stands in the way of finishing the Z-route; "" when nothing does, or in another route."""
    return why_not_finished(found) if found.route is Leerroute.Z and not found.z_finished else ""
