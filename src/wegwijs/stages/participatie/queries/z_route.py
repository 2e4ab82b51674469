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
    """Whole hours: participation with what the intake may count, and PVT and MAP; ``course``: minutes of lessons."""
    known = list(parts)
    after = sum(
        p.minutes for p in known if p.soort is Soort.PARTICIPATIE and p.counts and p.fase is Fase.NA_PIP
    )
    return ZUren(
        cursus=course // HOUR,
        participatie=(after + before_pip(known, PARTICIPATIE)) // HOUR,
        pvt=counted(known, Soort.PVT) // HOUR,
        map=counted(known, Soort.MAP) // HOUR,
    )


def z_left(found: Modules) -> Outcome[ZRest] | None:
    """What is left today; None in another route, and while the doelgroep isn't known."""
    pip, groep = found.facts.actueel_pip(), found.facts.doelgroep
    if pip is None or groep is None or pip.leerroute is not Leerroute.Z:
        return None
    return z_rest(groep, z_uren(found.parts, groep), on=clock.today())
