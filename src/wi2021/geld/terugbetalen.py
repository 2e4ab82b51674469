"""Paying the loan back: until when somebody has a right to it, from when he pays, and how much a month (F-05)."""

from dataclasses import dataclass
from datetime import date

from wi2021.dagen import add, jaren, maanden, through
from wi2021.geld.regels import F05
from wi2021.grondslag import Answer, Feit, MissingFacts, Outcome, bedrag, datum
from wi2021.parameters import parameter


def aanspraak_tot(einde_termijn: date, *, on: date) -> Outcome[date]:
    """F-05: the last day of the right to a loan for who doesn't meet the duty; ``einde_termijn``: the last day of the
    inburgeringstermijn, extensions included."""
    length = jaren(parameter("lening.aanspraak.jaren", on=on).value)
    last = add(einde_termijn, length)
    facts = (Feit("einde_termijn", "einde van de termijn", datum(einde_termijn)),)
    words = f"De aanspraak vervalt {length} na het einde van de termijn: na **{datum(last)}**."
    return Outcome(
        last, F05, facts, (words, "Wie niet meer inburgeringsplichtig is, heeft die aanspraak ook niet meer.")
    )


@dataclass(frozen=True, slots=True)
class Terugbetaling:
    """The first and last day of the period in which the loan is paid back, both included."""

    vanaf: date
    tot: date


def terugbetalen(voldaan: date | None, vervallen: date | None, *, on: date) -> Answer[Terugbetaling]:
    """F-05: when the loan is paid back. ``voldaan``: the day on which the duty was met; ``vervallen``: the day on which the
    right to a loan ended otherwise. MissingFacts without both; with both the earlier day counts."""
    days = [day for day in (voldaan, vervallen) if day]
    if not days:
        return MissingFacts(
            F05, ("voldaan", "vervallen"), ("Terugbetalen begint pas na het voldoen of vervallen.",)
        )
    start, wait = min(days), maanden(parameter("terugbetalen.aanloop.maanden", on=on).value)
    after = add(start, wait)
    first = add(after.replace(day=1), maanden(1))
    most = jaren(parameter("terugbetalen.hoogstens.jaren", on=on).value)
    words = (
        f"De terugbetaling begint {wait} na **{datum(start)}**, op de eerste dag van de maand erna: **{datum(first)}**.",
        f"Zij duurt ten hoogste {most}. In de {wait} ervoor loopt de rente al.",
    )
    return Outcome(
        Terugbetaling(first, through(first, most)),
        F05,
        (Feit("start", "begin van de aanloop", datum(start)),),
        words,
    )


def maandtermijn(berekend_centen: int, *, draagkracht_centen: int | None, on: date) -> Outcome[int]:
    """F-05: what is paid a month, in cents. ``berekend_centen``: debt and interest over the number of months;
    ``draagkracht_centen``: a year, when DUO set it on request."""
    least, floor = (
        parameter("terugbetalen.minst.centen", on=on).value,
        parameter("lening.minst.centen", on=on).value,
    )
    if draagkracht_centen is not None and draagkracht_centen < floor:
        why = f"De draagkracht is minder dan **{bedrag(floor)}** per jaar: het maandbedrag is nul."
        return Outcome(0, F05, uitleg=(why,))
    cents = max(berekend_centen, least)
    return Outcome(cents, F05, uitleg=(f"Ten minste **{bedrag(least)}** per maand: **{bedrag(cents)}**.",))
