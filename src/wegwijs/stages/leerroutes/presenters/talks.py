"""Talks about progress of one person: how many the PIP fixes, which were held and what was agreed, which comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.choices import TalkPlace, words_of
from wegwijs.dossiers.models import Afspraak, Gebeurtenis
from wegwijs.stages.leerroutes.commands.talks import Who
from wegwijs.ui.format import day, distance
from wegwijs.ui.parts import Fact, Why
from wi2021.facts import Facts
from wi2021.termijnen import Soort, Termijn, TermijnState, termijnen


@dataclass(frozen=True, slots=True)
class Held:
    """One talk that was held. ``agreed``: what, who and when, each a sentence."""

    title: str
    note: str
    agreed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """One talk that stands in the agenda."""

    pk: str
    title: str
    note: str


def held(rows: Iterable[Gebeurtenis]) -> list[Held]:
    """Newest first; one of before agreements were kept has none."""
    return [
        Held(
            f"{day(row.on)}", f"{words_of(TalkPlace, row.payload.get('wijze'))}, door {row.by}",
            tuple(_sentence(one) for one in row.payload.get("afspraken", ())),
        )
        for row in rows
    ]  # fmt: skip


def _sentence(one: dict[str, str]) -> str:
    until = f", uiterlijk {day(date.fromisoformat(one['uiterlijk']))}" if one.get("uiterlijk") else ""
    return f"{one.get('wat', '')} ({words_of(Who, one.get('wie'))}{until})"


def planned(rows: Iterable[Afspraak]) -> list[Planned]:
    """Soonest first."""
    return [
        Planned(
            str(row.pk), f"{day(row.on)} om {row.at:%H:%M}", f"{row.get_way_display()}, met {row.employee}"
        )
        for row in rows
        if row.soort == Afspraak.Soort.VOORTGANG
    ]


def next_talk(facts: Facts, today: date) -> Termijn | None:
    """The next one that the PIP fixes, when it is not done with them."""
    found = (t for t in termijnen(facts, on=today) if t.soort is Soort.VOORTGANGSGESPREK)
    return next((t for t in found if t.state is TermijnState.OPEN), None)


def stand(facts: Facts, today: date) -> tuple[list[Fact], Why | None]:
    """How many were agreed and held, when the next would be, and why then."""
    pip, coming = facts.actueel_pip(), next_talk(facts, today)
    if pip is None:
        return [], None
    late = coming is not None and coming.last_day < today
    facts_ = [
        Fact("In het PIP", f"{pip.voortgangsgesprekken} gesprekken" if pip.voortgangsgesprekken else "geen aantal bekend"),
        Fact("Gevoerd", str(len(facts.voortgangsgesprekken))),
        Fact(
            "Volgende zou zijn", f"{day(coming.last_day)}, {distance(coming.last_day, today)}" if coming else "geen meer",
            "late" if late else "",
        ),
    ]  # fmt: skip
    if coming is None:
        return facts_, None
    source = f"{coming.regel.id} · {coming.regel.artikelen[0]}"
    return facts_, Why("Waarom?", coming.uitleg, coming.verandert, source)
