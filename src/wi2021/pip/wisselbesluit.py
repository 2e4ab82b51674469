"""May this dossier change to another route? The findings about a PIP as one answer, before there is a PIP (R-SW, T-10)."""

from datetime import date

from wi2021.facts import Facts, Leerroute
from wi2021.grondslag import Answer, Bevinding, Ernst, MissingFacts, NeedsJudgement, Outcome
from wi2021.leerroutes import R_SW, wisselen_kan
from wi2021.pip.inhoud import PipInhoud, Wisselgrond
from wi2021.pip.wisselen import switch


def wisselbesluit(
    van: Leerroute,
    naar: Leerroute,
    facts: Facts,
    *,
    grond: Wisselgrond | None,
    motief: str,
    on: date,
) -> Answer[bool]:
    """Whether the college may set another route on the day ``on``, and what goes along.

    MissingFacts: there is no ground or no explanation of it. NeedsJudgement: a special individual case after a year and
    a half. False: too late, or the ground doesn't fit; ``verandert`` then says what would.
    """
    if van is naar:
        return Outcome(False, R_SW, uitleg=(f"Dit is al de {van.naam}: er valt niets te wisselen.",))
    carried = wisselen_kan(van, naar).uitleg
    missing = (*(("wisselgrond",) if grond is None else ()), *(("wisselmotief",) if not motief else ()))
    if missing:
        why = "Wisselen vraagt een reden, minder of meer voortgang dan verwacht, met uitleg."
        return MissingFacts(R_SW, missing, (why, *carried))
    plan = PipInhoud(
        dagtekening=on, leerroute=naar, vorige_leerroute=van, wisselgrond=grond, wisselmotief=motief
    )
    found = {finding.ernst: finding for finding in switch(plan, facts)}
    stops, judge = found.get(Ernst.BLOKKEERT), found.get(Ernst.OORDEEL)
    if stops:
        return Outcome(False, stops.regel, uitleg=(_sentence(stops),), verandert=(stops.remedie,))
    if judge:
        question = "Is dit een bijzonder individueel geval?"
        return NeedsJudgement(judge.regel, question, (judge.remedie,), uitleg=(_sentence(judge), *carried))
    return Outcome(
        True, R_SW, uitleg=(f"De {naar.naam} kan. De inburgeringstermijn blijft dezelfde.", *carried)
    )


def _sentence(finding: Bevinding) -> str:
    return finding.zin if finding.zin.endswith(".") else f"{finding.zin}."
