"""T-16, T-17: when an extension of the inburgeringstermijn can be asked for, and when DUO decides or extends by itself."""

from collections.abc import Iterator
from datetime import date

from wi2021.dagen import Einde, einde, maanden, niet_eerder, weken
from wi2021.facts import Facts
from wi2021.grondslag import START, Answer, Feit, MissingFacts, Outcome, datum
from wi2021.parameters import parameter
from wi2021.termijnen.inburgeringstermijn import einde_termijn
from wi2021.termijnen.regels import T16, T17
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, Wie, made


def verlenging_vragen(facts: Facts) -> Iterator[Termijn]:
    """From when until when an extension can be asked; once it was asked, until when DUO decides."""
    last = einde_termijn(facts)
    if last is None:
        return
    earliest = _from(last)
    if facts.verlenging_gevraagd:
        yield _decision(facts, facts.verlenging_gevraagd, earliest)
        return
    why = Reasons(
        f"vanaf {datum(earliest.value)}",
        (f"De inburgeringstermijn loopt tot en met **{datum(last)}**.", *earliest.uitleg),
        erna=(
            "Vanaf die dag kan verlenging worden gevraagd, zolang de termijn loopt. DUO kan ook uit eigen beweging verlengen.",
        ),
        verandert=("Verlengt DUO de termijn, dan schuiven beide dagen mee.",),
        feiten=(Feit("termijn", "einde van de termijn", datum(last)),),
        mede=(earliest.regel,),
    )
    wat = Act(Soort.VERLENGING_VRAGEN, "Verlenging vragen kan tot en met", Wie.INBURGERAAR, plicht=False)
    yield made(
        wat,
        T16,
        earliest.value,
        f"{_length(last)} voor het einde van de termijn",
        Einde(last, last, False, ()),
        why,
    )


def _length(on: date) -> str:
    return str(maanden(parameter("verlenging.aanvragen.maanden", on=max(on, START)).value))


def _from(last: date) -> Outcome[date]:
    return niet_eerder(last, maanden(parameter("verlenging.aanvragen.maanden", on=max(last, START)).value))


def _decision(facts: Facts, asked: date, earliest: Outcome[date]) -> Termijn:
    length = weken(parameter("verlenging.beslissen.weken", on=max(asked, START)).value)
    early = (
        (
            f"Let op: vragen kan pas vanaf **{datum(earliest.value)}**. DUO kan het verzoek afwijzen omdat het te vroeg is.",
        )
        if asked < earliest.value
        else ()
    )
    why = Reasons(
        f"{length} na het verzoek",
        (f"Verlenging is gevraagd op **{datum(asked)}**. DUO beslist binnen {length}.",),
        erna=early,
        feiten=(Feit("verlenging_gevraagd", "gevraagd", datum(asked)),),
    )
    wat = Act(Soort.VERLENGING_BESLUIT, "DUO beslist over verlenging", Wie.DUO, plicht=False)
    return made(wat, T16, asked, "verzoek", einde(asked, length), why, met=facts.verlenging_beslist)


def ambtshalve_vanaf(facts: Facts) -> Answer[date]:
    """T-17: the first day on which DUO may extend by itself in an individual case."""
    last = einde_termijn(facts)
    if last is None:
        return MissingFacts(T17, ("pips",), ("Zonder PIP loopt er nog geen inburgeringstermijn.",))
    earliest = _from(last)
    return Outcome(
        earliest.value,
        T17,
        (Feit("termijn", "einde van de termijn", datum(last)),),
        (
            *earliest.uitleg,
            f"DUO kan in een enkel geval vanaf **{datum(earliest.value)}** uit eigen beweging verlengen. Voor een hele groep bepaalt een regeling de duur.",
        ),
    )
