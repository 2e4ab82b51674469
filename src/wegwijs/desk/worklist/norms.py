"""What a gemeente calls too slow: days that each step towards the PIP takes, and weeks that a dossier may be silent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wegwijs.dossiers.models import NextStep
from wegwijs.organisations.models import Gemeente
from wegwijs.organisations.policy import SILENT, Policy, PolicyKey
from wegwijs.ui.format import day

LEADS: Mapping[NextStep, PolicyKey] = {
    NextStep.OPROEP: PolicyKey.LEAD_OPROEP,
    NextStep.GESPREK: PolicyKey.LEAD_GESPREK,
    NextStep.TOETS: PolicyKey.LEAD_TOETS,
    NextStep.INTAKE: PolicyKey.LEAD_INTAKE,
    NextStep.PIP: PolicyKey.LEAD_PIP,
    NextStep.VASTSTELLEN: PolicyKey.LEAD_VASTSTELLEN,
}


@dataclass(frozen=True, slots=True)
class Norms:
    """Local policy in force on ``today``, by the code of the gemeente."""

    today: date
    policies: Mapping[str, Mapping[PolicyKey, Policy]]

    @classmethod
    def of(cls, policies: Mapping[Gemeente, Mapping[PolicyKey, Policy]], *, today: date) -> "Norms":
        """From the policy of some gemeenten."""
        return cls(today, {gemeente.pk: found for gemeente, found in policies.items()})

    def risk(self, gemeente: str, pip_on: date | None, step: str) -> str:
        """Why the PIP will be late, in words; empty when it need not be, or when its last day has passed."""
        if pip_on is None or not step or pip_on < self.today:
            return ""
        needed = self.policies[gemeente][LEADS[NextStep(step)]].value
        if pip_on >= self.today + timedelta(days=needed):
            return ""
        return f"dreigt te laat: {NextStep(step).label} moest {needed} dagen ervoor klaar zijn"

    def silence(self, gemeente: str, route: str, contact_on: date | None) -> str:
        """Since when nothing was heard, in words; empty while that is within the weeks of the gemeente."""
        if contact_on is None:
            return ""
        weeks = self.policies[gemeente][SILENT[route]].value
        if contact_on >= self.today - timedelta(weeks=weeks):
            return ""
        return f"stil sinds {day(contact_on)}, langer dan {weeks} weken"

    def params(self) -> dict[str, Any]:
        """The same as days by "gemeente/step" and "gemeente/route" (JSON), with the last of each: for the conditions in ``statement``."""
        leads = {
            f"{gemeente}/{step.value}": self.today + timedelta(days=found[key].value)
            for gemeente, found in self.policies.items()
            for step, key in LEADS.items()
        }
        silences = {
            f"{gemeente}/{route}": self.today - timedelta(weeks=found[key].value)
            for gemeente, found in self.policies.items()
            for route, key in SILENT.items()
        }
        # Beyond the last nobody can be: a range of the index instead of all of it.
        return {
            "leads": _by_key(leads),
            "lead_last": max(leads.values(), default=self.today),
            "silences": _by_key(silences),
            "silent_last": max(silences.values(), default=self.today),
        }


def _by_key(days: Mapping[str, date]) -> str:
    return json.dumps({key: on.isoformat() for key, on in days.items()})
