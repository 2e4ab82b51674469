"""Who writes: the same for every letter of one gemeente."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """The letterhead and the one who can be asked. ``body`` decides, ``formula`` stands above the signature."""

    organisation: str
    gemeente: str
    return_address: str
    contact: str
    phone: str
    email: str
    body: str = ""
    formula: str = ""

    def head(self) -> tuple[str, ...]:
        """The lines of the letterhead."""
        return (self.organisation, f"voor de gemeente {self.gemeente}")

    def reference(self, number: str) -> tuple[tuple[str, str], ...]:
        """What stands beside the address."""
        return (
            ("Ons kenmerk", number),
            ("Vragen aan", ", ".join(part for part in (self.contact, self.phone, self.email) if part)),
        )
