"""Whether a file is what its name says, seen by its first bytes (misuse case 23)."""

import re
from collections.abc import Callable

# As many bytes as are looked at; a kind shows itself in the first few.
LOOKED_AT = 4096

_HEADER = re.compile(rb"\A[A-Za-z][A-Za-z0-9-]{0,70}:[^\n]*\r?\n")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _text(head: bytes) -> bool:
    """Text has no control characters, in whatever encoding of one byte a letter; UTF-16 names itself."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not _CONTROL.search(head)


KINDS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _starts(b"%PDF-"),
    ".png": _starts(b"\x89PNG\r\n\x1a\n"),
    ".jpg": _starts(b"\xff\xd8\xff"),
    ".jpeg": _starts(b"\xff\xd8\xff"),
    ".txt": _text,
    ".eml": lambda head: _text(head) and bool(_HEADER.search(head)),
}


def is_what_it_says(ending: str, head: bytes) -> bool:
    """Whether the first bytes belong to a file with this ending; an ending that isn't known here is looked at elsewhere."""
    known = KINDS.get(ending)
    return known is None or known(head)
