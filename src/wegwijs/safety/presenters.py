"""Signals and steps as finished Dutch."""

from dataclasses import dataclass

from wegwijs.safety.models import Meldcodestap, Veiligheidssignaal
from wegwijs.ui.format import day

Stap = Meldcodestap.Stap


@dataclass(frozen=True, slots=True)
class StepLine:
    """One of the five steps, and what was done at it ("" when nothing yet)."""

    title: str
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One signal with its five steps."""

    pk: str
    title: str
    note: str
    facts: str
    open: bool
    stand: str
    steps: tuple[StepLine, ...]


def line(signal: Veiligheidssignaal) -> SignalLine:
    """Of a signal that came with its steps."""
    taken = list(signal.stappen.all())
    return SignalLine(
        pk=str(signal.pk),
        title=signal.get_soort_display().capitalize(),
        note=f"{day(signal.noticed_on)} · {signal.get_source_display()} · vastgelegd door {signal.label}",
        facts=signal.facts,
        open=signal.is_open,
        stand=f"afgesloten op {day(signal.closed_on)}: {signal.get_ended_display()}"
        if signal.closed_on
        else "",
        steps=tuple(
            StepLine(f"{stap.value}. {stap.label}", tuple(_done(row) for row in taken if row.stap == stap))
            for stap in Stap
        ),
    )


def _done(row: Meldcodestap) -> str:
    return f"{day(row.on)}: {row.get_uitkomst_display()} ({row.label})"


def furthest(signal: Veiligheidssignaal) -> str:
    """The highest step that was taken, for a list."""
    taken = [row.stap for row in signal.stappen.all()]
    return f"stap {max(taken).value} van 5" if taken else "nog geen stap"
