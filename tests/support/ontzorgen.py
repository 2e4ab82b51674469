"""Who keeps the money in tests: two administrators of client money, since no one moves money alone; and somebody whose money they keep."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from support.region import Region, make_dossier, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.clock import AMSTERDAM
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Machtiging,
    Ontzorging,
    Payee,
)

RENT, BENEFIT = 650_00, 1_400_00
SIGNED = (Machtiging.Waarvoor.VASTE_LASTEN, Machtiging.Waarvoor.LEEFGELD, Machtiging.Waarvoor.INKOMEN)


def moment(on: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(on, time(12), AMSTERDAM)


def treasurer(region: Region) -> Actor:
    """An administrator of client money of the SDD, for every gemeente; the same again gives the same."""
    return someone(
        region, "vandenberg", Role.ADMINISTRATEUR, "SDD", name="N. van den Berg", phone="0787708911"
    )


def second(region: Region) -> Actor:
    """Another one, who may sign what the first prepared."""
    return someone(region, "vos", Role.ADMINISTRATEUR, "SDD", name="D. Vos", phone="0787708912")


def ontzorgd(
    region: Region,
    dossier: Dossier | None = None,
    *,
    since: date = date(2026, 9, 1),
    last_day: date = date(2027, 2, 28),
    signed: Iterable[Machtiging.Waarvoor] = SIGNED,
    **more: object,
) -> Ontzorging:
    """Somebody in Dordrecht whose money the treasurer keeps from a day on, who signed for these; by itself it runs. Rows only: what the law
    asks before it may begin stands in ``plans``, which goes by the commands."""
    by = treasurer(region)
    values = {
        "state": Ontzorging.State.LOOPT, "administrator": by.employee, "made_by": by.user, "label": by.label, "made_at": moment(since), **more,
    }  # fmt: skip
    made = Ontzorging.objects.create(
        dossier=dossier or make_dossier(region), since=since, last_day=last_day, **values
    )
    Machtiging.objects.bulk_create(
        Machtiging(
            ontzorging=made, voor=voor, signed_on=since, reference="map 12", label=by.label, recorded_at=moment(since)
        )
        for voor in signed
    )  # fmt: skip
    return made


def cost(
    of: Ontzorging, soort: Kostensoort = Kostensoort.HUUR, cents: int = RENT, *, to: Payee | None = None,
    interval: Interval = Interval.MAAND, wijze: Betaalwijze = Betaalwijze.WIJ, first_on: date | None = None,
    **more: object,
) -> Kostenpost:  # fmt: skip
    """A cost of the plan, by itself since the beginning. A row only, as above."""
    values = {"reason": "" if wijze != Betaalwijze.ZELF else "zo afgesproken", **more}
    return Kostenpost.objects.create(
        ontzorging=of, soort=soort, payee=to, cents=cents, interval=interval, first_on=first_on or of.since, wijze=wijze,
        label=of.label, recorded_at=of.made_at, **values,
    )  # fmt: skip


def income(
    of: Ontzorging, soort: Inkomensoort = Inkomensoort.BIJSTAND, cents: int = BENEFIT, *, sender: str = "Sociale Dienst",
    off: int = 1_00, first_on: date | None = None,
) -> Inkomstenpost:  # fmt: skip
    """Income of the plan, each month, by itself from the third day on; ``off``: so much more or less is expected too. A row only, as above."""
    assert of.since
    return Inkomstenpost.objects.create(
        ontzorging=of, soort=soort, sender=sender, cents=cents, low=max(cents - off, 0), high=cents + off, interval=Interval.MAAND,
        first_on=first_on or of.since + timedelta(days=2), label=of.label, recorded_at=of.made_at,
    )  # fmt: skip
