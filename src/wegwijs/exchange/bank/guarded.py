"""XML of a bank, element by element as it is read: no DTD, no entities, no network; not too large, too deep or too much."""

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from wegwijs.exchange.bank.refusal import BankRefused

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 40
MAX_ELEMENTS = 8_000_000
MAX_KEPT = 1_000_000
# The parser takes all attributes of an element before anybody can look on.
_LONG_TAG = re.compile(rb"<[^<>]{20000}")


class Walk:
    """("start", element) and ("end", element) in the order of the file; who has used an element calls ``forget``.

    Raises BankRefused at the first thing that isn't XML or that no bank writes, and when more is kept than fits.
    """

    def __init__(self, data: bytes, what: str = "een bankafschrift") -> None:
        self._data, self._what = data, what
        self._forgotten = False

    def forget(self, element: etree._Element) -> None:
        """Let go of the element that just ended, and of its kind before it, so that a large file fits. Others stay."""
        before, parent = element.getprevious(), element.getparent()
        element.clear()
        if before is not None and parent is not None and before.tag == element.tag:
            parent.remove(before)
            self._forgotten = True

    def __iter__(self) -> Iterator[tuple[str, etree._Element]]:
        if len(self._data) > MAX_BYTES:
            raise BankRefused(f"Dit bestand is groter dan {MAX_BYTES // 1024 // 1024} MB. Vraag de bank om een bestand per dag.")  # fmt: skip
        if _LONG_TAG.search(self._data):
            raise BankRefused(f"Dit bestand bevat een onderdeel dat langer is dan {self._what} ooit heeft. Vraag de bank om een bestand per dag.")  # fmt: skip
        try:
            yield from self._events()
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            line = getattr(error, "lineno", None)
            where = f" (regel {line} van het bestand)" if line else ""
            raise BankRefused(
                f"Dit bestand is geen goede XML{where}: het is afgebroken of veranderd. Haal het opnieuw bij de bank."
            ) from None

    def _events(self) -> Iterator[tuple[str, etree._Element]]:
        started: list[int] = []
        kept = seen = 0
        for event, element in etree.iterparse(
            BytesIO(self._data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if event == "start":
                if not seen and element.getroottree().docinfo.internalDTD is not None:
                    raise BankRefused(
                        f"Dit bestand bevat een documenttype (DOCTYPE). Dat hoort niet in {self._what}. Haal het bestand opnieuw bij de bank."
                    )
                started.append(kept)
                kept, seen = kept + 1, seen + 1
                if len(started) > MAX_DEPTH or seen > MAX_ELEMENTS or kept > MAX_KEPT:
                    raise BankRefused(
                        f"Dit bestand is dieper genest of heeft meer onderdelen dan {self._what} ooit heeft. Vraag de bank om een bestand per dag."
                    )
                yield event, element
            else:
                yield event, element
                before = started.pop()
                if self._forgotten:
                    kept, self._forgotten = before, False
