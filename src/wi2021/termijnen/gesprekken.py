"""T-12: the next voortgangsgesprek, when the number agreed in the PIP is spread evenly over the term."""

from collections.abc import Iterator

from wi2021.dagen import Einde, add, maanden
from wi2021.facts import Facts
from wi2021.grondslag import Feit, datum, weekday
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T12
from wi2021.termijnen.soorten import Aard, Act, Reasons, Soort, Termijn, Wie, made


def voortgangsgesprekken(facts: Facts) -> Iterator[Termijn]:
    """A date of the PIP, never called wettelijk: the law fixes that the number stands there, not when the talks are."""
    pip, first = facts.actueel_pip(), facts.eerste_pip()
    if pip is None or first is None:
        return
    held, agreed = len(facts.voortgangsgesprekken), pip.voortgangsgesprekken
    if held >= agreed:
        return
    months = 12 * parameter("inburgeringstermijn.jaren", on=first.dagtekening).value
    step = maanden(months * (held + 1) // (agreed + 1))
    day = add(first.dagtekening, step)
    why = Reasons(
        f"{agreed} afgesproken in het PIP",
        (
            f"In het PIP staan **{agreed}** voortgangsgesprekken; **{held}** {'is' if held == 1 else 'zijn'} gevoerd.",
            f"Gelijk verdeeld over de termijn valt gesprek {held + 1} op {weekday(day)} **{datum(day)}**: {step} na het eerste PIP van {datum(first.dagtekening)}.",
            "De wet eist dat het aantal in het PIP staat, niet wanneer de gesprekken zijn.",
        ),
        verandert=("Een ander aantal in een nieuwe versie van het PIP.",),
        feiten=(
            Feit("pips", "aantal gesprekken", str(agreed)),
            Feit("voortgangsgesprekken", "gevoerd", str(held)),
        ),
    )
    wat = Act(
        Soort.VOORTGANGSGESPREK, f"Voortgangsgesprek {held + 1}", Wie.COLLEGE, Aard.PIP, nummer=held + 1
    )
    yield made(wat, T12, first.dagtekening, "PIP", Einde(day, day, False, ()), why)
