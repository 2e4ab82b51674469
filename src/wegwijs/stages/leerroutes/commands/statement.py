"""The statement of the college that an extension of the inburgeringstermijn asks: as a task, and that it was given."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.errors import DomainError
from wegwijs.stages.leerroutes.queries.verlengen import Chance, chances
from wegwijs.stages.leerroutes.queries.voltooien import completion
from wi2021.verlenging import Grond

STATEMENT = f"verklaring:{Grond.GEEN_AANBOD.value}"


@transaction.atomic
def ask_statement(dossier: Dossier, *, by: Actor) -> Taak:
    """A task for the regisseur to make the statement about the late offer; asking twice makes one task.

    Raises NotAllowed without the right there; DomainError where the offer was in time or isn't asked.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    chance = _late_offer(dossier)
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=dossier.pk, gemeente=dossier.gemeente_id, detail="verklaring gevraagd"
    )  # fmt: skip
    return add_task(
        dossier, "Verklaring van het college over het late aanbod maken",
        why=f"DUO kan de termijn verlengen met {chance.length}, met deze verklaring als bewijs.",
        link=reverse("voltooien:extend", args=[dossier.pk]), source_key=STATEMENT,
    )  # fmt: skip


@transaction.atomic
def record_statement(dossier: Dossier, *, by: Actor, on: date) -> Gebeurtenis:
    """The statement was given to the inburgeraar on a day; giving it again adds a line. Its task is done.

    Raises NotAllowed without the right there; DomainError where the offer was in time or isn't asked.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    chance = _late_offer(dossier)
    drop_task(dossier, STATEMENT, by=by, on=on)
    return record_event(
        dossier, Kind.COLLEGEVERKLARING, by=by, on=on, payload={"grond": Grond.GEEN_AANBOD.value, "lengte": chance.length},
        summary=f"laat aanbod: {chance.length}",
    )  # fmt: skip


def _late_offer(dossier: Dossier) -> Chance:
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    chance = next((one for one in chances(completion(dossier)) if one.grond is Grond.GEEN_AANBOD), None)
    if chance is None:
        raise DomainError("Er geldt nu geen PIP met een termijn. Zonder PIP is een verklaring niet nodig.")
    if not chance.helps:
        raise DomainError(
            f"{' '.join(chance.why)} Een verklaring heeft hier geen zin.".replace("**", ""),
            artikel=chance.rule.artikelen[0],
        )
    return chance
