"""What goes out and what comes in: added, changed from a day on, ended. What was stays as it was."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.numbers import holds_bsn
from wegwijs.stages.ontzorgen.commands.after import held, running
from wegwijs.stages.ontzorgen.commands.traject import held_for_edit, noted
from wegwijs.stages.ontzorgen.grounds import basis_of, ground_of, ground_to_collect, refusal_of
from wegwijs.stages.ontzorgen.models import (
    STATUTORY,
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Ontzorging,
    Payee,
    PaymentOrder,
)
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.ui.format import day, euros

PAID, S = PaymentOrder.State, Ontzorging.State
# More than this for one bill is a slip of the pen.
MOST = 25_000_00
NO_BSN = "Hier staat een nummer dat een BSN kan zijn. Haal het weg."
KIND_OF_PAYEE = {
    Kostensoort.HUUR: Payee.Kind.LANDLORD,
    Kostensoort.GAS: Payee.Kind.ENERGY,
    Kostensoort.STROOM: Payee.Kind.ENERGY,
    Kostensoort.ENERGIE: Payee.Kind.ENERGY,
    Kostensoort.WATER: Payee.Kind.WATER,
    Kostensoort.ZORG: Payee.Kind.INSURER,
    Kostensoort.LEEFGELD: Payee.Kind.CLIENT,
    Kostensoort.BELASTING: Payee.Kind.PUBLIC,
}


@dataclass(frozen=True, slots=True)
class Bill:
    """A cost as it should be from ``first_on`` on. ``payee`` or, when that isn't known yet, ``payee_name``: whom it goes to."""

    soort: Kostensoort
    cents: int
    interval: Interval
    first_on: date
    wijze: Betaalwijze = Betaalwijze.WIJ
    payee: Payee | None = None
    payee_name: str = ""
    reference: str = ""
    reason: str = ""
    last_on: date | None = None


@transaction.atomic
def add_cost(ontzorging: Ontzorging, bill: Bill, *, by: Actor) -> Kostenpost:
    """A cost of the plan, from its first day on.

    Raises DomainError for an amount that isn't above zero, days that don't fit, a deviation without a reason, a payee of somebody else,
    and, once the plan runs, a cost that we may not pay (with the article).
    """
    current = held_for_edit(ontzorging, by)
    _check(current, bill)
    made = _write(current, bill, by=by)
    noted(current, f"kosten: {made.soort}", by=by)
    return made


@transaction.atomic
def change_cost(cost: Kostenpost, bill: Bill, *, by: Actor) -> Kostenpost:
    """The same cost with another amount, payee or way of paying from ``bill.first_on`` on; the row before ends the day before.

    Raises DomainError when it was changed or ended before, when a payment after that day is under way, and what ``add_cost`` refuses.
    """
    current = held_for_edit(cost.ontzorging, by)
    old = Kostenpost.objects.select_for_update().get(pk=cost.pk)
    if hasattr(old, "replaced_by"):
        raise DomainError("Deze kosten zijn net al gewijzigd. Wijzig de nieuwste regel.")
    if bill.soort != old.soort:
        raise DomainError("Andere kosten zijn een nieuwe regel. Beëindig deze.", field="soort")
    same = (
        bill.cents,
        bill.interval,
        bill.payee,
        bill.wijze,
        bill.reference.strip(),
        bill.reason.strip(),
        bill.last_on,
    )
    if same == (old.cents, old.interval, old.payee, old.wijze, old.reference, old.reason, old.last_on) and not bill.payee_name:  # fmt: skip
        raise DomainError("Er is niets veranderd.")
    _check(current, bill)
    _stop(old, bill.first_on - timedelta(days=1), by=by)
    made = _write(current, bill, by=by, replaces=old)
    noted(current, f"kosten gewijzigd: {made.soort}", by=by)
    return made


@transaction.atomic
def end_cost(cost: Kostenpost, *, by: Actor, last_on: date) -> Kostenpost:
    """Nothing falls due after ``last_on``. Raises DomainError when a payment after that day is under way, or when it ended before."""
    current = held_for_edit(cost.ontzorging, by)
    row = Kostenpost.objects.select_for_update().get(pk=cost.pk)
    if row.last_on is not None and row.last_on < clock.today():
        raise DomainError(f"Deze kosten zijn al gestopt op {day(row.last_on)}.")
    _stop(row, last_on, by=by)
    noted(current, f"kosten beëindigd: {row.soort}", by=by)
    return row


def _stop(row: Kostenpost, last_on: date, *, by: Actor) -> None:
    """End a row; proposals after that day fall away, and what somebody signed for is refused."""
    if row.last_on is not None and row.last_on <= last_on:
        return
    later = PaymentOrder.objects.filter(kostenpost=row, period__gt=last_on)
    bound = later.filter(state__in=(PAID.IN_RUN, PAID.RELEASED, PAID.EXECUTED)).order_by("-period").first()
    if bound:
        raise DomainError(
            f"De betaling van {day(bound.period)} is al {bound.get_state_display()}. Kies een dag vanaf {day(bound.period + timedelta(days=1))}.",
            field="first_on" if last_on < bound.period else None,
        )
    later.filter(state=PAID.PROPOSED).update(
        state=PAID.DROPPED,
        dropped_because=PaymentOrder.Dropped.COSTS,
        note=f"de kosten zijn gewijzigd door {by.label}"[:300],
    )
    row.last_on = last_on
    row.save(update_fields=["last_on"])


def _write(
    ontzorging: Ontzorging, bill: Bill, *, by: Actor, replaces: Kostenpost | None = None
) -> Kostenpost:
    row = Kostenpost(
        ontzorging=ontzorging, soort=bill.soort, payee=_payee(ontzorging, bill, by), cents=bill.cents, interval=bill.interval,
        first_on=bill.first_on, last_on=bill.last_on, reference=bill.reference.strip(), wijze=bill.wijze,
        reason=bill.reason.strip(), replaces=replaces, label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    # While it is prepared the plan says what is missing; once it runs nothing gets in that may not be paid.
    if bill.wijze == Betaalwijze.WIJ and ontzorging.state != S.VOORBEREIDEN:
        today = clock.today()
        if why := refusal_of(ground_of(row, basis_of(ontzorging, on=today), on=today)):
            raise DomainError(why, field="soort")
    row.save()
    return row


def _check(ontzorging: Ontzorging, bill: Bill) -> None:
    if not 0 < bill.cents <= MOST:
        raise DomainError(f"Vul een bedrag in boven nul, hoogstens {euros(MOST)}.", field="cents")
    until = last_day_of(ontzorging)
    if not ontzorging.since <= bill.first_on <= until:
        raise DomainError(
            f"Kies een dag van {day(ontzorging.since)} tot en met {day(until)}: dan wordt er ontzorgd.", field="first_on"
        )  # fmt: skip
    if bill.last_on is not None and bill.last_on < bill.first_on:
        raise DomainError("De laatste dag ligt voor de eerste.", field="last_on")
    plain = bill.soort in STATUTORY and bill.wijze != Betaalwijze.ZELF
    if not plain and bill.soort != Kostensoort.LEEFGELD and not bill.reason.strip():
        asked = (
            "De wet laat het college deze kosten betalen. Schrijf op waarom dat hier niet gebeurt."
            if bill.soort in STATUTORY
            else "De wet noemt deze kosten niet. Schrijf op waarom zij in het plan staan."
        )
        raise DomainError(f"{asked} (Pw 56a lid 2)", field="reason")
    for name in ("reason", "reference", "payee_name"):
        if holds_bsn(getattr(bill, name)):
            raise DomainError(NO_BSN, field=name)
    if bill.wijze == Betaalwijze.WIJ and bill.payee is None and not bill.payee_name.strip() and bill.soort != Kostensoort.LEEFGELD:  # fmt: skip
        raise DomainError("Kies aan wie dit betaald wordt, of vul een naam in.", field="payee")


def _payee(ontzorging: Ontzorging, bill: Bill, by: Actor) -> Payee | None:
    """Whom it goes to; a name that isn't known yet becomes a payee without account number, that two people add (``commands.payees``)."""
    dossier = ontzorging.dossier
    if bill.payee is not None:
        if bill.payee.gemeente_id != dossier.gemeente_id or bill.payee.dossier_id not in (None, dossier.pk):
            raise DomainError("Deze ontvanger hoort bij iemand anders. Kies een andere.", field="payee")
        return bill.payee
    values = {"label": by.label, "made_at": clock.now()}
    if bill.soort == Kostensoort.LEEFGELD and bill.wijze == Betaalwijze.WIJ:
        found, _ = Payee.objects.get_or_create(
            gemeente=dossier.gemeente, dossier=dossier, kind=Payee.Kind.CLIENT,
            defaults={"name": str(dossier.person)[:70], **values},
        )  # fmt: skip
        return found
    name = " ".join(bill.payee_name.split())
    if not name:
        return None
    known = Payee.objects.filter(gemeente=dossier.gemeente, dossier=None, name__iexact=name).first()
    kind = KIND_OF_PAYEE.get(bill.soort, Payee.Kind.OTHER)
    return known or Payee.objects.create(gemeente=dossier.gemeente, kind=kind, name=name, **values)


@dataclass(frozen=True, slots=True)
class Expected:
    """Income as it is expected from ``first_on`` on: at least ``low``, at most ``high``. ``here``: it comes to our account."""

    soort: Inkomensoort
    sender: str
    cents: int
    low: int
    high: int
    interval: Interval
    first_on: date
    here: bool = True
    last_on: date | None = None


@transaction.atomic
def add_income(ontzorging: Ontzorging, expected: Expected, *, by: Actor) -> Inkomstenpost:
    """Income of the plan.

    Raises DomainError for amounts that don't fit, days that don't, and, once the plan runs, income that we may not collect.
    """
    current = held_for_edit(ontzorging, by)
    made = _expect(current, expected, by=by)
    noted(current, f"inkomen: {made.soort}", by=by)
    return made


@transaction.atomic
def change_income(
    income: Inkomstenpost, expected: Expected, *, by: Actor, expected_version: int
) -> Inkomstenpost:
    """Other amounts from ``expected.first_on`` on. When that day lies after the first, what was expected before stays and ends the
    day before; else the row itself changes.

    Raises Conflict when a colleague changed it since; DomainError for what ``add_income`` refuses.
    """
    current = held_for_edit(income.ontzorging, by)
    row = _held(income, expected_version)
    if expected.soort != row.soort:
        raise DomainError("Ander inkomen is een nieuwe regel. Beëindig deze.", field="soort")
    if expected.first_on > row.first_on:
        row.last_on = expected.first_on - timedelta(days=1)
        _bump(row)
        made = _expect(current, expected, by=by, redirected_on=row.redirected_on if expected.here else None)
    else:
        made = _fill(row, current, expected, by=by)
        _bump(made)
    noted(current, f"inkomen gewijzigd: {made.soort}", by=by)
    return made


@transaction.atomic
def end_income(income: Inkomstenpost, *, by: Actor, last_on: date, expected_version: int) -> Inkomstenpost:
    """Nothing is expected after ``last_on``. Raises Conflict when a colleague changed it since, DomainError for a day before the first."""
    current = held_for_edit(income.ontzorging, by)
    row = _held(income, expected_version)
    if last_on < row.first_on:
        raise DomainError(f"Kies een dag vanaf {day(row.first_on)}.", field="last_on")
    row.last_on = last_on
    _bump(row)
    noted(current, f"inkomen beëindigd: {row.soort}", by=by)
    return row


@transaction.atomic
def redirect(income: Inkomstenpost, *, by: Actor, on: date | None, expected_version: int) -> Inkomstenpost:
    """Who pays this was told our account number on a day; None takes the tick away. Who guides the person ticks it too, on the regeldag.

    Raises Conflict when a colleague changed it since; DomainError for a day to come, and for income that the client receives.
    """
    current = held(income.ontzorging, by=by, needs=Permission.SELF_RELIANCE)
    running(current)
    row = _held(income, expected_version)
    if not row.here:
        raise DomainError("Dit inkomen komt op de rekening van de cliënt. Daar verandert geen nummer.")
    if on is not None and on > clock.today():
        raise DomainError("Deze dag komt nog. Kies vandaag of eerder.", field="on")
    row.redirected_on = on
    _bump(row)
    noted(current, f"rekeningnummer {'gewijzigd' if on else 'nog te wijzigen'}: {row.soort}", by=by)
    return row


def _held(income: Inkomstenpost, expected_version: int) -> Inkomstenpost:
    row = Inkomstenpost.objects.select_for_update().get(pk=income.pk)
    if row.version != expected_version:
        raise Conflict(
            "Een collega heeft dit inkomen net gewijzigd.",
            theirs={
                "cents": euros(row.cents), "low": euros(row.low), "high": euros(row.high), "sender": row.sender,
                "last_on": day(row.last_on) if row.last_on else "",
            },
            version=row.version, what="Inkomen",
        )  # fmt: skip
    return row


def _bump(row: Inkomstenpost) -> None:
    row.version += 1
    row.save()


def _expect(
    ontzorging: Ontzorging, expected: Expected, *, by: Actor, redirected_on: date | None = None
) -> Inkomstenpost:
    row = _fill(
        Inkomstenpost(ontzorging=ontzorging, redirected_on=redirected_on), ontzorging, expected, by=by
    )
    row.save()
    return row


def _fill(row: Inkomstenpost, ontzorging: Ontzorging, expected: Expected, *, by: Actor) -> Inkomstenpost:
    _fits(ontzorging, expected)
    row.soort, row.sender, row.interval = expected.soort, " ".join(expected.sender.split()), expected.interval
    row.cents, row.low, row.high = expected.cents, expected.low, expected.high
    row.first_on, row.last_on, row.here = expected.first_on, expected.last_on, expected.here
    if not expected.here:
        row.redirected_on = None
    row.label, row.recorded_at = by.label, clock.now()
    if expected.here and ontzorging.state != S.VOORBEREIDEN:
        today = clock.today()
        if why := refusal_of(ground_to_collect(row, basis_of(ontzorging, on=today), on=today)):
            raise DomainError(why, field="here")
    return row


def _fits(ontzorging: Ontzorging, expected: Expected) -> None:
    if not 0 < expected.high <= MOST:
        raise DomainError(f"Vul een bedrag in boven nul, hoogstens {euros(MOST)}.", field="cents")
    if expected.low > expected.cents:
        raise DomainError("Minstens kan niet meer zijn dan het verwachte bedrag.", field="low")
    if expected.high < expected.cents:
        raise DomainError("Hoogstens kan niet minder zijn dan het verwachte bedrag.", field="high")
    if expected.first_on > last_day_of(ontzorging):
        raise DomainError(
            f"Het ontzorgen duurt tot en met {day(last_day_of(ontzorging))}. Kies een dag tot en met dan.",
            field="first_on",
        )
    if expected.last_on is not None and expected.last_on < expected.first_on:
        raise DomainError("De laatste dag ligt voor de eerste.", field="last_on")
    if holds_bsn(expected.sender):
        raise DomainError(NO_BSN, field="sender")
