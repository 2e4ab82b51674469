"""Which languages a letter is written in: Dutch, and beside it that of who gets it."""

from dataclasses import dataclass
from typing import Protocol

from wegwijs.documents.content import Content
from wegwijs.documents.wording import DUTCH, LANGUAGES, Words, words_in
from wegwijs.people.models import Person
from wegwijs.people.queries import contact_language


class Writable(Protocol):
    """A letter that can be said in the words of a language."""

    def content(self, words: Words) -> Content:
        """What it says."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in Dutch, which counts, and its translation; None: there is none in the language of this person."""

    content: Content
    translation: Content | None = None


def written(letter: Writable, person: Person, *, words: Words = DUTCH) -> Written:
    """The letter for this person. ``words`` is the Dutch text in force."""
    spoken = contact_language(person)
    if spoken is None or spoken.code not in LANGUAGES:
        return Written(letter.content(words))
    return Written(letter.content(words), letter.content(words_in(spoken.code).beside(words)))
