"""Somebody who acts, for the audit alone: no account, no role."""

from dataclasses import dataclass


@dataclass
class Someone:
    """What the audit needs to know of an actor."""

    user_id: int = 1
    label: str = "iemand"
    organisation_name: str = "SDD"
    purpose: str = "test"
