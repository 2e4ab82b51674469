"""Rows of guidance: what is offered everywhere, the plan of one person, hours on its parts, and referrals to others."""

from wegwijs.stages.begeleiding.models.aanbod import (
    Aanbodafwijking,
    Aanbodregel,
    Basisaanbod,
    Begeleidingsdeel,
)
from wegwijs.stages.begeleiding.models.plan import (
    Begeleidingsplan,
    Begeleidingsuren,
    Eindreden,
    Planregel,
    Planversie,
)
from wegwijs.stages.begeleiding.models.verwijzing import (
    Gegeven,
    Grondslag,
    Reden,
    Stopreden,
    Toestemmingswijze,
    Uitkomst,
    Verwijzing,
    Weigering,
)

__all__ = [
    "Aanbodafwijking", "Aanbodregel", "Basisaanbod", "Begeleidingsdeel", "Begeleidingsplan", "Begeleidingsuren", "Eindreden",
    "Gegeven", "Grondslag", "Planregel", "Planversie", "Reden", "Stopreden", "Toestemmingswijze", "Uitkomst", "Verwijzing",
    "Weigering",
]  # fmt: skip
