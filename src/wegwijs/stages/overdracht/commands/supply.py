"""What COA supplies from its own desk.

Its right is proved by its own row, locked under its own scope; what it supplies is then written as the gemeente of that row.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.people.models import Source
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.stages.overdracht.commands.profile import keep_profile
from wegwijs.stages.overdracht.models import Aanlevering
from wegwijs.stages.overdracht.profile import COA_SUPPLIES, VELDEN
from wegwijs.stages.overdracht.supplies import supplies


@transaction.atomic
def supply_profile(row: Aanlevering, values: Mapping[str, str], *, by: Actor, on: date) -> list[str]:
    """Keep what COA gives, as COA's of a day; returns the keys that were new. The regisseur gets a task to look.

    Raises DomainError when it is no longer COA's to give, for a field that COA may not share, and as ``give_profile`` does.
    """
    own = supplies(by).select_for_update(of=("self",)).filter(pk=row.pk).first()
    if own is None:
        raise DomainError("Deze overdracht is klaar. U hoeft niets meer aan te leveren.")
    by.require(Permission.HANDOVER_SUPPLY, own.gemeente_id)
    allowed = {key for keys in COA_SUPPLIES.values() for key in keys}
    for key, value in values.items():
        if value and key not in allowed:
            raise DomainError("Dit gegeven mag COA niet aanleveren.", field=key)
    with entered(of_gemeente(own.gemeente_id)):
        dossier = Dossier.objects.select_related("person", "gemeente", "regisseur").get(pk=own.dossier_id)
        stored = keep_profile(dossier, values, by=by, source=Source.COA, as_of=on)
        if stored:
            own.supplied_on = on
            own.save(update_fields=["supplied_on"])
            names = ", ".join(VELDEN[key].label for key in stored)
            add_task(
                dossier, "Kijk wat COA aanleverde", why=names[:240], link=f"/overdracht/{dossier.pk}/",
                source_key="coa:aanlevering",
            )  # fmt: skip
    return stored
