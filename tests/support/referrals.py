"""Referrals for tests: somebody of a wijkteam, a wish, a referral that was sent."""

from dataclasses import replace

from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.begeleiding.commands import Wish, mark, prepared, refer
from wegwijs.stages.begeleiding.models import Gegeven, Grondslag, Reden, Toestemmingswijze, Verwijzing

QUESTION = "Zoek samen uit waarom de lessen niet lukken."


def receiver(region: Region, short: str = "SWT", *gemeenten: str, username: str = "schouten") -> Actor:
    """Somebody of a wijkteam or Buurtwerk; of all its gemeenten when none is named. The same one when asked again."""
    return someone(
        region, username, Role.WIJKTEAM, short, *gemeenten, name="I. Schouten", function="medewerker wijkteam", phone="0787708911"
    )  # fmt: skip


def wish(region: Region, *groups: str, short: str = "SWT") -> Wish:
    """With consent of today; name and contact person when no groups are named."""
    return Wish(
        region.organisations[short], Reden.VRAAG, QUESTION, Grondslag.TOESTEMMING,
        groups or (Gegeven.NAAM, Gegeven.CONTACTPERSOON), TODAY, Toestemmingswijze.MONDELING,
    )  # fmt: skip


def referred(dossier: Dossier, region: Region, *groups: str, short: str = "SWT", **other: str) -> Verwijzing:
    """Sent today by the regisseur, as the preview showed it."""
    asked = replace(wish(region, *groups, short=short), **other)  # type: ignore[arg-type]
    seen = mark(prepared(dossier, asked, by=region.regisseur, on=TODAY))
    return refer(dossier, asked, seen=seen, by=region.regisseur, on=TODAY)
