"""The half-days with which a group begins in a region that laid down none of its own (``models.Programmaversie``).

What they are about comes from the regional plan of 2021 (half-days on health, money, norms and values, language, a working visit;
VluchtelingenWerk gives part of them); their order and length are a choice of this product. What their hours count for is the law's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijs.groups.models import Programme
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import OrganisationKind
from wi2021.leerroutes import THEMAS_KNM, THEMAS_MAP

MINUTES = 150
VWN, OURS = OrganisationKind.BEGELEIDING, OrganisationKind.UITVOERDER


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half-day. ``giver`` is the kind of organisation that gives it, ``minutes`` how long it lasts."""

    title: str
    soort: Soort
    giver: OrganisationKind
    theme: str = ""
    practical: bool = False
    minutes: int = MINUTES


HEALTH = next(theme for theme in THEMAS_KNM if theme.startswith("gezondheid"))
WORK = next(theme for theme in THEMAS_MAP if theme.startswith("beroepenori"))

STANDARD: Mapping[Programme, tuple[HalfDay, ...]] = {
    Programme.WELKOM: (
        HalfDay("Kennismaken en de weg vinden", Soort.BEGELEIDING, VWN),
        HalfDay("Gezondheid: huisarts, apotheek, ziekenhuis", Soort.KNM, VWN, HEALTH),
        HalfDay("Geld: rekeningen, toeslagen, verzekeringen", Soort.FINANCIEEL, VWN),
        HalfDay("Geld: plannen met de Eurowijzer", Soort.FINANCIEEL, VWN),
        HalfDay("Normen en waarden", Soort.PVT, VWN),
        HalfDay("Normen en waarden: een activiteit in de buurt", Soort.PVT, VWN, practical=True),
        HalfDay("Taal in het dagelijks leven", Soort.NT2, OURS),
        HalfDay("Werkbezoek aan een bedrijf", Soort.MAP, OURS, WORK, practical=True),
    ),
    Programme.PVT: (
        HalfDay("Kernwaarden: kennismaking", Soort.PVT, VWN),
        HalfDay("Kernwaarden: in het dagelijks leven", Soort.PVT, VWN),
        HalfDay("Kernwaarden: in gesprek", Soort.PVT, VWN),
        HalfDay("Een activiteit die een kernwaarde praktisch maakt", Soort.PVT, VWN, practical=True),
        HalfDay("Terugblik en ondertekening", Soort.PVT, VWN),
    ),
}
