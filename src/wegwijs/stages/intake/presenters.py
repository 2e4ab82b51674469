"""What the pages of the intake show, as finished Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.organisations.policy import PolicyKey, policies
from wegwijs.stages.intake.blocks import BLOCKS, SPECIAL, eis, missing, words
from wegwijs.stages.intake.models import BredeIntake, IntakeBlok
from wegwijs.stages.intake.queries import feiten, step_of
from wegwijs.ui.format import Dated, dated, day
from wegwijs.ui.parts import Why
from wi2021.grondslag import Bevinding, NeedsJudgement, Outcome
from wi2021.intake import INT08, IntakeFeiten, Onderdeel, Stap, Toets, check_intake, toets_klaar, toets_nodig


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block: what it is for, by which article, and how far it is."""

    key: str
    label: str
    purpose: str
    article: str
    state: str
    severity: str
    by: str
    special: bool
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows of an intake."""

    blocks: tuple[BlockLine, ...]
    done: int
    total: int
    findings: tuple[Bevinding, ...]
    step: Stap
    step_words: tuple[str, ...]
    toets: tuple[str, str]
    toets_act: str
    talks_wanted: int
    talks_source: str
    may_complete: bool
    may_complete_in_absence: bool
    due: Dated | None


def overview(intake: BredeIntake, *, on: date, due: date | None) -> Overview:
    """Fold an intake (with its parts loaded) into what the page shows."""
    dossier = intake.dossier
    facts = feiten(dossier, intake)
    findings = check_intake(facts, on=on)
    stored = {b.onderdeel: b for b in intake.blokken.all()}
    blocks = tuple(_line(o, stored.get(o.value)) for o in BLOCKS)
    step = step_of(intake, on=on)
    wanted = policies(dossier.gemeente_id, on=on)[_talks_key(dossier)]
    toets_done = toets_klaar(facts)
    return Overview(
        blocks=blocks,
        done=sum(b.severity == "done" for b in blocks) + toets_done,
        total=len(blocks) + 1,
        findings=findings,
        step=step.value,
        step_words=step.uitleg,
        toets=_toets(facts.toets, facts, toets_done),
        toets_act=_toets_act(facts, toets_done),
        talks_wanted=wanted.value,
        talks_source=wanted.source,
        may_complete=not findings and not intake.completed_on,
        may_complete_in_absence=step.value is Stap.AFRONDEN_IN_AFWEZIGHEID and not intake.completed_on,
        due=dated(due, on) if due else None,
    )


def _talks_key(dossier: Dossier) -> PolicyKey:
    return PolicyKey.INTAKE_TALKS_GEZIN if dossier.variant == Variant.GEZIN else PolicyKey.INTAKE_TALKS_ASIEL


def _line(onderdeel: Onderdeel, block: IntakeBlok | None) -> BlockLine:
    wanted = eis(onderdeel)
    left = missing(onderdeel, block.answers) if block else list(BLOCKS[onderdeel])
    if block is None:
        state, severity = "nog niet ingevuld", "neutral"
    elif left:
        state, severity = f"nog {len(left)} {'vraag' if len(left) == 1 else 'vragen'}", "soon"
    else:
        state, severity = "volledig", "done"
    given = block.answers if block else {}
    return BlockLine(
        key=onderdeel.value,
        label=wanted.label,
        purpose=wanted.doel,
        article=str(wanted.artikel),
        state=state,
        severity=severity,
        by=f"{day(block.filled_on)}, {block.filled_by}" if block else "",
        special=onderdeel in SPECIAL,
        answers=tuple((v.label, text) for v in BLOCKS[onderdeel] if (text := words(v, given.get(v.name)))),
    )


def _toets(toets: Toets, facts: IntakeFeiten, done: bool) -> tuple[str, str]:
    """How the toets stands, in words, and its severity."""
    if toets.ontheven:
        return f"Ontheven op {day(toets.ontheven)} ({toets.grond}e beperking)", "done"
    if facts.leerroute_van_vorige_gemeente:
        return "Niet nodig: de vorige gemeente stelde al een leerroute vast", "done"
    if toets.uitslag:
        when = f" op {day(toets.afgenomen)}" if toets.afgenomen else ""
        return f"{toets.uitslag.value}{when}", "done"
    if toets.aangemeld:
        return f"Aangemeld bij DUO op {day(toets.aangemeld)}, nog geen uitslag", "soon"
    return "Nog niet aangemeld bij DUO", "neutral"


def _toets_act(facts: IntakeFeiten, done: bool) -> str:
    """What an employee can do about the toets now: judge, exempt, skip or nothing."""
    if done:
        return ""
    needed = toets_nodig(facts)
    if isinstance(needed, NeedsJudgement):
        return "oordeel"
    if isinstance(needed, Outcome) and not needed.value and needed.regel is not INT08:
        return "ontheffen"
    return "overslaan"


def why_missing(findings: Iterable[Bevinding]) -> Why:
    """The list of what stands in the way, with what to do about it."""
    return Why(title="Wat nog nodig is", steps=tuple(f"{f.zin} {f.remedie}" for f in findings))
