"""Numbers of persons in what people type as free text."""

import re
from collections.abc import Iterable

from stdnum.nl import bsn

_NINE_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-\u00a0]?\d){8}(?!\d)")


def holds_bsn(*texts: str) -> bool:
    """Whether somebody typed nine digits that can be a BSN."""
    return any(bsn.is_valid(_digits(found)) for found in _numbers(texts))


def _numbers(texts: Iterable[str]) -> list[str]:
    return [found for text in texts for found in _NINE_DIGITS.findall(text)]


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
