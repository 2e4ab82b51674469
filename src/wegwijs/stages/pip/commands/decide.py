"""The decision: give back, establish in the name of the right college, drop what was not made known."""

from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import draft_letter, finalize_letter, withdraw_letter
from wegwijs.documents.languages import written
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Bevoegdheid, Employee
from wegwijs.organisations.policy import Policy
from wegwijs.organisations.queries import DecidesAs, decides_as, must_say_where_to_object
from wegwijs.stages.pip import queries, rules
from wegwijs.stages.pip.commands.common import TO_SEND, acting, four_eyes, locked, must_be_open, refuse
from wegwijs.stages.pip.content import content_of
from wegwijs.stages.pip.letter import KIND, pip_letter
from wegwijs.stages.pip.models import OPEN, Intrekking, Pip, State
from wegwijs.stages.pip.rules import Case


@transaction.atomic
def return_pip(pip: Pip, *, by: Actor, on: date, reason: str, version: int | None = None) -> Pip:
    """Give an offered version back to who prepared it, with what must be changed; that person gets a task.

    ``version``: the row's counter that the actor read. Raises Stale when it was changed since.
    """
    acting(by, Permission.PIP_ESTABLISH, pip.dossier.gemeente_id)
    if not reason.strip():
        raise DomainError("Schrijf op wat er anders moet.", field="reason")
    current = locked(pip, State.AANGEBODEN, version=version)
    current.state, current.returned_reason = State.CONCEPT, reason
    current.version += 1
    current.save()
    record_event(
        current.dossier, Kind.PIP_TERUG, by=by, on=on,
        payload={"versie": current.versie, "reden": reason}, summary=f"versie {current.versie}",
    )  # fmt: skip
    add_task(
        current.dossier, "PIP aanpassen", why=reason[:240], assigned_to=current.offered_by,
        source_key="pip:terug",
    )  # fmt: skip
    return current


def who_made_it(pip: Pip, by: Employee | None, *, on: date) -> Policy | None:
    """The policy that keeps this employee from establishing what it prepared itself; None: it may."""
    return four_eyes(pip.dossier.gemeente_id, (pip.prepared_by_id, pip.offered_by_id), by, on=on)


def name_of_decision(pip: Pip, by: Actor, *, on: date) -> DecidesAs:
    """In whose name this actor would establish it on that day.

    Raises DomainError without a mandate in force, and while it isn't known where an objection to that body goes.
    """
    body = decides_as(pip.dossier.gemeente, by.organisation, Bevoegdheid.PIP_VASTSTELLEN, on=on)
    must_say_where_to_object(body)
    return body


@transaction.atomic
def establish_pip(pip: Pip, *, by: Actor, on: date, version: int | None = None) -> Pip:
    """Take the decision with ``on`` as dagtekening; from then on the version never changes (Wi 15).

    ``version``: the row's counter that the actor read; Stale when it was changed since. Raises NotAllowed without the permission or against four eyes, DomainError without a mandate on that day or
    with a date before the version was put forward, and Refused with every finding of law, intake and DUO's rules.
    """
    employee = acting(by, Permission.PIP_ESTABLISH, pip.dossier.gemeente_id)
    current = locked(pip, State.AANGEBODEN, version=version)
    must_be_open(current.dossier)
    _no_withdrawal_runs(current)
    rule = who_made_it(current, employee, on=on)
    if rule:
        raise NotAllowed(
            "U hebt dit PIP zelf opgesteld. Een collega met mandaat moet het vaststellen "
            f"(vier ogen; {rule.source})."
        )
    if current.offered_on and on < current.offered_on:
        raise DomainError(
            f"De dagtekening ligt voor de dag waarop het PIP is voorgelegd ({current.offered_on:%d-%m-%Y}). "
            "Kies die dag of later.",
            field="on",
        )
    name = name_of_decision(current, by, on=on)
    case = queries.case_of(current.dossier)
    content = content_of(current)
    refuse((*rules.findings(content, case, on=on), *queries.intake_findings(current, on=on)))
    _future(on)
    niveau = rules.effective_niveau(content, case, on=on)
    current.state, current.established_by, current.established_on = State.VASTGESTELD, employee, on
    current.in_whose_name, current.mandate, current.niveau = name.formula, name.basis, niveau
    current.letter = _fixed_letter(current, case, name, by=by)
    current.version += 1
    current.save()
    _record_decision(current, by=by, on=on)
    add_task(
        current.dossier, "PIP versturen", link=f"/pip/{current.dossier.pk}/", source_key=TO_SEND,
        why=f"Vastgesteld op {on:%d-%m-%Y}. Het besluit geldt pas als het bekend is gemaakt (Awb 3:40).",
    )  # fmt: skip
    return current


def _no_withdrawal_runs(pip: Pip) -> None:
    """A new version replaces the one in force: whether that one is withdrawn must be settled first."""
    running = (
        Intrekking.objects.filter(pip__dossier=pip.dossier).exclude(state=Intrekking.State.VERZONDEN).first()
    )
    if running:
        raise DomainError(
            f"Er ligt een voorstel om versie {running.pip.versie} in te trekken. Rond dat eerst af of laat het vervallen."
        )


def _future(on: date) -> None:
    if on > clock.today():
        raise DomainError("De dagtekening ligt in de toekomst. Vul vandaag in.", field="on")


def _fixed_letter(pip: Pip, case: Case, body: DecidesAs, *, by: Actor) -> Letter:
    """The decision on paper, fixed as it was taken; its address comes when it is sent."""
    assert pip.established_on is not None  # noqa: S101 the caller has just set it
    dossier = pip.dossier
    said = pip_letter(
        pip, content_of(pip), on=pip.established_on, case=case, organisation=by.organisation, body=body
    )
    both = written(said, dossier.person, words=words_for(by.organisation, on=pip.established_on))
    letter = draft_letter(
        dossier.person, dossier.gemeente, by=by, kind=KIND, reference=dossier.number, content=both.content,
        translation=both.translation,
    )  # fmt: skip
    finalize_letter(letter, by=by)
    return letter


def _record_decision(pip: Pip, *, by: Actor, on: date) -> None:
    route = pip.get_leerroute_display()
    payload = {
        "versie": pip.versie,
        "dagtekening": on.isoformat(),
        "leerroute": pip.leerroute,
        "niveau": pip.niveau,
        "gemeente": pip.dossier.gemeente_id,
        "gesprekken": pip.voortgangsgesprekken,
    }
    record_event(
        pip.dossier, Kind.PIP_VASTGESTELD, by=by, on=on, payload=payload,
        summary=f"{route}, {pip.in_whose_name}"[:240], dedupe_key=f"pip:{pip.versie}:vastgesteld",
    )  # fmt: skip


@transaction.atomic
def annul_pip(pip: Pip, *, by: Actor, on: date, reason: str) -> Pip:
    """Drop a version that nobody outside knows: a draft, or a decision that was not made known (Awb 3:40).

    Raises DomainError for one that was sent: withdrawing that is a decision of its own (``propose_withdrawal``).
    """
    permission = Permission.PIP_DRAFT if pip.is_open else Permission.PIP_ESTABLISH
    employee = acting(by, permission, pip.dossier.gemeente_id)
    if not reason.strip():
        raise DomainError("Schrijf op waarom dit PIP wordt ingetrokken.", field="reason")
    current = locked(pip, *OPEN, State.VASTGESTELD)
    if current.is_open is not pip.is_open:
        raise DomainError(f"Dit PIP is net {current.get_state_display()}. Ververs de pagina.")
    if current.established_on and on < current.established_on:
        raise DomainError("De datum ligt voor de dagtekening van het PIP. Verbeter de datum.", field="on")
    current.state, current.annulled_by, current.annulled_on = State.VERNIETIGD, employee, on
    current.annulled_reason = reason
    current.version += 1
    current.save()
    record_event(
        current.dossier, Kind.PIP_VERNIETIGD, by=by, on=on, summary=f"versie {current.versie}, niet verzonden",
        payload={"versie": current.versie, "gemeente": current.dossier.gemeente_id, "soort": "niet verzonden"},
    )  # fmt: skip
    if current.established_on:
        drop_task(current.dossier, TO_SEND, by=by, on=on)
    if current.letter:
        withdraw_letter(current.letter, by=by)
    return current
