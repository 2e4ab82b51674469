"""Termijnen that follow a decision: objection, fines, payment (T-07, T-18 to T-25)."""

from collections.abc import Iterator
from datetime import date

from wi2021.dagen import Duur, Einde, add, einde, jaren, maanden, weken
from wi2021.facts import Bezwaar, Boete, Doelgroep, DuoBoete, Facts, Leerroute
from wi2021.grondslag import Feit, Outcome, Regel, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T07, T18, T19, T20, T21, T22, T23, T24, T25
from wi2021.termijnen.soorten import Aard, Soort, Termijn, Wie, ended, state_of

# Exams passed (0, 1, 2, 3 or 4) to months of the new term, Ri 7.4; and the lower ends of the bands of hours.
PASSED_TO_MONTHS = (24, 18, 12, 6, 6)
HOURS_BANDS = {
    Doelgroep.ASIELSTATUSHOUDER: (401, 801, 1201),
    Doelgroep.GEZINSMIGRANT_EN_OVERIGE: (201, 401, 601),
}


def _weeks(key: str, on: date) -> Duur:
    return weken(parameter(key, on=on).value)


def _made(
    soort: Soort, label: str, regel: Regel, who: Wie, start: date, event: str, end: Einde,
    *sentences: str, met: date | None = None, nummer: int = 0, plicht: bool = True, verandert: tuple[str, ...] = (),
) -> Termijn:  # fmt: skip
    return Termijn(
        soort=soort,
        label=label,
        regel=regel,
        aard=Aard.WET,
        actor=who,
        start=start,
        start_gebeurtenis=event,
        **ended(end),  # type: ignore[arg-type]
        state=state_of(met),
        met_on=met,
        kort=f"na {event}",
        uitleg=(*sentences, *end.stappen),
        verandert=verandert,
        feiten=(Feit(soort.value, event, datum(start)),),
        nummer=nummer,
        plicht=plicht,
    )


def bezwaar(facts: Facts, *, on: date) -> Iterator[Termijn]:
    """T-18, T-19: until when objection to the newest PIP can be made, and until when the college decides on it."""
    sent = [p.verzonden for p in facts.pips if p.verzonden]
    if not sent:
        return
    start = max(sent)
    length = _weeks("bezwaar.weken", start)
    end = einde(start, length)
    possible = _made(
        Soort.BEZWAAR, "Bezwaar tegen het PIP kan tot en met", T18, Wie.INBURGERAAR, start, "verzending van het PIP", end,
        f"Het PIP is verzonden op **{datum(start)}**. De termijn begint een dag later.",
        f"{length} later is **{datum(end.nominal)}**.",
        met=facts.bezwaar.ontvangen if facts.bezwaar else None, plicht=False,
        verandert=("Per post is op tijd: gepost binnen de termijn en binnen een week daarna ontvangen.",),
    )  # fmt: skip
    yield possible
    if facts.bezwaar:
        yield _decision(facts.bezwaar, end.last_day)


def _decision(objection: Bezwaar, window_closed: date) -> Termijn:
    key = "bezwaar.beslissen.commissie.weken" if objection.commissie else "bezwaar.beslissen.weken"
    count = parameter(key, on=window_closed).value
    if objection.verdaagd:
        count += parameter("bezwaar.verdagen.weken", on=window_closed).value
    end = einde(window_closed, weken(count))
    return _made(
        Soort.BESLISSEN_OP_BEZWAAR, "Beslissen op bezwaar", T19, Wie.COLLEGE, window_closed, "einde bezwaartermijn", end,
        f"De bezwaartermijn eindigde op **{datum(window_closed)}**.",
        f"Het college beslist binnen {count} weken{' (met adviescommissie)' if objection.commissie else ''}"
        f"{', verdaagd met 6 weken' if objection.verdaagd else ''}: **{datum(end.nominal)}**.",
        met=objection.beslist,
        verandert=() if objection.verdaagd else ("Verdagen kan één keer, met zes weken. Dat moet schriftelijk.",),
    )  # fmt: skip


def objection_in_time(last_day: date, objection: Bezwaar) -> bool:
    """Whether an objection is in time: received by the last day, or posted by then and received within a week (Awb 6:9)."""
    if objection.ontvangen <= last_day:
        return True
    extra = _weeks("bezwaar.post.weken", last_day)
    return (
        objection.gepost is not None
        and objection.gepost <= last_day
        and objection.ontvangen <= add(last_day, extra)
    )


def boetes(facts: Facts) -> Iterator[Termijn]:
    """T-07, T-20 to T-23: everything that runs because of a fine of the college."""
    for number, fine in enumerate(facts.boetes, start=1):
        yield from _fine(fine, number, facts.bezwaar)


def _fine(fine: Boete, number: int, objection: Bezwaar | None) -> Iterator[Termijn]:
    if fine.rapport:
        end = einde(fine.rapport, _weeks("boetebesluit.weken", fine.rapport))
        yield _made(
            Soort.BOETEBESLUIT, "Beslissen over de boete", T22, Wie.COLLEGE, fine.rapport, "boeterapport", end,
            f"Het boeterapport is van **{datum(fine.rapport)}**. Het college beslist binnen dertien weken.",
            met=fine.besluit, nummer=number,
        )  # fmt: skip
    if fine.besluit is None:
        yield _lapse(fine, number, objection)
    if fine.bekendgemaakt is None:
        return
    if fine.soort == "intake":
        end = einde(
            fine.bekendgemaakt,
            maanden(parameter("intake.na_boete.maanden", on=fine.bekendgemaakt).value),
            atw=False,
        )
        yield _made(
            Soort.INTAKE_NA_BOETE, "Alsnog meewerken aan de brede intake", T07, Wie.INBURGERAAR, fine.bekendgemaakt,
            "boetebesluit", end, f"De boete is bekendgemaakt op **{datum(fine.bekendgemaakt)}**. De nieuwe termijn is hoogstens twee maanden.",
            nummer=number,
        )  # fmt: skip
    end = einde(fine.bekendgemaakt, _weeks("betalen.weken", fine.bekendgemaakt))
    yield _made(
        Soort.BETALEN, "Boete betalen", T20, Wie.INBURGERAAR, fine.bekendgemaakt, "boetebesluit", end,
        f"De boete is bekendgemaakt op **{datum(fine.bekendgemaakt)}**. Betalen kan zes weken lang.",
        met=fine.betaald, nummer=number,
    )  # fmt: skip
    if fine.aangemaand:
        end = einde(fine.aangemaand, _weeks("aanmaning.weken", fine.aangemaand))
        yield _made(
            Soort.AANMANING, "Betalen na aanmaning", T21, Wie.INBURGERAAR, fine.aangemaand, "aanmaning", end,
            f"De aanmaning is verzonden op **{datum(fine.aangemaand)}**. Daarna kan een dwangbevel volgen.",
            met=fine.betaald, nummer=number,
        )  # fmt: skip


def _lapse(fine: Boete, number: int, objection: Bezwaar | None) -> Termijn:
    """T-23: five years where a report is required (possible fine over 340 euro), else three; rests during objection."""
    heavy = fine.soort == "medewerking"
    years = parameter(f"boete.vervalt.{'zwaar' if heavy else 'licht'}.jaren", on=fine.overtreding).value
    last = add(fine.overtreding, jaren(years))
    sentences = [
        f"De overtreding was op **{datum(fine.overtreding)}**. Na {years} jaar kan er geen boete meer komen."
    ]
    if objection and objection.beslist:
        last += objection.beslist - objection.ontvangen
        sentences.append(
            f"Tijdens het bezwaar (**{datum(objection.ontvangen)}** tot **{datum(objection.beslist)}**) stond deze termijn stil."
        )
    return _made(
        Soort.BOETE_VERVALT, "Bevoegdheid tot boete vervalt", T23, Wie.COLLEGE, fine.overtreding, "overtreding",
        Einde(last, last, atw=False, stappen=()), *sentences, nummer=number, plicht=False,
    )  # fmt: skip


def nieuwe_termijn(facts: Facts) -> Iterator[Termijn]:
    """T-24: the new term after DUO fined; the longest of what applies."""
    fine = facts.duo_boete
    if fine is None:
        return
    months = max(_months(fine, facts.doelgroep))
    end = einde(fine.bekendgemaakt, maanden(months), atw=False)
    yield _made(
        Soort.NIEUWE_TERMIJN, "Nieuwe inburgeringstermijn na boete van DUO", T24, Wie.INBURGERAAR, fine.bekendgemaakt,
        "boete van DUO", end, f"DUO maakte de boete bekend op **{datum(fine.bekendgemaakt)}**. De nieuwe termijn is {months} maanden.",
        plicht=False,
    )  # fmt: skip


def _months(fine: DuoBoete, doelgroep: Doelgroep | None) -> Iterator[int]:
    if fine.pvt_ontbreekt and fine.map_ontbreekt:
        yield 12
    elif fine.pvt_ontbreekt or fine.map_ontbreekt:
        yield 6
    if fine.leerroute is Leerroute.Z:
        bands = HOURS_BANDS[doelgroep or Doelgroep.GEZINSMIGRANT_EN_OVERIGE]
        yield PASSED_TO_MONTHS[sum(fine.uren >= edge for edge in bands)]
    elif fine.leerroute:
        yield PASSED_TO_MONTHS[min(fine.geslaagd, 4)]
    yield 0


def dwangsom(facts: Facts) -> Outcome[int] | None:
    """T-25: what a late PIP costs after an ingebrekestelling, in cents: nothing, since the PIP is ambtshalve."""
    if facts.ingebrekestelling is None:
        return None
    return Outcome(
        0,
        T25,
        (Feit("ingebrekestelling", "ingebrekestelling", datum(facts.ingebrekestelling)),),
        (
            f"De ingebrekestelling is ontvangen op **{datum(facts.ingebrekestelling)}**. Registreer haar.",
            "Een dwangsom loopt alleen bij een besluit op aanvraag of op bezwaar. Het PIP is een besluit uit eigen beweging: er loopt geen dwangsom.",
        ),
    )
