"""Who writes: the same for every letter of one gemeente."""

from dataclasses import dataclass

from wegwijs.documents.wording import DUTCH, Same, Words


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

    def reference(self, number: str, words: Words = DUTCH) -> tuple[tuple[str, str], ...]:
        """What stands beside the address; first the number under which the letter is filed."""
        asked = ", ".join(part for part in (self.contact, self.phone, self.email) if part)
        return (
            (words.say("brief", "kenmerk"), words.value(Same(number))),
            (words.say("brief", "vragen"), words.value(Same(asked))),
        )

    def signature(self, words: Words = DUTCH) -> tuple[str, ...]:
        """The lines under a letter that decides nothing."""
        return (words.value(Same(self.contact)), words.value(self.formula or self.organisation))

    def decided(self, signed_by: str, mandate: str, words: Words = DUTCH) -> tuple[str, ...]:
        """Under a decision: in whose name it was taken, by whom, and by which mandate ("": its own power)."""
        formula = self.formula or self.body
        return (
            words.value(f"{formula[:1].upper()}{formula[1:]},"),
            words.value(Same(signed_by)),
            *([words.say("brief", "mandaat", mandaat=mandate)] if mandate else []),
            words.say("brief", "digitaal"),
        )
