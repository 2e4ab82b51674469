"""Make the decision known, again when its letter came back, and tell DUO."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import send_again, send_letter
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import letter_of
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError
from wegwijs.messages.commands import queue_outbound
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.pip import queries, rules
from wegwijs.stages.pip.commands.common import TO_SEND, acting, locked
from wegwijs.stages.pip.models import Pip, State
from wi2021.grondslag import blocking

PARTNER = "duo"
Channel = Letter.Channel


@transaction.atomic
def send_pip(
    pip: Pip, *, by: Actor, on: date, channel: Letter.Channel = Channel.POST, seen: str | None = None
) -> Pip:
    """Make an established version known on the day ``on`` (Awb 3:41): the six weeks for objection run from then.

    DUO gets the PIP and the contact person through the outbox; what DUO would not take waits as a task.
    The address is the one of that day; ``seen`` is the mark of the one that was looked at. Raises DomainError for a
    date before the dagtekening or in the future, and as ``documents.send_letter`` does.
    """
    employee = acting(by, Permission.LETTER_SEND, pip.dossier.gemeente_id)
    current = locked(pip, State.VASTGESTELD)
    if current.established_on and on < current.established_on:
        raise DomainError(
            f"De datum ligt voor de dagtekening van het PIP ({current.established_on:%d-%m-%Y}). Verbeter de datum.",
            field="on",
        )
    assert current.letter  # noqa: S101 fixed when it was established
    send_letter(current.letter, by=by, on=on, channel=channel, seen=seen)
    current.state, current.sent_by, current.sent_on, current.channel = State.VERZONDEN, employee, on, channel
    current.version += 1
    current.save()
    record_event(
        current.dossier, Kind.PIP_VERZONDEN, by=by, on=on,
        payload={"versie": current.versie, "wijze": channel.value},
        summary=f"versie {current.versie}, {channel.label}", dedupe_key=f"pip:{current.versie}:verzonden",
    )  # fmt: skip
    drop_task(current.dossier, TO_SEND, by=by, on=on)
    drop_task(current.dossier, "pip:duo-vervangen", by=by, on=on)
    why = _not_yet(current)
    if why:
        add_task(current.dossier, "PIP aan DUO melden", why=why[:240], source_key="pip:duo")
    else:
        _tell(current)
    return current


@transaction.atomic
def send_pip_again(
    pip: Pip, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None, reached: bool, motive: str
) -> Letter:
    """Send the letter of a version (or of its withdrawal) again after it came back.

    ``reached``: the judgement that the first sending did make it known, because the address was right: then the term
    for objection stays. Otherwise it runs from ``on`` (Awb 3:41, 6:8). ``motive`` says why; DomainError without it.
    """
    acting(by, Permission.LETTER_SEND, pip.dossier.gemeente_id)
    current = locked(pip, State.VERZONDEN, State.VERNIETIGD)
    back = queries.came_back(current, timeline(current.dossier))
    if back is None:
        raise DomainError("Er is geen brief die terugkwam en nog niet opnieuw is verzonden.")
    if not motive.strip():
        raise DomainError(
            "Schrijf op hoe u aan dit adres komt en wat er met de eerste brief was.", field="motive"
        )
    came_back = letter_of(current.dossier.number, back.letter)
    made = send_again(came_back, current.dossier.person, by=by, on=on, channel=channel, seen=seen)
    objection = back.with_objection and not reached
    record_event(
        current.dossier, Kind.BRIEF_VERZONDEN, by=by, on=on,
        payload={
            "brief": str(made.pk), "kopie_van": str(back.letter), "over": back.about, "versie": current.versie, "wijze": channel.value, "motief": motive,
            "bezwaar_vanaf": on.isoformat() if objection else None,
        },
        summary=f"versie {current.versie}, {channel.label}{': de bezwaartermijn begint opnieuw' if objection else ''}",
    )  # fmt: skip
    drop_task(current.dossier, f"brief:retour:{back.letter}", by=by, on=on)
    return made


def _not_yet(pip: Pip) -> str:
    """Why DUO would not take this version now; empty: it would."""
    if not pip.dossier.person.bsn:
        return "Van deze persoon is nog geen BSN bekend. Vul eerst het BSN aan."
    return " ".join(f.zin for f in blocking(rules.duo_findings(pip, queries.case_of(pip.dossier))))


@transaction.atomic
def tell_duo(pip: Pip, *, by: Actor, on: date) -> None:
    """Send a version to DUO (again): after a refusal was solved, or when the BSN has come.

    Raises DomainError without a BSN, against DUO's rules, while an earlier message waits for DUO's answer, or when
    DUO has it already.
    """
    by.require(Permission.DUO_FACTS, pip.dossier.gemeente_id)
    current = locked(pip, State.VERZONDEN)
    why = _not_yet(current)
    if why:
        raise DomainError(why)
    if queries.waits_for_duo(current):
        raise DomainError("Het bericht staat al klaar voor DUO. Wacht op het antwoord.")
    answer = queries.duo_answers(timeline(current.dossier)).get(current.versie)
    if answer and not answer.refused:
        raise DomainError("DUO heeft dit PIP al. Er is niets te melden.")
    _tell(current)
    drop_task(current.dossier, "pip:duo", by=by, on=on)
    drop_task(current.dossier, "duo:geweigerd:pip", by=by, on=on)


def _tell(pip: Pip) -> None:
    case = queries.case_of(pip.dossier)
    turn = 1 + OutboundMessage.objects.filter(key__startswith=queries.duo_key(pip), kind="pip").count()
    queue_outbound(
        partner=PARTNER, kind="pip", key=f"{queries.duo_key(pip)}{turn}", gemeente=pip.dossier.gemeente_id,
        payload=rules.for_duo(pip, case), dossier_id=pip.dossier_id,
    )  # fmt: skip
    if pip.contact:
        queue_outbound(
            partner=PARTNER, kind="contactpersoon", key=f"{queries.duo_key(pip)}{turn}:contact",
            gemeente=pip.dossier.gemeente_id, payload=rules.contact_for_duo(pip.contact), dossier_id=pip.dossier_id,
        )  # fmt: skip
