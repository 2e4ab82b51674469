"""What every outcome of the law carries: the rule with its articles and period of force, the facts, and plain words."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from wi2021.grondslag.regelboek import Kracht, Regel
from wi2021.grondslag.woorden import datum

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Feit:
    """A fact that an outcome rests on: field name, Dutch label, and its value as text."""

    naam: str
    label: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """An answer of the law. Sentences are plain Dutch; ``**`` marks the facts in them."""

    value: T
    regel: Regel
    feiten: tuple[Feit, ...] = ()
    uitleg: tuple[str, ...] = ()
    verandert: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsJudgement:
    """The law leaves room: a person decides, and records why. ``weeg`` is what to weigh."""

    regel: Regel
    vraag: str
    weeg: tuple[str, ...]
    feiten: tuple[Feit, ...] = ()
    uitleg: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingFacts:
    """No answer can be given yet; ``ontbreekt`` names the missing fields."""

    regel: Regel
    ontbreekt: tuple[str, ...]
    uitleg: tuple[str, ...] = ()


Answer: TypeAlias = Outcome[T] | NeedsJudgement | MissingFacts


def begin_onzeker(rule: Regel, on: date, vraag: str, *feiten: Feit) -> NeedsJudgement:
    """What to answer on a day on which a rule perhaps held: whether it did is for a person to find out."""
    sure = f" Zeker is de regel vanaf **{datum(rule.zeker_van)}**." if rule.zeker_van else ""
    return NeedsJudgement(
        rule, vraag, (rule.begin,), feiten, (f"Gevraagd voor **{datum(on)}**. {rule.begin}{sure}",)
    )


def voorbehoud_begin(rule: Regel, on: date) -> tuple[str, ...]:
    """The sentence that belongs to an outcome for a day on which its rule perhaps, or not yet, held; else none."""
    kracht = rule.kracht(on)
    if kracht is Kracht.GELDT:
        return ()
    if kracht is Kracht.ONZEKER:
        return (f"Let op: of deze regel op **{datum(on)}** al gold, is nog niet gecontroleerd. {rule.begin}",)
    until = f" tot en met **{datum(rule.geldig_tot)}**" if rule.geldig_tot else ""
    return (f"Let op: deze regel geldt vanaf **{datum(rule.geldig_van)}**{until}.",)


class Ernst(StrEnum):
    """What a finding does: stop the act, ask a judgement, warn, or only tell."""

    BLOKKEERT = "blokkeert"
    OORDEEL = "oordeel"
    WAARSCHUWT = "waarschuwt"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding of a check: which field, what is wrong, and what to do about it."""

    regel: Regel
    ernst: Ernst
    veld: str
    zin: str
    remedie: str
    feiten: tuple[Feit, ...] = field(default=())


def blocking(findings: tuple[Bevinding, ...]) -> tuple[Bevinding, ...]:
    """The findings that stop the act."""
    return tuple(f for f in findings if f.ernst is Ernst.BLOKKEERT)
