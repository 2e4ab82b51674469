"""Dates that the gemeente set itself; shown as policy, never as wettelijk."""

from collections.abc import Iterator

from wi2021.dagen import Einde, add, dagen
from wi2021.facts import Facts
from wi2021.grondslag import Feit, datum, weekday
from wi2021.termijnen.regels import BELEID
from wi2021.termijnen.soorten import Aard, Act, Reasons, Soort, Termijn, Wie, made


def beleid(facts: Facts) -> Iterator[Termijn]:
    """Each date of local policy, with its source."""
    for number, rule in enumerate(facts.beleid, start=1):
        length = dagen(rule.dagen)
        day = add(rule.start, length)
        what = rule.soort[:1].upper() + rule.soort[1:]
        why = Reasons(
            f"{rule.soort} {datum(rule.start)}",
            (
                f"{what}: **{datum(rule.start)}**.",
                f"De gemeente houdt hiervoor {length} aan: {weekday(day)} **{datum(day)}** ({rule.bron}).",
                "Dit is beleid van de gemeente, geen wettelijke termijn.",
            ),
            feiten=(Feit("beleid", rule.soort, datum(rule.start)),),
        )
        wat = Act(Soort.BELEID, rule.label, Wie.COLLEGE, Aard.BELEID, nummer=number)
        yield made(wat, BELEID, rule.start, rule.soort, Einde(day, day, False, ()), why, met=rule.voldaan)
