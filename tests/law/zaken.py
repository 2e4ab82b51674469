"""Facts that tests of the law share, and short ways to ask for a termijn."""

from datetime import date

from wi2021.facts import BrpInschrijving, Doelgroep, Facts, Leerroute, PipFeit
from wi2021.termijnen import Soort, Termijn, termijnen

D = date.fromisoformat
ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
TODAY = date(2026, 6, 15)
FIRST = PipFeit(D("2026-03-10"), Leerroute.B1, "0505", verzonden=D("2026-03-10"), voortgangsgesprekken=6)
PLAN = Facts(
    doelgroep=ASIEL,
    plicht_begin=D("2026-01-01"),
    kennisgeving=D("2026-01-05"),
    gemeente="0505",
    pips=(FIRST,),
)
BENEFIT = Facts(doelgroep=ASIEL, asielvergunning_bepaalde_tijd=True, bijstand_vanaf=D("2026-04-15"))


def housed(gemeente: str, day: str) -> tuple[BrpInschrijving, ...]:
    """Registered in a gemeente of housing (art. 28 Huisvestingswet)."""
    return (BrpInschrijving(gemeente, D(day), artikel_28=True),)


def some(facts: Facts, soort: Soort, *, on: date = TODAY) -> list[Termijn]:
    """Every termijn of a kind."""
    return [t for t in termijnen(facts, on=on) if t.soort is soort]


def one(facts: Facts, soort: Soort, *, on: date = TODAY) -> Termijn:
    """The only termijn of a kind."""
    found = some(facts, soort, on=on)
    assert len(found) == 1, [t.label for t in found]
    return found[0]


def said(t: Termijn) -> str:
    """The whole explanation as one text."""
    return " ".join((*t.uitleg, *t.verandert))
