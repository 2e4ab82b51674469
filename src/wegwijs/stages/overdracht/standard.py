"""What a household arranges on a regeldag: the steps that every gemeente begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Feeds(StrEnum):
    """Which fact of the dossiers a step gives when it is done."""

    BRP = "brp"
    BIJSTAND = "bijstand"


@dataclass(frozen=True, slots=True)
class StandardStep:
    """A step before anybody filled in where and when. ``plain`` says it at A2, for the page that the household takes along.

    ``at_home``: it happens in the home, or its papers name it.
    """

    key: str
    title: str
    plain: str
    body: str = ""
    papers: str = ""
    at_home: bool = False
    feeds: Feeds | None = None


# Above the steps on that page; translated with the letters' own values, as ``plain`` is.
PLAIN_LEAD = "U regelt op deze dag alles voor uw nieuwe huis. Neem dit blad mee."
# Before the papers of a step. The papers themselves are translated one by one, in small letters.
BRING = "Neem mee:"
_IDENTITY = "Verblijfsdocument"
STANDARD: Mapping[str, StandardStep] = {
    step.key: step
    for step in (
        StandardStep("bezichtiging", "Woning bekijken", "U bekijkt uw huis.", "woningcorporatie", at_home=True),
        StandardStep("huur", "Huurcontract tekenen", "U tekent het contract voor uw huis.", "woningcorporatie", _IDENTITY, at_home=True),
        StandardStep("brp", "Inschrijven in de gemeente", "U schrijft zich in bij de gemeente.", "gemeente, burgerzaken", f"{_IDENTITY}, huurcontract, geboorteakte en huwelijksakte als u die hebt", feeds=Feeds.BRP),
        StandardStep("bijstand", "Bijstand aanvragen", "U vraagt geld aan om van te leven.", "Sociale Dienst Drechtsteden", f"{_IDENTITY}, huurcontract, bankpas", feeds=Feeds.BIJSTAND),
        StandardStep("bank", "Bankrekening openen", "U opent een rekening bij een bank.", "bank", _IDENTITY),
        StandardStep("energie", "Stroom en gas regelen", "U regelt stroom en gas voor uw huis.", "energieleverancier", "Meterstanden, bankrekening", at_home=True),
        StandardStep("water", "Water regelen", "U regelt water voor uw huis.", "waterbedrijf", "Bankrekening", at_home=True),
        StandardStep("verzekering", "Zorgverzekering en andere verzekeringen", "U sluit een zorgverzekering af.", "verzekeraar", f"{_IDENTITY}, bankrekening"),
        StandardStep("digid", "DigiD aanvragen", "U vraagt DigiD aan. Daarmee regelt u zaken op internet.", "gemeente of thuis", "Telefoon"),
        StandardStep("huisarts", "Huisarts kiezen", "U kiest een huisarts.", "huisartsenpraktijk", "Pas van de zorgverzekering"),
        StandardStep("school", "School voor de kinderen", "U meldt uw kinderen aan bij een school.", "school", _IDENTITY),
    )
}  # fmt: skip
