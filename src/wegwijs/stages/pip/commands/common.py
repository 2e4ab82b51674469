"""What the commands share: the locked row, who acts, four eyes, and refusing."""

from collections.abc import Collection
from datetime import date

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed, Refused
from wegwijs.organisations.models import Employee
from wegwijs.organisations.policy import Policy, PolicyKey, policy
from wegwijs.stages.pip.models import Pip
from wegwijs.stages.pip.queries import pip_by_id
from wegwijs.stages.pip.rules import stand_finding
from wi2021.grondslag import Bevinding, blocking

# The task that stands from the decision until it is made known.
TO_SEND = "pip:versturen"


class Stale(DomainError):
    """What was decided on is no longer what stands there: whoever decides must read it again."""


def locked(pip: Pip, *states: str, version: int | None = None) -> Pip:
    """The version as it is now, held until the end of the transaction. Raises DomainError in another state.

    ``version``: the counter of the row that the actor read. Raises Stale when it was changed since.
    """
    Pip.objects.select_for_update().get(pk=pip.pk)
    current = pip_by_id(pip.pk)
    if current.state not in states:
        raise DomainError(
            f"Versie {current.versie} van dit PIP is {current.get_state_display()}. Ververs de pagina."
        )
    if version is not None and current.version != version:
        raise Stale(
            "Dit PIP is veranderd nadat u deze pagina opende. Hieronder staat het zoals het nu is. "
            "Lees het opnieuw en beslis dan."
        )
    return current


def acting(by: Actor, permission: Permission, gemeente: str) -> Employee:
    """The employee behind an actor that holds the permission there. Raises NotAllowed."""
    by.require(permission, gemeente)
    if by.employee is None:
        raise NotAllowed("Alleen een medewerker kan dit doen.")
    return by.employee


def four_eyes(
    gemeente: str, makers: Collection[int | None], by: Employee | None, *, on: date
) -> Policy | None:
    """The policy that keeps this employee from deciding on what it made itself; None: it may."""
    rule = policy(PolicyKey.PIP_FOUR_EYES, gemeente, on=on)
    return rule if rule.value and by is not None and by.pk in makers else None


def must_be_open(dossier: Dossier) -> None:
    """Raises DomainError when no PIP can be decided in this dossier now."""
    wrong = stand_finding(dossier)
    if wrong:
        raise DomainError(wrong)


def refuse(findings: tuple[Bevinding, ...]) -> None:
    """Raises Refused when a finding blocks."""
    if blocking(findings):
        raise Refused(findings)
