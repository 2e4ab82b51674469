"""Somebody under the duty of Pw 56a, and a money plan at any point of its life."""

from datetime import date
from uuid import uuid4

from support.ontzorgen import second, treasurer
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.ledger.commands import Move, move
from wegwijs.stages.ontzorgen.commands import booking
from wegwijs.stages.ontzorgen.commands.plan import Bill, Expected, add_cost, add_income
from wegwijs.stages.ontzorgen.commands.traject import Start, begin, sign, start
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Machtiging,
    Ontzorging,
)

__all__ = [
    "RIGHT", "by_duty", "cost", "funded", "income", "planned", "prepared", "received", "running", "second", "told_by_duo",
    "treasurer",
]  # fmt: skip
RIGHT, DUTY = date(2026, 11, 2), date(2026, 9, 1)


def by_duty(
    region: Region, dossier: Dossier | None = None, *, since: date = RIGHT, duty: date = DUTY
) -> Dossier:
    """A dossier of somebody with an asylum permit, the duty and bijstand from a day on (O-01)."""
    found = told_by_duo(region, dossier or make_dossier(region), duty=duty)
    record_event(found, Kind.BIJSTAND_RECHT, by=region.regisseur, on=since)
    found.refresh_from_db()
    return found


def told_by_duo(region: Region, dossier: Dossier, *, duty: date = DUTY) -> Dossier:
    """DUO said that this is somebody with an asylum permit, and since when with the duty."""
    plicht = {"plichtig": True, "begin": duty.isoformat()}
    record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=duty, payload=plicht)
    group = {"indeling": "Asielstatushouder", "gedetailleerd": "Asielstatushouder"}
    record_event(dossier, Kind.DUO_DOELGROEP, by=region.duo, on=DUTY, payload=group)
    return dossier


def prepared(region: Region, dossier: Dossier | None = None, *, complete: bool = True) -> Ontzorging:
    """Ontzorgen that was started; ``complete``: with decision, partner and consents, so that only the plan lacks."""
    by = treasurer(region)
    wanted = Start(TODAY, "Z-2026-1", Ontzorging.Partner.GEEN) if complete else Start()
    made = start(by_duty(region, dossier), wanted, by=by)
    if complete:
        for voor in (
            Machtiging.Waarvoor.VASTE_LASTEN,
            Machtiging.Waarvoor.LEEFGELD,
            Machtiging.Waarvoor.TOESLAGEN,
        ):
            sign(made, voor, by=by, signed_on=TODAY, reference="kast 3")
    return made


def cost(
    ontzorging: Ontzorging,
    by: Actor,
    soort: Kostensoort = Kostensoort.HUUR,
    cents: int = 650_00,
    **more: object,
) -> Kostenpost:
    """A cost of the plan; by itself the rent, monthly from the first of December, to a landlord."""
    leefgeld = soort == Kostensoort.LEEFGELD
    values: dict[str, object] = {
        "interval": Interval.WEEK if leefgeld else Interval.MAAND,
        "first_on": date(2026, 11, 27) if leefgeld else date(2026, 12, 1),
        "payee_name": "" if leefgeld else "Woonstichting De Brug",
        "wijze": Betaalwijze.WIJ,
        **more,
    }
    return add_cost(ontzorging, Bill(soort, cents, **values), by=by)  # type: ignore[arg-type]


def income(
    ontzorging: Ontzorging,
    by: Actor,
    soort: Inkomensoort = Inkomensoort.BIJSTAND,
    cents: int = 1_300_00,
    **more: object,
) -> Inkomstenpost:
    """Income of the plan; by itself the bijstand, monthly from the 27th of November."""
    values: dict[str, object] = {
        "sender": "Sociale Dienst", "low": cents, "high": cents, "interval": Interval.MAAND,
        "first_on": date(2026, 11, 27), **more,
    }  # fmt: skip
    return add_income(ontzorging, Expected(soort, cents=cents, **values), by=by)  # type: ignore[arg-type]


def planned(region: Region, dossier: Dossier | None = None) -> Ontzorging:
    """Prepared, with rent, leefgeld and bijstand; nothing is paid yet."""
    by, made = treasurer(region), prepared(region, dossier)
    cost(made, by)
    cost(made, by, Kostensoort.LEEFGELD, 60_00)
    income(made, by)
    return made


def running(region: Region, dossier: Dossier | None = None) -> Ontzorging:
    """The same, and it runs."""
    return begin(planned(region, dossier), by=treasurer(region))


def received(ontzorging: Ontzorging, cents: int, *, by: Actor, on: date = TODAY) -> None:
    """Money came to the account of this person."""
    held = booking.books(ontzorging.dossier.gemeente)
    taker = booking.account_of(ontzorging, held=held)
    move(Move(held.bank, taker, cents, on, f"proef:{uuid4()}", "proef"), by=by)


def funded(region: Region, cents: int) -> None:
    """The gemeente of the tests put money in for advances."""
    held = booking.books(region.dordrecht)
    move(Move(held.bank, held.pool, cents, TODAY, f"proef:{uuid4()}", "proef"), by=treasurer(region))
