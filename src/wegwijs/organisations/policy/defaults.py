"""The number that holds where nobody laid one down."""

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijs.organisations.policy.keys import PolicyKey


@dataclass(frozen=True, slots=True)
class Policy:
    """One number of policy in force, with where it was laid down."""

    key: PolicyKey
    value: int
    source: str


# What holds where no gemeente and no region laid anything down; each is a choice of this product, not of the law.
DEFAULTS: Mapping[PolicyKey, Policy] = {
    key: Policy(key, value, "standaard van Wegwijs, geen besluit van de gemeente")
    for key, value in {
        PolicyKey.INTAKE_TALKS_ASIEL: 3,
        PolicyKey.INTAKE_TALKS_GEZIN: 4,
        PolicyKey.OPROEP_DAYS: 14,
        # A letter is two days under way.
        PolicyKey.OPROEP_POST_DAYS: 3,
        PolicyKey.PIP_FOUR_EYES: 1,
        PolicyKey.BRP_FRESH_DAYS: 30,
        PolicyKey.FOLLOW_UP_DAYS: 7,
        PolicyKey.REFERRAL_DAYS: 14,
        PolicyKey.WELCOME_WEEKS: 6,
        # Two or three days under way: it is there before somebody is called.
        PolicyKey.REMIND_DAYS: 10,
        PolicyKey.REPLY_DAYS: 7,
        PolicyKey.OFFER_DAYS: 10,
        PolicyKey.CONTRACT_END: 183,
        PolicyKey.CONTRACT_OPTION: 91,
        PolicyKey.CONTRACT_MARK: 91,
        PolicyKey.CONTRACT_SEATS: 90,
        PolicyKey.CONTRACT_MONEY: 90,
        PolicyKey.CONTRACT_PRICES: 12,
        PolicyKey.REPORT_DAYS: 21,
        PolicyKey.NO_LESSON_WEEKS: 4,
        PolicyKey.ABSENCE_PERCENT: 25,
        PolicyKey.TALKS_PER_YEAR: 2,
        PolicyKey.SILENT_INTAKE: 4,
        PolicyKey.SILENT_B1: 12,
        PolicyKey.SILENT_ONDERWIJS: 12,
        PolicyKey.SILENT_Z: 8,
        PolicyKey.SILENT_GUIDANCE: 3,
        PolicyKey.BEHIND_WEEKS: 8,
        PolicyKey.LEAD_OPROEP: 49,
        PolicyKey.LEAD_GESPREK: 42,
        PolicyKey.LEAD_TOETS: 28,
        PolicyKey.LEAD_INTAKE: 21,
        PolicyKey.LEAD_PIP: 14,
        PolicyKey.LEAD_VASTSTELLEN: 7,
        PolicyKey.ACCOUNT_HOURS: 24,
        PolicyKey.EMERGENCY_HOURS: 4,
        PolicyKey.MONEY_END_WEEKS: 8,
        PolicyKey.MONEY_HANDOVER_WEEKS: 4,
    }.items()
}
