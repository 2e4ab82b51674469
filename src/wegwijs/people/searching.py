"""Find persons by name, in any order of words, by the beginning of a word, and by how it sounds.

Each person has a row for every two words of the name in both orders, so that two words are one range of one index: the cost
doesn't grow with how many people bear the first of them. The comparisons are leakproof ones only, as row security asks.
"""

from collections.abc import Iterator
from itertools import permutations
from typing import Any, NamedTuple

from wegwijs.people.names import as_one, plain
from wegwijs.people.sound import sound

LONGEST = 60
# More words than this nobody types; the others of a very long name aren't searched by.
MOST_WORDS = 8
# A shorter word counts only when it is the whole word: "Li", not all who begin with it.
SHORTEST_BEGINNING = 3
# So many candidates are looked at a way of searching; a page shows fewer and asks for more words.
CANDIDATES = 60


class NamePair(NamedTuple):
    """Two words of a name in one of the two orders, each with how it sounds; the second is "" for who has one name."""

    word: str
    other: str
    sound: str
    other_sound: str


def words_of(text: str) -> list[str]:
    """The different words of a name or of what was asked, normalised, in order; at most MOST_WORDS."""
    return list(dict.fromkeys(word[:LONGEST] for word in plain(text).split()))[:MOST_WORDS]


def name_pairs(*parts: str) -> Iterator[NamePair]:
    """What is stored of a name, given as its parts; "Al-Khatib" by its words and as the one word that others write."""
    name = " ".join(parts)
    words = list(dict.fromkeys([*words_of(name), *words_of(as_one(name))]))[:MOST_WORDS]
    pairs = permutations(words, 2) if len(words) > 1 else ((word, "") for word in words)
    for word, other in pairs:
        yield NamePair(word, other, sound(word), sound(other))


class Hits(NamedTuple):
    """SQL that gives ``person_id`` and ``place`` (0: as typed, 1: sounds alike), with its parameters."""

    sql: str
    params: dict[str, Any]


def by_name(words: list[str], birth: dict[str, int] | None = None) -> Hits:
    """Persons whose name has all these words (of ``words_of``, at least one); ``birth`` narrows by birth year, month, day.

    Each way is one range of one index. What was found as typed is not looked for again by its sound.
    """
    typed = [sound(word) if len(word) >= SHORTEST_BEGINNING else "" for word in words]
    params: dict[str, Any] = {f"w{n}": word for n, word in enumerate(words)}
    params |= {f"e{n}": word + chr(0x10FFFF) for n, word in enumerate(words)}
    params |= {f"s{n}": heard for n, heard in enumerate(typed)}
    rest = "".join(_also(n, words, typed) for n in range(2, len(words)))
    source = "people_searchword w"
    if birth:
        source += " JOIN people_person b ON b.id = w.person_id"
        rest += "".join(f" AND b.birth_{part} = %(birth_{part})s" for part in birth)
        params |= {f"birth_{part}": value for part, value in birth.items()}
    union = " UNION ALL ".join(
        f"(SELECT w.person_id, {place} AS place FROM {source} WHERE {where}{rest}"  # noqa: S608
        f" {'ORDER BY w.word, w.other ' if place == 0 else ''}LIMIT {CANDIDATES})"
        for place, where in _ways(words, typed)
    )
    return Hits(f"SELECT person_id, min(place) AS place FROM ({union}) ways GROUP BY person_id", params)  # noqa: S608


def _ways(words: list[str], typed: list[str]) -> Iterator[tuple[int, str]]:
    """The first two words as typed (place 0), then with one or both as heard (place 1)."""
    first = _as_typed("w.word", 0, words)
    if len(words) == 1:
        yield 0, first
        if typed[0]:
            yield 1, f"w.sound = %(s0)s AND NOT ({first})"
        return
    second = _as_typed("w.other", 1, words)
    yield 0, f"{first} AND {second}"
    if typed[0]:
        yield 1, f"w.sound = %(s0)s AND {second} AND NOT ({first})"
    if typed[1]:
        turned = f"{_as_typed('w.other', 0, words)} AND NOT ({_as_typed('w.word', 1, words)})"
        yield 1, f"w.sound = %(s1)s AND {turned}"
    if typed[0] and typed[1]:
        yield 1, f"w.sound = %(s0)s AND w.other_sound = %(s1)s AND NOT ({first}) AND NOT ({second})"


def _as_typed(column: str, n: int, words: list[str]) -> str:
    """The condition that a column begins with a word, or is it when the word is short."""
    if len(words[n]) < SHORTEST_BEGINNING:
        return f"{column} = %(w{n})s"
    return f"{column} >= %(w{n})s AND {column} < %(e{n})s"


def _also(n: int, words: list[str], typed: list[str]) -> str:
    """A third word and those after it: looked up for each person that the first two found."""
    heard = f" OR o.sound = %(s{n})s" if typed[n] else ""
    return (
        f" AND EXISTS (SELECT 1 FROM people_searchword o WHERE o.person_id = w.person_id"  # noqa: S608
        f" AND ({_as_typed('o.word', n, words)}{heard}))"
    )
