"""Who keeps the money in tests: two administrators of client money, since no one moves money alone; and somebody whose money they keep."""

from collections.abc import Iterable
from datetime import date

from support.region import START, TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.ontzorgen.models import Machtiging, Ontzorging


def treasurer(region: Region) -> Actor:
    """An administrator of client money of the SDD, for every gemeente; the same again gives the same."""
    return _administrator(region, "vandenberg", "N. van den Berg", "0787708911")


def second(region: Region) -> Actor:
    """Another one, who may sign what the first prepared."""
    return _administrator(region, "vos", "D. Vos", "0787708912")


def _administrator(region: Region, username: str, name: str, phone: str) -> Actor:
    user = User.objects.filter(username=username).first()
    if user is None:
        user = employ(
            region.organisations["SDD"], username=username, name=name, function=Role.ADMINISTRATEUR.label,
            roles={Role.ADMINISTRATEUR: ()}, valid_from=START, phone=phone,
        ).user  # fmt: skip
    found = actor_of(user, on=TODAY)
    assert found
    return found


def kept(
    region: Region,
    dossier: Dossier | None = None,
    *,
    since: date,
    last_day: date,
    signed: Iterable[Machtiging.Waarvoor] = (),
    **more: object,
) -> Ontzorging:
    """Somebody whose money the treasurer keeps from a day on, who signed for these; by itself it runs. Rows only: what the law asks before
    it may begin stands in ``plans``, which goes by the commands."""
    by = treasurer(region)
    values = {
        "state": Ontzorging.State.LOOPT, "administrator": by.employee, "made_by": by.user, "label": by.label, "made_at": clock.now(), **more,
    }  # fmt: skip
    made = Ontzorging.objects.create(
        dossier=dossier or make_dossier(region), since=since, last_day=last_day, **values
    )
    Machtiging.objects.bulk_create(
        Machtiging(
            ontzorging=made,
            voor=voor,
            signed_on=since,
            reference="map 12",
            label=by.label,
            recorded_at=clock.now(),
        )
        for voor in signed
    )
    return made
