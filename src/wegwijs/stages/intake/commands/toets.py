"""The leerbaarheidstoets: judge whether it can be taken, exempt from it, leave it out after a move (INT-06 to INT-08).

Why is health data: it stands with the decision, and the timeline only tells whether the toets goes on. For an exemption
and for a leaving out it says the same, so that nobody can read the one from the other. The event carries what DUO must
know: the examennummer under which someone was registered, empty when DUO had registered nobody.
"""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Bevoegdheid
from wegwijs.organisations.queries import decides_as
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.models import BredeIntake, ToetsBesluit
from wegwijs.stages.intake.queries import decided, examennummer, feiten, standing
from wi2021.grondslag import NeedsJudgement, Outcome
from wi2021.intake import EISEN, INT07, INT08, Onderdeel, toets_nodig

SOORT = ToetsBesluit.Soort
CHECK_AT_DUO = "toets:aanmelding"


@transaction.atomic
def judge_toets(intake: BredeIntake, *, by: Actor, on: date, can_take: bool, motive: str) -> None:
    """Whether someone with an auditory disability can take the toets (INT-07), and why.

    Raises DomainError when no such disability is recorded, when it was judged before, or without a motive.
    """
    intake = _held(intake, by=by)
    if not motive:
        raise DomainError("Leg uit waarom iemand de toets wel of niet kan maken.", field="motive")
    if not isinstance(toets_nodig(feiten(intake.dossier, intake), on=on), NeedsJudgement):
        raise DomainError(
            "Dit oordeel is niet nodig: leg eerst de auditieve beperking vast bij het onderdeel lichamelijke gezondheid, "
            "of neem het oordeel terug dat er al staat.",
            artikel=INT07.artikelen[0],
        )
    soort = SOORT.KAN if can_take else SOORT.KAN_NIET
    ToetsBesluit.objects.create(intake=intake, soort=soort, on=on, by=by.label, motief=motive)
    _tell_of_health(intake.dossier, by=by, on=on)


@transaction.atomic
def exempt_from_toets(intake: BredeIntake, *, by: Actor, on: date, motive: str) -> None:
    """The college exempts: always with a visual disability, with an auditory one when the toets can't be taken.

    Raises DomainError without a ground recorded in the intake, when it was decided before, or without a mandate for it
    on that day.
    """
    intake = _held(intake, by=by)
    dossier = intake.dossier
    needed = toets_nodig(feiten(dossier, intake), on=on)
    if not isinstance(needed, Outcome) or needed.value or needed.regel is INT08:
        raise DomainError(
            "Er is geen grond voor ontheffing. Leg eerst in het onderdeel lichamelijke gezondheid de visuele of "
            "auditieve beperking vast, en zo nodig uw oordeel over de toets.",
            artikel=needed.regel.artikelen[0],
        )
    decides_as(dossier.gemeente, by.organisation, Bevoegdheid.TOETS_ONTHEFFEN, on=on)
    ground = ToetsBesluit.Grond.VISUEEL if needed.regel.id == "INT-06" else ToetsBesluit.Grond.AUDITIEF
    _leave_out(
        ToetsBesluit(intake=intake, soort=SOORT.ONTHEVEN, on=on, by=by.label, grond=ground, motief=motive),
        by=by,
    )


@transaction.atomic
def skip_toets(
    intake: BredeIntake, *, by: Actor, on: date, gemeente: str, established_on: date | None
) -> None:
    """A former gemeente set a leerroute already, so no toets is asked (INT-08, Wi 15(4)).

    ``gemeente`` set it in its PIP of the day ``established_on``. Raises DomainError without the two, for a day that
    can't be, or when it was decided before.
    """
    intake = _held(intake, by=by)
    if not gemeente:
        raise DomainError("Schrijf op welke gemeente de leerroute vaststelde.", field="gemeente")
    if established_on is None:
        raise DomainError("Schrijf op wanneer die gemeente het PIP vaststelde.", field="established_on")
    if established_on > on:
        raise DomainError(
            "Het PIP van de vorige gemeente kan niet in de toekomst liggen. Neem de datum over van dat PIP.",
            field="established_on",
            artikel=INT08.artikelen[0],
        )
    _leave_out(
        ToetsBesluit(
            intake=intake, soort=SOORT.OVERGESLAGEN, on=on, by=by.label, vorige_gemeente=gemeente,
            vorige_pip_op=established_on,
        ),
        by=by,
    )  # fmt: skip


@transaction.atomic
def withdraw_toets_decision(intake: BredeIntake, *, by: Actor, on: date, reason: str) -> None:
    """Take back a judgement, an exemption or a leaving out that rested on a mistake; the toets is asked again.

    The decision stays, with who took it back and why. Raises DomainError when nothing was decided, or without a reason.
    """
    intake = _held(intake, by=by)
    dossier = intake.dossier
    rows = standing(intake)
    if not rows:
        raise DomainError("Er is niets besloten over de toets.")
    if not reason:
        raise DomainError("Schrijf op waarom u dit terugneemt.", field="motive")
    left_out = decided(intake, SOORT.ONTHEVEN, SOORT.OVERGESLAGEN)
    for row in rows:
        row.withdrawn_on, row.withdrawn_by, row.withdrawn_why = on, by.label, reason
        row.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_why"])
    if left_out is None:
        _tell_of_health(dossier, by=by, on=on)
        return
    told = timeline(dossier).filter(kind=Kind.TOETS_OVERGESLAGEN).first()
    number = examennummer(dossier)
    record_event(
        dossier, Kind.TOETS_WEER_NODIG, by=by, on=on, payload={"examennummer": number}, supersedes=told
    )
    if number:
        add_task(
            dossier, "Kijk bij DUO of de aanmelding voor de leerbaarheidstoets er nog is",
            why="de toets zou niet doorgaan, en gaat toch door", link=f"/intake/{dossier.pk}/",
            source_key=CHECK_AT_DUO,
        )  # fmt: skip


def _held(intake: BredeIntake, *, by: Actor) -> BredeIntake:
    """The intake, by someone who may know why: NotAllowed otherwise."""
    by.require(Permission.HEALTH_VIEW, intake.dossier.gemeente_id)
    return held(intake, by=by)


def _leave_out(row: ToetsBesluit, *, by: Actor) -> None:
    intake = row.intake
    if decided(intake, SOORT.ONTHEVEN, SOORT.OVERGESLAGEN):
        raise DomainError(
            "Er is al besloten dat de toets niet doorgaat. Neem die beslissing eerst terug als zij niet klopt."
        )
    row.save()
    drop_task(intake.dossier, CHECK_AT_DUO, by=by, on=row.on)
    number = examennummer(intake.dossier)
    record_event(intake.dossier, Kind.TOETS_OVERGESLAGEN, by=by, on=row.on, payload={"examennummer": number})


def _tell_of_health(dossier: Dossier, *, by: Actor, on: date) -> None:
    """In the timeline a judgement is a change of the block about health, which every intake has."""
    block = Onderdeel.LICHAMELIJKE_GEZONDHEID
    record_event(
        dossier, Kind.INTAKE_ONDERDEEL, by=by, on=on, payload={"onderdeel": block.value}, summary=EISEN[block].label
    )  # fmt: skip
