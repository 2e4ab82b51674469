"""A letter as PDF: tagged (PDF/UA-1) and made to be kept (PDF/A-2a) in one file. Equal content gives equal bytes."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import qrcode
import typst
from fontTools.ttLib import TTFont
from qrcode.image.svg import SvgPathImage

from wegwijs import ui
from wegwijs.documents.content import LABELS, Block, Content, Kind, runs
from wegwijs.documents.wording import words_in
from wegwijs.documents.wording.words import ISOLATES
from wegwijs.people.languages import LANGUAGES

HERE = Path(__file__).parent / "typst"
FONTS = Path(ui.__file__).parent / "static" / "wegwijs" / "fonts" / "ttf"
UNPRINTABLE = "\ufffd"
POSTCODE = re.compile(r"\b(\d{4}) ([A-Z]{2})\b")


def render(content: Content, address: tuple[str, ...], *, draft: bool = False) -> bytes:
    """The PDF. Text goes in as data, never as markup: nothing that someone typed can change the letter's form."""
    day = date.fromisoformat(content.dated)
    data = {
        "subject": plain(content.subject),
        "salutation": _runs(content.salutation),
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "date": _runs(words_in(content.language).value(day)),
        "language": content.language,
        "right_to_left": LANGUAGES[content.language].rtl,
        "labels": {key: _runs(content.label(key)) for key in LABELS},
        "sender": [plain(line) for line in content.sender],
        "return_address": plain(content.return_address),
        "address": [plain(line) for line in address],
        "reference": [[_runs(label), _runs(value)] for label, value in content.reference],
        "number": plain(content.reference[0][1]) if content.reference else "",
        "blocks": [{**_block(block), "number": number} for number, block in content.numbered_blocks()],
        "signature": [_runs(line) for line in content.signature],
        "enclosures": [_runs(line) for line in content.enclosures],
        "notice": [[plain(own), plain(dutch)] for own, dutch in content.notice],
        "draft": draft,
    }
    return typst.compile(
        str(HERE / "letter.typ"),
        root=str(HERE),
        font_paths=our_fonts(),
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs={"data": json.dumps(data)},
        timestamp=int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()),
    )


@cache
def our_fonts() -> typst.Fonts:
    """Our fonts and no others, read once: a letter takes a fifth less time."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _block(block: Block) -> dict[str, object]:
    return {
        "kind": block.kind.value,
        "runs": _runs(block.text),
        "items": [_runs(item) for item in block.items],
        "rows": [[_runs(label), _runs(value)] for label, value in block.rows],
        "square": _square(block.text) if block.kind == Kind.SQUARE else "",
    }


def _square(address: str) -> str:
    """A QR code as a drawing; what can't be read at a corner is read at the rest."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0, image_factory=SvgPathImage)
    code.add_data(address)
    return str(code.make_image().to_string(encoding="unicode"))


def _runs(words: str) -> list[dict[str, object]]:
    """The pieces of a sentence, each with its language."""
    return [{**run, "text": _clean(run["text"])} for run in runs(words)]


def plain(words: str) -> str:
    """A sentence without the marks of bold and language, and without what our fonts can't print."""
    return _clean(ISOLATES.sub("", words))


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
