"""The statement of the college that an extension of the inburgeringstermijn asks: as a task, as a letter, and that it was given."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.commands import draft_letter, send_letter
from wegwijs.documents.languages import written
from wegwijs.documents.letters.verklaring import VerklaringLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.stages.leerroutes.queries.verlengen import Chance, chances, first_offer
from wegwijs.stages.leerroutes.queries.voltooien import Completion, completion
from wi2021.facts import Leerroute
from wi2021.grondslag import Outcome
from wi2021.termijnen import ambtshalve_vanaf
from wi2021.verlenging import Grond

KIND = "verklaring"
STATEMENT = f"verklaring:{Grond.GEEN_AANBOD.value}"


@transaction.atomic
def ask_statement(dossier: Dossier, *, by: Actor) -> Taak:
    """A task for the regisseur to make the statement about the late offer; asking twice makes one task.

    Raises NotAllowed without the right there; DomainError where the offer was in time or isn't asked.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    chance = _late_offer(completion(dossier))
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=dossier.pk, gemeente=dossier.gemeente_id, detail="verklaring gevraagd"
    )  # fmt: skip
    return add_task(
        dossier, "Verklaring van het college over het late aanbod maken",
        why=f"DUO kan de termijn verlengen met {chance.length}, met deze verklaring als bewijs.",
        link=reverse("voltooien:extend", args=[dossier.pk]), source_key=STATEMENT,
    )  # fmt: skip


def statement_letter(dossier: Dossier, *, by: Actor, on: date) -> VerklaringLetter:
    """The letter as it would be sent on a day; the preview shows the same. Raises DomainError as ``ask_statement`` does."""
    found = completion(dossier)
    chance = _late_offer(found)
    pip, since = found.facts.eerste_pip(), ambtshalve_vanaf(found.facts)
    if pip is None or not isinstance(since, Outcome):
        raise DomainError("Er geldt nu geen PIP met een termijn. Zonder PIP is een verklaring niet nodig.")
    return VerklaringLetter(
        sender=sender(dossier, by), number=dossier.number, name=str(dossier.person), dated=on, plan=pip.dagtekening,
        offered=first_offer(found.facts), length=chance.length, since=since.value, education=found.route is Leerroute.ONDERWIJS,
    )  # fmt: skip


@transaction.atomic
def send_statement(
    dossier: Dossier, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None = None
) -> Letter:
    """Send the statement, in Dutch and the person's own language; then it was given. ``seen`` as ``send_letter``.

    Raises NotAllowed without the right there; DomainError where the offer was in time or isn't asked, and as ``send_letter`` does.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    made = statement_letter(dossier, by=by, on=on)
    both = written(made, dossier.person, words=words_for(by.organisation, on=on))
    letter = draft_letter(
        dossier.person, dossier.gemeente, by=by, kind=KIND, reference=dossier.number, content=both.content,
        translation=both.translation,
    )  # fmt: skip
    send_letter(letter, by=by, on=on, channel=channel, seen=seen)
    _given(dossier, made.length, by, on, brief=str(letter.pk))
    return letter


@transaction.atomic
def record_statement(dossier: Dossier, *, by: Actor, on: date) -> Gebeurtenis:
    """The statement was given to the inburgeraar on a day; giving it again adds a line. Its task is done.

    Raises NotAllowed without the right there; DomainError where the offer was in time or isn't asked.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    return _given(dossier, _late_offer(completion(dossier)).length, by, on)


def _given(dossier: Dossier, length: str, by: Actor, on: date, **more: str) -> Gebeurtenis:
    drop_task(dossier, STATEMENT, by=by, on=on)
    return record_event(
        dossier, Kind.COLLEGEVERKLARING, by=by, on=on, payload={"grond": Grond.GEEN_AANBOD.value, "lengte": length, **more},
        summary=f"laat aanbod: {length}",
    )  # fmt: skip


def _late_offer(found: Completion) -> Chance:
    chance = next((one for one in chances(found) if one.grond is Grond.GEEN_AANBOD), None)
    if chance is None:
        raise DomainError("Er geldt nu geen PIP met een termijn. Zonder PIP is een verklaring niet nodig.")
    if not chance.helps:
        raise DomainError(
            f"{' '.join(chance.why)} Een verklaring heeft hier geen zin.".replace("**", ""),
            artikel=chance.rule.artikelen[0],
        )
    return chance
