"""Which column of a file holds which of our fields: the guess, and the check of what was chosen."""

from collections.abc import Iterable, Mapping

from wegwijs.errors import DomainError
from wegwijs.stages.overdracht.profile import VELDEN

# Who it is: what a row needs before a profile can be kept.
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "v_nummer": ("v-nummer", "vnummer", "v nr", "vreemdelingennummer", "vreemdelingnummer"),
    "bsn": ("bsn", "burgerservicenummer"),
    "achternaam": ("achternaam", "geslachtsnaam", "naam", "familienaam"),
    "voornamen": ("voornamen", "voornaam"),
    "tussenvoegsel": ("tussenvoegsel", "voorvoegsel", "voorvoegsels"),
    "geboortedatum": ("geboortedatum", "geboren", "geb datum"),
    "geslacht": ("geslacht",),
}
LABELS: Mapping[str, str] = {
    "v_nummer": "V-nummer",
    "bsn": "BSN",
    "achternaam": "Achternaam",
    "voornamen": "Voornamen",
    "tussenvoegsel": "Tussenvoegsel",
    "geboortedatum": "Geboortedatum",
    "geslacht": "Geslacht",
    **{key: veld.label for key, veld in VELDEN.items()},
}


def plain(name: str) -> str:
    """A column name without case, spaces and punctuation."""
    return "".join(c for c in name.casefold() if c.isalnum())


_NAMES: Mapping[str, str] = {
    plain(alias): key
    for key, aliases in (
        *((key, (*names, key)) for key, names in IDENTITY.items()),
        *((veld.key, (veld.key, veld.label, *veld.aliases)) for veld in VELDEN.values()),
    )
    for alias in aliases
}


def guess(header: Iterable[str]) -> dict[str, str]:
    """Column to field by name; a field that two columns may hold goes to the first. Unknown columns are left out."""
    found: dict[str, str] = {}
    for column in header:
        key = _NAMES.get(plain(column))
        if key and key not in found.values():
            found[column] = key
    return found


def check(mapping: Mapping[str, str]) -> None:
    """Raises DomainError when a field was chosen twice, or when no number says who a row is about."""
    chosen = list(mapping.values())
    double = next((key for key in chosen if chosen.count(key) > 1), None)
    if double:
        raise DomainError(f"U koos ‘{LABELS[double]}’ bij twee kolommen. Kies er een.")
    if not {"v_nummer", "bsn"} & set(chosen):
        raise DomainError(
            "Kies welke kolom het v-nummer of het BSN is. Zonder nummer weten wij niet wie het is."
        )
