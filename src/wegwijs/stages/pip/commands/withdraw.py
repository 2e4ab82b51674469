"""Take back a PIP that was made known: proposed, decided with mandate, sent, told to DUO (T-09, PIP-10)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import draft_letter, finalize_letter, send_letter
from wegwijs.documents.languages import written
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.commands import add_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.messages.commands import queue_outbound
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands.common import Stale, acting, four_eyes, locked
from wegwijs.stages.pip.commands.decide import name_of_decision
from wegwijs.stages.pip.models import Intrekking, Pip, State
from wegwijs.stages.pip.withdrawal_letter import KIND, withdrawal_letter
from wi2021.pip import verwijderen_kan

Soort, Stand = Intrekking.Soort, Intrekking.State


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a PIP ends. ``kenmerk`` and ``besloten_op``: of the decision in objection or of the court; ``nieuw_voor``: by when,
    that day included, there must be a new plan."""

    soort: str
    reden: str
    kenmerk: str = ""
    besloten_op: date | None = None
    nieuw_voor: date | None = None


@transaction.atomic
def propose_withdrawal(pip: Pip, ground: Ground, *, by: Actor, on: date) -> Intrekking:
    """Put forward that the PIP in force is withdrawn; another with mandate decides where the gemeente asks four eyes.

    Raises DomainError for a PIP that was not sent or is not the one in force, without a reason, and where the other
    decision isn't named or lies before the sending or in the future.
    """
    gemeente = pip.dossier.gemeente_id
    employee = acting(by, _may_propose(by, gemeente), gemeente)
    current = locked(pip, State.VERZONDEN)
    in_force = queries.current_pip(current.dossier)
    if in_force is None or in_force.pk != current.pk:
        raise DomainError("Alleen het PIP dat nu geldt kan worden ingetrokken.")
    if queries.withdrawal_of(current):
        raise DomainError("Er ligt al een voorstel om dit PIP in te trekken. Ververs de pagina.")
    _check(ground, current, on)
    made = Intrekking.objects.create(
        pip=current, soort=ground.soort, reden=ground.reden.strip(), kenmerk=ground.kenmerk.strip(),
        besloten_op=ground.besloten_op, nieuw_voor=ground.nieuw_voor, proposed_by=employee, proposed_on=on,
    )  # fmt: skip
    _record(made, Kind.PIP_INTREKKEN, by=by, on=on)
    return made


def _may_propose(by: Actor, gemeente: str) -> Permission:
    """Who makes plans proposes; so may who decides on them."""
    drafts = by.may(Permission.PIP_DRAFT, gemeente)
    return Permission.PIP_DRAFT if drafts else Permission.PIP_ESTABLISH


def _check(ground: Ground, pip: Pip, on: date) -> None:
    if not ground.reden.strip():
        raise DomainError("Schrijf op waarom dit PIP wordt ingetrokken.", field="reden")
    if ground.nieuw_voor and ground.nieuw_voor < on:
        raise DomainError("Deze dag is al voorbij. Kies vandaag of later.", field="nieuw_voor")
    if ground.soort == Soort.INTREKKING:
        if ground.kenmerk or ground.besloten_op:
            raise DomainError(
                "Bij intrekken door onszelf hoort geen ander kenmerk. Maak het leeg.", field="kenmerk"
            )
        return
    if not ground.kenmerk.strip():
        raise DomainError("Vul het kenmerk of zaaknummer van de beslissing of uitspraak in.", field="kenmerk")
    if ground.besloten_op is None:
        raise DomainError("Vul de datum van de beslissing of uitspraak in.", field="besloten_op")
    if ground.besloten_op > on:
        raise DomainError("Deze datum ligt in de toekomst. Verbeter de datum.", field="besloten_op")
    if pip.sent_on and ground.besloten_op < pip.sent_on:
        raise DomainError(
            f"Deze datum ligt voor de verzending van het PIP ({pip.sent_on:%d-%m-%Y}). Verbeter de datum.",
            field="besloten_op",
        )


@transaction.atomic
def drop_withdrawal(withdrawal: Intrekking, *, by: Actor, on: date, reason: str) -> None:
    """The proposal lapses: the PIP stays in force. Who proposed it gets a task when someone else dropped it."""
    gemeente = withdrawal.pip.dossier.gemeente_id
    employee = acting(by, _may_propose(by, gemeente), gemeente)
    if not reason.strip():
        raise DomainError("Schrijf op waarom het PIP blijft gelden.", field="reason")
    current = _held(withdrawal, Stand.VOORGELEGD)
    dossier, who = current.pip.dossier, current.proposed_by
    record_event(
        dossier, Kind.PIP_INTREKKEN_TERUG, by=by, on=on, summary=f"versie {current.pip.versie} blijft gelden",
        payload={"versie": current.pip.versie, "reden": reason},
    )  # fmt: skip
    current.delete()
    if who != employee:
        add_task(
            dossier, "Voorstel om het PIP in te trekken is vervallen", why=reason[:240], assigned_to=who,
            source_key="pip:intrekken",
        )  # fmt: skip


@transaction.atomic
def decide_withdrawal(
    withdrawal: Intrekking, *, by: Actor, on: date, version: int | None = None
) -> Intrekking:
    """Decide that the PIP ends, with ``on`` as dagtekening, in the name of the body that decides on that day.

    Raises NotAllowed without the permission or against four eyes, DomainError without a mandate or an address for
    objections, or with a date before the proposal or in the future; Stale when ``version`` isn't the row's any more.
    """
    employee = acting(by, Permission.PIP_ESTABLISH, withdrawal.pip.dossier.gemeente_id)
    current = _held(withdrawal, Stand.VOORGELEGD)
    if version is not None and current.version != version:
        raise Stale("Dit voorstel is veranderd nadat u deze pagina opende. Lees het opnieuw en beslis dan.")
    pip = current.pip
    rule = four_eyes(pip.dossier.gemeente_id, (current.proposed_by_id,), employee, on=on)
    if rule:
        raise NotAllowed(
            f"U hebt dit zelf voorgelegd. Een collega met mandaat moet beslissen (vier ogen; {rule.source})."
        )
    if on < current.proposed_on:
        raise DomainError(
            f"De dagtekening ligt voor de dag waarop dit is voorgelegd ({current.proposed_on:%d-%m-%Y}). "
            "Kies die dag of later.",
            field="on",
        )
    if on > clock.today():
        raise DomainError("De dagtekening ligt in de toekomst. Vul vandaag in.", field="on")
    body = name_of_decision(pip, by, on=on)
    current.decided_by, current.decided_on = employee, on
    said = withdrawal_letter(
        current, on=on, case=queries.case_of(pip.dossier), organisation=by.organisation, body=body
    )
    both = written(said, pip.dossier.person, words=words_for(by.organisation, on=on))
    letter = draft_letter(
        pip.dossier.person, pip.dossier.gemeente, by=by, kind=KIND, reference=pip.dossier.number, content=both.content,
        translation=both.translation,
    )  # fmt: skip
    finalize_letter(letter, by=by)
    current.state, current.letter = Stand.BESLOTEN, letter
    current.in_whose_name, current.mandate = body.formula, body.basis
    current.version += 1
    current.save()
    _record(current, Kind.PIP_INTREKKEN_BESLOTEN, by=by, on=on)
    return current


@transaction.atomic
def send_withdrawal(
    withdrawal: Intrekking,
    *,
    by: Actor,
    on: date,
    channel: Letter.Channel = Letter.Channel.POST,
    seen: str | None = None,
) -> Intrekking:
    """Make it known on the day ``on``: from then the PIP no longer holds, and six weeks for objection run (Awb 3:41).

    What others decided counts from their own date. DUO is told. ``seen`` is the mark of the address that was looked
    at. Raises DomainError for a date before the dagtekening
    or in the future, and as ``documents.send_letter`` does.
    """
    employee = acting(by, Permission.LETTER_SEND, withdrawal.pip.dossier.gemeente_id)
    current = _held(withdrawal, Stand.BESLOTEN)
    pip = locked(current.pip, State.VERZONDEN)
    assert current.letter  # noqa: S101 fixed when it was decided
    assert current.decided_on  # noqa: S101
    if on < current.decided_on:
        raise DomainError(
            f"De datum ligt voor de dagtekening ({current.decided_on:%d-%m-%Y}). Verbeter de datum.",
            field="on",
        )
    if on > clock.today():
        raise DomainError("De datum ligt in de toekomst. Vul vandaag of eerder in.", field="on")
    send_letter(current.letter, by=by, on=on, channel=channel, seen=seen)
    current.state, current.sent_by, current.sent_on, current.channel = Stand.VERZONDEN, employee, on, channel
    current.version += 1
    current.save()
    ends = current.besloten_op or on
    pip.state, pip.annulled_by, pip.annulled_on = State.VERNIETIGD, current.decided_by, ends
    pip.annulled_reason = current.reden[:400]
    pip.version += 1
    pip.save()
    record_event(
        pip.dossier, Kind.PIP_VERNIETIGD, by=by, on=ends, summary=f"versie {pip.versie}, {current.get_soort_display()}",
        payload={
            "versie": pip.versie, "gemeente": pip.dossier.gemeente_id, "soort": current.soort,
            "bezwaar": on.isoformat() if current.is_own_decision else None,
            "nieuw_voor": current.nieuw_voor.isoformat() if current.nieuw_voor else None,
        },
        dedupe_key=f"pip:{pip.versie}:vernietigd",
    )  # fmt: skip
    _tell_duo(pip)
    return current


def _tell_duo(pip: Pip) -> None:
    """DUO takes a withdrawal only while it has set no term (DUO-PIP-09); later a new version must replace it."""
    dossier = pip.dossier
    answer = queries.duo_answers(timeline(dossier)).get(pip.versie)
    if not dossier.person.bsn or (answer and answer.refused):
        return
    case = queries.case_of(dossier)
    # No hours are held here yet; when DUO has them it refuses by itself, and that becomes a task.
    outcome = verwijderen_kan(case.facts, uren_gemeld=False)
    if outcome.value:
        queue_outbound(
            partner="duo", kind="pip_intrekken", key=f"pip:{pip.pk}:intrekken", gemeente=dossier.gemeente_id,
            payload={"versie": pip.versie}, dossier_id=dossier.pk,
        )  # fmt: skip
        return
    add_task(
        dossier, "Nieuw PIP maken en aan DUO melden", why=f"{outcome.uitleg[0]} Een nieuwe versie komt ervoor in de plaats.", link=f"/pip/{dossier.pk}/",
        source_key="pip:duo-vervangen",
    )  # fmt: skip


def _held(withdrawal: Intrekking, *states: str) -> Intrekking:
    """The row as it is now, held until the end of the transaction. Raises DomainError when it went on or is gone."""
    locked_row = Intrekking.objects.select_for_update().filter(pk=withdrawal.pk).first()
    if locked_row is None:
        raise DomainError("Dit voorstel is net vervallen. Ververs de pagina.")
    if locked_row.state not in states:
        raise DomainError(f"Het intrekken is al {locked_row.get_state_display()}. Ververs de pagina.")
    locked_row.pip = queries.pip_by_id(locked_row.pip_id)
    return locked_row


def _record(withdrawal: Intrekking, kind: Kind, *, by: Actor, on: date) -> None:
    versie = withdrawal.pip.versie
    record_event(
        withdrawal.pip.dossier, kind, by=by, on=on, payload={"versie": versie, "soort": withdrawal.soort},
        summary=f"versie {versie}, {withdrawal.get_soort_display()}",
    )  # fmt: skip
