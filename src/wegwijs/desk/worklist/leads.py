"""Who will miss the ten weeks: how many days each step towards the PIP takes, by the policy of each gemeente."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wegwijs.dossiers.models import NextStep
from wegwijs.organisations.models import Gemeente
from wegwijs.organisations.policy import Policy, PolicyKey

KEYS: Mapping[NextStep, PolicyKey] = {
    NextStep.OPROEP: PolicyKey.LEAD_OPROEP,
    NextStep.GESPREK: PolicyKey.LEAD_GESPREK,
    NextStep.TOETS: PolicyKey.LEAD_TOETS,
    NextStep.INTAKE: PolicyKey.LEAD_INTAKE,
    NextStep.PIP: PolicyKey.LEAD_PIP,
    NextStep.VASTSTELLEN: PolicyKey.LEAD_VASTSTELLEN,
}


@dataclass(frozen=True, slots=True)
class Leads:
    """Days before the last day of the PIP on which each step must have been taken, by gemeente."""

    days: Mapping[str, Mapping[NextStep, int]]

    @classmethod
    def of(cls, policies: Mapping[Gemeente, Mapping[PolicyKey, Policy]]) -> "Leads":
        """From the policy of some gemeenten."""
        return cls(
            {g.pk: {step: found[key].value for step, key in KEYS.items()} for g, found in policies.items()}
        )

    def risk(self, gemeente: str, pip_on: date | None, step: str, today: date) -> str:
        """Why the PIP will be late, in words; empty when it need not be, or when its last day has passed."""
        if pip_on is None or not step or pip_on < today:
            return ""
        needed = self.days[gemeente][NextStep(step)]
        if pip_on >= today + timedelta(days=needed):
            return ""
        return f"dreigt te laat: {NextStep(step).label} moest {needed} dagen ervoor klaar zijn"
