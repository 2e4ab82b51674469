"""T-03: information of a third party without which the PIP can't reasonably be set (Bi 5.3(2))."""

from dataclasses import replace
from datetime import date

from wi2021.dagen import einde, free_day, weken
from wi2021.facts import WachtOpDerde
from wi2021.grondslag import Feit, NeedsJudgement, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import NIEUW, T03
from wi2021.termijnen.soorten import Termijn, TermijnState


def third_party(termijn: Termijn, waits: tuple[WachtOpDerde, ...]) -> Termijn:
    """Apply T-03: only necessary information that was awaited when the ten weeks ended, and came after, moves the date.

    A judgement counts once its reason is recorded; until then it is asked.
    """
    awaited = [w for w in waits if w.gevraagd <= termijn.last_day and not _came_before(w, termijn.last_day)]
    needed = [w for w in awaited if w.noodzakelijk and w.motief]
    unjudged = [w for w in awaited if w.noodzakelijk is None or (w.noodzakelijk and not w.motief)]
    still_open = [w for w in needed if w.ontvangen is None]
    received = [w.ontvangen for w in needed if w.ontvangen]
    if still_open:
        termijn = _waiting(termijn, still_open[0])
    elif received:
        return _two_weeks_after(termijn, max(received))
    if unjudged and (termijn.met_on is None or termijn.met_on > termijn.last_day):
        return _asked(termijn, unjudged[0])
    return termijn


def _came_before(wait: WachtOpDerde, last_day: date) -> bool:
    return wait.ontvangen is not None and wait.ontvangen <= last_day


def _length(on: date) -> str:
    return str(weken(parameter("pip.na_derde.weken", on=max(on, NIEUW)).value))


def _waiting(termijn: Termijn, wait: WachtOpDerde) -> Termijn:
    """The date stands, but who waits lawfully isn't late; nothing changes once the PIP was made."""
    if termijn.state is TermijnState.VOLDAAN:
        return termijn
    sentence = (
        f"U wacht sinds **{datum(wait.gevraagd)}** op: {wait.wat}. Vastgelegd oordeel: zonder dit kan het PIP "
        f"redelijkerwijs niet ({wait.motief})."
    )
    change = (
        f"Komt dit na {datum(termijn.last_day)} binnen, dan moet het PIP er **{_length(termijn.last_day)}** later zijn. "
        "Komt het eerder, dan verandert de datum niet."
    )
    return replace(
        termijn,
        state=TermijnState.WACHT,
        kort=f"wacht op {wait.wat}",
        uitleg=(*termijn.uitleg, sentence),
        verandert=(change,),
        mede=(*termijn.mede, T03),
    )


def _asked(termijn: Termijn, wait: WachtOpDerde) -> Termijn:
    said = "U wacht op" if wait.ontvangen is None else f"Op {datum(wait.ontvangen)} kwam"
    sentence = (
        f"{said} {wait.wat} (gevraagd {datum(wait.gevraagd)}). Alleen als het PIP daar redelijkerwijs niet zonder kan, "
        f"mag het tot **{_length(termijn.last_day)}** na ontvangst. Dat oordeel is nog niet vastgelegd."
    )
    return replace(termijn, oordeel=_judgement(wait), verandert=(sentence,), mede=(*termijn.mede, T03))


def _two_weeks_after(termijn: Termijn, received: date) -> Termijn:
    length = weken(parameter("pip.na_derde.weken", on=max(received, NIEUW)).value)
    end = einde(received, length)
    came = (
        f"De informatie van een ander kwam op **{datum(received)}**, na de tien weken. Het PIP kon redelijkerwijs niet "
        f"zonder: dan mag het tot {length} na ontvangst."
    )
    # What was said of the ten weeks being met or missed no longer holds.
    before = termijn.uitleg if termijn.met_on is None else termijn.uitleg[:-1]
    cited = (termijn.regel, *((end.regel,) if end.regel and free_day(end.nominal) else ()))
    return replace(
        termijn,
        regel=T03,
        nominal=end.nominal,
        last_day=end.last_day,
        kort=f"{length} na informatie van een ander",
        uitleg=(*before, came, *end.stappen, *told(termijn.met_on, end.last_day)),
        verandert=(),
        feiten=(*termijn.feiten, Feit("wacht_op_derde", "informatie ontvangen", datum(received))),
        mede=(*termijn.mede, *cited),
    )


def told(made_on: date | None, last_day: date) -> tuple[str, ...]:
    """Whether the PIP came in time, as a sentence; nothing while there is none."""
    if made_on is None:
        return ()
    late = (made_on - last_day).days
    if late > 0:
        return (
            f"Het PIP is van **{datum(made_on)}**: **{late} {'dag' if late == 1 else 'dagen'} te laat**. Er is geen dwangsom: het PIP is een besluit uit eigen beweging (T-25).",
        )
    return (f"Het PIP is van **{datum(made_on)}**: op tijd.",)


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
