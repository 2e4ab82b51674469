"""What the commands share: the locked row, who acts, and refusing."""

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed, Refused
from wegwijs.organisations.models import Employee
from wegwijs.stages.pip.models import Pip
from wegwijs.stages.pip.queries import pip_by_id
from wegwijs.stages.pip.rules import stand_finding
from wi2021.grondslag import Bevinding, blocking


def locked(pip: Pip, *states: str) -> Pip:
    """The version as it is now, held until the end of the transaction. Raises DomainError in another state."""
    Pip.objects.select_for_update().get(pk=pip.pk)
    current = pip_by_id(pip.pk)
    if current.state not in states:
        raise DomainError(
            f"Versie {current.versie} van dit PIP is {current.get_state_display()}. Ververs de pagina."
        )
    return current


def acting(by: Actor, permission: Permission, gemeente: str) -> Employee:
    """The employee behind an actor that holds the permission there. Raises NotAllowed."""
    by.require(permission, gemeente)
    if by.employee is None:
        raise NotAllowed("Alleen een medewerker kan dit doen.")
    return by.employee


def must_be_open(dossier: Dossier) -> None:
    """Raises DomainError when no PIP can be decided in this dossier now."""
    wrong = stand_finding(dossier)
    if wrong:
        raise DomainError(wrong)


def refuse(findings: tuple[Bevinding, ...]) -> None:
    """Raises Refused when a finding blocks."""
    if blocking(findings):
        raise Refused(findings)
