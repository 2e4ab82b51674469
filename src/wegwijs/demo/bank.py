"""The example bank: it carries out payment files once, and tells in statements what came and went. It keeps books of its own."""

from dataclasses import dataclass, field
from datetime import date

from wegwijs.demo.camt import camt
from wegwijs.exchange.bank import Balance, Entry, Statement, read


@dataclass
class ExampleBank:
    """One account, in cents. ``told``: what the last statement ended with."""

    iban: str
    balance: int = 0
    told: int = 0
    number: int = 0
    lines: int = 0
    entries: list[Entry] = field(default_factory=list)
    had: set[str] = field(default_factory=set)

    def comes(self, cents: int, on: date, *, iban: str, name: str, words: str) -> None:
        """Money from elsewhere; below zero it goes there, without an order of ours."""
        self._book(cents, on, counter_iban=iban, counter_name=name, remittance=words)

    def takes(self, content: bytes, on: date) -> list[str]:
        """A payment file, carried out at once; one that came before does nothing. Gives the numbers of its orders."""
        file = read(content)
        if not self._new(file.message_id):
            return []
        for order in file.orders:
            self._book(
                -order.cents, on, counter_iban=order.iban, counter_name=order.name, remittance=order.remittance,
                end_to_end_id=order.end_to_end_id,
            )  # fmt: skip
        return [order.end_to_end_id for order in file.orders]

    def takes_as_one(self, content: bytes, on: date, *, lacking: int = 0) -> None:
        """The same, told as one sum with the number of the file; ``lacking``: so many of its orders it didn't carry out, and says nothing of."""
        file = read(content)
        if self._new(file.message_id):
            done = file.orders[: len(file.orders) - lacking]
            self._book(-sum(one.cents for one in done), on, remittance=f"Verzamelbetaling {file.message_id}")

    def _new(self, message_id: str) -> bool:
        if message_id in self.had:
            return False
        self.had.add(message_id)
        return True

    def sends_back(self, end_to_end: str, cents: int, on: date, *, iban: str, name: str, code: str) -> None:
        """A payment that the other bank doesn't take."""
        self._book(
            cents, on, counter_iban=iban, counter_name=name, end_to_end_id=end_to_end, return_code=code
        )

    def tells(self, on: date) -> tuple[str, bytes]:
        """A statement until ``on`` inclusive of everything since the last: its name and the file."""
        self.number += 1
        first = min((one.booked for one in self.entries), default=on)
        made = Statement(
            self.iban, str(self.number), Balance(self.told, first), Balance(self.balance, on), tuple(self.entries), 0
        )  # fmt: skip
        self.told, self.entries = self.balance, []
        return f"afschrift-{self.number:03d}.xml", camt(made)

    def _book(self, cents: int, on: date, **said: str) -> None:
        self.balance += cents
        self.lines += 1
        position, reference = str(len(self.entries) + 1), f"{on:%Y%m%d}{self.lines:07d}"
        self.entries.append(Entry(position, on, cents, bank_reference=reference, **said))  # type: ignore[arg-type]
