"""What a letter says of itself: its language, the version of its words, what stands around them, and whether it is a
translation."""

from datetime import date
from typing import Any, Protocol

from wegwijs.documents.content import LABELS
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Words


class Addressed(Protocol):
    """A letter from somebody, to somebody by name, on a day, about a dossier by its number."""

    @property
    def name(self) -> str: ...
    @property
    def dated(self) -> date: ...
    @property
    def sender(self) -> Sender: ...
    @property
    def number(self) -> str: ...


def framed(letter: Addressed, words: Words, *sections: str) -> dict[str, Any]:
    """What stands around every letter, and what it says of itself (``about``)."""
    return {
        "salutation": words.say("brief", "aanhef", naam=Same(letter.name)),
        "dated": letter.dated.isoformat(),
        "sender": letter.sender.head(),
        "reference": letter.sender.reference(letter.number, words),
        "return_address": letter.sender.return_address,
        **about(words, *sections),
    }


def about(words: Words, *sections: str) -> dict[str, Any]:
    """The fields of a letter's content that follow from the words it is written in; ``sections`` are those it has.

    A translation says so, in its own language and in Dutch: that the Dutch letter counts, and whether a translator
    looked at it.
    """
    found: dict[str, Any] = {
        "language": words.language,
        "wording": tuple((section, words.versions.get(section, 1)) for section in ("brief", *sections)),
        "numbered": True,
        "labels": tuple((key, words.say("brief", key)) for key in LABELS),
    }
    if not words.original:
        state = "nagekeken" if words.checked else "niet_nagekeken"
        version = Same(words.version)
        found["notice"] = (
            (words.say("brief", "vertaling"), DUTCH.say("brief", "vertaling")),
            (words.say("brief", "vertaling_uitleg"), DUTCH.say("brief", "vertaling_uitleg")),
            (words.say("brief", state, versie=version), DUTCH.say("brief", state, versie=version)),
        )
    return found
