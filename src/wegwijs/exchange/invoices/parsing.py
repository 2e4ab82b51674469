"""XML of a stranger into a tree, safely: no DTD, no entities, no network; not too large, too deep or too much."""

from typing import NoReturn

from lxml import etree

from wegwijs.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 40
MAX_ELEMENTS = 200_000


class InvoiceRefused(DomainError):
    """This file isn't an invoice that can be read. The message is plain Dutch and names the field and the remedy."""


class _Guarded:
    """Builds the tree while it looks on, and stops at the first thing that no invoice needs.

    ``refusal`` says why it stopped: the parser hides what is raised here behind a fault of its own.
    """

    def __init__(self) -> None:
        self.builder = etree.TreeBuilder()
        self.depth = self.seen = 0
        self.refusal: InvoiceRefused | None = None

    def _stop(self, sentence: str) -> NoReturn:
        self.refusal = InvoiceRefused(sentence)
        raise self.refusal

    def doctype(self, *_: str | None) -> NoReturn:
        self._stop(
            "Dit bestand bevat een documenttype (DOCTYPE). Dat hoort niet in een e-factuur. Vraag de leverancier om een gewone UBL-factuur."
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.seen += 1
        if self.depth > MAX_DEPTH:
            self._stop(
                f"Dit bestand is dieper genest dan {MAX_DEPTH} lagen. Een e-factuur is dat nooit. Vraag de leverancier om een ander bestand."
            )
        if self.seen > MAX_ELEMENTS:
            self._stop(
                f"Dit bestand heeft meer dan {MAX_ELEMENTS} onderdelen. Vraag de leverancier om de factuur te splitsen."
            )
        self.builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(tag)

    def data(self, text: str) -> None:
        self.builder.data(text)

    def close(self) -> etree._Element:
        return self.builder.close()


def tree_of(data: bytes) -> etree._Element:
    """The root element. Raises InvoiceRefused when the file is empty, too large, no XML, or holds what it may not."""
    if not data.strip():
        raise InvoiceRefused("Dit bestand is leeg. Kies het XML-bestand van de factuur.")
    if len(data) > MAX_BYTES:
        raise InvoiceRefused(
            f"Dit bestand is groter dan {MAX_BYTES // 1024 // 1024} MB. Vraag de leverancier om een factuur zonder grote bijlagen."
        )
    if data.lstrip().startswith(b"%PDF"):
        raise InvoiceRefused(
            "Dit is een pdf. Kies het XML-bestand van de factuur, of vul de factuur zelf in."
        )
    guard = _Guarded()
    parser = etree.XMLParser(
        target=guard, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if guard.refusal:
            raise guard.refusal from None
        line = getattr(error, "lineno", None)
        where = f" (regel {line} van het bestand)" if line else ""
        raise InvoiceRefused(
            f"Dit bestand is geen goede XML{where}. Vraag de leverancier om de factuur opnieuw te maken."
        ) from None
