"""Guidance for tests: an offer, people who guide, a plan that runs, a visit."""

from dataclasses import replace
from datetime import date, timedelta

from support.region import TODAY, Region, someone
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.dossiers.commands import involve
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.stages.begeleiding.commands import Agreed, Visit, Wanted, lay_down_offer, make_plan, record_visit
from wegwijs.stages.begeleiding.models import (
    Basisaanbod,
    Begeleidingsdeel,
    Begeleidingsplan,
    Begeleidingsuren,
)

Deel = Begeleidingsdeel
OFFER = {Deel.KENNISMAKING: 120, Deel.WONING: 360, Deel.GELD: 240, Deel.BUURT: 180}
ALL = sum(OFFER.values())
GOAL = "Zij opent zelf haar post."
SUMMARY = "Samen de brieven van de zorgverzekering gelezen."


def coordinator(region: Region) -> Actor:
    """Who names people for dossiers at VluchtelingenWerk."""
    return someone(region, "coordinator", Role.COORDINATOR)


def volunteer(region: Region) -> Actor:
    """A volunteer of VluchtelingenWerk with half a year to go."""
    return someone(region, "aartsen", Role.BEGELEIDER, volunteer=True, valid_to=TODAY + timedelta(days=180))


def manager(region: Region) -> Actor:
    """Functional management of the region."""
    return someone(region, "beheerder", Role.BEHEER, "SDD")


def offered(region: Region, *, on: date = date(2026, 1, 1)) -> Basisaanbod:
    """The offer of the region from a day on; the one that is there when one is."""
    known = Basisaanbod.objects.first()
    if known:
        return known
    with clock.frozen(on):
        return lay_down_offer(OFFER, by=manager(region), valid_from=on, source="Beleidskader 2026")


def guided(region: Region, dossier: Dossier) -> Dossier:
    """VluchtelingenWerk is involved in it, as an organisation."""
    involve(
        dossier, region.organisations["VluchtelingenWerk"], by=region.regisseur, on=TODAY - timedelta(days=60),
        purpose="maatschappelijke begeleiding", basis="Wi 13",
    )  # fmt: skip
    return dossier


def wanted(region: Region, **changes: object) -> Wanted:
    """As offered, with a goal, for a year."""
    assert region.counsellor.employee
    parts = {part: Agreed(minutes, GOAL if part is Deel.GELD else "") for part, minutes in OFFER.items()}
    made = Wanted(region.counsellor.employee, TODAY + timedelta(days=304), parts)
    return replace(made, **changes)  # type: ignore[arg-type]


def planned(
    region: Region, dossier: Dossier, *, begins_on: date = TODAY - timedelta(days=60)
) -> Begeleidingsplan:
    """A plan by the counsellor, in a dossier in which VluchtelingenWerk becomes involved."""
    offered(region)
    guided(region, dossier)
    return make_plan(dossier, wanted(region), by=region.counsellor, begins_on=begins_on)


def visit(**changes: object) -> Visit:
    """An hour and a half on money and post, yesterday."""
    made = Visit(
        TODAY - timedelta(days=1),
        90,
        Deel.GELD,
        Contactmoment.Way.BEZOEK,
        reached=True,
        summary=SUMMARY,
        key="bezoek",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def visited(region: Region, plan: Begeleidingsplan, **changes: object) -> Begeleidingsuren:
    """Recorded by the counsellor."""
    return record_visit(plan, visit(**changes), by=region.counsellor)
