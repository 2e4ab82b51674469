"""What a letter says, as blocks. One content, two renderings: the PDF on paper and the preview on the page."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from wegwijs.documents.wording.words import DUTCH_PASSAGE, END, NEUTRAL, words_in

# What stands around the words of every letter.
LABELS = ("datum", "retouradres", "onderwerp", "inhoud", "groet", "bijlagen", "pagina", "van", "concept")
NO_LANGUAGE = "zxx"
OPENS = {DUTCH_PASSAGE: "nl", NEUTRAL: NO_LANGUAGE}
MARKS = re.compile(f"([{DUTCH_PASSAGE}{NEUTRAL}{END}])")


class Kind(StrEnum):
    """What a block is."""

    HEADING = "kop"
    TEXT = "tekst"
    BULLETS = "lijst"
    FACTS = "feiten"
    BOX = "kader"
    SQUARE = "vierkant"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a letter. ``**words**`` become bold. ``rows`` are (label, value) pairs of a FACTS block.

    ``text`` of a SQUARE block is the address that a telephone reads in it (a QR code).
    """

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
    """A list; what is empty is left out."""
    return Block(Kind.BULLETS, items=tuple(item for item in items if item))


def listed(title: str, *items: str) -> list[Block]:
    """A heading with its list; neither when every item is empty."""
    found = bullets(*items)
    return [heading(title), found] if found.items else []


def facts(*rows: tuple[str, str]) -> Block:
    """A small table of labels and values; rows without a value are left out."""
    return Block(Kind.FACTS, rows=tuple((label, value) for label, value in rows if value))


def box(words: str) -> Block:
    """A paragraph that must not be missed."""
    return Block(Kind.BOX, words)


def square(address: str) -> Block:
    """An address for a telephone to read from paper."""
    return Block(Kind.SQUARE, address)


@dataclass(frozen=True, slots=True)
class Content:
    """A whole letter but for the address, which is taken when it is sent.

    ``sender`` are the lines of the letterhead, ``reference`` (label, value) pairs beside the address, ``dated`` the
    day on the letter (ISO), ``signature`` the lines under it. ``notice``: what a translation says of itself, each line
    in its own language and in Dutch; the first stands on every page. ``wording``: the version of the Dutch
    text of each section that it was made with. ``numbered``: each paragraph carries its number, the same as in a translation.
    ``labels``: what stands around its own words, by key (see LABELS).
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
    notice: tuple[tuple[str, str], ...] = field(default=())
    wording: tuple[tuple[str, int], ...] = field(default=())
    numbered: bool = False
    labels: tuple[tuple[str, str], ...] = field(default=())

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
        rest["notice"], rest["labels"] = _pairs(data.get("notice", ())), _pairs(data.get("labels", ()))
        rest["wording"] = tuple((section, number) for section, number in data.get("wording", ()))
        return cls(**rest)

    def __post_init__(self) -> None:
        """A paragraph that says nothing (left out by functional management) isn't there."""
        object.__setattr__(self, "blocks", tuple(b for b in self.blocks if b.text or b.items or b.rows))

    def label(self, key: str) -> str:
        """One of LABELS as the letter keeps it; a letter from before they were kept has those of the application."""
        return dict(self.labels).get(key) or words_in(self.language).texts["brief"][key]

    def numbers(self) -> tuple[int, ...]:
        """The number of each block; 0 for a heading, which has none."""
        found, last = [], 0
        for block in self.blocks:
            last += block.kind != Kind.HEADING
            found.append(0 if block.kind == Kind.HEADING else last)
        return tuple(found)

    def numbered_blocks(self) -> list[tuple[str, Block]]:
        """Each block with its number as it is shown; empty where there is none."""
        return [
            (str(number) if self.numbered and number else "", block)
            for number, block in zip(self.numbers(), self.blocks, strict=True)
        ]


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in rows)


def runs(words: str) -> list[dict[str, Any]]:
    """``**words**`` and passages in another language, cut into pieces.

    Each piece says whether it is bold (a lone pair of stars stays as it is), and its ``lang``: "" for the letter's own,
    "nl" for a passage that stays Dutch, NO_LANGUAGE for a date, a number or a name.
    """
    parts = words.split("**")
    pieces = (
        [(words, False)] if len(parts) % 2 == 0 else [(part, bool(n % 2)) for n, part in enumerate(parts)]
    )
    found: list[dict[str, Any]] = []
    inside: list[str] = []
    for part, bold in pieces:
        for piece in MARKS.split(part):
            if piece in OPENS:
                inside.append(OPENS[piece])
            elif piece == END:
                inside = inside[:-1]
            elif piece:
                found.append({"text": piece, "bold": bold, "lang": inside[-1] if inside else ""})
    return found
