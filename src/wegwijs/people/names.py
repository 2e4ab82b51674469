"""Names as they are written: natural order, list order, and a sort key equal on every server."""

import re
import unicodedata

# Letters that are one letter with a stroke or without a dot, and don't fall apart into a plain one and an accent: Yıldız,
# Łukasz, Søren. Marks that look like an apostrophe count as letters for Unicode; in a name they are none.
_PLAIN = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe", "ŋ": "n",
        "ə": "e", "ʼ": " ", "ʻ": " ", "ʾ": " ", "ʿ": " ", "ˈ": " ",
    }
)  # fmt: skip
_WITHIN = re.compile(r"(?<=\w)[-'’‘`´‐‑ʼʻʾʿ](?=\w)")

# What nobody sees in a name and what turns round the text behind it; joiners that Persian and others write with stay.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")

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
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def as_one(text: str) -> str:
    """``plain``, with what an apostrophe or hyphen keeps together as one word: Al-Khatib gives alkhatib, Na'ima naima."""
    return plain(_WITHIN.sub("", text))


def tidy(text: str) -> str:
    """A name as it is kept: single spaces, without control characters or marks that turn the direction of a line."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def sort_key(voornamen: str, geslachtsnaam: str) -> str:
    """Sorts on geslachtsnaam without voorvoegsel, then on voornamen."""
    return f"{plain(geslachtsnaam)} {plain(voornamen)}".strip()[:440]
