"""Lessons of after a move, for the gemeente that somebody left: which weeks, what they cost, and what the law leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijs.contracts.queries.money import SinceMove
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek
from wegwijs.stages.leerroutes.presenters.placing import Week, week
from wegwijs.stages.leerroutes.queries.moved import weeks_and_money
from wegwijs.ui.format import amounts_together, day, euros
from wegwijs.ui.parts import Why
from wi2021.grondslag import NeedsJudgement
from wi2021.verhuizen import vorige_gemeente_betaalt


@dataclass(frozen=True, slots=True)
class AfterMove:
    """What one school gave after the move. ``asks``: what a person decides; ``money``: what stands in the book, in words."""

    title: str
    asks: str
    money: str
    weeks: Sequence[Week]
    part: str
    why: Why


def after_moves(rows: Sequence[Inburgeringsaanbod]) -> list[AfterMove]:
    """Of each placement with weeks after a move. One statement for each of which somebody moved, else none."""
    found = ((row, *weeks_and_money(row)) for row in rows if row.call_off.moved_on)
    return [shown for row, weeks, book in found if weeks and (shown := _shown(row, weeks, book))]


def _shown(row: Inburgeringsaanbod, weeks: Sequence[Lesweek], book: SinceMove) -> AfterMove | None:
    moved = row.call_off.moved_on
    answer = vorige_gemeente_betaalt(moved, weeks[0].last_day) if moved else None
    if moved is None or not isinstance(answer, NeedsJudgement):
        return None
    cents, invoiced = book
    money = (
        f"In het boek van het contract staat daarvoor {euros(cents)}"
        if cents
        else "Over deze weken staat geen bedrag in het boek van het contract"
    )
    done = (
        f", waarvan {euros(invoiced)} al is gefactureerd. Vraag een creditnota als de vorige gemeente dit niet betaalt."
        if invoiced
        else ". Een factuur hierover wordt niet vanzelf goedgekeurd: inkoop beslist per regel, met een toelichting."
    )
    first = weeks[-1].first_day
    return AfterMove(
        f"Na de verhuizing: lessen bij {row.organisation.short}", answer.vraag, amounts_together(money + done), [week(one) for one in weeks],
        f"In de week van {day(first)} viel de verhuizing zelf. Vraag de school welke lessen van die week na {day(moved)} waren." if first <= moved else "",
        Why("Waarom staat dit open?", answer.weeg, source=f"{answer.regel.id}: {', '.join(map(str, answer.regel.artikelen))}"),
    )  # fmt: skip
