"""Participation in the Z-route: what counts of the ledger, and what the law says is left (R-Z-A; of others there is none, R-Z-G)."""

from collections.abc import Iterable

from wegwijs import clock
from wegwijs.hours.models import Soort
from wegwijs.hours.queries import PARTICIPATIE, Part, before_pip, counted
from wegwijs.stages.participatie.queries.modules import Modules
from wi2021.facts import Doelgroep, Leerroute
from wi2021.grondslag import Outcome
from wi2021.leerroutes import Fase, ZRest, ZUren, z_rest

HOUR = 60


def z_uren(parts: Iterable[Part], groep: Doelgroep, *, course: int = 0) -> ZUren:
    """Participation with what the intake may count, and PVT and MAP, in hours that are whole together: three halves lose one half, not
    three. ``course``: minutes of lessons."""
    known = list(parts)
    after = sum(
        p.minutes for p in known if p.soort is Soort.PARTICIPATIE and p.counts and p.fase is Fase.NA_PIP
    )
    made, pvt = after + before_pip(known, PARTICIPATIE), counted(known, Soort.PVT)
    participation, with_pvt, all_three = whole_hours(made, made + pvt, made + pvt + counted(known, Soort.MAP))
    return ZUren(
        cursus=course // HOUR, participatie=participation, pvt=with_pvt - participation, map=all_three - with_pvt
    )  # fmt: skip


def whole_hours(*sums: int) -> tuple[int, ...]:
    """Each of these minutes in whole hours."""
    return tuple(one // HOUR for one in sums)


def z_left(found: Modules) -> Outcome[ZRest] | None:
    """What is left today; None in another route, and while the doelgroep isn't known."""
    pip, groep = found.facts.actueel_pip(), found.facts.doelgroep
    if pip is None or groep is None or pip.leerroute is not Leerroute.Z:
        return None
    return z_rest(groep, z_uren(found.parts, groep), on=clock.today())
