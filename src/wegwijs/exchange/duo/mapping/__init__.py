"""Between DUO's field names and ours. Nothing outside this folder and the fake knows a field name of DUO."""

from wegwijs.exchange.duo.mapping.reading import (
    DuoContentError,
    Fact,
    doelgroep,
    examens,
    ontheffingen,
    pip_van_vorige_gemeente,
    plicht,
    termijn,
    toets_aangemeld,
    toets_resultaten,
    vrijstellingen,
)
from wegwijs.exchange.duo.mapping.sending import (
    MODULES,
    NotForDuo,
    contact_for_duo,
    module_for_duo,
    offer_for_duo,
    pip_for_duo,
)

__all__ = [
    "MODULES", "DuoContentError", "Fact", "NotForDuo", "contact_for_duo", "doelgroep", "examens", "module_for_duo",
    "offer_for_duo", "ontheffingen", "pip_for_duo", "pip_van_vorige_gemeente", "plicht", "termijn", "toets_aangemeld", "toets_resultaten",
    "vrijstellingen",
]  # fmt: skip
