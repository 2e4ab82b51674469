"""All termijnen of a case together, and what a pause or the end of the duty does to them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from wi2021.facts import RUST, Facts, Periode
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome, datum
from wi2021.termijnen.aanbod import aanbod
from wi2021.termijnen.beleid import beleid
from wi2021.termijnen.bezwaar import bezwaar
from wi2021.termijnen.boetes import boetes
from wi2021.termijnen.dwangsom import ingebrekestelling
from wi2021.termijnen.gesprekken import voortgangsgesprekken
from wi2021.termijnen.inburgeringstermijn import inburgeringstermijn
from wi2021.termijnen.nieuw_pip import nieuw_pip, nieuw_pip_vraag
from wi2021.termijnen.nieuwe_termijn import nieuwe_termijn, nieuwe_termijn_vraag
from wi2021.termijnen.ontzorgen import ontzorgen, ontzorgen_vraag
from wi2021.termijnen.oproepen import oproepen
from wi2021.termijnen.pip import pip_termijn
from wi2021.termijnen.soorten import Soort, Termijn, TermijnState
from wi2021.termijnen.verlengen import verlenging_vragen
from wi2021.termijnen.wisselen import wisselen

# Terms of the Awb: they run on whether or not the duty rests or has ended.
_OF_THE_AWB = frozenset(
    {
        Soort.BEZWAAR, Soort.BESLISSEN_OP_BEZWAAR, Soort.INGEBREKESTELLING, Soort.BETALEN, Soort.AANMANING,
        Soort.BOETEBESLUIT, Soort.BOETE_VERVALT,
    }
)  # fmt: skip


def termijnen(facts: Facts, *, on: date) -> tuple[Termijn, ...]:
    """All termijnen that follow from the facts, in order of their last day.

    Someone who falls under the 2013 act has none here; a voorloper has none of the law before DUO's kennisgeving.
    """
    if facts.wi2013_op_31_12_2021:
        return ()
    settled = (_rest(_over(t, on), facts, on) for t in _found(facts, on))
    return tuple(sorted(settled, key=lambda t: (t.last_day, t.key)))


def _found(facts: Facts, on: date) -> Iterator[Termijn]:
    pip = pip_termijn(facts, on=on)
    if isinstance(pip, Outcome):
        yield pip.value
    yield from nieuw_pip(facts)
    yield from oproepen(facts)
    yield from inburgeringstermijn(facts, on=on)
    yield from wisselen(facts, on=on)
    yield from voortgangsgesprekken(facts)
    yield from aanbod(facts)
    yield from ontzorgen(facts)
    yield from verlenging_vragen(facts)
    yield from bezwaar(facts, on=on)
    yield from ingebrekestelling(facts)
    yield from boetes(facts)
    yield from nieuwe_termijn(facts)
    yield from beleid(facts)


def _over(t: Termijn, on: date) -> Termijn:
    """A possibility whose last day has gone is over; an obligation stays until it is met, and so does the duty itself."""
    possibility = not t.plicht and t.soort is not Soort.INBURGERINGSTERMIJN
    gone = possibility and t.state is TermijnState.OPEN and on > t.last_day
    return replace(t, state=TermijnState.VERVALLEN) if gone else t


def _rest(t: Termijn, facts: Facts, on: date) -> Termijn:
    """While a temporary vrijstelling runs, or after the duty ended, the duty asks nothing (Wi 4(1)(d); END-01)."""
    why = _died(facts, on)
    if not why and t.soort not in _OF_THE_AWB:
        why = _ended(facts, on) or _resting(facts.schorsingen, on)
    if not why or t.state not in (TermijnState.OPEN, TermijnState.WACHT):
        return t
    return replace(t, state=TermijnState.VERVALLEN, uitleg=(*t.uitleg, why))


def _died(facts: Facts, on: date) -> str:
    if facts.overleden is None or facts.overleden > on:
        return ""
    return f"De inburgeraar is overleden op **{datum(facts.overleden)}**."


def _ended(facts: Facts, on: date) -> str:
    if facts.plicht_eind is None or facts.plicht_eind > on:
        return ""
    if facts.plicht_eindreden == RUST:
        return f"De inburgeringsplicht rust sinds **{datum(facts.plicht_eind)}** door een tijdelijke vrijstelling."
    reason = f" ({facts.plicht_eindreden})" if facts.plicht_eindreden else ""
    return f"De inburgeringsplicht is geëindigd op **{datum(facts.plicht_eind)}**{reason}."


def _resting(rests: tuple[Periode, ...], on: date) -> str:
    running = next((r for r in rests if r.vanaf <= on and (r.tot is None or on <= r.tot)), None)
    if running is None:
        return ""
    until = f" tot en met **{datum(running.tot)}**" if running.tot else ""
    return f"De inburgeringsplicht rust door een tijdelijke vrijstelling, vanaf **{datum(running.vanaf)}**{until}."


def vragen(facts: Facts, *, on: date) -> tuple[MissingFacts | NeedsJudgement, ...]:
    """What must be known or judged before a date can be given, or before it can be relied on."""
    if facts.wi2013_op_31_12_2021:
        return ()
    pip = pip_termijn(facts, on=on)
    asked = [
        *(() if isinstance(pip, Outcome) else (pip,)),
        *(t.oordeel for t in _found(facts, on) if t.oordeel),
        ontzorgen_vraag(facts, on=on),
        nieuwe_termijn_vraag(facts),
        nieuw_pip_vraag(facts),
    ]
    return tuple(question for question in asked if question)
