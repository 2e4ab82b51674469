"""When the uitkering is told, paid and revised (F-07)."""

from dataclasses import dataclass
from datetime import date

from wi2021.dagen import add, maanden, niet_eerder
from wi2021.geld.regels import F07
from wi2021.geld.ronden import over
from wi2021.grondslag import Feit, Outcome, bedrag, datum
from wi2021.parameters import parameter


def bekend_uiterlijk(jaar: int) -> Outcome[date]:
    """F-07: the last day on which the minister can tell the uitkering of a budget year in time."""
    first = date(jaar, 1, 1)
    found = niet_eerder(first, maanden(parameter("uitkering.bekend.maanden", on=first).value))
    words = f"De uitkering over {jaar} is uiterlijk **{datum(found.value)}** bekend."
    return Outcome(found.value, F07, uitleg=(words, *found.uitleg))


def herzien_uiterlijk(jaar: int) -> Outcome[date]:
    """F-07: the last day on which the minister can tell the final uitkering in time. Such a long term isn't moved."""
    last = date(jaar, 12, 31)
    length = maanden(parameter("uitkering.herzien.maanden", on=last).value)
    day = add(last, length)
    words = (
        f"De definitieve uitkering over {jaar} is uiterlijk **{datum(day)}** bekend: {length} na het jaar."
    )
    return Outcome(day, F07, uitleg=(words,))


def verantwoord_uiterlijk(jaar: int) -> Outcome[date]:
    """F-07: the last day on which the account of a budget year (SiSa) can come in before all of the uitkering is reclaimed."""
    last = date(jaar, 12, 31)
    length = maanden(parameter("uitkering.verantwoorden.maanden", on=last).value)
    day = add(last, length)
    words = f"Is de verantwoording over {jaar} er niet uiterlijk **{datum(day)}**, dan vordert het Rijk de uitkering terug."
    return Outcome(day, F07, uitleg=(words, f"Dat is {length} na het jaar."))


@dataclass(frozen=True, slots=True)
class Maandbetaling:
    """What is paid around a day, in cents."""

    dag: date
    centen: int


def maandbetalingen(jaar: int, uitkering_centen: int) -> Outcome[tuple[Maandbetaling, ...]]:
    """F-07: a twelfth a month, on or around the fifteenth; together exactly the uitkering, a cent more in the first months."""
    on = date(jaar, 1, 1)
    day, parts = parameter("uitkering.betaaldag", on=on).value, parameter("uitkering.termijnen", on=on).value
    each = over(uitkering_centen, (1,) * parts)
    rows = tuple(Maandbetaling(date(jaar, n, day), cents) for n, cents in enumerate(each, start=1))
    words = f"Elke maand, rond dag {day}, komt een twaalfde deel van **{bedrag(uitkering_centen)}**."
    return Outcome(rows, F07, (Feit("uitkering", "uitkering", bedrag(uitkering_centen)),), (words,))


def afrekening(voorlopig_centen: int, definitief_centen: int) -> Outcome[int]:
    """F-07: what follows on the final uitkering, in cents: above zero the gemeente gets it, below zero it pays it back."""
    left = definitief_centen - voorlopig_centen
    facts = (Feit("voorlopig", "voorlopig", bedrag(voorlopig_centen)), Feit("definitief", "definitief", bedrag(definitief_centen)))  # fmt: skip
    if left > 0:
        words = f"Het Rijk betaalt **{bedrag(left)}** na, in één keer."
    elif left < 0:
        words = f"Het Rijk vordert **{bedrag(-left)}** terug, in één keer."
    else:
        words = "Er is niets te verrekenen."
    return Outcome(left, F07, facts, (words,))
