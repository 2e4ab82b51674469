"""The ledger as its page shows it: sums by kind with what the law makes of them, and DUO's numbers with where they come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.models import Soort, Uren
from wegwijs.hours.queries import PARTICIPATIE, TAAL_EN_KNM, Part, before_pip
from wegwijs.hours.totals import Total, kind_words
from wegwijs.ui.format import MONTHS, day, duration, hours, moment, number
from wi2021.facts import Facts
from wi2021.grondslag import NeedsJudgement
from wi2021.leerroutes import Fase, uur_telt


@dataclass(frozen=True, slots=True)
class Line:
    """Hours of one kind. Texts in hours; "" where there are none. ``open``: the college still has to decide."""

    label: str
    made: str
    before: str
    open: bool
    before_why: str
    counts: str
    practical: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number that DUO gets, in whole hours, and which hours are in it."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger. ``undo``: it can be taken back by who looks."""

    pk: str
    month: str
    on: str
    what: str
    note: str
    length: str
    giver: str
    by: str
    gone: str
    undo: bool


def lines(parts: Sequence[Part]) -> list[Line]:
    """By kind, in the order of the law; only kinds of which there are hours."""
    return [_line(soort, own) for soort in Soort if (own := [part for part in parts if part.soort is soort])]


def _line(soort: Soort, own: Sequence[Part]) -> Line:
    before = [part for part in own if part.fase is Fase.INTAKE]
    undecided = sum(part.minutes for part in before if part.counts is None)
    yes = sum(part.minutes for part in before if part.counts)
    practical = sum(part.minutes for part in own if part.practical)
    if undecided:
        said = f"over {duration(undecided)} is nog niet beslist"
    elif yes:
        said = f"{duration(yes)} telt mee"
    else:
        said = "telt niet mee" if before else ""
    return Line(
        label=_capital(soort.label),
        made=duration(sum(part.minutes for part in own)),
        before=duration(sum(part.minutes for part in before)) if before else "",
        open=bool(undecided),
        before_why=said,
        counts=duration(sum(part.minutes for part in own if part.counts)),
        practical=duration(practical) if practical else "",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def numbers(parts: Sequence[Part]) -> list[Number]:
    """What DUO gets of the hours of before the PIP; half an hour too little is less wrong than too much: rounded down."""
    return [
        _number("Taallessen en KNM in de brede intake", parts, TAAL_EN_KNM),
        _number("Participatieactiviteiten in de brede intake", parts, PARTICIPATIE),
    ]


def _number(label: str, parts: Sequence[Part], soorten: Sequence[Soort]) -> Number:
    minutes = before_pip(parts, soorten)
    of = [
        f"{hours(sum(p.minutes for p in own))} {soort.label}"
        for soort in soorten
        if (own := [p for p in parts if p.soort is soort and p.fase is Fase.INTAKE and p.counts])
    ]
    return Number(
        label, f"{minutes // 60} uur", " + ".join(of) if of else "geen uren van voor het PIP die meetellen"
    )


def to_decide(parts: Iterable[Part], facts: Facts) -> list[tuple[str, str]]:
    """Kinds of which hours from before the PIP may count, undecided ones first, as choices of a form."""
    pip = facts.actueel_pip()
    sums: dict[Soort, list[Part]] = {}
    for part in parts:
        if part.fase is Fase.INTAKE:
            sums.setdefault(part.soort, []).append(part)
    open_first = sorted(sums, key=lambda soort: all(p.counts is not None for p in sums[soort]))
    return [
        (soort.value, f"{soort.label} ({duration(sum(p.minutes for p in sums[soort]))})")
        for soort in open_first
        if isinstance(
            uur_telt(Fase.INTAKE, soort.value, route=pip.leerroute if pip else None), NeedsJudgement
        )
    ]


def row(found: Uren, dossier: Dossier, actor: Actor) -> Row:
    """One line; what was taken back stays, with why."""
    back: Uren | None = getattr(found, "reversed_by", None)
    more = [found.theme, "praktijk" if found.practical else ""]
    own = actor.sees_all or found.aanbieder_id == actor.organisation.pk
    return Row(
        pk=str(found.pk),
        month=f"{MONTHS[found.on.month - 1]} {found.on.year}",
        on=day(found.on) if found.until is None else f"{day(found.on)} t/m {day(found.until)}",
        what=_capital(found.get_soort_display()),
        note=", ".join(filter(None, more)),
        length=duration(found.minutes).replace(" ", "\u00a0"),
        giver=found.aanbieder.name,
        by=f"{found.label}, {moment(found.recorded_at)}",
        gone=f"hersteld door {back.label}: {back.reason}" if back else "",
        undo=back is None and own and actor.may(Permission.HOURS_RECORD, dossier.gemeente_id),
    )


@dataclass(frozen=True, slots=True)
class Month:
    """Lines of one month as far as they are on this page; ``opened``: the newest, the others fold open."""

    name: str
    note: str
    rows: tuple[Row, ...]
    opened: bool


def months(rows: Sequence[Row]) -> list[Month]:
    """The ledger by month, in the order of the lines: a phone shows the newest month and names of the others."""
    groups = [(name, tuple(own)) for name, own in groupby(rows, key=lambda row: row.month)]
    return [
        Month(name, f"{len(own)} regel{'' if len(own) == 1 else 's'}", own, opened=place == 0)
        for place, (name, own) in enumerate(groups)
    ]


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A row of totals; names are "" where all are added up."""

    gemeente: str
    aanbieder: str
    soort: str
    hours: str
    practical: str
    persons: str


def totals(found: Iterable[Total]) -> list[TotalLine]:
    """In hours."""
    return [
        TotalLine(
            one.gemeente, one.aanbieder, _capital(kind_words(one.soort)), hours(one.minutes), hours(one.practical),
            number(one.persons),
        )
        for one in found
    ]  # fmt: skip
