"""Reading values out of a message of ISO 20022: text, cents and days, or a refusal that names the place."""

import re
from datetime import date
from functools import lru_cache

from lxml import etree

from wegwijs.exchange.bank.refusal import BankRefused, shown
from wegwijs.exchange.bank.statement import in_euros

_AMOUNT = re.compile(r"\+?([0-9]{1,13})(?:\.([0-9]{0,5}))?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T.*|Z|[+-][0-9]{2}:[0-9]{2})?")
_LONGEST = 1000


@lru_cache(maxsize=512)
def _full(namespace: str, path: str) -> str:
    return "/".join(f"{{{namespace}}}{name}" for name in path.split("/"))


class Node:
    """An element. Paths are the message's own names: "Acct/Id/IBAN". ``place`` stands before each refusal."""

    __slots__ = ("_element", "_namespace", "place")

    def __init__(self, element: etree._Element, namespace: str, place: str) -> None:
        self._element, self._namespace, self.place = element, namespace, place

    def every(self, path: str) -> list["Node"]:
        """All elements at a path, in the order of the file."""
        found = self._element.findall(_full(self._namespace, path))
        return [Node(one, self._namespace, self.place) for one in found]

    def first(self, *paths: str) -> "Node | None":
        """The first element at the first of these paths that is there."""
        for path in paths:
            found = self._element.find(_full(self._namespace, path))
            if found is not None:
                return Node(found, self._namespace, self.place)
        return None

    def text(self, *paths: str) -> str:
        """The text at the first of these paths that has any, with single spaces."""
        for path in paths:
            found = self._element.findtext(_full(self._namespace, path))
            if found and found.strip():
                return " ".join(found.split())[:_LONGEST]
        return ""

    @property
    def value(self) -> str:
        """The text of this element itself."""
        return " ".join((self._element.text or "").split())[:_LONGEST]

    @property
    def currency(self) -> str:
        """The currency of the amount in this element."""
        return str(self._element.get("Ccy") or "")[:10]

    def cents(self) -> int:
        """The amount in this element, in cents. Raises BankRefused for another currency, or what is no whole amount."""
        in_euros(self.currency, self.place)
        found = _AMOUNT.fullmatch(self.value)
        if not found:
            raise BankRefused(
                f"{self.place}: {shown(self.value)} is geen bedrag. Haal het bestand opnieuw bij de bank."
            )
        if len(found[2] or "") > 2:
            raise BankRefused(f"{self.place}: {shown(self.value)} heeft meer dan twee cijfers achter de punt. Vraag de bank om bedragen in hele centen.")  # fmt: skip
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def signed(self, cents: int) -> int:
        """The cents, below zero for a debit. Raises BankRefused when it isn't said which."""
        side = self.text("CdtDbtInd")
        if side not in ("CRDT", "DBIT"):
            raise BankRefused(f"{self.place}: er staat niet of het bij of af is (CdtDbtInd). Haal het bestand opnieuw bij de bank.")  # fmt: skip
        return cents if side == "CRDT" else -cents

    def day(self, path: str) -> date | None:
        """The day at Dt or DtTm under a path. Raises BankRefused for what is no day."""
        text = self.text(f"{path}/Dt", f"{path}/DtTm")
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            return date.fromisoformat(found[1] if found else "")
        except ValueError:
            raise BankRefused(
                f"{self.place}: {shown(text)} is geen datum. Haal het bestand opnieuw bij de bank."
            ) from None
