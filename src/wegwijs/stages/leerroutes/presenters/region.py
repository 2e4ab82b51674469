"""The four lists of the region: how far everybody is, who runs out of time and what would help, whom nobody spoke, and late reports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wegwijs.people.names import list_name
from wegwijs.stages.leerroutes.models import NEVER, Signaalsoort
from wegwijs.stages.leerroutes.presenters.voltooien import NAMES
from wegwijs.stages.leerroutes.quarters import Quarter
from wegwijs.stages.leerroutes.queries.region import MINE, ROUTES, Chosen, Row
from wegwijs.stages.leerroutes.queries.verlengen import chances_of
from wegwijs.ui.format import day, distance
from wegwijs.ui.parts import Chip, Menu, Why
from wi2021.facts import Doelgroep
from wi2021.leerroutes import Stand
from wi2021.verlenging import Grond

SHORT = {Stand.KLAAR: "✓", Stand.OPEN: "open", Stand.VERVALT: "n.v.t.", Stand.IN_PLAATS: "kan ook"}
GROUPS = {
    Doelgroep.ASIELSTATUSHOUDER.value: "asiel",
    Doelgroep.GEZINSMIGRANT_EN_OVERIGE.value: "gezin en overig",
}
# What the dossier shows of a cause, and what it never shows.
TRACES = {
    Grond.ALFABETISERING: "volgde alfabetisering", Grond.AANBIEDER: "een school stopte", Grond.GEBOORTE: "kreeg een kind",
    Grond.OVERLIJDEN: "iemand uit het huishouden overleed", Grond.OVERIG: "stond drie maanden of langer op de wachtlijst",
}  # fmt: skip
NOT_LEGAL = (
    "De wet en het PIP noemen geen dag voor elk gesprek. Wegwijs verdeelt het aantal gelijk over de termijn."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier. ``parts``: what is open and what isn't, in short; ``what``: the sentence of the list it stands in."""

    dossier: str
    name: str
    note: str
    regisseur: str
    severity: str
    when: str
    when_note: str
    done: str
    left: str
    aside: str
    what: tuple[str, ...]
    why: Why | None = None


def completion_line(row: Row, today: date) -> Line:
    """How far: which parts are done, which open, and what comes next."""
    done, left, aside = _parts(row)
    stand = row.stand
    if stand.met_on:
        what = f"voldaan op {day(stand.met_on)}: reik het bewijs uit"
    elif not stand.parts:
        what = "doelgroep of route is nog niet bekend"
    elif stand.to_do == 0:
        what = "alles klaar: DUO geeft het bewijs"
    else:
        what = f"nog {stand.to_do} onderdeel" if stand.to_do == 1 else f"nog {stand.to_do} onderdelen"
    where = f"school: {row.school}" if row.school else "geen school bekend"
    more = () if stand.met_on or not stand.parts else (where,)
    return _line(row, today, stand.ends_on, (what, *more), left=left, done=done, aside=aside)


def time_line(row: Row, today: date) -> Line:
    """Who runs out of time: what is open, and which grounds follow from what is known."""
    _, left, _ = _parts(row)
    hours = (row.les_made or 0) // 60
    found = chances_of(row.stand, today, all_lessons=row.all_lessons, lesson_hours=hours, begun=row.begun)
    helps = [f"{one.rule.titel}: {one.length}" for one in found if one.helps]
    asked = {one.grond: one for one in found if one.helps is None}
    traces = [
        f"{TRACES[Grond(one)]}: vraag of dit vertraging gaf ({asked[Grond(one)].proof})"
        for one in row.said
        if Grond(one) in asked
    ]
    what = (*helps, *traces) or ("uit het dossier volgt geen grond",)
    return _line(row, today, row.stand.ends_on, what, left=left)


def report_line(row: Row, today: date) -> Line:
    """Of whom a report is late: of which school, over which quarters."""
    quarters: dict[str, list[str]] = {}
    for school, first in row.said:
        quarters.setdefault(school, []).append(str(Quarter.of(date.fromisoformat(first))))
    what = tuple(f"{school}: {' en '.join(found)}" for school, found in quarters.items())
    return _line(row, today, row.stand.talk_on if row.stand.talk_on < NEVER else NEVER, what)


def talk_line(row: Row, edges: Mapping[str, date], today: date) -> Line:
    """Whom nobody spoke: which talk is late, or how long nothing was heard."""
    stand, what = row.stand, []
    edge = edges.get(f"{stand.gemeente_id}/{stand.route}", date.min)
    what += [f"signaal: {Signaalsoort(soort).label}, {day(date.fromisoformat(on))}" for soort, on in row.said]
    if stand.talk_on < today:
        what.append(f"gesprek {stand.talks + 1} van {stand.talks_agreed} is nog niet gevoerd")
    silent = row.contact_on is None or row.contact_on < edge
    if silent:
        heard = f"sinds {day(row.contact_on)}" if row.contact_on else "nog nooit"
        what.append(f"niets gehoord, geen les of contact {heard}")
    what.append(f"gesprek gepland op {day(row.planned_talk)}" if row.planned_talk else "geen gesprek gepland")
    steps = [NOT_LEGAL]
    if silent:
        steps.append(
            f"Stil heet hier wie na **{day(edge)}** geen contact en geen uren had: beleid van de gemeente."
        )
    if row.last_hour:
        steps.append(f"Laatste uur: **{day(row.last_hour)}**.")
    when = stand.talk_on if stand.talk_on < NEVER else NEVER
    return _line(
        row, today, when, tuple(what),
        why=Why("Waarom?", tuple(steps), source="T-12 · Besluit inburgering 2021, artikel 5.3, vierde lid; beleid van de gemeente"),
    )  # fmt: skip


def _line(
    row: Row, today: date, when: date, what: tuple[str, ...],
    *, left: str = "", done: str = "", aside: str = "", why: Why | None = None,
) -> Line:  # fmt: skip
    known = when < NEVER
    severity = (
        "late" if known and when < today else "soon" if known and (when - today).days < 92 else "neutral"
    )
    group = GROUPS.get(row.stand.group, "doelgroep onbekend")
    return Line(
        dossier=str(row.stand.pk),
        name=list_name(row.voornamen, row.voorvoegsel, row.geslachtsnaam),
        note=f"{row.gemeente} · {ROUTES.get(row.stand.route, row.stand.route)} · {group}",
        regisseur=row.regisseur or "geen regisseur",
        severity=severity,
        when=day(when) if known else "",
        when_note=distance(when, today) if known else "niet bekend",
        done=done, left=left, aside=aside, what=what, why=why,
    )  # fmt: skip


def _parts(row: Row) -> tuple[str, str, str]:
    """Parts that are done, open, and not asked, each in words with its sign."""
    found: dict[Stand, list[str]] = {stand: [] for stand in Stand}
    for part, stand in row.stand.parts:
        found[Stand(stand)].append(NAMES.get(part, part))
    return tuple(  # type: ignore[return-value]
        f"{SHORT[stand]} {', '.join(found[stand])}" if found[stand] else ""
        for stand in (Stand.KLAAR, Stand.OPEN, Stand.VERVALT)
    )


def menus(chosen: Chosen, gemeenten: Mapping[str, str]) -> list[Menu]:
    """Filters of which one value is chosen; the first takes the filter off."""
    return [
        Menu.of(
            "Gemeente", "gemeente", chosen.gemeente, gemeenten, chosen.address, everything="alle gemeenten"
        ),
        Menu.of("Route", "route", chosen.route, ROUTES, chosen.address, everything="alle routes"),
    ]


def chips(chosen: Chosen) -> Iterator[Chip]:
    """Filters that are on or off."""
    own = chosen.who == MINE
    yield Chip("Regisseur: ik", chosen.address(van="" if own else MINE), own)
    for key, label in chosen.listing.signals.items():
        on = chosen.signal == key
        yield Chip(label[:1].upper() + label[1:], chosen.address(wanneer="" if on else key), on)
