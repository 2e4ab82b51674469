"""How the leerbaarheidstoets stands, and what can be done about it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.stages.intake.models import BredeIntake, ToetsBesluit
from wegwijs.stages.intake.queries import decided, standing
from wegwijs.ui.format import day
from wi2021.grondslag import NeedsJudgement, Outcome
from wi2021.intake import (
    EISEN,
    INT08,
    IntakeFeiten,
    Onderdeel,
    ontheffing_bij_uitslag,
    toets_klaar,
    toets_nodig,
)

SOORT = ToetsBesluit.Soort


@dataclass(frozen=True, slots=True)
class ToetsLine:
    """How the toets stands, in words; ``act`` is what an employee can do about it now, ``label`` how that is called.

    ``decisions``: what was decided and why, also what was taken back; only for who may see health.
    """

    words: str
    score: str
    state: str
    severity: str
    act: str
    label: str
    may_withdraw: bool
    article: str
    decisions: tuple[tuple[str, str], ...]


LABELS = {"oordeel": "Oordeel vastleggen", "ontheffen": "Ontheffen", "overslaan": "Niet nodig?"}


def toets_line(
    intake: BredeIntake, facts: IntakeFeiten, events: Iterable[Gebeurtenis], *, on: date, health: bool
) -> ToetsLine:
    """``events`` hold at least what DUO told of the toets, newest first; ``health``: who looks may see health."""
    done = toets_klaar(facts, on=on)
    running = facts.toets.aangemeld is not None
    act = toets_act(facts, on=on) if health and not intake.completed_on else ""
    result = next((e for e in events if e.kind == Kind.DUO_TOETS_RESULTAAT), None)
    return ToetsLine(
        words=_words(intake, facts, health=health),
        score=_score(result) if result else "",
        state="klaar" if done else ("wacht op de uitslag" if running else "nog te doen"),
        severity="done" if done else ("soon" if running else "neutral"),
        act=act,
        label=LABELS.get(act, ""),
        may_withdraw=health and bool(standing(intake)) and not intake.completed_on,
        article=str(EISEN[Onderdeel.LEERBAARHEIDSTOETS].artikel),
        decisions=tuple(_decision(row) for row in intake.toetsbesluiten.all()) if health else (),
    )


def _score(result: Gebeurtenis) -> str:
    score, needed = result.payload.get("score"), result.payload.get("drempel")
    return f"score {score}, nodig voor B1 {needed}" if score and needed else ""


def _words(intake: BredeIntake, facts: IntakeFeiten, *, health: bool) -> str:
    toets = facts.toets
    left_out = decided(intake, SOORT.ONTHEVEN, SOORT.OVERGESLAGEN)
    if left_out and not health:
        return f"Gaat niet door, besloten op {day(left_out.on)}"
    if left_out and left_out.soort == SOORT.ONTHEVEN:
        return f"Ontheven op {day(left_out.on)} ({left_out.get_grond_display()})"
    if left_out:
        return f"Niet nodig: {_route_before(left_out)}"
    if toets.uitslag:
        when = f", gemaakt op {day(toets.afgenomen)}" if toets.afgenomen else ""
        return f"{toets.uitslag.value}{when}"
    if toets.aangemeld:
        return f"Aangemeld bij DUO op {day(toets.aangemeld)}, nog geen uitslag"
    return "Nog niet aangemeld bij DUO"


def _route_before(row: ToetsBesluit) -> str:
    where = f"{row.vorige_gemeente} stelde" if row.vorige_gemeente else "de vorige gemeente stelde"
    when = f" op {day(row.vorige_pip_op)}" if row.vorige_pip_op else ""
    return f"{where}{when} al een leerroute vast"


def _decision(row: ToetsBesluit) -> tuple[str, str]:
    """Label and text of one decision, as a data list shows it."""
    what = _route_before(row) if row.soort == SOORT.OVERGESLAGEN else str(row.get_soort_display())
    text = f"{what}, {row.by}. {row.motief}".strip()
    if row.withdrawn_on:
        text += f" Teruggenomen op {day(row.withdrawn_on)} door {row.withdrawn_by}: {row.withdrawn_why}"
    return day(row.on), text


def toets_act(facts: IntakeFeiten, *, on: date) -> str:
    """What an employee can do about the toets on a day: judge, exempt, skip or nothing."""
    if toets_klaar(facts, on=on):
        return "ontheffen" if ontheffing_bij_uitslag(facts, on=on) else ""
    needed = toets_nodig(facts, on=on)
    if isinstance(needed, NeedsJudgement):
        return "oordeel"
    if isinstance(needed, Outcome) and not needed.value and needed.regel is not INT08:
        return "ontheffen"
    return "overslaan"
