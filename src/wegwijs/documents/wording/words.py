"""Sentences by their key, filled in for one person.

In a translation a value that was written in Dutch stays Dutch and is marked as such; a date, a number and a name are
the same in every language. The marks are Unicode's own isolates, which also keep them whole in text that runs from
right to left; ``content.runs`` reads them back.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wegwijs.errors import DomainError
from wegwijs.ui.format import day, long_day, weekday

HERE = Path(__file__).parent / "data"
PLACE = re.compile(r"\{([a-z_]+)\}")
# A passage in Dutch inside another language; a passage of no language (a date, a name); the end of either.
DUTCH_PASSAGE, NEUTRAL, END = "\u2066", "\u2068", "\u2069"
OURS = re.compile(f"[{DUTCH_PASSAGE}{NEUTRAL}{END}]")
ISOLATES = re.compile("[\u2066-\u2069\u202a-\u202e]")
# The languages that letters are translated in.
LANGUAGES = ("en", "ar", "ti", "uk", "tr")
_SPELLED = {3: "drie", 6: "zes"}


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day with the name of the day of the week."""

    day: date


@dataclass(frozen=True, slots=True)
class Count:
    """A number that Dutch writes as a word where it can."""

    number: int


@dataclass(frozen=True, slots=True)
class Same:
    """What is the same in every language: a name, a number, a time, an address on the internet."""

    words: str


Value = str | int | date | Weekday | Count | Same


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of the letters in one language.

    ``texts`` maps a section and a key to a sentence, ``fixed`` Dutch sentences that the application itself fills in
    to their translation. ``version`` and ``checked`` (by a translator) tell of a translation; ``versions`` are those of
    the Dutch text of each section: 1 is what the application brings (see ``queries.words_for``).
    ``replaced``: the sentences (section and key) of a translation that are said with ``dutch`` instead: see ``beside``.
    ``outdated``: sentences that no letter may hold, with why and what to do: see ``queries.words_for``.
    """

    language: str
    texts: Mapping[str, Mapping[str, str]]
    fixed: Mapping[str, str] = field(default_factory=dict)
    weekdays: tuple[str, ...] = ()
    version: str = "1"
    checked: bool = False
    versions: Mapping[str, int] = field(default_factory=dict)
    replaced: frozenset[tuple[str, str]] = frozenset()
    dutch: "Words | None" = None
    outdated: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def original(self) -> bool:
        """Whether this is the text that counts."""
        return self.language == "nl"

    def say(self, section: str, key: str, **values: Value) -> str:
        """A sentence, filled in. Raises KeyError for one that doesn't exist or a value that is lacking, DomainError for one
        that is outdated.

        One whose Dutch has changed is whole Dutch, with what is filled in, and marked so.
        """
        if self.dutch and (section, key) in self.replaced:
            return _marked(self.dutch.say(section, key, **values))
        if (section, key) in self.outdated:
            raise DomainError(self.outdated[section, key])
        filled = PLACE.sub(lambda found: self.value(values[found[1]]), self.texts[section][key])
        return filled.strip()

    def value(self, value: Value) -> str:
        """A value as it stands in a sentence of this language."""
        match value:
            case Same(words):
                return self._neutral(words)
            case Weekday(on):
                return (
                    weekday(on)
                    if self.original
                    else f"{self.weekdays[on.weekday()]} {self._neutral(day(on))}"
                )
            case date():
                return long_day(value) if self.original else self._neutral(day(value))
            case Count(number):
                return _SPELLED.get(number, str(number)) if self.original else self._neutral(str(number))
            case int():
                return self._neutral(str(value))
            case _:
                return self.passage(value)

    def passage(self, dutch: str) -> str:
        """Words written in Dutch: translated where they are a sentence of ours, else marked as Dutch."""
        if self.original:
            return OURS.sub("", dutch)
        plain = ISOLATES.sub("", dutch)
        if not plain:
            return ""
        return self.fixed.get(plain) or f"{DUTCH_PASSAGE}{plain}{END}"

    def _neutral(self, words: str) -> str:
        if self.original:
            return OURS.sub("", words)
        plain = ISOLATES.sub("", words)
        return f"{NEUTRAL}{plain}{END}" if plain else ""

    def beside(self, dutch: "Words") -> "Words":
        """This translation beside a Dutch text: a sentence of which the Dutch has changed stays Dutch, marked so."""
        replaced = frozenset(
            (section, key)
            for section, keys in dutch.texts.items()
            for key, words in keys.items()
            if key not in self.texts[section] or words != DUTCH.texts[section][key]
        )
        return replace(self, replaced=replaced, dutch=dutch, versions=dutch.versions)


def _marked(dutch: str) -> str:
    return f"{DUTCH_PASSAGE}{dutch}{END}" if dutch else ""


@cache
def words_in(language: str) -> Words:
    """The sentences that came with the application. Raises KeyError for a language we don't have."""
    if language != "nl" and language not in LANGUAGES:
        raise KeyError(language)
    source = (HERE / f"{language}.toml").read_text(encoding="utf-8")
    # ``[[words]]`` in a translation stay Dutch.
    data: dict[str, Any] = tomllib.loads(source.replace("[[", DUTCH_PASSAGE).replace("]]", END))
    about = data.pop("vertaling", {})
    return Words(
        language=language,
        fixed=data.pop("waarden", {}),
        weekdays=tuple(about.get("weekdagen", ())),
        version=about.get("versie", "1"),
        checked=about.get("nagekeken", False),
        texts=data,
    )


DUTCH = words_in("nl")
