"""Whether Dutch is plain enough for who reads at A2: what a machine can see, as advice and never as a verdict."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wegwijs.documents.wording.words import PLACE

LONGEST_SENTENCE = 15
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"[\w’'-]+")
# "wordt ... gemaakt": who does it isn't said.
_PASSIVE = re.compile(
    r"\b(word|wordt|worden|werd|werden)\b[^.!?]*?\b(ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her)\w{2,}(?:d|t))\b", re.IGNORECASE
)  # fmt: skip
_PASSIVE_TURNED = re.compile(r"\b(ge\w{2,}(?:d|t|en)) (wordt|worden|werd|werden)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that could be plainer, as a sentence that says what to do."""

    sentence: str


def advice_on(words: str) -> tuple[Advice, ...]:
    """What could be plainer in one paragraph: long sentences, hard words, sentences that don't say who acts."""
    text = PLACE.sub("x", words.replace("**", ""))
    found = [*_long(text), *_hard(text)]
    if _PASSIVE.search(text) or _PASSIVE_TURNED.search(text):
        found.append(
            Advice("Zeg wie het doet. Schrijf ‘wij sturen de brief’, niet ‘de brief wordt gestuurd’.")
        )
    return tuple(found)


def unexplained(texts: Mapping[str, str]) -> dict[str, tuple[Advice, ...]]:
    """By key of the paragraph where a legal term stands first, that no paragraph explains it."""
    found: dict[str, tuple[Advice, ...]] = {}
    plain = {key: PLACE.sub("x", words.replace("**", "")) for key, words in texts.items()}
    for term, example in _lists()["juridisch"].items():
        whole = re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE)
        uses = [key for key, words in plain.items() if whole.search(words)]
        if uses and not any(_explains(plain[key], term) for key in uses):
            said = Advice(f"Leg één keer uit wat ‘{term}’ is. Bijvoorbeeld: {example}")
            found[uses[0]] = (*found.get(uses[0], ()), said)
    return found


def _explains(words: str, term: str) -> bool:
    """Whether the paragraph says what the term means: it is named as a name, between brackets, or followed by it."""
    name = re.escape(term)
    ways = (
        rf"\bheet (?:het |de )?{name}\b",
        rf"\b{name}\b ?[:(]",
        rf"[(:] ?(?:het |de )?{name}\b",
        rf"\b{name}\b[^.!?]*[.!?] (?:Dat is|Dat betekent|Dit is|Dan|Daarmee)\b",
        rf"\bU leert [^.!?]*[.!?][^.!?]*\b{name}\b",
    )
    return any(re.search(way, words, re.IGNORECASE) for way in ways)


def _long(text: str) -> list[Advice]:
    counted = ((sentence, len(_WORD.findall(sentence))) for sentence in _SENTENCE.split(text))
    return [
        Advice(f"Deze zin heeft {count} woorden; hoogstens {LONGEST_SENTENCE} leest makkelijker: ‘{_begin(sentence)}’")
        for sentence, count in counted
        if count > LONGEST_SENTENCE
    ]  # fmt: skip


def _hard(text: str) -> list[Advice]:
    return [
        Advice(f"‘{hard}’ is een moeilijk woord. Schrijf liever: {plainer}.")
        for hard, plainer in _lists()["moeilijk"].items()
        if re.search(rf"\b{re.escape(hard)}\b", text, re.IGNORECASE)
    ]


def _begin(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "data" / "woorden.toml").read_text(encoding="utf-8"))
