"""Which of the clocks of Bi 5.3 runs for the PIP, and from which day: T-01, T-02, T-02-old, T-04, T-05."""

from dataclasses import dataclass
from datetime import date

from wi2021.dagen import weken
from wi2021.facts import BrpInschrijving, Doelgroep, Facts
from wi2021.grondslag import START, Feit, MissingFacts, NeedsJudgement, Regel, datum
from wi2021.parameters import parameter
from wi2021.plicht import TRA01
from wi2021.termijnen.regels import NIEUW, T01, T02, T02_OUD, T04, T05


@dataclass(frozen=True, slots=True)
class Begin:
    """Which clock runs: the rule, the day it starts from, what happened that day, and the sentences that lead there.

    ``mede``: rules that apply besides it. ``twijfel``: what a person must judge about the clock itself.
    """

    regel: Regel
    dag: date
    gebeurtenis: str
    zinnen: tuple[str, ...]
    feiten: tuple[Feit, ...]
    mede: tuple[Regel, ...] = ()
    twijfel: NeedsJudgement | None = None


NotYet = MissingFacts | NeedsJudgement


def begin_of_pip_term(facts: Facts) -> Begin | NotYet:
    """Which of the clocks of Bi 5.3 runs for this case."""
    moved_in = _moved_with_pip(facts)
    if moved_in:
        return _after_move(facts, moved_in)
    if facts.kennisgeving is None:
        return _no_notice(facts)
    if facts.kennisgeving < START:
        return _older_act(facts.kennisgeving)
    notice = Feit("kennisgeving", "kennisgeving van DUO", datum(facts.kennisgeving))
    home = _home(facts)
    if facts.kennisgeving < NIEUW and (home is None or home.vanaf < NIEUW):
        return _old_text(facts, facts.kennisgeving, home, notice)
    if not _waits_for_home(facts, home):
        return _from_notice(facts, facts.kennisgeving, notice, home)
    return _from_home(facts, facts.kennisgeving, notice, home)


def _no_notice(facts: Facts) -> MissingFacts:
    why = (
        "Dit is een voorloper: gesprekken en programma tellen nog niet, en een PIP kan pas na DUO's kennisgeving."
        if facts.voorloper
        else "De tien weken lopen nog niet: DUO's kennisgeving van de inburgeringsplicht is nog niet bekend."
    )
    return MissingFacts(T01, ("kennisgeving",), (why,))


def _older_act(notice: date) -> NeedsJudgement:
    """A kennisgeving of before the act: M25, TRA-01."""
    return NeedsJudgement(
        TRA01,
        "Onder welke wet valt deze persoon?",
        (
            "Gold op 31-12-2021 de Wet inburgering 2013, dan blijft die gelden: sluit het dossier met die reden.",
            "Is de kennisgeving van 01-01-2022 of later, verbeter dan de datum.",
        ),
        (Feit("kennisgeving", "kennisgeving van DUO", datum(notice)),),
        (f"De kennisgeving is van **{datum(notice)}**, voor de wet begon op **{datum(START)}**.",),
    )


def _home(facts: Facts) -> BrpInschrijving | None:
    """The first registration in a gemeente of housing under art. 28; for who isn't housed so, the first that counts.

    Someone with an asylum permit may be registered elsewhere while he lives in reception: that one doesn't count.
    """
    housed = [r for r in facts.brp_inschrijvingen if r.artikel_28]
    rows = housed or [r for r in facts.brp_inschrijvingen if not _in_reception(facts, r)]
    return min(rows, key=lambda r: r.vanaf, default=None)


def _in_reception(facts: Facts, row: BrpInschrijving) -> bool:
    asylum = facts.doelgroep is not Doelgroep.GEZINSMIGRANT_EN_OVERIGE
    elsewhere = bool(facts.gemeente) and row.gemeente != facts.gemeente
    return asylum and facts.asielvergunning_bepaalde_tijd is True and elsewhere


def _waits_for_home(facts: Facts, home: BrpInschrijving | None) -> bool:
    """Whether the second sentence of Bi 5.3(1) applies: an asielstatushouder housed only after the kennisgeving."""
    if facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return False
    if home is None:
        return facts.asielvergunning_bepaalde_tijd is not False
    assert facts.kennisgeving is not None  # noqa: S101 the caller looked
    return home.artikel_28 and home.vanaf > facts.kennisgeving


def _from_notice(facts: Facts, notice_on: date, notice: Feit, home: BrpInschrijving | None) -> Begin:
    length = weken(parameter("pip.weken", on=notice_on).value)
    there = (
        f"; de inburgeraar stond toen al ingeschreven in de gemeente (sinds **{datum(home.vanaf)}**)"
        if home and home.vanaf <= notice_on
        else ""
    )
    sentences = (
        f"DUO stuurde de kennisgeving op **{datum(notice_on)}**{there}.",
        f"Dan tellen {length} vanaf de kennisgeving.",
        *_moved_on(facts, home),
    )
    rows = (Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf)),) if home else ()
    return Begin(
        T01, notice_on, "kennisgeving van DUO", sentences, (notice, *rows), _mede(facts, home),
        _old_or_new(notice_on, home),
    )  # fmt: skip


def _from_home(
    facts: Facts, notice_on: date, notice: Feit, home: BrpInschrijving | None
) -> Begin | MissingFacts:
    if home is None:
        field = "brp_inschrijvingen" if facts.doelgroep else "doelgroep"
        return MissingFacts(
            T02,
            (field,),
            (
                f"DUO stuurde de kennisgeving op **{datum(notice_on)}**, vóór de inschrijving in de gemeente van huisvesting.",
                "De tien weken beginnen op de dag van die inschrijving. Een inschrijving bij een azc telt niet.",
            ),
        )
    length = weken(parameter("pip.weken", on=home.vanaf).value)
    sentences = (
        f"DUO stuurde de kennisgeving op **{datum(notice_on)}**; de inburgeraar stond toen nog niet ingeschreven in de gemeente van huisvesting.",
        f"De inschrijving is van **{datum(home.vanaf)}**. Dan tellen {length} vanaf die dag.",
        *_moved_on(facts, home),
    )
    brp = Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf))
    return Begin(T02, home.vanaf, "inschrijving in de gemeente", sentences, (notice, brp), _mede(facts, home))


def _old_text(
    facts: Facts, notice_on: date, home: BrpInschrijving | None, notice: Feit
) -> Begin | MissingFacts:
    if home is None:
        return MissingFacts(
            T02_OUD,
            ("brp_inschrijvingen",),
            ("In 2022 telden de tien weken vanaf de inschrijving in de gemeente; die is niet bekend.",),
        )
    length = weken(parameter("pip.weken", on=START).value)
    sentences = (
        f"DUO stuurde de kennisgeving op **{datum(notice_on)}**, toen de oude tekst van het besluit gold.",
        f"Onder die tekst tellen {length} vanaf de inschrijving in de gemeente: **{datum(home.vanaf)}**.",
        *_moved_on(facts, home),
    )
    brp = Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf))
    return Begin(
        T02_OUD, home.vanaf, "inschrijving in de gemeente", sentences, (notice, brp), _mede(facts, home)
    )


def _old_or_new(notice_on: date, home: BrpInschrijving | None) -> NeedsJudgement | None:
    """A kennisgeving of 2022 and a registration of 2023: the old text would count from the registration."""
    if notice_on >= NIEUW or home is None:
        return None
    return NeedsJudgement(
        T01,
        "Geldt de oude of de nieuwe tekst van het besluit?",
        (
            "De kennisgeving valt onder de oude tekst, de inschrijving onder de nieuwe. Een overgangsregel is niet gevonden.",
            "Onder de oude tekst tellen de weken vanaf de inschrijving. Wegwijs houdt de eerste datum aan.",
        ),
        (Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf)),),
    )


def _moved_with_pip(facts: Facts) -> BrpInschrijving | None:
    """The registration here of someone who came with the PIP of another college (MOV-02)."""
    here = facts.inschrijving()
    if not facts.gemeente or here is None:
        return None
    brought = [p for p in facts.pips if p.gemeente != facts.gemeente and p.dagtekening <= here.vanaf]
    return here if brought else None


def _after_move(facts: Facts, here: BrpInschrijving) -> Begin:
    earlier = max(
        (p for p in facts.pips if p.gemeente != facts.gemeente and p.dagtekening <= here.vanaf),
        key=lambda p: p.dagtekening,
    )
    length = weken(parameter("pip.verhuisd.weken", on=max(here.vanaf, START)).value)
    sentences = (
        f"De vorige gemeente stelde een PIP vast op **{datum(earlier.dagtekening)}**.",
        f"De inburgeraar staat sinds **{datum(here.vanaf)}** ingeschreven in deze gemeente. Dan tellen {length} vanaf die dag voor een nieuw PIP, met dezelfde leerroute.",
        "De inburgeringstermijn verandert daardoor niet.",
    )
    feiten = (
        Feit("pips", "PIP van de vorige gemeente", datum(earlier.dagtekening)),
        Feit("brp_inschrijvingen", "inschrijving BRP", datum(here.vanaf)),
    )
    return Begin(T04, here.vanaf, "inschrijving na verhuizing", sentences, feiten)


def _moved(facts: Facts, home: BrpInschrijving | None) -> BrpInschrijving | None:
    here = facts.inschrijving()
    later = home and here and here.gemeente != home.gemeente and here.vanaf > home.vanaf
    return here if later else None


def _mede(facts: Facts, home: BrpInschrijving | None) -> tuple[Regel, ...]:
    return (T05,) if _moved(facts, home) else ()


def _moved_on(facts: Facts, home: BrpInschrijving | None) -> tuple[str, ...]:
    """T-05: someone who moved without a PIP keeps the clock that runs."""
    here = _moved(facts, home)
    if here is None:
        return ()
    return (
        f"De verhuizing van **{datum(here.vanaf)}** begint geen nieuwe termijn: er was nog geen PIP ({T05.id}).",
    )
