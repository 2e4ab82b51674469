"""The leerbaarheidstoets: judge whether it can be taken, exempt from it, leave it out after a move (INT-05 to INT-08)."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Bevoegdheid
from wegwijs.organisations.queries import decides_as
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.queries import feiten
from wi2021.grondslag import Outcome
from wi2021.intake import INT08, toets_nodig


@transaction.atomic
def judge_toets(intake: BredeIntake, *, by: Actor, on: date, can_take: bool, motive: str) -> None:
    """Whether someone with an auditory disability can take the toets (INT-07), and why."""
    by.require(Permission.INTAKE_RECORD, intake.dossier.gemeente_id)
    if not motive:
        raise DomainError("Leg uit waarom iemand de toets wel of niet kan maken.", field="motive")
    intake.kan_toets_maken, intake.toets_motief = can_take, motive
    intake.save(update_fields=["kan_toets_maken", "toets_motief"])
    record_event(
        intake.dossier, Kind.INTAKE_ONDERDEEL, by=by, on=on,
        payload={"onderdeel": "leerbaarheidstoets", "volledig": False}, summary="oordeel of iemand de toets kan maken",
    )  # fmt: skip


@transaction.atomic
def exempt_from_toets(intake: BredeIntake, *, by: Actor, on: date, motive: str) -> None:
    """The college exempts: always with a visual disability, with an auditory one when the toets can't be taken.

    Raises DomainError without a ground recorded in the intake, or without a mandate for it on that day.
    """
    dossier = intake.dossier
    by.require(Permission.INTAKE_RECORD, dossier.gemeente_id)
    needed = toets_nodig(feiten(dossier, intake))
    if not isinstance(needed, Outcome) or needed.value or needed.regel is INT08:
        raise DomainError(
            "Er is geen grond voor ontheffing. Leg eerst in het onderdeel lichamelijke gezondheid de visuele of "
            "auditieve beperking vast, en zo nodig uw oordeel over de toets.",
            artikel=needed.regel.artikelen[0],
        )
    decides_as(dossier.gemeente, by.organisation, Bevoegdheid.TOETS_ONTHEFFEN, on=on)
    ground = BredeIntake.Grond.VISUEEL if needed.regel.id == "INT-06" else BredeIntake.Grond.AUDITIEF
    intake.toets_exempt_on, intake.toets_grond, intake.toets_motief = on, ground, motive
    intake.save(update_fields=["toets_exempt_on", "toets_grond", "toets_motief"])
    record_event(
        dossier, Kind.TOETS_ONTHEVEN, by=by, on=on, payload={"grond": ground, "motief": motive},
        summary="ontheven van de leerbaarheidstoets",
    )  # fmt: skip


@transaction.atomic
def skip_toets(intake: BredeIntake, *, by: Actor, on: date, reason: str) -> None:
    """A former gemeente set a leerroute already, so no toets is asked (INT-08, Wi 15(4))."""
    by.require(Permission.INTAKE_RECORD, intake.dossier.gemeente_id)
    if not reason:
        raise DomainError("Schrijf op welke gemeente de leerroute vaststelde en wanneer.", field="reason")
    intake.previous_route = True
    intake.save(update_fields=["previous_route"])
    record_event(
        intake.dossier, Kind.TOETS_OVERGESLAGEN, by=by, on=on, payload={"reden": reason}, summary=reason
    )
