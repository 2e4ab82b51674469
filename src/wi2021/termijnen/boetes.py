"""What runs because of a fine of the college: T-07 and T-20 to T-23."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from wi2021.dagen import Duur, Einde, Gesteld, einde, jaren, maanden, weken
from wi2021.facts import Boete, Boetesoort, Facts
from wi2021.grondslag import START, Feit, bedrag, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T07, T20, T21, T22, T23
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, TermijnState, Wie, made


def boetes(facts: Facts) -> Iterator[Termijn]:
    """Every term of every fine, in the order of the fines."""
    for number, fine in enumerate(facts.boetes, start=1):
        yield from _before(fine, number)
        if fine.bekendgemaakt:
            yield from _after(fine, number, fine.bekendgemaakt)


def _value(key: str, on: date) -> int:
    return parameter(key, on=max(on, START)).value


def _before(fine: Boete, number: int) -> Iterator[Termijn]:
    if fine.rapport:
        length = weken(_value("boetebesluit.weken", fine.rapport))
        why = _why(
            f"{length} na het boeterapport",
            f"Het boeterapport is van **{datum(fine.rapport)}**. Het college beslist binnen {length}.",
            "rapport",
            fine.rapport,
        )
        wat = Act(Soort.BOETEBESLUIT, "Beslissen over de boete", Wie.COLLEGE, nummer=number)
        yield made(wat, T22, fine.rapport, "boeterapport", einde(fine.rapport, length), why, met=fine.besluit)
    if fine.besluit is None or fine.opgeschort:
        yield _lapse(fine, number)


def _after(fine: Boete, number: int, told: date) -> Iterator[Termijn]:
    """What begins when the decision was made known on ``told``."""
    known = f"De boete is bekendgemaakt op **{datum(told)}**."
    if fine.soort is Boetesoort.INTAKE:
        yield _new_intake(number, told, maanden(_value("intake.na_boete.maanden", told)), known)
    length = weken(_value("betalen.weken", told))
    why = _why(f"{length} na bekendmaking", f"{known} Betalen moet binnen {length}.", "bekendgemaakt", told)
    why = replace(why, verandert=("Bezwaar stelt het betalen niet uit. Het college kan wel uitstel geven.",))
    wat = Act(Soort.BETALEN, "Boete betalen", Wie.INBURGERAAR, nummer=number)
    yield made(wat, T20, told, "boetebesluit", einde(told, length), why, met=fine.betaald)
    if fine.aangemaand:
        yield _reminder(fine, number, fine.aangemaand)


def _new_intake(number: int, told: date, length: Duur, known: str) -> Termijn:
    why = _why(
        f"ten hoogste {length} na de boete",
        f"{known} In het besluit stelt het college een nieuwe termijn van ten hoogste {length}.",
        "bekendgemaakt",
        told,
    )
    why = replace(why, verandert=("Gaf het college in het besluit een kortere termijn, dan geldt die.",))
    wat = Act(Soort.INTAKE_NA_BOETE, "Alsnog meewerken aan de brede intake", Wie.INBURGERAAR, nummer=number)
    return made(wat, T07, told, "boetebesluit", einde(told, length, gesteld=Gesteld.COLLEGE), why)


def _reminder(fine: Boete, number: int, sent: date) -> Termijn:
    length = weken(_value("aanmaning.weken", sent))
    why = _why(
        f"{length} na de aanmaning",
        f"De aanmaning is verzonden op **{datum(sent)}**. De termijn van {length} begint een dag later.",
        "aangemaand",
        sent,
    )
    why = replace(why, erna=("Daarna kan een dwangbevel volgen.",))
    wat = Act(Soort.AANMANING, "Betalen na aanmaning", Wie.INBURGERAAR, nummer=number)
    return made(wat, T21, sent, "aanmaning", einde(sent, length), why, met=fine.betaald)


def _why(kort: str, sentence: str, field: str, day: date) -> Reasons:
    return Reasons(kort, (sentence,), feiten=(Feit("boetes", field, datum(day)),))


def _lapse(fine: Boete, number: int) -> Termijn:
    """T-23: five years where a report is required, else three; rests while an objection to the fine isn't decided."""
    heavy = fine.soort is Boetesoort.MEDEWERKING
    years = jaren(_value(f"boete.vervalt.{'zwaar' if heavy else 'licht'}.jaren", fine.overtreding))
    limit = bedrag(_value("boete.rapport.boven.centen", fine.overtreding))
    end = einde(fine.overtreding, years)
    sentence = (
        f"De overtreding was op **{datum(fine.overtreding)}**. De boete kan {'hoger zijn dan' if heavy else 'niet hoger zijn dan'} "
        f"{limit}: dan vervalt de bevoegdheid na {years}."
    )
    why = replace(
        _why(f"{years} na de overtreding", sentence, "overtreding", fine.overtreding), erna=_rested(fine, end)
    )
    wat = Act(Soort.BOETE_VERVALT, "Bevoegdheid tot boete vervalt", Wie.COLLEGE, plicht=False, nummer=number)
    waits = fine.opgeschort is not None and fine.opgeschort.tot is None
    found = made(
        wat, T23, fine.overtreding, "overtreding", end, why, state=TermijnState.WACHT if waits else None
    )
    return replace(found, last_day=_shifted(fine, end))


def _shifted(fine: Boete, end: Einde) -> date:
    rest = fine.opgeschort
    return end.last_day + (rest.tot - rest.vanaf) if rest and rest.tot else end.last_day


def _rested(fine: Boete, end: Einde) -> tuple[str, ...]:
    rest = fine.opgeschort
    if rest is None:
        return ()
    if rest.tot is None:
        return (
            f"Sinds het bezwaar van **{datum(rest.vanaf)}** staat deze termijn stil, tot er definitief is beslist.",
        )
    return (
        f"Tijdens bezwaar en beroep (**{datum(rest.vanaf)}** tot **{datum(rest.tot)}**) stond deze termijn stil. De uiterste datum wordt **{datum(_shifted(fine, end))}**.",
    )
