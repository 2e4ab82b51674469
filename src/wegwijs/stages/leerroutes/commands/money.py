"""What a contract pays for lessons: by the hour, and when somebody began, came halfway, finished or has the result."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.commands import Fact, book_delivered
from wegwijs.contracts.models import Absence, CallOff, Contract, Moment, Movement, Price, PriceForm, Terms
from wegwijs.contracts.queries.agreements import terms_for
from wegwijs.errors import DomainError
from wegwijs.stages.leerroutes.commands.offer import hourly
from wegwijs.stages.leerroutes.models import Eindreden, Inburgeringsaanbod, Lesweek
from wegwijs.ui.format import day, euros
from wi2021.dagen import add, maanden

INVOICED = "Over deze uren is al een factuur goedgekeurd. Vraag de aanbieder om een creditnota; daarna kunt u dit herstellen."


class Purse:
    """The book of one placement, with its contract as ``to_call_off`` gives it. ``needs``: the permission with which who acts may say what was delivered."""

    def __init__(
        self, aanbod: Inburgeringsaanbod, contract: Contract, *, by: Actor, needs: Permission
    ) -> None:
        self.aanbod, self.contract, self.by, self.needs = aanbod, contract, by, needs
        self.call_off: CallOff = aanbod.call_off

    def terms(self, on: date) -> Terms | None:
        """Whose prices hold on a day, of who began when this one did."""
        return terms_for(self.contract, began=self.aanbod.began_on or self.aanbod.starts_on, on=on)

    def week(self, row: Lesweek) -> None:
        """What a week costs where hours are paid, missed hours as far as the contract pays them."""
        terms = self.terms(row.last_day)
        cents = hourly(terms, payable(terms, row)) if terms else 0
        if terms and cents:
            price = next(one for one in terms.prices.all() if one.form == PriceForm.HOUR)
            self._book(cents, row.last_day, f"les:{row.pk}", "lesuren", price)

    def week_back(self, row: Lesweek) -> None:
        """What was booked for a week that is put right goes back, on its own day."""
        booked = self.call_off.movements.filter(
            kind=Movement.Kind.DELIVERED, source_key=f"les:{row.pk}"
        ).first()
        if booked:
            self._book(-booked.cents, row.last_day, f"les:{row.pk}:terug", "lesuren hersteld", booked.price)

    def milestones(self, on: date) -> None:
        """Began and halfway by the hours that stand now: booked once reached, on the day it was, and taken back when no longer."""
        terms = self.terms(on)
        if terms is None:
            return
        weeks = list(
            self.aanbod.lesweken.filter(stands=True).order_by("last_day").values_list("last_day", "followed")
        )
        half = (self.aanbod.planned_minutes + 1) // 2
        for moment, least in ((Moment.STARTED, max(terms.started_minutes, 1)), (Moment.HALFWAY, half)):
            day = _reached(weeks, least) if least else None
            # Whichever week was put right, the price is that of the day on which so much was followed.
            self.reached(moment, day is not None, day or on, (self.terms(day) if day else None) or terms)

    def completed(self) -> None:
        """Finished with enough of what was planned, of lessons that ended so: booked, or taken back when late weeks say otherwise."""
        on = self.aanbod.ended_on
        terms = self.terms(on) if on else None
        if on is None or terms is None:
            return
        followed = self.aanbod.lesweken.filter(stands=True).aggregate(all=Sum("followed"))["all"] or 0
        enough = followed * 100 >= self.aanbod.planned_minutes * terms.completed_percent
        self.reached(Moment.COMPLETED, self.aanbod.ended == Eindreden.AFGEROND and enough, on, terms)

    def reached(self, moment: Moment, yes: bool, on: date, terms: Terms) -> None:
        """Every price of this moment is delivered, or not."""
        for price in terms.prices.all():
            if price.moment == moment:
                self._price(price, yes and self._in_time(price, on), on)

    def _in_time(self, price: Price, on: date) -> bool:
        began = self.aanbod.began_on
        if price.within_months is None:
            return True
        return began is not None and on <= add(began, maanden(price.within_months))

    def _price(self, price: Price, yes: bool, on: date) -> None:
        key = f"{price.form}:{price.moment}"
        rows = self.call_off.movements.filter(kind=Movement.Kind.DELIVERED, source_key__startswith=f"{key}:")
        found = list(rows.order_by("id"))
        standing = sum(one.cents for one in found)
        if yes and not standing:
            self._book(price.cents, on, f"{key}:{len(found)}", f"{price}", price)
        elif standing and not yes:
            # On its own day: else the days between would seem to hold less than was delivered in them.
            self._book(-standing, found[-1].on, f"{key}:{len(found)}", f"{price}: teruggenomen", price)

    def _book(self, cents: int, on: date, key: str, note: str, price: Price | None) -> None:
        try:
            book_delivered(
                self.call_off, Fact(cents, on, key, note, price=price), by=self.by, needs=self.needs
            )
        except DomainError as refused:
            if cents > 0:
                raise
            raise DomainError(f"{INVOICED} Het gaat om {euros(-cents)} van {day(on)}.") from refused


def _reached(weeks: Iterable[tuple[date, int]], least: int) -> date | None:
    """The last day of the week in which so many minutes were followed in all."""
    made = 0
    for last, minutes in weeks:
        made += minutes
        if made >= least:
            return last
    return None


def payable(terms: Terms | None, row: Lesweek) -> int:
    """Minutes of a week that the contract pays by the hour: followed, and of what was missed what was agreed."""
    missed = {
        Absence.ALL: row.excused + row.unexcused, Absence.LATE: row.unexcused, Absence.NONE: 0,
    }  # fmt: skip
    return row.followed + (missed[Absence(terms.absence)] if terms else 0)
