"""Local policy: the numbers that a gemeente or the region sets itself, dated and with their source (M23)."""

from wegwijs.organisations.policy.defaults import DEFAULTS, Policy
from wegwijs.organisations.policy.in_force import policies, policies_of, policy, policy_of
from wegwijs.organisations.policy.keys import SILENT, PolicyKey
from wegwijs.organisations.policy.texts import TEXTS, PolicyText

__all__ = [
    "DEFAULTS", "SILENT", "TEXTS", "Policy", "PolicyKey", "PolicyText", "policies", "policies_of", "policy", "policy_of",
]  # fmt: skip
