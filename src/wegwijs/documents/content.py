"""What a letter says, as blocks. One content, two renderings: the PDF on paper and the preview on the page."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a block is."""

    HEADING = "kop"
    TEXT = "tekst"
    BULLETS = "lijst"
    FACTS = "feiten"
    BOX = "kader"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a letter. ``**words**`` become bold. ``rows`` are (label, value) pairs of a FACTS block."""

    kind: Kind
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


def heading(text: str) -> Block:
    """A heading under the letter's subject."""
    return Block(Kind.HEADING, text)


def text(words: str) -> Block:
    """A paragraph."""
    return Block(Kind.TEXT, words)


def bullets(*items: str) -> Block:
    """A list."""
    return Block(Kind.BULLETS, items=items)


def facts(*rows: tuple[str, str]) -> Block:
    """A small table of labels and values; rows without a value are left out."""
    return Block(Kind.FACTS, rows=tuple((label, value) for label, value in rows if value))


def box(words: str) -> Block:
    """A paragraph that must not be missed."""
    return Block(Kind.BOX, words)


@dataclass(frozen=True, slots=True)
class Content:
    """A whole letter but for the address, which is taken when it is sent.

    ``sender`` are the lines of the letterhead, ``reference`` (label, value) pairs beside the address, ``dated`` the
    day on the letter (ISO), ``signature`` the lines under it.
    """

    subject: str
    salutation: str
    dated: str
    sender: tuple[str, ...]
    reference: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    signature: tuple[str, ...]
    language: str = "nl"
    return_address: str = ""
    enclosures: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """As it is frozen in the database."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Content":
        """What ``to_json`` wrote."""
        blocks = tuple(
            Block(Kind(b["kind"]), b["text"], tuple(b["items"]), _pairs(b["rows"])) for b in data["blocks"]
        )
        lists: dict[str, Any] = {name: tuple(data[name]) for name in ("sender", "signature", "enclosures")}
        rest: dict[str, Any] = {**data, **lists, "blocks": blocks, "reference": _pairs(data["reference"])}
        return cls(**rest)


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in rows)


def runs(words: str) -> list[dict[str, Any]]:
    """``**words**`` cut into pieces that say whether they are bold; a lone pair of stars stays as it is."""
    parts = words.split("**")
    if len(parts) % 2 == 0:
        return [{"text": words, "bold": False}]
    return [{"text": part, "bold": bool(place % 2)} for place, part in enumerate(parts) if part]
