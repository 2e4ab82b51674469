"""A door that stays shut after wrong passwords: noted, and opened again by functional management."""

import logging
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from wegwijs.access.actor import Actor
from wegwijs.access.commands.employees import require_other
from wegwijs.access.lockout import first_time, open_again, shut_until
from wegwijs.access.models import User
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who isn't signed in, for the audit."""

    user_id: int = 0
    label: str = "niet aangemeld"
    organisation_name: str = "-"
    purpose: str = "aanmelden"


def note_shut(login: str, address: str) -> None:
    """Somebody was refused for too many wrong passwords. For an account that exists the audit tells it, once each time."""
    log.warning("sign-in refused after too many wrong passwords from %s", address)
    if not shut_until(login) or not first_time(login):
        return
    employee = User.objects.filter(username__iexact=login).values_list("employee", flat=True).first()
    if employee:
        detail = "tijdelijk dicht na verkeerde wachtwoorden"
        record(by=Stranger(), action=Action.CHANGE, kind="medewerker", key=employee, detail=detail)


def list_sign_in(request: HttpRequest) -> None:
    """A persona appears among one's own sign-ins; of every other way of signing in the library sees to that."""
    UserSession.objects.create_from_request(request)


@transaction.atomic
def let_in_again(employee: Employee, *, by: Actor) -> None:
    """Open the door before its time is over. Raises NotAllowed for oneself, DomainError when it isn't shut (any more)."""
    require_other(by, employee)
    user = User.objects.get(employee=employee)
    if not shut_until(user.username):
        raise DomainError(f"{employee.name} kan gewoon aanmelden: de tijd is al om.")
    open_again(user.username)
    log.warning("sign-in of account %s opened again by account %s", user.pk, by.user_id)
    record(
        by=by,
        action=Action.CHANGE,
        kind="medewerker",
        key=employee.pk,
        detail="weer toegelaten na verkeerde wachtwoorden",
    )
