"""The overview: what the law asks, what is still missing and by when, and what to do now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.dossiers.stand import Stand, stand
from wegwijs.organisations.policy import Policy
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.presenters.blocks import BlockGroup, BlockLine, block_groups, spared
from wegwijs.stages.intake.presenters.talks import Meeting, interpreter_words, meetings
from wegwijs.stages.intake.presenters.toets import LABELS, ToetsLine, toets_line
from wegwijs.stages.intake.queries import TOLD, feiten, may_reopen, step_of
from wegwijs.ui.format import Dated, dated, day
from wi2021.grondslag import Bevinding, blocking
from wi2021.intake import INT06, INT07, Onderdeel, Stap, check_intake, toets_klaar


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is still missing, beside the blocks: what, what to do, by which article, and the page where."""

    sentence: str
    remedy: str
    article: str
    page: str
    act: str


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now: its words, the name of its page, and what stands in the address beside the dossier."""

    label: str
    page: str
    arg: str | int = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows of an intake. ``title`` says what is missing; ``gaps`` all that is no block."""

    title: str
    groups: tuple[BlockGroup, ...]
    done: int
    total: int
    gaps: tuple[Gap, ...]
    warnings: tuple[Gap, ...]
    step: Stap
    step_words: tuple[str, ...]
    toets: ToetsLine
    meetings: tuple[Meeting, ...]
    talks_held: int
    talks_wanted: int
    talks_source: str
    interpreter: str
    may_complete: bool
    may_complete_in_absence: bool
    may_reopen: bool
    due: Dated | None
    known: tuple[Stand, ...]

    @property
    def blocks(self) -> list[BlockLine]:
        """Every block, in the order of the law."""
        return [block for group in self.groups for block in group.blocks]

    @property
    def open_blocks(self) -> list[BlockLine]:
        """The blocks that still lack an answer."""
        return [block for block in self.blocks if block.open]

    @property
    def to_hold(self) -> range:
        """The numbers of the talks that local policy still asks."""
        return range(self.talks_held + 1, self.talks_wanted + 1)

    @property
    def fewer(self) -> bool:
        """Whether fewer talks were held than local policy asks."""
        return self.talks_held < self.talks_wanted

    @property
    def next(self) -> Next | None:
        """What to do first; None when the intake waits for somebody else."""
        if self.may_complete:
            return Next("Intake voltooien", "intake:complete")
        if self.may_complete_in_absence:
            return Next("Afronden in afwezigheid", "intake:complete")
        if self.step is Stap.WAARSCHUWEN_EN_OPROEPEN:
            return Next("Waarschuwen en oproepen", "intake:oproep")
        running = next((m for m in self.meetings if m.act == "outcome" and m.severity == "soon"), None)
        if running:
            return Next("Uitkomst vastleggen", "intake:outcome", running.number)
        if self.step is Stap.OPROEPEN and not self.talks_held:
            return Next("Oproep sturen", "intake:oproep")
        if self.talks_held and self.open_blocks:
            return Next(f"Verder met: {self.open_blocks[0].label}", "intake:block", self.open_blocks[0].key)
        acts = [gap for gap in self.gaps if gap.page and self.talks_held]
        return Next(acts[0].act, acts[0].page) if acts else None


def overview(
    intake: BredeIntake,
    events: Iterable[Gebeurtenis],
    wanted: Policy,
    *,
    on: date,
    due: date | None,
    health: bool,
) -> Overview:
    """Fold an intake (with its parts loaded) into what the page shows.

    ``events`` are what ``queries.told`` gave, ``wanted`` is the number of talks of local policy, ``due`` the last day
    for the PIP; ``health``: whoever looks may see health.
    """
    told = list(events)
    facts = feiten(intake.dossier, intake, told)
    findings = check_intake(facts, on=on)
    lacking = blocking(findings)
    groups = block_groups(intake, health=health, spared=spared(facts))
    step = step_of(intake, on=on)
    toets = toets_line(intake, facts, told, on=on, health=health)
    running = not intake.completed_on
    return Overview(
        title=_title(intake, len(lacking)),
        groups=groups,
        done=sum(not b.open for group in groups for b in group.blocks) + toets_klaar(facts, on=on),
        total=len(BLOCKS) + 1,
        gaps=tuple(_gap(f, toets.act, health=health) for f in lacking if f.veld not in set(BLOCKS)),
        warnings=tuple(_gap(f, toets.act, health=health) for f in findings if f not in lacking)
        if health
        else (),
        step=step.value,
        step_words=step.uitleg,
        toets=toets,
        meetings=meetings(intake, on=on, health=health),
        talks_held=len(intake.gesprekken.all()),
        talks_wanted=wanted.value,
        talks_source=wanted.source,
        interpreter=interpreter_words(intake),
        may_complete=not lacking and running,
        may_complete_in_absence=step.value is Stap.AFRONDEN_IN_AFWEZIGHEID and running,
        may_reopen=may_reopen(intake),
        due=dated(due, on) if due else None,
        known=tuple(stand(e for e in told if e.kind in TOLD)),
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


def _gap(finding: Bevinding, toets_act: str, *, health: bool) -> Gap:
    article = str(finding.regel.artikelen[0])
    page, act = PAGES.get(finding.veld, ("", ""))
    if finding.regel in (INT06, INT07) and not health:
        return Gap("Over de leerbaarheidstoets is een besluit nodig.", "Vraag het de regisseur.", "", "", "")
    if finding.veld == Onderdeel.LEERBAARHEIDSTOETS and toets_act in ("oordeel", "ontheffen"):
        page, act = "intake:toets", LABELS[toets_act]
    sentence = finding.zin.replace(f" ({article})", "")
    return Gap(sentence, finding.remedie, article, page, act)
