"""Bijstand that two partners have together, while the duty of Pw 56a isn't the same for both (law 0.3)."""

from dataclasses import dataclass
from enum import StrEnum

from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome, datum
from wi2021.ontzorgen.recht import Ontzorgperiode
from wi2021.ontzorgen.regels import O02, O02_PARTNER


class Partnerbetaling(StrEnum):
    """From what the college pays the fixed costs of a household."""

    SAMEN = "alle vaste lasten uit de bijstand van beiden"
    EIGEN_DEEL = "alleen het deel van wie de plicht heeft"
    VRIJWILLIG = "alleen met een machtiging van beiden"


@dataclass(frozen=True, slots=True)
class Partneroordeel:
    """The recorded judgement on such a household; without a reason it is none."""

    betaling: Partnerbetaling
    motief: str


def partners(
    eigen: Ontzorgperiode | None, partner: Ontzorgperiode | None, *, oordeel: Partneroordeel | None = None
) -> Answer[Partnerbetaling]:
    """Law 0.3 at O-02: what the college pays from when two partners have bijstand together; each period from
    ``ontzorgperiode``. Sure is only that both have the same duty in the same days, or neither."""
    facts = (
        _fact("eigen", "plicht van de inburgeraar", eigen),
        _fact("partner", "plicht van de partner", partner),
    )
    if eigen is None and partner is None:
        words = "Voor geen van beiden geldt de plicht. Betalen kan alleen met een machtiging."
        return Outcome(Partnerbetaling.VRIJWILLIG, O02, facts, (words,))
    if eigen and partner and (eigen.vanaf, eigen.tot) == (partner.vanaf, partner.tot):
        words = "De plicht geldt voor beide partners, in dezelfde maanden."
        return Outcome(Partnerbetaling.SAMEN, O02, facts, (words,))
    if oordeel and oordeel.motief.strip():
        words = f"Het college koos: {oordeel.betaling.value}. Reden: {oordeel.motief.strip().rstrip('.')}."
        return Outcome(
            oordeel.betaling,
            O02_PARTNER,
            facts,
            (words, "Een regel hierover is niet gevonden; dit is een oordeel."),
        )
    return NeedsJudgement(
        O02_PARTNER,
        "Waaruit betaalt het college, nu de plicht niet voor beide partners gelijk is?",
        (
            "De bijstand is van beiden samen. De wet zegt niet wat geldt als één partner de plicht niet heeft of later komt.",
            "Wie heeft het contract voor huur en energie? De zorgverzekering is per persoon.",
            "Met een machtiging van beide partners kan het altijd.",
        ),
        facts,
    )


def _fact(name: str, label: str, period: Ontzorgperiode | None) -> Feit:
    return Feit(name, label, f"{datum(period.vanaf)} tot en met {datum(period.tot)}" if period else "geen")
