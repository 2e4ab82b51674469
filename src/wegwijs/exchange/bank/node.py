"""Reading values out of a message of ISO 20022: text, cents and days, or a refusal that names the place."""

import re
from datetime import date

from lxml import etree

from wegwijs.exchange.bank.refusal import BankRefused, shown
from wegwijs.exchange.bank.statement import in_euros

_AMOUNT = re.compile(r"\+?([0-9]{1,13})(?:\.([0-9]{0,5}))?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T.*|Z|[+-][0-9]{2}:[0-9]{2})?")
_LONGEST = 1000
# No bank of ours keeps other days, and from the ends of the calendar no other day can be counted.
_YEARS = range(2000, 2100)


class Node:
    """An element. Paths are the message's own names: "Acct/Id/IBAN". ``place`` stands before each refusal."""

    __slots__ = ("_element", "_namespace", "_under", "place")

    def __init__(self, element: etree._Element, namespace: str, place: str) -> None:
        self._element, self._namespace, self.place = element, namespace, place
        self._under: dict[str, list[etree._Element]] | None = None

    def _at(self, path: str) -> list[etree._Element]:
        # One walk for all questions: asking lxml for each path takes five times as long.
        if self._under is None:
            self._under = {}
            _index(self._element, f"{{{self._namespace}}}", "", self._under)
        return self._under.get(path, [])

    def every(self, path: str) -> list["Node"]:
        """All elements at a path, in the order of the file."""
        return [Node(one, self._namespace, self.place) for one in self._at(path)]

    def first(self, *paths: str) -> "Node | None":
        """The first element at the first of these paths that is there."""
        found = next((self._at(path) for path in paths if self._at(path)), None)
        return Node(found[0], self._namespace, self.place) if found else None

    def text(self, *paths: str) -> str:
        """The text at the first of these paths that has any, with single spaces."""
        for path in paths:
            for element in self._at(path)[:1]:
                found = " ".join((element.text or "").split())
                if found:
                    return found[:_LONGEST]
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
        """The day at Dt or DtTm under a path. Raises BankRefused for what is no day, or none of this century."""
        text = self.text(f"{path}/Dt", f"{path}/DtTm")
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            day = date.fromisoformat(found[1] if found else "")
        except ValueError:
            day = None
        if day is None or day.year not in _YEARS:
            raise BankRefused(
                f"{self.place}: {shown(text)} is geen datum van een afschrift. Haal het bestand opnieuw bij de bank."
            )
        return day


def _index(element: etree._Element, prefix: str, path: str, found: dict[str, list[etree._Element]]) -> None:
    for child in element:
        tag = child.tag
        if tag.startswith(prefix):
            name = path + tag[len(prefix) :]
            found.setdefault(name, []).append(child)
            _index(child, prefix, f"{name}/", found)
