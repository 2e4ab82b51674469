"""What the pages of the intake show, as finished Dutch."""

from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.dossiers.stand import Stand, stand
from wegwijs.organisations.policy import PolicyKey, policies
from wegwijs.stages.intake.blocks import BLOCKS, SPECIAL, eis, missing, velden, words
from wegwijs.stages.intake.models import BredeIntake, IntakeBlok, ToetsBesluit
from wegwijs.stages.intake.queries import TOLD, decided, feiten, may_reopen, standing, step_of, told
from wegwijs.ui.format import Dated, dated, day
from wi2021.grondslag import Bevinding, NeedsJudgement, Outcome
from wi2021.intake import (
    EISEN,
    INT06,
    INT07,
    INT08,
    NIET_NA_VERHUIZING,
    IntakeFeiten,
    Onderdeel,
    Stap,
    check_intake,
    toets_klaar,
    toets_nodig,
)

SOORT = ToetsBesluit.Soort


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
    hidden: bool
    open: bool
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is still missing, beside the blocks: the sentence, what to do, and the page where (its name)."""

    sentence: str
    remedy: str
    page: str
    act: str


@dataclass(frozen=True, slots=True)
class ToetsLine:
    """How the toets stands, in words; ``act`` is what an employee can do about it now."""

    words: str
    state: str
    severity: str
    act: str
    may_withdraw: bool
    article: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows of an intake. ``title`` says what is missing; ``gaps`` all that is no block."""

    title: str
    blocks: tuple[BlockLine, ...]
    done: int
    total: int
    gaps: tuple[Gap, ...]
    step: Stap
    step_words: tuple[str, ...]
    toets: ToetsLine
    talks_wanted: int
    talks_source: str
    may_complete: bool
    may_complete_in_absence: bool
    may_reopen: bool
    due: Dated | None
    known: tuple[Stand, ...]

    @property
    def open_blocks(self) -> list[BlockLine]:
        """The blocks that still lack an answer."""
        return [b for b in self.blocks if b.open]


def overview(intake: BredeIntake, *, on: date, due: date | None, health: bool) -> Overview:
    """Fold an intake (with its parts loaded) into what the page shows. ``health``: whoever looks may see health."""
    dossier = intake.dossier
    events = told(dossier)
    facts = feiten(dossier, intake, events)
    findings = check_intake(facts, on=on)
    stored = {b.onderdeel: b for b in intake.blokken.all()}
    spared = NIET_NA_VERHUIZING if facts.leerroute_van_vorige_gemeente else frozenset()
    blocks = tuple(
        _line(o, stored.get(o.value), dossier.variant, health=health, needed=o not in spared) for o in BLOCKS
    )
    step = step_of(intake, on=on)
    wanted = policies(dossier.gemeente_id, on=on)[_talks_key(dossier)]
    toets = _toets(intake, facts, on, health=health)
    return Overview(
        title=_title(intake, len(findings)),
        blocks=blocks,
        done=sum(not b.open for b in blocks) + toets_klaar(facts, on=on),
        total=len(blocks) + 1,
        gaps=tuple(_gap(f, toets.act, health=health) for f in findings if f.veld not in set(BLOCKS)),
        step=step.value,
        step_words=step.uitleg,
        toets=toets,
        talks_wanted=wanted.value,
        talks_source=wanted.source,
        may_complete=not findings and not intake.completed_on,
        may_complete_in_absence=step.value is Stap.AFRONDEN_IN_AFWEZIGHEID and not intake.completed_on,
        may_reopen=may_reopen(intake),
        due=dated(due, on) if due else None,
        known=tuple(stand(e for e in events if e.kind in TOLD)),
    )


def _title(intake: BredeIntake, left: int) -> str:
    """What the law still asks, in one line."""
    if intake.completed_on:
        how = "In afwezigheid afgerond" if intake.in_absence else "Voltooid"
        return f"{how} op {day(intake.completed_on)}"
    if not left:
        return "Alles is er voor een rechtmatige intake"
    return f"Nog {left} {'ding' if left == 1 else 'dingen'} nodig voor een rechtmatige intake"


PAGES = {"alleen_gewezen": ("intake:alone", "Leg vast"), "verslag": ("intake:gesprek", "Gesprek vastleggen")}
ACTS = {"oordeel": "Oordeel vastleggen", "ontheffen": "Ontheffen"}


def _gap(finding: Bevinding, toets_act: str, *, health: bool) -> Gap:
    page, act = PAGES.get(finding.veld, ("", ""))
    if finding.regel in (INT06, INT07) and not health:
        return Gap("Over de leerbaarheidstoets is een besluit nodig.", "Vraag het de regisseur.", "", "")
    if finding.veld == Onderdeel.LEERBAARHEIDSTOETS and toets_act in ACTS:
        page, act = "intake:toets", ACTS[toets_act]
    return Gap(finding.zin, finding.remedie, page, act)


def _talks_key(dossier: Dossier) -> PolicyKey:
    return PolicyKey.INTAKE_TALKS_GEZIN if dossier.variant == Variant.GEZIN else PolicyKey.INTAKE_TALKS_ASIEL


def _line(
    onderdeel: Onderdeel, block: IntakeBlok | None, variant: str, *, health: bool, needed: bool
) -> BlockLine:
    wanted = eis(onderdeel)
    left = missing(onderdeel, block.answers if block else {}, variant)
    if block is None and not needed:
        left, state, severity = [], "niet nodig: de vorige gemeente onderzocht dit al", "done"
    elif block is None:
        state, severity = "nog niet ingevuld", "neutral"
    elif left:
        state, severity = f"nog {len(left)} {'vraag' if len(left) == 1 else 'vragen'}", "soon"
    else:
        state, severity = "volledig", "done"
    hidden = onderdeel in SPECIAL and not health
    given = block.answers if block and not hidden else {}
    return BlockLine(
        key=onderdeel.value,
        label=wanted.label,
        purpose=wanted.doel,
        article=str(wanted.artikel),
        state=state,
        severity=severity,
        by=f"{day(block.filled_on)}, {block.filled_by}" if block else "",
        special=onderdeel in SPECIAL,
        hidden=hidden,
        open=bool(left),
        answers=tuple(
            (v.label, text) for v in velden(onderdeel, variant) if (text := words(v, given.get(v.name)))
        ),
    )


def _toets(intake: BredeIntake, facts: IntakeFeiten, on: date, *, health: bool) -> ToetsLine:
    done = toets_klaar(facts, on=on)
    running = facts.toets.aangemeld is not None
    act = _toets_act(facts, done, on) if health and not intake.completed_on else ""
    return ToetsLine(
        words=_toets_words(intake, facts, health=health),
        state="klaar" if done else ("wacht op de uitslag" if running else "nog te doen"),
        severity="done" if done else ("soon" if running else "neutral"),
        act=act,
        may_withdraw=health and bool(standing(intake)) and not intake.completed_on,
        article=str(EISEN[Onderdeel.LEERBAARHEIDSTOETS].artikel),
    )


def _toets_words(intake: BredeIntake, facts: IntakeFeiten, *, health: bool) -> str:
    toets = facts.toets
    left_out = decided(intake, SOORT.ONTHEVEN, SOORT.OVERGESLAGEN)
    if left_out and not health:
        return f"Gaat niet door, besloten op {day(left_out.on)}"
    if left_out and left_out.soort == SOORT.ONTHEVEN:
        return f"Ontheven op {day(left_out.on)} ({left_out.get_grond_display()})"
    if left_out:
        where = (
            f"{left_out.vorige_gemeente} stelde" if left_out.vorige_gemeente else "de vorige gemeente stelde"
        )
        when = f" op {day(left_out.vorige_pip_op)}" if left_out.vorige_pip_op else ""
        return f"Niet nodig: {where}{when} al een leerroute vast"
    if toets.uitslag:
        when = f", gemaakt op {day(toets.afgenomen)}" if toets.afgenomen else ""
        return f"{toets.uitslag.value}{when}"
    if toets.aangemeld:
        return f"Aangemeld bij DUO op {day(toets.aangemeld)}, nog geen uitslag"
    return "Nog niet aangemeld bij DUO"


def _toets_act(facts: IntakeFeiten, done: bool, on: date) -> str:
    """What an employee can do about the toets now: judge, exempt, skip or nothing."""
    if done:
        return ""
    needed = toets_nodig(facts, on=on)
    if isinstance(needed, NeedsJudgement):
        return "oordeel"
    if isinstance(needed, Outcome) and not needed.value and needed.regel is not INT08:
        return "ontheffen"
    return "overslaan"
