"""When the PIP must be there: T-01, T-02, T-02-old, T-03, T-04, T-05 (Bi 5.3)."""

from dataclasses import dataclass, replace
from datetime import date

from wi2021.dagen import einde, weken
from wi2021.facts import BrpInschrijving, Doelgroep, Facts, PipFeit, WachtOpDerde
from wi2021.grondslag import START, Answer, Feit, MissingFacts, NeedsJudgement, Outcome, Regel, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import NIEUW, T01, T02, T02_OUD, T03, T04, T05
from wi2021.termijnen.soorten import Aard, Soort, Termijn, TermijnState, Wie, ended


@dataclass(frozen=True, slots=True)
class Begin:
    """Which clock runs: the rule, the day it starts from, what happened that day, and the sentences that lead there."""

    regel: Regel
    dag: date
    gebeurtenis: str
    zinnen: tuple[str, ...]
    feiten: tuple[Feit, ...]


def pip_termijn(facts: Facts, *, on: date) -> Answer[Termijn]:
    """The last day for the PIP of the dossier's college, or which fact is missing for it."""
    begin = begin_of_pip_term(facts)
    if isinstance(begin, MissingFacts):
        return begin
    key = "pip.verhuisd.weken" if begin.regel is T04 else "pip.weken"
    length = weken(parameter(key, on=max(begin.dag, START)).value)
    end = einde(begin.dag, length)
    met = _pip_after(facts, begin)
    counted = f"{length} na {datum(begin.dag)} is **{datum(end.nominal)}**."
    termijn = Termijn(
        soort=Soort.PIP,
        label="PIP vaststellen",
        regel=begin.regel,
        aard=Aard.WET,
        actor=Wie.COLLEGE,
        start=begin.dag,
        start_gebeurtenis=begin.gebeurtenis,
        **ended(end),  # type: ignore[arg-type]
        state=TermijnState.VOLDAAN if met else TermijnState.OPEN,
        kort=f"{length} na {begin.gebeurtenis}",
        uitleg=(*begin.zinnen, counted, *end.stappen, *_met(met.dagtekening if met else None, end.last_day)),
        verandert=(
            "Alleen als u wacht op informatie van een ander zonder welke het PIP redelijkerwijs niet kan, "
            "mag het tot twee weken na ontvangst.",
        ),
        feiten=begin.feiten,
        met_on=met.dagtekening if met else None,
    )
    waiting = begin.dag >= NIEUW and facts.wacht_op_derde
    return Outcome(
        _with_third_party(termijn, facts.wacht_op_derde, on) if waiting else termijn, termijn.regel
    )


def begin_of_pip_term(facts: Facts) -> Begin | MissingFacts:
    """Which of the clocks of Bi 5.3 runs for this case."""
    moved_in = _moved_with_pip(facts)
    if moved_in:
        return _after_move(facts, moved_in)
    if facts.kennisgeving is None:
        return MissingFacts(
            T01,
            ("kennisgeving",),
            (
                "De tien weken lopen nog niet: DUO's kennisgeving van de inburgeringsplicht is nog niet bekend.",
            ),
        )
    notice = Feit("kennisgeving", "kennisgeving van DUO", datum(facts.kennisgeving))
    home = _home(facts)
    if facts.kennisgeving < NIEUW and (home is None or home.vanaf < NIEUW):
        return _old_text(facts.kennisgeving, home, notice)
    if not _waits_for_home(facts, home):
        return _from_notice(facts, facts.kennisgeving, notice, home)
    if home is None:
        field = "brp_inschrijvingen" if facts.doelgroep else "doelgroep"
        return MissingFacts(
            T02,
            (field,),
            (
                f"DUO stuurde de kennisgeving op **{datum(facts.kennisgeving)}**, vóór de inschrijving in de gemeente. "
                "De tien weken beginnen op de dag van inschrijving in de gemeente van huisvesting.",
            ),
        )
    sentences = (
        f"DUO stuurde de kennisgeving op **{datum(facts.kennisgeving)}**; de inburgeraar stond toen nog niet ingeschreven in de gemeente van huisvesting.",
        f"De inschrijving is van **{datum(home.vanaf)}**. Dan tellen de tien weken vanaf die dag.",
        *_moved_on(facts, home),
    )
    brp = Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf))
    return Begin(T02, home.vanaf, "inschrijving in de gemeente", sentences, (notice, brp))


def _home(facts: Facts) -> BrpInschrijving | None:
    """The first registration in a gemeente of housing; for who isn't housed under art. 28, the first of all."""
    housed = [r for r in facts.brp_inschrijvingen if r.artikel_28]
    return min(housed or facts.brp_inschrijvingen, key=lambda r: r.vanaf, default=None)


def _waits_for_home(facts: Facts, home: BrpInschrijving | None) -> bool:
    """Whether the second sentence of Bi 5.3(1) applies: an asielstatushouder housed only after the kennisgeving."""
    if facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return False
    if home is None:
        return facts.asielvergunning_bepaalde_tijd is not False
    assert facts.kennisgeving is not None  # noqa: S101 the caller looked
    return home.artikel_28 and home.vanaf > facts.kennisgeving


def _from_notice(facts: Facts, notice_on: date, notice: Feit, home: BrpInschrijving | None) -> Begin:
    why = (
        f"Op die dag stond de inburgeraar al ingeschreven (sinds **{datum(home.vanaf)}**). De tien weken tellen vanaf de kennisgeving."
        if home and home.vanaf <= notice_on
        else "De tien weken tellen vanaf de kennisgeving."
    )
    sentences = (f"DUO stuurde de kennisgeving op **{datum(notice_on)}**.", why, *_moved_on(facts, home))
    return Begin(T01, notice_on, "kennisgeving van DUO", sentences, (notice,))


def _old_text(notice_on: date, home: BrpInschrijving | None, notice: Feit) -> Begin | MissingFacts:
    if home is None:
        return MissingFacts(
            T02_OUD,
            ("brp_inschrijvingen",),
            ("In 2022 telden de tien weken vanaf de inschrijving in de gemeente; die is niet bekend.",),
        )
    sentences = (
        f"DUO stuurde de kennisgeving op **{datum(notice_on)}**, toen de oude tekst van het besluit gold.",
        f"Onder die tekst telden de tien weken vanaf de inschrijving: **{datum(home.vanaf)}**.",
    )
    brp = Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf))
    return Begin(T02_OUD, home.vanaf, "inschrijving in de gemeente", sentences, (notice, brp))


def _moved_with_pip(facts: Facts) -> BrpInschrijving | None:
    """The registration here of someone who came with the PIP of another college (MOV-02)."""
    here = facts.inschrijving()
    if not facts.gemeente or here is None:
        return None
    brought = [p for p in facts.pips if p.gemeente != facts.gemeente and p.dagtekening <= here.vanaf]
    return here if brought else None


def _after_move(facts: Facts, here: BrpInschrijving) -> Begin:
    earlier = max((p for p in facts.pips if p.gemeente != facts.gemeente), key=lambda p: p.dagtekening)
    sentences = (
        f"De vorige gemeente stelde een PIP vast op **{datum(earlier.dagtekening)}**.",
        f"De inburgeraar staat sinds **{datum(here.vanaf)}** ingeschreven in deze gemeente. Het nieuwe college stelt binnen tien weken een nieuw PIP vast, met dezelfde leerroute.",
        "De inburgeringstermijn van drie jaar verandert daardoor niet.",
    )
    feit = Feit("brp_inschrijvingen", "inschrijving BRP", datum(here.vanaf))
    return Begin(T04, here.vanaf, "inschrijving na verhuizing", sentences, (feit,))


def _moved_on(facts: Facts, home: BrpInschrijving | None) -> tuple[str, ...]:
    """T-05: someone who moved without a PIP keeps the clock that runs."""
    here = facts.inschrijving()
    if home and here and here.gemeente != home.gemeente and here.vanaf > home.vanaf:
        return (
            f"De verhuizing van **{datum(here.vanaf)}** begint geen nieuwe termijn: er was nog geen PIP ({T05.id}).",
        )
    return ()


def _pip_after(facts: Facts, begin: Begin) -> PipFeit | None:
    """The PIP that meets the duty: of the own college, and after a move one made since."""
    pip = facts.eigen_pip()
    if pip and begin.regel is T04 and pip.dagtekening < begin.dag:
        later = [p for p in facts.pips if p.gemeente == facts.gemeente and p.dagtekening >= begin.dag]
        return min(later, key=lambda p: p.dagtekening, default=None)
    return pip


def _met(made: date | None, last_day: date) -> tuple[str, ...]:
    if made is None:
        return ()
    late = (made - last_day).days
    if late > 0:
        return (
            f"Het PIP is van **{datum(made)}**: **{late} {'dag' if late == 1 else 'dagen'} te laat**. Er is geen dwangsom: het PIP is een besluit uit eigen beweging (T-25).",
        )
    return (f"Het PIP is van **{datum(made)}**: op tijd.",)


def _with_third_party(termijn: Termijn, waits: tuple[WachtOpDerde, ...], on: date) -> Termijn:
    """Apply T-03: only necessary information of a third party that came after week ten moves the date."""
    needed = [w for w in waits if w.noodzakelijk]
    received = [w.ontvangen for w in needed if w.ontvangen and w.ontvangen > termijn.last_day]
    open_needed = [w for w in needed if w.ontvangen is None]
    unjudged = next((w for w in waits if w.noodzakelijk is None and w.ontvangen is None), None)
    if open_needed:
        return replace(termijn, **_waiting(termijn, open_needed[0], on))  # type: ignore[arg-type]
    if received:
        return _two_weeks_after(termijn, max(received))
    if unjudged:
        return replace(termijn, oordeel=_judgement(unjudged))
    return termijn


def _waiting(termijn: Termijn, wait: WachtOpDerde, on: date) -> dict[str, object]:
    sentence = (
        f"U wacht sinds **{datum(wait.gevraagd)}** op: {wait.wat}. Vastgelegd oordeel: zonder dit kan het PIP "
        f"redelijkerwijs niet ({wait.motief or 'geen motief vastgelegd'})."
    )
    if termijn.state is TermijnState.VOLDAAN:
        return {}
    return {
        "state": TermijnState.WACHT,
        "kort": f"wacht op {wait.wat}",
        "uitleg": (*termijn.uitleg, sentence),
        "verandert": (
            f"Is dit na {datum(termijn.last_day)} binnen, dan moet het PIP er twee weken later zijn ({T03.id}).",
        ),
    }


def _two_weeks_after(termijn: Termijn, received: date) -> Termijn:
    length = weken(parameter("pip.na_derde.weken", on=received).value)
    end = einde(received, length)
    sentences = (
        f"De informatie van een ander kwam op **{datum(received)}**, na de tien weken. Dan mag het PIP tot {length} na ontvangst: **{datum(end.nominal)}**.",
        *end.stappen,
    )
    base = termijn.uitleg if termijn.met_on is None else termijn.uitleg[:-1]
    return replace(
        termijn,
        regel=T03,
        nominal=end.nominal,
        last_day=end.last_day,
        kort=f"{length} na informatie van een ander",
        uitleg=(*base, *sentences, *_met(termijn.met_on, end.last_day)),
        verandert=(),
        feiten=(*termijn.feiten, Feit("wacht_op_derde", "informatie ontvangen", datum(received))),
    )


def _judgement(wait: WachtOpDerde) -> NeedsJudgement:
    return NeedsJudgement(
        T03,
        f"Kan het PIP redelijkerwijs niet worden vastgesteld zonder: {wait.wat}?",
        (
            "Is de informatie nodig voor de leerroute of de begeleiding?",
            f"Heeft het college er op tijd om gevraagd (gevraagd op {datum(wait.gevraagd)})? Een late vraag weegt tegen het college.",
            "Kan het PIP nu worden vastgesteld en later worden aangepast?",
        ),
        (Feit("wacht_op_derde", "gevraagd", datum(wait.gevraagd)),),
        ("Informatie die vóór het einde van de tien weken binnenkomt, verandert de datum niet.",),
    )
