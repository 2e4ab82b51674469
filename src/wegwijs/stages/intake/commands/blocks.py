"""Fill a block of the intake; give input as a partner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.intake.blocks import eis, missing, velden, words
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.models import BredeIntake, Inbreng, IntakeBlok
from wegwijs.stages.intake.queries import block_of
from wi2021.intake import Onderdeel


@transaction.atomic
def fill_block(
    intake: BredeIntake,
    onderdeel: Onderdeel,
    answers: Mapping[str, Any],
    *,
    by: Actor,
    on: date,
    expected_version: int,
) -> IntakeBlok:
    """Store the answers of one block. ``expected_version`` is the one the form was opened with (0: it was empty).

    Raises Conflict with what stands there now when someone else saved in between, DomainError when the intake is
    complete.
    """
    intake = held(intake, by=by)
    dossier = intake.dossier
    stored = block_of(intake, onderdeel)
    if (stored.version if stored else 0) != expected_version:
        there = stored.answers if stored else {}
        raise Conflict(
            f"{stored.filled_by if stored else 'Iemand anders'} heeft dit onderdeel intussen ingevuld.",
            theirs={v.name: words(v, there.get(v.name)) for v in velden(onderdeel, dossier.variant)},
            version=stored.version if stored else 0,
            what=eis(onderdeel).label,
        )
    block = stored or IntakeBlok(intake=intake, onderdeel=onderdeel, version=0)
    block.answers = dict(answers)
    block.complete = not missing(onderdeel, answers, dossier.variant)
    block.filled_on, block.filled_by = on, by.label
    block.version += 1
    block.save()
    record_event(
        dossier,
        Kind.INTAKE_ONDERDEEL,
        by=by,
        on=on,
        payload={"onderdeel": onderdeel.value, "volledig": block.complete},
        summary=eis(onderdeel).label,
    )
    return block


@dataclass(frozen=True, slots=True)
class Indrukken:
    """What a partner saw."""

    daily_life: Inbreng.Indruk
    language: Inbreng.Indruk
    helps: str
    worries: str = ""


@transaction.atomic
def give_input(intake: BredeIntake, indrukken: Indrukken, *, by: Actor, on: date) -> Inbreng:
    """A partner that guides the person tells what it sees.

    Raises NotAllowed for who may not, and DomainError when the dossier is closed or the same was given that day already.
    """
    dossier = intake.dossier
    by.require(Permission.INPUT_GIVE, dossier.gemeente_id)
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Bel de regisseur.")
    BredeIntake.objects.select_for_update().get(pk=intake.pk)
    if intake.inbrengen.filter(on=on, organisation=by.organisation_name, helps=indrukken.helps).exists():
        raise DomainError("Deze inbreng staat er al.", field="helps")
    made = Inbreng.objects.create(
        intake=intake,
        organisation=by.organisation_name,
        on=on,
        by=by.label,
        daily_life=indrukken.daily_life,
        language=indrukken.language,
        helps=indrukken.helps,
        worries=indrukken.worries,
    )
    record_event(
        dossier,
        Kind.INBRENG,
        by=by,
        on=on,
        payload={"organisatie": by.organisation_name},
        summary="voor de brede intake",
        origin=Origin.PARTNER,
    )
    return made
