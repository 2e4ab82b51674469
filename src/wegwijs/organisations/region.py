"""The first region, Drechtsteden: its seven gemeenten, its organisations, and the system accounts that act by themselves.

Municipality codes: RvIG table 33. The OINs are made up for trial and test: a real region fills in its own, and the addresses that letters name.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wegwijs.organisations.models import Gemeente, Organisation, OrganisationKind

START = date(2021, 10, 1)

GEMEENTEN: Mapping[str, str] = {
    "0482": "Alblasserdam",
    "0505": "Dordrecht",
    "0523": "Hardinxveld-Giessendam",
    "0531": "Hendrik-Ido-Ambacht",
    "0590": "Papendrecht",
    "0610": "Sliedrecht",
    "0642": "Zwijndrecht",
}

ORGANISATIONS: tuple[tuple[str, str, OrganisationKind, str], ...] = (
    ("SDD", "Sociale Dienst Drechtsteden", OrganisationKind.UITVOERDER, "Dordrecht"),
    ("VluchtelingenWerk", "VluchtelingenWerk Drechtsteden", OrganisationKind.BEGELEIDING, "Dordrecht"),
    ("Sagènn", "Sagènn Educatie B.V.", OrganisationKind.AANBIEDER, "Rotterdam"),
    ("NLtraining", "NLtraining", OrganisationKind.AANBIEDER, "Amsterdam"),
    ("COA", "Centraal Orgaan opvang asielzoekers", OrganisationKind.COA, "Rijswijk"),
    ("SCD", "Servicecentrum Drechtsteden, bureau Inkoop", OrganisationKind.INKOOP, "Dordrecht"),
    ("SWT", "Sociaal Wijkteam", OrganisationKind.WIJKTEAM, "Dordrecht"),
    ("Buurtwerk", "Buurtwerk", OrganisationKind.WIJKTEAM, "Dordrecht"),
    ("DUO", "Dienst Uitvoering Onderwijs", OrganisationKind.RIJK, "Groningen"),
    ("Wegwijs", "Wegwijs", OrganisationKind.RIJK, ""),
)


@transaction.atomic
def set_up_region() -> dict[str, Organisation]:
    """Make sure that the gemeenten and organisations are there; what exists already is left alone."""
    for code, naam in GEMEENTEN.items():
        Gemeente.objects.get_or_create(
            code=code,
            defaults={
                "naam": naam,
                "oin": f"0000000{code}00000{code}",
                "valid_from": START,
            },
        )
    made = {}
    for short, name, kind, place in ORGANISATIONS:
        organisation, new = Organisation.objects.get_or_create(
            short=short, defaults={"name": name, "kind": kind, "place": place, "valid_from": START}
        )
        if new:
            organisation.gemeenten.set(Gemeente.objects.filter(pk__in=GEMEENTEN))
        made[short] = organisation
    return made
