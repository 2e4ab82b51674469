"""Who writes: the same for every letter of one gemeente."""

from dataclasses import dataclass

# The label of the number under which a letter is filed.
REFERENCE = "Ons kenmerk"


@dataclass(frozen=True, slots=True)
class Sender:
    """The letterhead and the one who can be asked. ``body`` decides, ``formula`` stands above the signature.

    ``own_board``: the organisation's own board decides (Wi 18), so it doesn't write for the gemeente.
    """

    organisation: str
    gemeente: str
    return_address: str
    contact: str
    phone: str
    email: str
    body: str = ""
    formula: str = ""
    own_board: bool = False

    def head(self) -> tuple[str, ...]:
        """The lines of the letterhead."""
        where = f"inburgering in {self.gemeente}" if self.own_board else f"voor de gemeente {self.gemeente}"
        return (self.organisation, where)

    def reference(self, number: str) -> tuple[tuple[str, str], ...]:
        """What stands beside the address."""
        return (
            (REFERENCE, number),
            ("Vragen aan", ", ".join(part for part in (self.contact, self.phone, self.email) if part)),
        )
