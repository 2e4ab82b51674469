"""XML of a bank, element by element as it is read: no DTD, no entities, no network; not too large, too deep or too much."""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from wegwijs.exchange.bank.refusal import BankRefused

MAX_BYTES = 128 * 1024 * 1024
MAX_DEPTH = 40
MAX_ELEMENTS = 8_000_000


def walk(data: bytes, what: str = "een bankafschrift") -> Iterator[tuple[str, etree._Element]]:
    """("start", element) and ("end", element) in the order of the file. Who has used an element calls ``forget``.

    Raises BankRefused at the first thing that isn't XML or that no bank writes.
    """
    if len(data) > MAX_BYTES:
        raise BankRefused(f"Dit bestand is groter dan {MAX_BYTES // 1024 // 1024} MB. Vraag de bank om een bestand per dag.")  # fmt: skip
    depth = seen = 0
    try:
        for event, element in _events(data):
            if event == "start":
                depth, seen = depth + 1, seen + 1
                if seen == 1 and element.getroottree().docinfo.internalDTD is not None:
                    raise BankRefused(
                        f"Dit bestand bevat een documenttype (DOCTYPE). Dat hoort niet in {what}. Haal het bestand opnieuw bij de bank."
                    )
                if depth > MAX_DEPTH or seen > MAX_ELEMENTS:
                    raise BankRefused(
                        f"Dit bestand is dieper genest of heeft meer onderdelen dan {what} ooit heeft. Vraag de bank om een bestand per dag."
                    )
            else:
                depth -= 1
            yield event, element
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        where = f" (regel {line} van het bestand)" if line else ""
        raise BankRefused(
            f"Dit bestand is geen goede XML{where}: het is afgebroken of veranderd. Haal het opnieuw bij de bank."
        ) from None


def _events(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    yield from etree.iterparse(
        BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def forget(element: etree._Element) -> None:
    """Let go of an element that was used, and of its kind before it, so that a large file fits. Others stay."""
    before, parent = element.getprevious(), element.getparent()
    element.clear()
    if before is not None and parent is not None and before.tag == element.tag:
        parent.remove(before)
