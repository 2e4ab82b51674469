"""Who doesn't cooperate with ontzorgen (O-05)."""

from enum import StrEnum

from wi2021.grondslag import Feit, Outcome
from wi2021.ontzorgen.posten import Besluitstand, Ontzorgpost
from wi2021.ontzorgen.recht import Ontzorgstand
from wi2021.ontzorgen.regels import O05


class Weigergevolg(StrEnum):
    """What may follow; a fine of the Wet inburgering never does."""

    PARTICIPATIEWET = "alleen langs de Participatiewet"
    GEEN = "geen gevolg: meewerken is vrijwillig"


def niet_meewerken(post: Ontzorgpost, stand: Ontzorgstand, besluit: Besluitstand) -> Outcome[Weigergevolg]:
    """O-05: what follows when somebody doesn't cooperate with paying an item."""
    duty = post.verplicht and stand is Ontzorgstand.ACTIEF and besluit is not Besluitstand.GEEN
    facts = (
        Feit("post", "kostenpost", post.value),
        Feit("stand", "ontzorgen", stand.value),
        Feit("besluit", "besluit", besluit.value),
    )
    never = "Een boete van de Wet inburgering kan hier niet: dit is een plicht van de Participatiewet, geen plicht van die wet."
    if not duty:
        words = (
            "Voor deze kosten is meewerken niet verplicht. Iemand mag nee zeggen of een machtiging intrekken.",
            never,
        )
        return Outcome(Weigergevolg.GEEN, O05, facts, words)
    return Outcome(
        Weigergevolg.PARTICIPATIEWET, O05, facts,
        (
            "Praat eerst met de inburgeraar: vraag waarom, en leg uit wat ontzorgen is.",
            f"Blijft iemand weigeren, dan kan het college de bijstand verlagen ({O05.artikelen[0]}). Dat is een eigen besluit van wie over de bijstand gaat.",
            never,
        ),
    )  # fmt: skip
