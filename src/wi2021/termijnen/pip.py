"""When the PIP must be there, and whether it was: the clock of ``klok``, and what ``derde`` changes (Bi 5.3)."""

from dataclasses import replace
from datetime import date

from wi2021.dagen import einde, weken
from wi2021.facts import Facts, PipFeit
from wi2021.grondslag import START, Answer, Feit, NeedsJudgement, Outcome, datum
from wi2021.parameters import parameter
from wi2021.termijnen.derde import third_party, told
from wi2021.termijnen.klok import Begin, begin_of_pip_term
from wi2021.termijnen.regels import NIEUW, T02_OUD, T04
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, Wie, made


def pip_termijn(facts: Facts, *, on: date) -> Answer[Termijn]:
    """The last day for the PIP of the dossier's college, or what must be known or judged before it can be given."""
    begin = begin_of_pip_term(facts)
    if not isinstance(begin, Begin):
        return begin
    key = "pip.verhuisd.weken" if begin.regel is T04 else "pip.weken"
    length = weken(parameter(key, on=max(begin.dag, START)).value)
    end = einde(begin.dag, length)
    met = _pip_after(facts, begin)
    made_on = met.dagtekening if met else None
    why = Reasons(
        f"{length} na {begin.gebeurtenis}",
        begin.zinnen,
        erna=told(made_on, end.last_day),
        verandert=_changes(begin),
        feiten=begin.feiten,
        mede=begin.mede,
    )
    wat = Act(Soort.PIP, "PIP vaststellen", Wie.COLLEGE)
    termijn = made(wat, begin.regel, begin.dag, begin.gebeurtenis, end, why, met=made_on)
    if made_on is None:
        termijn = replace(termijn, oordeel=begin.twijfel or _after_rest(facts, termijn, on))
    if _knows_third_parties(begin):
        termijn = third_party(termijn, facts.wacht_op_derde)
    return Outcome(termijn, termijn.regel, termijn.feiten, termijn.uitleg, termijn.verandert)


def _knows_third_parties(begin: Begin) -> bool:
    """T-03 goes with the ten weeks of Bi 5.3(1), in the text since 2023."""
    return begin.regel is not T04 and begin.regel is not T02_OUD


def _changes(begin: Begin) -> tuple[str, ...]:
    if begin.regel is T02_OUD:
        return (
            "Uitstel om informatie van een ander stond nog niet in het besluit: dat kan pas sinds 01-01-2023.",
        )
    if begin.regel is T04:
        return (
            "De twee weken extra om informatie van een ander staan in het besluit alleen bij een eerste PIP.",
        )
    weeks = weken(parameter("pip.na_derde.weken", on=max(begin.dag, NIEUW)).value)
    return (
        "Wacht u op informatie van een ander, en kan het PIP daar redelijkerwijs niet zonder? Dan mag het tot "
        f"**{weeks}** na ontvangst. Leg dat oordeel vast, met de reden.",
    )


def _pip_after(facts: Facts, begin: Begin) -> PipFeit | None:
    """The PIP that meets the duty: of the own college, and after a move one made since."""
    pip = facts.eigen_pip()
    if pip and begin.regel is T04 and pip.dagtekening < begin.dag:
        later = [p for p in facts.pips if p.gemeente == facts.gemeente and p.dagtekening >= begin.dag]
        return min(later, key=lambda p: p.dagtekening, default=None)
    return pip


def _after_rest(facts: Facts, termijn: Termijn, on: date) -> NeedsJudgement | None:
    """A temporary vrijstelling that ended while the clock ran: the sources don't say what it does to the ten weeks."""
    rests = [
        s for s in facts.schorsingen
        if s.tot and s.tot < on and s.vanaf <= termijn.last_day and s.tot >= termijn.start
    ]  # fmt: skip
    if not rests:
        return None
    last = max(rests, key=lambda s: s.vanaf)
    return NeedsJudgement(
        termijn.regel,
        "Vanaf welke dag tellen de tien weken, na de tijdelijke vrijstelling?",
        (
            "Stuurde DUO een nieuwe kennisgeving, leg dan die datum vast: daarmee begint de termijn opnieuw.",
            "Het besluit zegt niet wat een tijdelijke vrijstelling met deze termijn doet. Wegwijs rekent niets bij.",
        ),
        (Feit("schorsingen", "tijdelijke vrijstelling", f"{datum(last.vanaf)} tot en met {datum(last.tot)}"),)
        if last.tot
        else (),
    )
