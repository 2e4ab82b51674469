"""The rule of two people, which every command that gives power asks for itself."""

from wegwijs.access.actor import Actor
from wegwijs.errors import NotAllowed
from wegwijs.organisations.models import Employee


def require_two(by: Actor, proposed_by: Employee | None) -> None:
    """Raises NotAllowed unless somebody else than ``by`` proposed it."""
    if proposed_by is None or by.employee is None or proposed_by.pk == by.employee.pk:
        raise NotAllowed(
            "Dit geeft iemand bevoegdheid: daarvoor zijn twee beheerders nodig. De een stelt het voor, de ander bevestigt."
        )
