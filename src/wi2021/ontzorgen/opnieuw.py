"""A right to bijstand that begins again after a break: does the duty of Pw 56a begin again too?"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wi2021.facts import Periode
from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome, datum
from wi2021.ontzorgen.regels import O02, O02_OPNIEUW
from wi2021.termijnen.ontzorgen import zes_maanden


class Onderbreking(StrEnum):
    """What happened to the earlier right."""

    OPGESCHORT = "het recht was opgeschort en loopt door"
    GEEINDIGD = "het recht was geëindigd"
    ANDER_COLLEGE = "een ander college geeft nu bijstand, na een verhuizing"


class Vervolg(StrEnum):
    """How the new right may be read."""

    OPNIEUW = "opnieuw zes maanden"
    REST = "wat van de zes maanden over was"
    GEEN = "geen nieuwe plicht"


@dataclass(frozen=True, slots=True)
class EerderRecht:
    """The earlier right, its last day included; ``met_plicht``: the duty of 56a held then. ``dagen_erna``: days of bijstand
    in rights that came between it and the new one."""

    vanaf: date
    tot: date
    met_plicht: bool
    dagen_erna: int = 0


@dataclass(frozen=True, slots=True)
class Vervolgkeuze:
    """The recorded judgement on a new right; without a reason it is none."""

    vervolg: Vervolg
    motief: str


def na_onderbreking(
    eerder: EerderRecht, opnieuw: date, soort: Onderbreking, *, keuze: Vervolgkeuze | None = None
) -> Answer[Periode | None]:
    """O-02: the period of the duty after a break. ``opnieuw``: the first day of the new right, after the earlier one.

    The act counts from the day on which the right arises and is silent on a second one. Sure are only a right that was
    merely suspended, and a right under which the duty holds for the first time. ValueError when the days don't follow.
    """
    if opnieuw <= eerder.tot or eerder.tot < eerder.vanaf:
        raise ValueError("het nieuwe recht begint na het einde van het eerdere recht")
    facts = (
        Feit("eerder", "eerder recht op bijstand", f"{datum(eerder.vanaf)} tot en met {datum(eerder.tot)}"),
        Feit("opnieuw", "nieuw recht op bijstand", datum(opnieuw)),
    )
    planned = zes_maanden(eerder.vanaf)
    if soort is Onderbreking.OPGESCHORT:
        words = f"Een opschorting beëindigt het recht niet. De zes maanden lopen door tot en met **{datum(planned)}**."
        return Outcome(
            Periode(eerder.vanaf, planned) if eerder.met_plicht else None, O02_OPNIEUW, facts, (words,)
        )
    if not eerder.met_plicht:
        last = zes_maanden(opnieuw)
        words = f"De plicht geldt nu voor het eerst: zes maanden vanaf **{datum(opnieuw)}**, tot en met **{datum(last)}**."
        return Outcome(Periode(opnieuw, last), O02, facts, (words,))
    if keuze is None or not keuze.motief.strip():
        return _asked(eerder, opnieuw, soort, facts)
    found = _periods(eerder, opnieuw)[keuze.vervolg]
    until = f": tot en met **{datum(found.tot)}**" if found and found.tot else ""
    chosen = f"Het college koos: {keuze.vervolg.value}{until}. Reden: {keuze.motief.strip().rstrip('.')}."
    return Outcome(found, O02_OPNIEUW, facts, (chosen, "De wet zegt hier niets over; dit is een oordeel."))


def _periods(eerder: EerderRecht, opnieuw: date) -> dict[Vervolg, Periode | None]:
    left = (zes_maanden(eerder.vanaf) - eerder.tot).days - eerder.dagen_erna
    rest = Periode(opnieuw, opnieuw + timedelta(days=left - 1)) if left > 0 else None
    return {
        Vervolg.OPNIEUW: Periode(opnieuw, zes_maanden(opnieuw)),
        Vervolg.REST: rest,
        Vervolg.GEEN: None,
    }


def _asked(
    eerder: EerderRecht, opnieuw: date, soort: Onderbreking, facts: tuple[Feit, ...]
) -> NeedsJudgement:
    periods = _periods(eerder, opnieuw)
    again, rest = periods[Vervolg.OPNIEUW], periods[Vervolg.REST]
    weigh = [
        "De wet telt vanaf de dag waarop het recht op bijstand ontstaat. Over een tweede keer zegt zij niets.",
        "Het doel is een rustige start. Hoe lang is iemand al hier, en regelt die de vaste lasten zelf?",
    ]
    if soort is Onderbreking.ANDER_COLLEGE:
        weigh.append("Vraag het vorige college wat het al betaalde, en tot wanneer.")
    words = [
        f"{Vervolg.OPNIEUW.value.capitalize()}: tot en met **{datum(again.tot)}**."
        if again and again.tot
        else "",
        f"{Vervolg.REST.value.capitalize()}: tot en met **{datum(rest.tot)}**."
        if rest and rest.tot
        else "Van de eerdere zes maanden is niets over.",
    ]
    return NeedsJudgement(
        O02_OPNIEUW,
        "Begint de plicht tot ontzorgen opnieuw bij dit nieuwe recht op bijstand?",
        tuple(weigh),
        facts,
        tuple(words),
    )
