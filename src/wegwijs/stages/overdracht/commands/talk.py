"""The driegesprek: COA, the gemeente and the person talk, and what COA gives goes to the klantprofiel as COA's."""

from collections.abc import Mapping
from datetime import date

from django.db import models, transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.people.models import Source
from wegwijs.stages.overdracht.commands.profile import give_profile
from wegwijs.stages.overdracht.commands.steps import Present, Way


class Identity(models.TextChoices):
    """Whether who COA knows is who the gemeente knows: name, birth date and BSN."""

    KLOPT = "klopt", "komt overeen met wat COA heeft"
    VERSCHILT = "verschilt", "verschilt; de regisseur zoekt het uit"
    NIET = "niet", "niet nagekeken"


@transaction.atomic
def record_driegesprek(
    dossier: Dossier,
    *,
    by: Actor,
    on: date,
    way: Way,
    present: list[Present],
    identity: Identity = Identity.NIET,
    shared: Mapping[str, str] | None = None,
) -> Gebeurtenis:
    """COA, the gemeente and the person talked about what comes.

    ``shared``: fields of the klantprofiel that COA gave in the talk, kept as COA's of that day. Raises DomainError when the
    person wasn't there, or when COA wasn't and yet gave something.
    """
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    if Present.INBURGERAAR not in present:
        raise DomainError(
            "Zonder de inburgeraar is het geen driegesprek. Leg het vast als contact.", field="present"
        )
    given = {key: value for key, value in (shared or {}).items() if value}
    if given and Present.COA not in present:
        raise DomainError(
            "COA was er niet bij, maar u vulde in wat COA vertelde. Kies COA ook, of vul het in bij het klantprofiel.",
            field="present",
        )
    names = ", ".join(Present(p).label for p in present)
    event = record_event(
        dossier,
        Kind.DRIEGESPREK,
        by=by,
        on=on,
        payload={
            "wijze": way.value, "deelnemers": [p.value for p in present], "identiteit": identity.value,
            "van_coa": sorted(given),
        },
        summary=f"{way.label}, met {names}",
    )  # fmt: skip
    if given:
        give_profile(dossier, given, by=by, source=Source.COA, as_of=on)
    if identity is Identity.VERSCHILT:
        add_task(
            dossier, "Identiteit uitzoeken", why="Bij het driegesprek verschilden de gegevens van COA en gemeente",
            source_key="identiteit",
        )  # fmt: skip
    return event
