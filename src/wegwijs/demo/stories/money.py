"""What each gemeente has to spend, and what it spent beside its contracts. The amounts of the Rijk are invented: real ones depend on the whole country."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q

from wegwijs import clock
from wegwijs.contracts.commands import CostFacts, FundingFacts, record_costs, record_funding
from wegwijs.contracts.models import CostKind, FundingSource
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.organisations.models import Gemeente
from wegwijs.reporting.queries import budget
from wegwijs.reporting.queries.trajectories import figures_of

# Of what a year costs: the uitkering covers it just, not in one gemeente.
COVERS, SHORT, SHORT_IN = 112, 91, "0523"
YEARS = 3


def money(staff: Staff, gemeenten: Collection[str]) -> None:
    """By the controller: of three years the uitkering, a reserve once, own money, and interpreters every quarter."""
    by, today = staff.actor("hendriks"), clock.today()
    places = list(Gemeente.objects.filter(pk__in=gemeenten))
    for year in range(today.year - YEARS + 1, today.year + 1):
        with figures_of(by) as figures:
            cost = {one.key: one.expected for one in budget.spent(figures, year, on=today)}
        told = after_weekend(date(year - 1, 9, 28))
        for gemeente in places:
            whole = cost.get(gemeente.naam, 0) * (SHORT if gemeente.pk == SHORT_IN else COVERS) // 100
            grant = max(round(whole, -5), 1_000_00)
            days = date(year, 1, 1), date(year, 12, 31)
            with clock.frozen(told):
                record_funding(gemeente, FundingFacts(FundingSource.PRELIMINARY, grant, *days, f"beschikking {year}, voorlopig (verzonnen)"), by=by)  # fmt: skip
            if year < today.year - 1:
                with clock.frozen(after_weekend(date(year + 1, 6, 14))):
                    record_funding(gemeente, FundingFacts(FundingSource.FINAL, grant * 98 // 100, *days, f"beschikking {year}, definitief (verzonnen)"), by=by)  # fmt: skip
            if year == today.year and gemeente.pk != SHORT_IN:
                with clock.frozen(after_weekend(date(year, 2, 3))):
                    record_funding(gemeente, FundingFacts(FundingSource.OWN, 5_000_00, *days, "programmabegroting (verzonnen)"), by=by)  # fmt: skip
    _interpreters(staff, places)


def _interpreters(staff: Staff, places: list[Gemeente]) -> None:
    """Of this quarter, split by how many asylum dossiers are open; and one of execution."""
    by, on = staff.actor("hendriks"), after_weekend(clock.today().replace(day=1))
    if on > clock.today():
        on = clock.today()
    rows = Dossier.objects.filter(gemeente__in=places, variant=Variant.ASIEL).exclude(state="gesloten")
    open_ = dict(
        rows.order_by().values_list("gemeente").annotate(n=Count("pk", filter=Q(person__died_on=None)))
    )
    if not open_:
        return
    key = "open asieldossiers op de eerste van de maand"
    record_costs(
        CostFacts(CostKind.INTERPRETER, 8_412_50, on, "tolken en vertalingen (verzonnen)", open_, key), by=by
    )
    record_costs(CostFacts(CostKind.EXECUTION, 31_900_00, on, "uren regie (verzonnen)", open_, key), by=by)
