"""Beheer: a key of a school, something that waits for a second person, and an emergency."""

from collections.abc import Mapping
from datetime import timedelta

from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.commands import begin_emergency, make_key, propose
from wegwijs.access.models import EmergencyAccess, Proposal
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier


def privacy(region: Region) -> Actor:
    """Judges emergencies and answers signs."""
    return someone(region, "privacy", Role.PRIVACY, "SDD")


def manager(region: Region) -> Actor:
    """Of beheer."""
    return someone(region, "beheer", Role.BEHEER, "SDD")


def second(region: Region) -> Actor:
    """Of beheer as well."""
    return someone(region, "beheer2", Role.BEHEER, "SDD")


ACTORS = {"privacy": privacy, "manager": manager}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """All of that."""
    make_key(
        region.organisations["Sagènn"], "Leerlingsysteem", by=manager(region), valid_to=TODAY + timedelta(days=20)
    )  # fmt: skip
    assert region.colleague.employee
    content = {
        "employee": region.colleague.employee.pk, "role": "teamleider", "gemeente": None, "valid_from": TODAY,
        "valid_to": None,
    }  # fmt: skip
    propose(Proposal.Act.ROLE, content, by=second(region), words="B. Jansen wordt teamleider")
    begin_emergency(
        dossiers["talking"].pk, gemeente="0505", by=region.outsider, reason=EmergencyAccess.Reason.DANGER,
        words="Belt in paniek, kan niet wachten",
    )  # fmt: skip
