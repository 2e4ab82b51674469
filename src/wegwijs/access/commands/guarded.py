"""What gives power to decide takes two people: one manager proposes, another confirms, and only then it is so.

Guarded are: roles that decide, manage, watch or see a safe address; a mandate and the consent that makes it work; a
transfer; an agreement that lets the executor see a gemeente; and letting go of the four eyes on a PIP. Taking power
away is for one person, at once. A new installation begins with two managers, so that this holds from the first day.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands.agreements import Agreed, check_dvo, record_dvo
from wegwijs.access.commands.employees import assign_role, check_role
from wegwijs.access.commands.mandates import (
    Mandate,
    check_consent,
    check_mandate,
    check_transfer,
    record_consent,
    record_mandate,
    record_transfer,
)
from wegwijs.access.commands.policy import check_policy, set_policy
from wegwijs.access.models import Proposal
from wegwijs.access.roles import Permission, Role
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Bevoegdheid, Employee, Mandaatbesluit
from wegwijs.organisations.policy import PolicyKey

Act = Proposal.Act
Content = Mapping[str, Any]


@transaction.atomic
def propose(act: Proposal.Act, content: Content, *, by: Actor, words: str) -> Proposal:
    """Ask a second manager. ``content`` is what the command takes, dates included; ``words`` say it in one sentence.

    Raises what the command itself would refuse, and DomainError when the same is waiting already.
    """
    _CHECKS[act](content, by)
    if by.employee is None:
        raise NotAllowed("Een systeem stelt geen wijziging voor die bevoegdheid geeft.")
    stored = _stored(content)
    if Proposal.objects.filter(act=act, content=stored, decided_at=None).exists():
        raise DomainError("Dit voorstel staat al klaar. Een collega van beheer moet het bevestigen.")
    made = Proposal.objects.create(
        act=act,
        content=stored,
        words=words[:300],
        organisation_id=_organisation(act, content, by),
        employee_id=content.get("employee"),
        gemeente_id=content.get("gemeente"),
        proposed_by=by.employee,
        proposed_at=clock.now(),
    )
    _note(made, by, "voorgesteld")
    return made


@transaction.atomic
def confirm(proposal: Proposal, *, by: Actor) -> None:
    """The second pair of eyes: what was proposed is done now. Raises NotAllowed for one's own proposal or role,
    DomainError when someone decided before or when it can't be done any more."""
    current = _undecided(proposal, by)
    if by.employee is None or by.employee.pk == current.proposed_by_id:
        raise NotAllowed("U hebt dit zelf voorgesteld. Een collega van beheer bevestigt het.")
    if by.employee.pk == current.employee_id:
        raise NotAllowed("Dit gaat over uw eigen rol. Een andere collega van beheer bevestigt het.")
    _DOES[Act(current.act)](_read(current.content), by, current.proposed_by)
    _decide(current, by, accepted=True)
    _note(current, by, f"bevestigd, voorgesteld door {current.proposed_by}")


@transaction.atomic
def reject(proposal: Proposal, *, by: Actor) -> None:
    """Not done. Who proposed it may take it back this way as well. Raises DomainError when someone decided before."""
    current = _undecided(proposal, by)
    _decide(current, by, accepted=False)
    _note(current, by, "afgewezen")


def _undecided(proposal: Proposal, by: Actor) -> Proposal:
    by.require(Permission.SETTINGS_VIEW)
    current = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("proposed_by", "decided_by")
        .get(pk=proposal.pk)
    )
    if not (by.sees_all or current.organisation_id == by.organisation.pk):
        raise NotAllowed("U beheert alleen uw eigen organisatie.")
    if current.decided_at:
        outcome = "bevestigd" if current.accepted else "afgewezen"
        raise DomainError(f"{current.decided_by} heeft dit voorstel al {outcome}.")
    return current


def _decide(proposal: Proposal, by: Actor, *, accepted: bool) -> None:
    proposal.decided_by, proposal.decided_at, proposal.accepted = by.employee, clock.now(), accepted
    proposal.save(update_fields=["decided_by", "decided_at", "accepted"])


def _note(proposal: Proposal, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="voorstel", key=proposal.pk, gemeente=proposal.gemeente_id,
        detail=f"{proposal.get_act_display()} {what}",
    )  # fmt: skip


def _organisation(act: Proposal.Act, content: Content, by: Actor) -> int:
    if act == Act.ROLE:
        return Employee.objects.get(pk=content["employee"]).organisation_id
    return by.organisation.pk


def _stored(content: Content) -> dict[str, Any]:
    return {
        name: {"date": value.isoformat()} if isinstance(value, date) else value
        for name, value in content.items()
    }


def _read(content: Content) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value["date"]) if isinstance(value, dict) else value
        for name, value in content.items()
    }


def _role(content: Content) -> dict[str, Any]:
    values = dict(content)
    return {
        "employee": Employee.objects.select_related("organisation").get(pk=values.pop("employee")),
        **values,
        "role": Role(values["role"]),
    }


def _mandate(content: Content) -> tuple[str, Mandate]:
    values = dict(content)
    gemeente = values.pop("gemeente")
    return gemeente, Mandate(**{**values, "powers": [Bevoegdheid(power) for power in values["powers"]]})


def _mandate_row(content: Content) -> Mandaatbesluit:
    return Mandaatbesluit.objects.select_related("gemeente").get(pk=content["mandate"])


def _dvo(content: Content) -> tuple[str, Agreed]:
    values = dict(content)
    return values.pop("gemeente"), Agreed(**values)


def _policy(content: Content) -> dict[str, Any]:
    return {**content, "key": PolicyKey(content["key"])}


_CHECKS: Mapping[Proposal.Act, Callable[[Content, Actor], object]] = {
    Act.ROLE: lambda c, by: check_role(by=by, **_role(c)),
    Act.MANDATE: lambda c, by: check_mandate(*_mandate(c), by=by),
    Act.CONSENT: lambda c, by: check_consent(_mandate_row(c), by=by),
    Act.TRANSFER: lambda c, by: check_transfer(c["gemeente"], by=by),
    Act.DVO: lambda c, by: check_dvo(*_dvo(c), by=by),
    Act.POLICY: lambda c, by: check_policy(by=by, **_policy(c)),
}

_DOES: Mapping[Proposal.Act, Callable[[Content, Actor, Employee], object]] = {
    Act.ROLE: lambda c, by, first: assign_role(by=by, proposed_by=first, **_role(c)),
    Act.MANDATE: lambda c, by, first: record_mandate(*_mandate(c), by=by, proposed_by=first),
    Act.CONSENT: lambda c, by, first: record_consent(_mandate_row(c), by=by, on=c["on"], proposed_by=first),
    Act.TRANSFER: lambda c, by, first: record_transfer(
        c["gemeente"], by=by, board=c["board"], valid_from=c["valid_from"], proposed_by=first
    ),
    Act.DVO: lambda c, by, first: record_dvo(*_dvo(c), by=by, proposed_by=first),
    Act.POLICY: lambda c, by, first: set_policy(by=by, proposed_by=first, **_policy(c)),
}
