"""A letter as PDF: tagged (PDF/UA-1) and made to be kept (PDF/A-2a) in one file. Equal content gives equal bytes."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from wegwijs import ui
from wegwijs.documents.content import Block, Content, runs
from wegwijs.ui.format import long_day

HERE = Path(__file__).parent / "typst"
FONTS = Path(ui.__file__).parent / "static" / "wegwijs" / "fonts" / "ttf"
UNPRINTABLE = "\ufffd"
POSTCODE = re.compile(r"\b(\d{4}) ([A-Z]{2})\b")


def render(content: Content, address: tuple[str, ...], *, draft: bool = False) -> bytes:
    """The PDF. Text goes in as data, never as markup: nothing that someone typed can change the letter's form."""
    day = date.fromisoformat(content.dated)
    data = {
        "subject": _clean(content.subject),
        "salutation": _clean(content.salutation),
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "date": long_day(day),
        "language": content.language,
        "sender": [_clean(line) for line in content.sender],
        "return_address": _clean(content.return_address),
        "address": [_clean(line) for line in address],
        "reference": [[_clean(label), _clean(value)] for label, value in content.reference],
        "number": _clean(content.reference[0][1]) if content.reference else "",
        "blocks": [_block(block) for block in content.blocks],
        "signature": [_clean(line) for line in content.signature],
        "enclosures": [_clean(line) for line in content.enclosures],
        "draft": draft,
    }
    return typst.compile(
        str(HERE / "letter.typ"),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs={"data": json.dumps(data)},
        timestamp=int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()),
    )


def _block(block: Block) -> dict[str, object]:
    return {
        "kind": block.kind.value,
        "runs": runs(_clean(block.text)),
        "items": [runs(_clean(item)) for item in block.items],
        "rows": [[_clean(label), runs(_clean(value))] for label, value in block.rows],
    }


def _clean(words: str) -> str:
    """Without control characters, and a box for what our fonts can't print: a letter never fails on a name.

    A postcode stays on one line.
    """
    known = _printable()
    kept = (c for c in words if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    text = "".join(c if c in "\n\t" or ord(c) in known else UNPRINTABLE for c in kept)
    return POSTCODE.sub("\\1\u00a0\\2", text)


@cache
def _printable() -> frozenset[int]:
    """Every character that one of the fonts has."""
    found: set[int] = set()
    for file in FONTS.glob("*Regular.ttf"):
        with TTFont(file, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
