"""The leerbaarheidstoets: judge whether it can be taken, exempt from it, leave it out after a move (INT-06 to INT-08)."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Bevoegdheid
from wegwijs.organisations.queries import decides_as
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.queries import feiten
from wi2021.grondslag import Outcome
from wi2021.intake import INT08, toets_nodig


@transaction.atomic
def judge_toets(intake: BredeIntake, *, by: Actor, on: date, can_take: bool, motive: str) -> None:
    """Whether someone with an auditory disability can take the toets (INT-07), and why."""
    intake = held(intake, by=by)
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
    intake = held(intake, by=by)
    dossier = intake.dossier
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
    intake = held(intake, by=by)
    if not reason:
        raise DomainError("Schrijf op welke gemeente de leerroute vaststelde en wanneer.", field="motive")
    intake.previous_route = True
    intake.save(update_fields=["previous_route"])
    record_event(
        intake.dossier, Kind.TOETS_OVERGESLAGEN, by=by, on=on, payload={"reden": reason}, summary=reason
    )


@transaction.atomic
def withdraw_toets_decision(intake: BredeIntake, *, by: Actor, on: date, reason: str) -> None:
    """Take back a judgement, an exemption or a leaving out that rested on a mistake; the toets is asked again.

    The timeline keeps what was decided, struck through by a note with the reason. Raises DomainError when nothing was
    decided, or without a reason.
    """
    intake = held(intake, by=by)
    if not intake.decided_on_toets:
        raise DomainError("Er is niets besloten over de toets.")
    if not reason:
        raise DomainError("Schrijf op waarom u dit terugneemt.", field="motive")
    intake.previous_route, intake.kan_toets_maken = False, None
    intake.toets_exempt_on, intake.toets_grond, intake.toets_motief = None, "", ""
    intake.save(
        update_fields=["previous_route", "kan_toets_maken", "toets_exempt_on", "toets_grond", "toets_motief"]
    )
    decided = timeline(intake.dossier).filter(kind__in=[Kind.TOETS_ONTHEVEN, Kind.TOETS_OVERGESLAGEN]).first()
    record_event(
        intake.dossier, Kind.NOTITIE, by=by, on=on, payload={"tekst": reason}, supersedes=decided,
        summary="beslissing over de leerbaarheidstoets teruggenomen",
    )  # fmt: skip
