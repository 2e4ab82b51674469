"""T-06: each summons for the brede intake that still runs; its length is the gemeente's own."""

from collections.abc import Iterator

from wi2021.dagen import gesteld_tot
from wi2021.facts import Facts
from wi2021.grondslag import Feit, datum
from wi2021.termijnen.regels import T06
from wi2021.termijnen.soorten import Aard, Act, Reasons, Soort, Termijn, Wie, made


def oproepen(facts: Facts) -> Iterator[Termijn]:
    """The summons without an outcome. Once the intake is complete none of them asks anything any more."""
    for oproep in facts.oproepen:
        if oproep.uitkomst or facts.intake_voltooid:
            continue
        sent, until = datum(oproep.verzonden), datum(oproep.termijn_tot)
        end = gesteld_tot(
            oproep.termijn_tot,
            f"De gemeente gaf een termijn tot en met **{until}**. De wet noemt hiervoor geen lengte.",
        )
        why = Reasons(
            f"oproep van {sent}",
            (f"Oproep {oproep.nummer} is verzonden op **{sent}**.",),
            verandert=(
                "Wie niet verschijnt of onvoldoende meewerkt, krijgt een schriftelijke waarschuwing en een herhaalde oproep met een nieuwe termijn.",
            ),
            feiten=(Feit("oproepen", "verzonden", sent), Feit("oproepen", "termijn tot en met", until)),
        )
        wat = Act(
            Soort.OPROEP, f"Uitkomst van oproep {oproep.nummer} vastleggen", Wie.COLLEGE, Aard.BELEID, nummer=oproep.nummer
        )  # fmt: skip
        yield made(wat, T06, oproep.verzonden, f"oproep {oproep.nummer}", end, why)
