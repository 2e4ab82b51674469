"""Names as they are written: natural order, list order, and a sort key equal on every server."""

import unicodedata

# How someone is called of whom only a number came in.
UNNAMED = "Naam nog niet bekend"


def full_name(voornamen: str, voorvoegsel: str, geslachtsnaam: str) -> str:
    """ "Selam Tesfay", "Jan van der Berg"; someone with one name has only a geslachtsnaam."""
    return " ".join(part for part in (voornamen, voorvoegsel, geslachtsnaam) if part)


def list_name(voornamen: str, voorvoegsel: str, geslachtsnaam: str) -> str:
    """ "Tesfay, Selam", "Berg, Jan van der"; one name stands alone."""
    rest = " ".join(part for part in (voornamen, voorvoegsel) if part)
    return f"{geslachtsnaam}, {rest}" if rest else geslachtsnaam


def plain(text: str) -> str:
    """Without accents and case, letters and digits only separated by single spaces."""
    # Twice: decorated capitals become plain ones only when they are taken apart.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())


def sort_key(voornamen: str, geslachtsnaam: str) -> str:
    """Sorts on geslachtsnaam without voorvoegsel, then on voornamen."""
    return f"{plain(geslachtsnaam)} {plain(voornamen)}".strip()[:440]
