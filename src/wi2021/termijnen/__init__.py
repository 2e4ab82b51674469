"""Every termijn of a case, derived from its facts on a day; and the questions that stand in the way of one."""

from dataclasses import replace
from datetime import date

from wi2021.facts import Facts
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.termijnen.besluiten import bezwaar, boetes, dwangsom, nieuwe_termijn, objection_in_time
from wi2021.termijnen.pip import pip_termijn
from wi2021.termijnen.soorten import Aard, Soort, Termijn, TermijnState, Wie
from wi2021.termijnen.traject import (
    aanbod,
    beleid,
    inburgeringstermijn,
    ontzorgen,
    oproepen,
    verlenging_vragen,
    voortgangsgesprekken,
    wisselen,
)

__all__ = [
    "Aard", "Soort", "Termijn", "TermijnState", "Wie", "dwangsom", "objection_in_time", "pip_termijn", "termijnen",
    "vragen",
]  # fmt: skip


def termijnen(facts: Facts, *, on: date) -> tuple[Termijn, ...]:
    """All termijnen that follow from the facts, in order of their last day.

    Someone who falls under the 2013 act, or whose duty ended before a PIP, has none here. A voorloper has none
    before DUO's kennisgeving.
    """
    if facts.wi2013_op_31_12_2021:
        return ()
    pip = pip_termijn(facts, on=on)
    found = [
        *([pip.value] if isinstance(pip, Outcome) else []),
        *oproepen(facts),
        *inburgeringstermijn(facts),
        *wisselen(facts),
        *voortgangsgesprekken(facts),
        *aanbod(facts),
        *ontzorgen(facts),
        *verlenging_vragen(facts),
        *bezwaar(facts, on=on),
        *boetes(facts),
        *nieuwe_termijn(facts),
        *beleid(facts),
    ]
    settled = (_rest(_over(t, on), facts, on) for t in found)
    return tuple(sorted(settled, key=lambda t: (t.last_day, t.key)))


def _over(t: Termijn, on: date) -> Termijn:
    """A possibility whose last day has gone is over; an obligation stays until it is met."""
    gone = not t.plicht and t.state is TermijnState.OPEN and on > t.last_day
    return replace(t, state=TermijnState.VERVALLEN) if gone else t


def _rest(t: Termijn, facts: Facts, on: date) -> Termijn:
    """While a temporary vrijstelling runs, or after the duty ended, nothing is asked (Wi 4(1)(d); END-01)."""
    resting = any(s.vanaf <= on and (s.tot is None or on <= s.tot) for s in facts.schorsingen)
    ended = facts.plicht_eind is not None and facts.plicht_eind <= on
    if t.state in (TermijnState.OPEN, TermijnState.WACHT) and (resting or ended):
        why = (
            "De inburgeringsplicht rust door een tijdelijke vrijstelling."
            if resting
            else "De inburgeringsplicht is geëindigd."
        )
        return replace(t, state=TermijnState.VERVALLEN, uitleg=(*t.uitleg, why))
    return t


def vragen(facts: Facts, *, on: date) -> tuple[MissingFacts | NeedsJudgement, ...]:
    """What must be known or judged before a date can be given."""
    found: list[MissingFacts | NeedsJudgement] = []
    pip = pip_termijn(facts, on=on)
    if isinstance(pip, Outcome):
        if pip.value.oordeel:
            found.append(pip.value.oordeel)
    else:
        found.append(pip)
    return tuple(found)
