"""What ontzorgen is for, and how it is done here and elsewhere; little of this is law (O-06, O-08, O-10)."""

from enum import StrEnum

from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome
from wi2021.ontzorgen.regels import O02, O04, O06, O08, O10


class Ontzorgtaak(StrEnum):
    """A part of the work."""

    TECHNIEK = "inhouden, betalen en leefgeld"
    CURSUS = "de cursus over omgaan met geld"
    BEGELEIDING = "hulp bij zelf leren betalen"
    SPECIALIST = "hulp bij schulden of moeilijke vragen"


class Uitvoeringsvorm(StrEnum):
    """How it is done technically."""

    DOORBETALEN = "doorbetalen uit de bijstand"
    LEEFGELD = "leefgeld in delen, zoals per week"
    BEHEERREKENING = "een rekening die de gemeente of een ander beheert"


def doel() -> Outcome[tuple[str, ...]]:
    """O-06: what it is for, and where it goes wrong elsewhere."""
    points = (
        "geen zorgen over geld in het begin",
        "geen schulden",
        "leren om het zelf te doen: begeleiding hoort erbij",
    )
    return Outcome(
        points, O06,
        uitleg=(f"Ontzorgen is bedoeld voor: {'; '.join(points)}.", "Let op de weken voordat de toeslagen komen."),
    )  # fmt: skip


def wie_doet(taak: Ontzorgtaak) -> Outcome[str]:
    """O-08: who does what in the region, by the council letter; a gemeente can agree otherwise."""
    who = {
        Ontzorgtaak.TECHNIEK: "de sociale dienst",
        Ontzorgtaak.CURSUS: "VluchtelingenWerk",
        Ontzorgtaak.BEGELEIDING: "VluchtelingenWerk",
        Ontzorgtaak.SPECIALIST: "specialisten van de sociale dienst",
    }[taak]
    words = f"{taak.value.capitalize()}: {who}, volgens de raadsbrief. De wet zegt dit niet."
    return Outcome(who, O08, (Feit("taak", "taak", taak.value),), (words,))


def vorm_mag(vorm: Uitvoeringsvorm, *, machtiging: bool) -> Answer[bool]:
    """O-10: whether a form of execution fits; only paying on from the bijstand stands in the act."""
    fact = Feit("vorm", "uitvoering", vorm.value)
    if vorm is Uitvoeringsvorm.DOORBETALEN:
        return Outcome(True, O02, (fact,), ("Zo staat het in de wet: betalen uit de bijstand.",))
    if vorm is Uitvoeringsvorm.LEEFGELD:
        words = "met een machtiging mag het" if machtiging else "daarvoor is een machtiging nodig"
        return Outcome(machtiging, O04, (fact,), (f"De wet noemt leefgeld in delen niet; {words}.",))
    return NeedsJudgement(
        O10,
        "Past een beheerrekening?",
        (
            "Een regel van een gemeente hierover is niet gelezen.",
            "Het raakt meer dan de vaste lasten; zonder machtiging kan het niet.",
        ),
        (fact,),
    )
