"""What pages show of a withdrawal."""

from wegwijs.stages.pip.models import Intrekking
from wegwijs.stages.pip.rules import Case
from wegwijs.ui.format import day
from wegwijs.ui.parts import Fact, Why
from wi2021.pip import verwijderen_kan

Stand = Intrekking.State
# Wegwijs holds no lesson hours yet: when DUO does, it refuses by itself, and that becomes a task.
REPLACED = "Maak daarna een nieuwe versie: die komt bij DUO in de plaats van het ingetrokken PIP."
SEVERITY = {Stand.VOORGELEGD: "soon", Stand.BESLOTEN: "soon", Stand.VERZONDEN: "done"}


def facts(row: Intrekking) -> tuple[Fact, ...]:
    """Why and by whom, in short."""
    rows = (
        ("Wat", row.get_soort_display()),
        ("Reden", row.reden),
        ("Kenmerk", f"{row.kenmerk}, {day(row.besloten_op)}" if row.besloten_op else ""),
        ("Voorgelegd", f"{row.proposed_by}, {day(row.proposed_on)}"),
        ("Besluit", f"{row.in_whose_name}, {day(row.decided_on)}" if row.decided_on else ""),
        ("Bevoegdheid", row.mandate),
        ("Verzonden", f"{day(row.sent_on)}, {row.get_channel_display()}" if row.sent_on else ""),
    )
    return tuple(Fact(label, value) for label, value in rows if value)


def at_duo(case: Case) -> Why:
    """What DUO does with a PIP that is withdrawn now."""
    outcome = verwijderen_kan(case.facts, uren_gemeld=False)
    title = "DUO haalt het PIP weg" if outcome.value else "DUO houdt het PIP tot er een nieuwe versie is"
    rule = outcome.regel
    return Why(
        title=title,
        steps=(*outcome.uitleg, *([] if outcome.value else [REPLACED])),
        source=f"{rule.artikelen[0]} (regel {rule.id})",
    )
