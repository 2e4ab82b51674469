"""Local policy: the numbers that a gemeente or the region sets itself, dated and with their source (M23)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from wegwijs.organisations.models import Beleid


class PolicyKey(StrEnum):
    """Every number of local policy that the product knows."""

    INTAKE_TALKS_ASIEL = "intake.gesprekken.asiel"
    INTAKE_TALKS_GEZIN = "intake.gesprekken.gezin"
    OPROEP_DAYS = "intake.oproep.dagen"
    PIP_FOUR_EYES = "pip.vier_ogen"
    FOLLOW_UP_DAYS = "contact.opvolgen.dagen"
    TALKS_PER_YEAR = "pip.voortgangsgesprekken"


@dataclass(frozen=True, slots=True)
class Policy:
    """One number of policy in force, with where it was laid down."""

    key: PolicyKey
    value: int
    source: str


# What holds where no gemeente and no region laid anything down; each is a choice of this product, not of the law.
DEFAULTS: Mapping[PolicyKey, Policy] = {
    key: Policy(key, value, "standaard van Wegwijs, geen besluit van de gemeente")
    for key, value in {
        PolicyKey.INTAKE_TALKS_ASIEL: 3,
        PolicyKey.INTAKE_TALKS_GEZIN: 4,
        PolicyKey.OPROEP_DAYS: 14,
        PolicyKey.PIP_FOUR_EYES: 1,
        PolicyKey.FOLLOW_UP_DAYS: 7,
        PolicyKey.TALKS_PER_YEAR: 2,
    }.items()
}


def policies(gemeente: str, *, on: date) -> dict[PolicyKey, Policy]:
    """Every number of policy for a gemeente on a day; the gemeente's own goes before the region's."""
    in_force = Beleid.objects.filter(
        Q(gemeente_id=gemeente) | Q(gemeente=None),
        Q(valid_to=None) | Q(valid_to__gte=on),
        valid_from__lte=on,
    ).order_by("valid_from")
    found = dict(DEFAULTS)
    rows = list(in_force)
    for row in [r for r in rows if r.gemeente_id is None] + [r for r in rows if r.gemeente_id]:
        found[PolicyKey(row.key)] = Policy(PolicyKey(row.key), row.value, row.source)
    return found


def policy(key: PolicyKey, gemeente: str, *, on: date) -> Policy:
    """One number of policy for a gemeente on a day."""
    return policies(gemeente, on=on)[key]
