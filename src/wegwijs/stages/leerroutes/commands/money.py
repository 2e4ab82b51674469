"""What a contract pays for lessons: by the hour, and when somebody began, came halfway, finished or has the result."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, Sum

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.commands import Fact, book_delivered
from wegwijs.contracts.models import Absence, CallOff, Contract, Moment, Movement, Price, PriceForm, Terms
from wegwijs.contracts.queries.agreements import price_of, terms_for
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
        # What is looked for instead of booked.
        self._found: list[Fact] | None = None

    @property
    def began(self) -> date:
        """The first day, as it was or is planned."""
        return self.aanbod.began_on or self.aanbod.starts_on

    def terms(self, on: date, until: int | None = None) -> Terms | None:
        """Whose prices hold on a day, of who began when this one did; ``until``: as it was agreed up to that version."""
        return terms_for(self.contract, began=self.began, on=on, until=until)

    def week(self, row: Lesweek) -> None:
        """What a week costs where hours are paid, missed hours as far as the contract pays them."""
        cents, price = self._worth(row)
        if cents:
            self._book(cents, row.last_day, f"les:{row.pk}", "lesuren", price)

    def _worth(self, row: Lesweek) -> tuple[int, Price | None]:
        terms = self.terms(row.last_day)
        if terms is None:
            return 0, None
        return hourly(terms, payable(terms, row)), price_of(terms, PriceForm.HOUR, Moment.HOUR)

    def week_back(self, row: Lesweek) -> None:
        """What was booked for a week that is put right goes back, on its own day."""
        lines = self._lines(f"les:{row.pk}")
        if booked := sum(one.cents for one in lines):
            self._book(-booked, row.last_day, f"les:{row.pk}:terug", "lesuren hersteld", lines[-1].price)

    def _week_anew(self, row: Lesweek) -> None:
        lines = self._lines(f"les:{row.pk}")
        cents, price = self._worth(row)
        if differs := cents - sum(one.cents for one in lines):
            known = price or (lines[-1].price if lines else None)
            self._book(
                differs,
                row.last_day,
                f"les:{row.pk}:prijs:{len(lines)}",
                "lesuren tegen een andere prijs",
                known,
            )

    def _lines(self, key: str) -> list[Movement]:
        """What was delivered under a key, with all that puts it right; the oldest first."""
        mine = Q(source_key=key) | Q(source_key__startswith=f"{key}:")
        rows = self.call_off.movements.filter(mine, kind=Movement.Kind.DELIVERED)
        return list(rows.select_related("price").order_by("id"))

    def anew(self, since: date) -> list[Fact]:
        """What must be booked before all of that day and later stands at the prices that hold now. Books nothing."""
        found: list[Fact] = []
        self._found = found
        weeks = list(self.aanbod.lesweken.filter(stands=True).order_by("last_day"))
        for row in weeks:
            if row.last_day >= since:
                self._week_anew(row)
        if weeks:
            self.milestones(weeks[-1].last_day)
        self.completed()
        on = self.aanbod.result_on
        if on and (terms := self.terms(on)):
            self.reached(Moment.RESULT, yes=True, on=on, terms=terms)
        for line in self._milestones():
            terms = self.terms(line.on)
            if (
                line.price
                and terms
                and price_of(terms, PriceForm(line.price.form), Moment(line.price.moment)) is None
            ):
                self._price(line.price, yes=False, on=line.on)
        self._found = None
        return [one for one in found if one.on >= since]

    def _milestones(self) -> list[Movement]:
        """What stands that is no hour: the last line of each price."""
        rows = self.call_off.movements.filter(kind=Movement.Kind.DELIVERED, price__isnull=False)
        last: dict[tuple[str, str], Movement] = {}
        standing: Counter[tuple[str, str]] = Counter()
        for one in rows.exclude(price__form=PriceForm.HOUR).select_related("price").order_by("id"):
            assert one.price  # noqa: S101 - filtered on it
            key = (one.price.form, one.price.moment)
            last[key] = one
            standing[key] += one.cents
        return [one for key, one in last.items() if standing[key]]

    def dearer(self, terms: Terms) -> int:
        """By how much more is committed since these terms came into force, for what was and is to be delivered from their first day on."""
        on = max(terms.valid_from, self.began)
        after, before = self.terms(on, terms.number), self.terms(on, terms.number - 1)
        if after is None or before is None or after == before:
            return 0
        weeks = self.aanbod.lesweken.filter(stands=True, last_day__lt=terms.valid_from)
        given = sum(payable(self.terms(one.last_day), one) for one in weeks)
        left = max(0, self.aanbod.planned_minutes - given)
        paid = {
            (one.price.form, one.price.moment)
            for one in self._milestones()
            if one.price and one.on < terms.valid_from
        }
        return _to_come(after, left, paid) - _to_come(before, left, paid)

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
        found = self._lines(key)
        standing = sum(one.cents for one in found)
        if yes and not standing:
            self._book(price.cents, on, f"{key}:{len(found)}", f"{price}", price)
        elif yes and standing != price.cents:
            said = f"{price}: andere prijs"
            self._book(price.cents - standing, found[-1].on, f"{key}:{len(found)}", said, price)
        elif standing and not yes:
            # On its own day: else the days between would seem to hold less than was delivered in them.
            self._book(-standing, found[-1].on, f"{key}:{len(found)}", f"{price}: teruggenomen", price)

    def _book(self, cents: int, on: date, key: str, note: str, price: Price | None) -> None:
        fact = Fact(cents, on, key, note, price=price)
        if self._found is not None:
            self._found.append(fact)
            return
        try:
            book_delivered(self.call_off, fact, by=self.by, needs=self.needs)
        except DomainError as refused:
            if cents > 0:
                raise
            raise DomainError(f"{INVOICED} Het gaat om {euros(-cents)} van {day(on)}.") from refused


def _to_come(terms: Terms, minutes: int, paid: Collection[tuple[str, str]]) -> int:
    """What so many minutes and a whole trajectory with its result cost, without what was paid before. Bonuses aside."""
    whole = (PriceForm.TRAJECTORY, PriceForm.RESULT)
    rest = (one for one in terms.prices.all() if one.form in whole and (one.form, one.moment) not in paid)
    return hourly(terms, minutes) + sum(one.cents for one in rest)


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
