"""Who is behind, as the list shows it: what the PIP plans, what should be made by today, what is made, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wegwijs.people.names import list_name
from wegwijs.stages.participatie.models import NEVER, Plandeel, Urenstand
from wegwijs.stages.participatie.pace import Span, due
from wegwijs.stages.participatie.queries.behind import MINE, ROUTES, SIGNALS, Chosen, Row
from wegwijs.ui.format import day, distance, duration, hours
from wegwijs.ui.parts import Chip, Menu, Why

NOT_SAID = "niet in het PIP"
NOT_OURS = "het PIP staat niet in Wegwijs"
OWN_CHOICE = (
    "De wet en het PIP noemen geen tempo. Wegwijs verdeelt de uren van het PIP gelijk over de inburgeringstermijn: een eigen keuze, "
    "geen wettelijke norm."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the PIP plans. ``text`` what is made of how much, ``note`` what should be by today; ``late``: it is less."""

    label: str
    text: str
    note: str
    late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier. ``since``: since when it is behind; "" when it isn't, or when that can't be said."""

    dossier: str
    name: str
    note: str
    regisseur: str
    severity: str
    since: str
    since_note: str
    parts: tuple[Part, ...]
    last: str
    last_note: str
    act: str
    act_url: str
    why: Why


def line(row: Row, edges: Mapping[str, date], chosen: Chosen, today: date) -> Line:
    """``edges``: by gemeente since when one must be behind to be called so."""
    stand = row.stand
    since: date = getattr(stand, chosen.column.removeprefix("u."))
    late = since <= edges.get(stand.gemeente_id, today)
    act, page = _act(stand, today)
    return Line(
        dossier=str(row.dossier),
        name=list_name(row.voornamen, row.voorvoegsel, row.geslachtsnaam),
        note=f"{row.gemeente} · {ROUTES.get(row.route, row.route)}",
        regisseur=row.regisseur or "geen regisseur",
        severity="late" if late else "soon" if since <= today else "neutral",
        since=day(since) if since <= today else "",
        since_note=distance(since, today) if since <= today else _ahead(stand, since),
        parts=tuple(parts(stand, today)),
        last=day(stand.last_on) if stand.last_on else "nog geen uren",
        last_note=distance(stand.last_on, today) if stand.last_on else "",
        act=act,
        act_url=reverse(page, args=[row.dossier]),
        why=why(stand, today),
    )


def _ahead(stand: Urenstand, since: date) -> str:
    if since < NEVER:
        return "op schema"
    if not stand.in_wegwijs:
        return NOT_OURS
    if all(getattr(stand, f"{deel}_planned") is None for deel in Plandeel.values):
        return "het PIP noemt geen uren"
    return "op schema" if stand.end else "termijn nog niet bekend"


def parts(stand: Urenstand, today: date) -> Iterable[Part]:
    """What the PIP plans, each beside what is made; nothing is made up that it doesn't say."""
    for deel in Plandeel:
        planned: int | None = getattr(stand, f"{deel.value}_planned")
        made: int = getattr(stand, f"{deel.value}_made")
        label = "Les" if deel is Plandeel.LES else str(deel.label)
        if _over(stand, deel):
            yield Part(label, f"{duration(made)}, {_over(stand, deel)}", "", late=False)
        elif planned is None:
            said = NOT_SAID if stand.in_wegwijs else "plan niet in Wegwijs"
            yield Part(label, f"{duration(made)} gemaakt", said, late=False)
        else:
            expected = (
                due(planned, Span(stand.begin, stand.end), today) if stand.begin and stand.end else None
            )
            short = max((expected or 0) - made, 0)
            note = "termijn nog niet bekend" if expected is None else _beside(expected, short)
            yield Part(label, f"{hours(made)} van {duration(planned)}", note, late=short > 0)


def _beside(expected: int, short: int) -> str:
    words = f"nu volgens plan {duration(expected)}"
    return f"{words}: {duration(short)} te weinig" if short else words


def _over(stand: Urenstand, deel: Plandeel) -> str:
    if deel is Plandeel.PVT and stand.pvt_done:
        return "afgerond"
    if deel is Plandeel.MAP and not stand.map_needed:
        return "hoeft niet in de Onderwijsroute"
    return "afgerond" if deel is Plandeel.MAP and stand.map_done else ""


def _act(stand: Urenstand, today: date) -> tuple[str, str]:
    """What to do first, and on which page."""
    if stand.undecided:
        return f"Laat beslissen over {duration(stand.undecided)} van voor het PIP", "hours:page"
    if not stand.in_wegwijs:
        return "Bekijk het PIP", "pip:overview"
    first = min(
        Plandeel, key=lambda deel: (getattr(stand, f"{deel.value}_behind"), list(Plandeel).index(deel))
    )
    if getattr(stand, f"{first.value}_behind") > today:
        return "Bekijk de uren", "hours:page"
    return {
        Plandeel.PVT: ("Plan het PVT", "participatie:overview"),
        Plandeel.MAP: ("Plan de MAP", "participatie:overview"),
        Plandeel.LES: ("Vraag de school naar de lesuren", "hours:page"),
    }[first]


def why(stand: Urenstand, today: date) -> Why:
    """How it was worked out."""
    steps = [OWN_CHOICE]
    if not (stand.begin and stand.end):
        steps.append("De inburgeringstermijn is nog niet bekend. Daarom rekent Wegwijs geen achterstand uit.")
        return Why("Waarom?", tuple(steps))
    span = Span(stand.begin, stand.end)
    passed = min(max((today - span.first).days + 1, 0), span.days)
    steps.append(
        f"De termijn loopt van **{day(span.first)}** tot en met **{day(span.last)}**: {span.days} dagen, waarvan er {passed} om zijn."
    )
    for deel in Plandeel:
        planned: int | None = getattr(stand, f"{deel.value}_planned")
        if _over(stand, deel):
            continue
        label = str(deel.label)
        if planned is None:
            steps.append(f"{label}: {NOT_SAID if stand.in_wegwijs else NOT_OURS}.")
            continue
        made, since = getattr(stand, f"{deel.value}_made"), getattr(stand, f"{deel.value}_behind")
        words = f"{label}: {hours(planned)} × {passed} / {span.days} = **{duration(due(planned, span, today))}** tot vandaag, in hele uren naar beneden; gemaakt **{duration(made)}**."
        steps.append(words + (f" Achter sinds {day(since)}." if since <= today else ""))
    changes = ["Nieuwe uren, een nieuw PIP of een langere termijn van DUO."]
    if stand.undecided:
        changes.append(
            f"Over {duration(stand.undecided)} van voor het PIP is nog niet beslist; die tellen nu niet mee."
        )
    return Why(
        "Waarom?",
        tuple(steps),
        tuple(changes),
        "Eigen keuze van Wegwijs. Uren tellen volgens Bi 3.1, 3.2 en 5.3(5).",
    )


def menus(chosen: Chosen, gemeenten: Mapping[str, str]) -> list[Menu]:
    """Filters of which one value is chosen; the first takes the filter off."""
    delen, to = {deel.value: str(deel.label) for deel in Plandeel}, chosen.address
    return [
        Menu.of("Gemeente", "gemeente", chosen.gemeente, gemeenten, to, everything="alle gemeenten"),
        Menu.of("Route", "route", chosen.route, ROUTES, to, everything="alle routes"),
        Menu.of("Onderdeel", "deel", chosen.deel, delen, to, everything="PVT, MAP en lesuren"),
    ]


def chips(chosen: Chosen) -> list[Chip]:
    """Filters that are on or off."""
    own = chosen.who == MINE
    found = [Chip("Regisseur: ik", chosen.address(van="" if own else MINE), own)]
    for key, label in SIGNALS.items():
        on = chosen.signal == key
        found.append(Chip(label[:1].upper() + label[1:], chosen.address(wanneer="" if on else key), on))
    return found
