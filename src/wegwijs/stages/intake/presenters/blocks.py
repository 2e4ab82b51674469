"""The blocks: how far each is, by which article, what was answered, and what others told already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.dossiers.stand import Stand, stand
from wegwijs.stages.intake.blocks import BLOCKS, SPECIAL, eis, missing, velden, words
from wegwijs.stages.intake.models import BredeIntake, IntakeBlok
from wegwijs.stages.overdracht.models import ProfielVeld
from wegwijs.stages.overdracht.profile import VELDEN, shown
from wegwijs.stages.overdracht.queries import newest
from wegwijs.ui.format import day
from wi2021.intake import INT01, INT02, NIET_NA_VERHUIZING, IntakeFeiten, Onderdeel


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block. ``hidden``: whoever looks may not see what was answered; ``talks``: in which talks it came up."""

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
    talks: str


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks that one article asks: ``title`` names the article."""

    title: str
    blocks: tuple[BlockLine, ...]


GROUPS = ((INT01, "De wet vraagt"), (INT02, "Het besluit vraagt ook"))


def spared(facts: IntakeFeiten) -> frozenset[Onderdeel]:
    """What isn't asked again after a move with a leerroute (MOV-01)."""
    return frozenset(NIET_NA_VERHUIZING) if facts.leerroute_van_vorige_gemeente else frozenset()


def block_groups(
    intake: BredeIntake, *, health: bool, spared: frozenset[Onderdeel]
) -> tuple[BlockGroup, ...]:
    """The blocks by the article that asks them, in the order of the law."""
    stored = {b.onderdeel: b for b in intake.blokken.all()}
    lines = {o: _line(intake, o, stored.get(o.value), health=health, needed=o not in spared) for o in BLOCKS}
    found = []
    for rule, words_of in GROUPS:
        asked = rule.artikelen[0]
        own = tuple(line for o, line in lines.items() if eis(o).artikel.regeling is asked.regeling)
        found.append(BlockGroup(f"{words_of} ({asked})", own))
    return tuple(found)


def _line(
    intake: BredeIntake, onderdeel: Onderdeel, block: IntakeBlok | None, *, health: bool, needed: bool
) -> BlockLine:
    wanted, variant = eis(onderdeel), intake.dossier.variant
    left = missing(onderdeel, block.answers if block else {}, variant) if needed else []
    hidden = onderdeel in SPECIAL and not health
    given = block.answers if block and not hidden else {}
    state, severity = _state(block, len(left), needed=needed)
    talks = [str(talk.number) for talk in intake.gesprekken.all() if onderdeel in talk.topics]
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
        talks=f"besproken in gesprek {' en '.join(talks)}" if talks else "",
    )


def _state(block: IntakeBlok | None, left: int, *, needed: bool) -> tuple[str, str]:
    if block is None and not needed:
        return "niet nodig: de vorige gemeente onderzocht dit al", "done"
    if block is None:
        return "nog niet ingevuld", "neutral"
    if left:
        return f"nog {left} {'vraag' if left == 1 else 'vragen'}", "soon"
    return "volledig", "done"


# What COA's profile holds that a block asks about too.
_PROFILE: Mapping[Onderdeel, tuple[str, ...]] = {
    Onderdeel.OPLEIDING: ("opleiding",),
    Onderdeel.WERKERVARING: ("werkervaring",),
    Onderdeel.OMSTANDIGHEDEN: ("gezinsgrootte", "nareizigers", "rijbewijs"),
    Onderdeel.VVE: ("gezinsgrootte", "nareizigers"),
    Onderdeel.TAALNIVEAU: ("taal", "taalniveau", "gealfabetiseerd"),
    Onderdeel.ARBEIDSPARTICIPATIE: ("werkervaring", "rijbewijs"),
    Onderdeel.ZELFREDZAAMHEID: ("digid", "bankrekening"),
}
_EVENTS: Mapping[Onderdeel, tuple[Kind, ...]] = {
    Onderdeel.OPLEIDING: (Kind.VOORINBURGERING,),
    Onderdeel.TAALNIVEAU: (Kind.VOORINBURGERING,),
    Onderdeel.ARBEIDSPARTICIPATIE: (Kind.WERK_WENS, Kind.UITSTROOM_WERK, Kind.PW_TRAJECT),
}


def known_for(
    onderdeel: Onderdeel, events: Iterable[Gebeurtenis], profile: Iterable[ProfielVeld]
) -> tuple[Stand, ...]:
    """What others told of a block's subject, so that nobody asks it again but goes through it together."""
    told = stand(e for e in events if e.kind in _EVENTS.get(onderdeel, ()))
    values = newest(profile)
    from_coa = [
        Stand(
            VELDEN[key].label,
            shown(key, values[key].value),
            f"{values[key].get_source_display()}, {day(values[key].as_of)}",
            outside=True,
        )
        for key in _PROFILE.get(onderdeel, ())
        if key in values
    ]
    return (*told, *from_coa)
