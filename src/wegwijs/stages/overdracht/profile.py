"""The klantprofiel of COA: which fields it has, what each may hold, and the column names by which files call them.

TVS has no published format. The fields follow the GGM's Asielstatushouder and what art. 9.4 of the Besluit lets COA
give: identity, family, voorinburgering, and what a match with a gemeente rests on. No health data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wegwijs.errors import DomainError
from wegwijs.people.languages import LANGUAGES
from wegwijs.ui.format import day
from wegwijs.ui.forms.dates import read as read_date


class Soort(StrEnum):
    """How a value is written and checked."""

    TEXT = "tekst"
    DATE = "datum"
    CHOICE = "keuze"
    NUMBER = "getal"


class Deel(StrEnum):
    """The part of the profile a field stands in."""

    KOPPELING = "Koppeling"
    BEREIKBAAR = "Bereikbaar in de opvang"
    GEZIN = "Gezin"
    ACHTERGROND = "Taal, school en werk"
    VOORINBURGERING = "Voorinburgering"
    PRAKTISCH = "Geregeld"


JA_NEE = ("ja", "nee", "onbekend")


@dataclass(frozen=True, slots=True)
class Veld:
    """One field. ``needed``: without it the handover isn't complete. ``aliases`` are other names for its column."""

    key: str
    label: str
    deel: Deel
    soort: Soort = Soort.TEXT
    choices: tuple[str, ...] = ()
    size: int = 160
    needed: bool = False
    aliases: tuple[str, ...] = ()


_V, _D = Veld, Deel
VELDEN: Mapping[str, Veld] = {
    v.key: v
    for v in (
        _V("koppeldatum", "Gekoppeld op", _D.KOPPELING, Soort.DATE, aliases=("datum koppeling", "koppelingsdatum", "gekoppeld")),
        _V("locatie", "Opvanglocatie", _D.KOPPELING, needed=True, aliases=("azc", "coa locatie", "verblijfslocatie")),
        _V("casemanager", "Casemanager COA", _D.KOPPELING, aliases=("contactpersoon coa", "coa medewerker")),
        _V("wensplaats", "Reden voor deze gemeente", _D.KOPPELING, Soort.CHOICE, ("familie", "werk", "opleiding", "geen"), aliases=("plaatsingscriterium", "matchcriterium")),
        _V("telefoon", "Telefoon", _D.BEREIKBAAR, size=40, needed=True, aliases=("telefoonnummer", "mobiel", "telefoonnummer verblijf azc")),
        _V("email", "E-mail", _D.BEREIKBAAR, size=120, aliases=("emailadres", "mail", "e mailadres", "emailadres verblijf azc")),
        _V("gezinsgrootte", "Aantal personen in het gezin", _D.GEZIN, Soort.NUMBER, needed=True, aliases=("gezinsleden", "aantal personen")),
        _V("nareizigers", "Nareizigers verwacht", _D.GEZIN, Soort.CHOICE, JA_NEE, aliases=("nareis", "gezinshereniging")),
        _V("taal", "Moedertaal", _D.ACHTERGROND, aliases=("contacttaal", "taal spreken")),
        _V("tolk", "Tolk nodig", _D.ACHTERGROND, Soort.CHOICE, JA_NEE),
        _V("gealfabetiseerd", "Kan het Latijnse schrift lezen", _D.ACHTERGROND, Soort.CHOICE, JA_NEE, aliases=("alfabetisering", "latijns schrift")),
        _V("opleiding", "Hoogste opleiding", _D.ACHTERGROND, Soort.CHOICE, ("geen", "basisschool", "middelbaar", "beroepsopleiding", "hoger onderwijs", "onbekend"), aliases=("opleidingsniveau", "onderwijs")),
        _V("werkervaring", "Werkervaring", _D.ACHTERGROND, aliases=("beroep", "arbeidsverleden")),
        _V("voorinburgering", "Voorinburgering", _D.VOORINBURGERING, Soort.CHOICE, ("gevolgd", "deels gevolgd", "niet gevolgd"), aliases=("deelname voorinburgering",)),
        _V("onderdelen", "Onderdelen", _D.VOORINBURGERING, aliases=("onderdelen voorinburgering", "modules")),
        _V("taalniveau", "Taalniveau Nederlands", _D.VOORINBURGERING, Soort.CHOICE, ("geen", "op weg naar A1", "A1", "A2", "B1", "onbekend"), aliases=("niveau nederlands", "nt2 niveau")),
        _V("instemming", "Stemde in met voorinburgering", _D.VOORINBURGERING, Soort.CHOICE, JA_NEE, aliases=("instemming deelname voorinburgering",)),
        _V("digid", "DigiD aangevraagd", _D.PRAKTISCH, Soort.CHOICE, JA_NEE, aliases=("digid",)),
        _V("bankrekening", "Bankrekening", _D.PRAKTISCH, Soort.CHOICE, JA_NEE, aliases=("heeft bankrekening",)),
        _V("rijbewijs", "Rijbewijs", _D.PRAKTISCH, Soort.CHOICE, JA_NEE),
        _V("rijbewijs_land", "Land van het rijbewijs", _D.PRAKTISCH, size=50, aliases=("land rijbewijs",)),
    )
}  # fmt: skip


# The fields that COA supplies itself, by the fact of the law that they belong to (a key of ``wi2021.intake.GEGEVENS``).
COA_SUPPLIES: Mapping[str, tuple[str, ...]] = {
    "gezin": ("gezinsgrootte", "nareizigers"),
    "voorinburgering": ("voorinburgering", "onderdelen"),
    "taal": ("taal", "taalniveau", "gealfabetiseerd", "tolk"),
}


def tidy(veld: Veld, text: str) -> str:
    """The value as it is stored: dates as ISO, choices in the words of the list. Empty stays empty.

    Raises DomainError (field: the key) with what was expected.
    """
    value = " ".join(text.split())
    if not value:
        return ""
    match veld.soort:
        case Soort.DATE:
            return _iso(veld, value)
        case Soort.CHOICE:
            return _choice(veld, value)
        case Soort.NUMBER:
            if not (value.isascii() and value.isdigit() and 0 < int(value) < 100):
                raise DomainError(
                    f"‘{value[:30]}’ is geen aantal. Schrijf een getal van 1 tot 99.", field=veld.key
                )
            return str(int(value))
        case _:
            if len(value) > veld.size:
                raise DomainError(
                    f"Dit is te lang: {len(value)} tekens, er passen er {veld.size}. Kort het in.",
                    field=veld.key,
                )
            return value


def _iso(veld: Veld, value: str) -> str:
    found = read_date(value)
    try:
        if found:
            return date(*found).isoformat()
    except ValueError:
        pass
    raise DomainError(
        f"‘{value[:30]}’ is geen datum. Schrijf dag-maand-jaar, zoals 23-11-2026.", field=veld.key
    )


_SHORT = {"j": "ja", "y": "ja", "yes": "ja", "1": "ja", "true": "ja", "n": "nee", "no": "nee", "0": "nee", "false": "nee", "leeg": "onbekend"}  # fmt: skip


def _choice(veld: Veld, value: str) -> str:
    by_plain = {choice.casefold(): choice for choice in veld.choices}
    plain = value.casefold()
    if plain in by_plain:
        return by_plain[plain]
    if veld.choices == JA_NEE and plain in _SHORT:
        return _SHORT[plain]
    raise DomainError(f"‘{value[:30]}’ kennen wij niet. Kies uit: {', '.join(veld.choices)}.", field=veld.key)


def shown(key: str, value: str) -> str:
    """A stored value in Dutch; an unknown key shows its value."""
    veld = VELDEN.get(key)
    if veld and veld.soort is Soort.DATE and value:
        return day(date.fromisoformat(value))
    return value


def language_code(name: str) -> str | None:
    """The code of a language by its Dutch name or code; None when the list doesn't hold it."""
    plain = name.casefold().strip()
    for lang in LANGUAGES.values():
        if plain in (lang.code, lang.name.casefold()):
            return lang.code
    return None
