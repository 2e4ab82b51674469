"""What goes with the PIP as a decision: objection, and finishing an education (PIP-08, PIP-09)."""

from datetime import date

from wi2021.grondslag import START, Outcome, voorbehoud_begin
from wi2021.parameters import parameter
from wi2021.pip.inhoud import PipInhoud
from wi2021.pip.regels import PIP08, PIP09


def bezwaarclausule(*, on: date) -> Outcome[tuple[str, ...]]:
    """PIP-09: what the decision must say of objection, for every inburgeringsplichtige alike (D2)."""
    weeks = parameter("bezwaar.weken", on=max(on, START)).value
    parts = (
        f"bezwaar kan binnen {weeks} weken, vanaf de dag na de verzending",
        "bij het college dat besliste",
        "bezwaar schort het besluit niet op; een voorlopige voorziening kan",
    )
    return Outcome(parts, PIP09, uitleg=("Het PIP is een besluit: de bezwaarclausule staat erin.",))


def opleiding_afmaken(pip: PipInhoud) -> Outcome[bool]:
    """PIP-08: someone may finish an education that gives no exemption; DUO gets it as a field of its own."""
    words = (
        "mag de opleiding afmaken" if pip.mag_opleiding_afmaken else "volgt geen opleiding die eerst af mag"
    )
    unsure = voorbehoud_begin(PIP08, pip.dagtekening) if pip.dagtekening and pip.mag_opleiding_afmaken else ()
    return Outcome(pip.mag_opleiding_afmaken, PIP08, uitleg=(f"De inburgeraar {words}.", *unsure))
