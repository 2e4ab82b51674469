"""Guidance by VluchtelingenWerk, and referrals."""

from collections.abc import Mapping

from support.guidance import coordinator, guided, manager, planned, visited, volunteer
from support.guidance import offered as offer
from support.referrals import receiver, referred
from support.region import TODAY, Region
from wegwijs.dossiers.commands import assign_colleague
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.begeleiding.commands import accept_referral, depart
from wegwijs.stages.begeleiding.models import Begeleidingsdeel

ACTORS = {"receiver": receiver, "coordinator": coordinator, "volunteer": volunteer}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """Of somebody in the intake; and somebody without a plan yet."""
    _referrals(region, dossiers["talking"])
    _guidance(region, dossiers["talking"], dossiers["drafted"])


def _referrals(region: Region, dossier: Dossier) -> None:
    """One that a wijkteam took, which can be answered, and one to Buurtwerk."""
    taken = referred(dossier, region)
    referred(dossier, region, short="Buurtwerk")
    accept_referral(taken, by=receiver(region), on=TODAY)


def _guidance(region: Region, dossier: Dossier, unplanned: Dossier) -> None:
    """An offer from which Dordrecht departs, a plan with a visit and a volunteer, and somebody without a plan yet."""
    offer(region)
    by, helper = coordinator(region), volunteer(region).employee
    assert helper
    visited(region, planned(region, dossier, begins_on=TODAY), on=TODAY)
    assign_colleague(dossier, helper, by=by, on=TODAY)
    guided(region, unplanned)
    depart(
        region.dordrecht,
        Begeleidingsdeel.GELD,
        240,
        by=manager(region),
        valid_from=TODAY,
        reason="het loket weg is",
    )
