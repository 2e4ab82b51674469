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
class PolicyText:
    """How a number of policy reads; it lies between ``low`` and ``high``, both included."""

    label: str
    explained: str
    unit: str
    low: int
    high: int

    def words(self, value: int) -> str:
        """The value with its unit; ja or nee where it is a yes or no."""
        if (self.low, self.high) == (0, 1):
            return "ja" if value else "nee"
        return f"{value} {self.unit}"


TEXTS: Mapping[PolicyKey, PolicyText] = {
    PolicyKey.INTAKE_TALKS_ASIEL: PolicyText(
        "Gesprekken in de brede intake, asiel",
        "Hoeveel gesprekken een asielstatushouder ten minste krijgt",
        "gesprekken",
        1,
        12,
    ),
    PolicyKey.INTAKE_TALKS_GEZIN: PolicyText(
        "Gesprekken in de brede intake, gezin en overig",
        "Hoeveel gesprekken een gezinsmigrant ten minste krijgt",
        "gesprekken",
        1,
        12,
    ),
    PolicyKey.OPROEP_DAYS: PolicyText(
        "Tijd tussen oproep en gesprek",
        "Hoeveel dagen iemand heeft om op een oproep te reageren",
        "dagen",
        1,
        60,
    ),
    PolicyKey.PIP_FOUR_EYES: PolicyText(
        "Vier ogen bij het PIP",
        "Ja: wie het PIP opstelt, stelt het niet zelf vast. Schrijf 1 voor ja en 0 voor nee",
        "1 of 0",
        0,
        1,
    ),
    PolicyKey.FOLLOW_UP_DAYS: PolicyText(
        "Opvolgen van een contact", "Binnen hoeveel dagen een vervolgtaak af moet zijn", "dagen", 1, 90
    ),
    PolicyKey.TALKS_PER_YEAR: PolicyText(
        "Voortgangsgesprekken per jaar",
        "Hoeveel gesprekken per jaar in een nieuw PIP komen te staan",
        "gesprekken",
        1,
        12,
    ),
}


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
