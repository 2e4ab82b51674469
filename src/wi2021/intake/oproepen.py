"""The ladder of oproepen for the brede intake: warning, repeated oproep, and completion in absence (PRC-02)."""

from datetime import date
from enum import StrEnum

from wi2021.facts import Oproep
from wi2021.grondslag import START, Feit, Outcome, datum, regel, wi
from wi2021.parameters import parameter

PRC02 = regel("PRC-02", "Volgorde van oproepen: eerst waarschuwen", wi("14", "1"), wi("14", "2"), wi("22"))

MISSED = ("niet_verschenen", "onvoldoende")
MET_REDEN = "met_reden"


class Stap(StrEnum):
    """The next act on the ladder of oproepen."""

    OPROEPEN = "oproepen"
    WACHTEN = "wachten"
    WAARSCHUWEN_EN_OPROEPEN = "waarschuwen_en_oproepen"
    GESPREK = "gesprek"
    AFRONDEN_IN_AFWEZIGHEID = "afronden_in_afwezigheid"


def next_step(oproepen: tuple[Oproep, ...], *, asiel: bool, on: date) -> Outcome[Stap]:
    """What comes next after the oproepen so far. The warning is never skipped (PRC-02).

    A fine is never proposed here: for an asielstatushouder there is none in principle (ENF-GATE); for others it
    is a decision of its own, with a hearing.
    """
    if not oproepen:
        return _step(Stap.OPROEPEN, None, "Roep de inburgeraar op voor de brede intake.")
    last = max(oproepen, key=lambda o: o.nummer)
    if not last.uitkomst:
        over = on > last.termijn_tot
        until = datum(last.termijn_tot)
        sentence = (
            f"De termijn van de oproep liep tot en met **{until}** en is voorbij: leg vast wat eruit kwam."
            if over
            else f"De oproep loopt tot en met **{until}**."
        )
        return _step(Stap.WACHTEN, last, sentence)
    if last.uitkomst == MET_REDEN:
        return _step(
            Stap.OPROEPEN,
            last,
            "Er was een goede reden. Maak een nieuwe afspraak; dit telt niet als verzuim.",
        )
    if last.uitkomst not in MISSED:
        return _step(Stap.GESPREK, last, "De inburgeraar verscheen. Voer de gesprekken.")
    return _missed(oproepen, last, asiel)


def _missed(oproepen: tuple[Oproep, ...], last: Oproep, asiel: bool) -> Outcome[Stap]:
    missed = sum(o.uitkomst in MISSED for o in oproepen)
    needed = parameter("oproepen.tot_afwezigheid", on=max(last.verzonden, START)).value
    if missed >= needed:
        return _step(
            Stap.AFRONDEN_IN_AFWEZIGHEID, last,
            f"Na **{missed}** oproepen zonder gehoor rondt het college de intake in afwezigheid af.",
        )  # fmt: skip
    sentences = ["Stuur een schriftelijke waarschuwing met een herhaalde oproep en een nieuwe termijn."]
    if asiel:
        sentences.append(
            "Voor een asielstatushouder stelt Wegwijs geen boete voor; zoek het gesprek, ga op huisbezoek of schakel het wijkteam in."
        )
    elif missed > 1:
        sentences.append(
            "Of er een boete komt, is een eigen besluit, nadat de inburgeraar zijn kant kon vertellen."
        )
    return _step(Stap.WAARSCHUWEN_EN_OPROEPEN, last, *sentences)


def _step(step: Stap, last: Oproep | None, *sentences: str) -> Outcome[Stap]:
    facts = (Feit("oproepen", f"oproep {last.nummer}", datum(last.verzonden)),) if last else ()
    return Outcome(step, PRC02, facts, sentences)
