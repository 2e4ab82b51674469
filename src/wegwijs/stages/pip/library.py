"""What a PIP can be filled with: goals per leefgebied, and kinds of support. The words stand in ``data/*.toml``.

Leefgebieden and sub-goals follow the lists of the Gemeentelijk Gegevensmodel (Inburgering 2.5.1), worded
for the inburgeraar at A2.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

FOLDER = Path(__file__).parent / "data"


class Leefgebied(models.TextChoices):
    """The part of life that a goal is about."""

    TAAL = "taal", "Taal"
    WERK = "werk", "Werk"
    OPLEIDING = "opleiding", "Opleiding"
    MEEDOEN = "meedoen", "Meedoen"
    FINANCIEN = "financien", "Geld"
    GEZONDHEID = "gezondheid", "Gezondheid"
    WONEN = "wonen", "Wonen"
    ZORGTAKEN = "zorgtaken", "Zorg voor anderen"
    DIGITAAL = "digitaal", "Computer en telefoon"
    NETWERK = "netwerk", "Mensen om u heen"
    EIGEN = "eigen", "In eigen woorden"


class Hulp(models.TextChoices):
    """A kind of support or guidance."""

    REGISSEUR = "regisseur", "vaste regisseur inburgering"
    BEGELEIDING = "begeleiding", "maatschappelijke begeleiding"
    TAALMAATJE = "taalmaatje", "taalmaatje"
    TOLK = "tolk", "tolk bij gesprekken"
    JOBCOACH = "jobcoach", "hulp bij het vinden van werk"
    STUDIE = "studie", "hulp bij het kiezen van een opleiding"
    GELD = "geld", "hulp bij geld"
    DIGITAAL = "digitaal", "hulp bij computer en DigiD"
    WIJKTEAM = "wijkteam", "sociaal wijkteam"
    KINDEROPVANG = "kinderopvang", "hulp bij kinderopvang"
    ZORG = "zorg", "hulp bij zorg en gezondheid"
    VOORZIENING = "voorziening", "aanpassing bij een beperking"


@dataclass(frozen=True, slots=True)
class Voorbeelddoel:
    """A goal to choose from."""

    sleutel: str
    leefgebied: Leefgebied
    tekst: str


@dataclass(frozen=True, slots=True)
class Hulptekst:
    """How the letter words a kind of support. ``alleen_asiel``: the law gives it to asielstatushouders only."""

    soort: Hulp
    tekst: str
    alleen_asiel: bool


@cache
def goals() -> Mapping[str, Voorbeelddoel]:
    """Every goal by key, in the order of the file."""
    rows = _rows("doelen.toml", "doel")
    return {
        row["sleutel"]: Voorbeelddoel(row["sleutel"], Leefgebied(row["leefgebied"]), row["tekst"])
        for row in rows
    }


@cache
def support() -> Mapping[str, Hulptekst]:
    """Every kind of support, in the order of the file."""
    rows = _rows("ondersteuning.toml", "hulp")
    return {
        row["soort"]: Hulptekst(Hulp(row["soort"]), row["tekst"], row.get("alleen_asiel", False))
        for row in rows
    }


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))[key]
    return rows
