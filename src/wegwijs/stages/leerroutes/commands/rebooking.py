"""Lessons that were given before other prices came into force for them are booked at those prices (docs/adr/0037)."""

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.commands import Fact, book_delivered, commit_more
from wegwijs.contracts.models import CallOff, Movement, Terms
from wegwijs.contracts.queries.agreements import to_call_off
from wegwijs.contracts.queries.money import sums_of, years_of
from wegwijs.stages.leerroutes.commands.money import Purse
from wegwijs.stages.leerroutes.commands.offer import locked
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod
from wegwijs.ui.format import day

# Wegwijs itself does this; two people decided about the prices.
NEEDS = Permission.DOSSIER_EDIT


@transaction.atomic
def rebook_lessons(call_off: CallOff, terms: Terms, /, *, by: Actor) -> int | None:
    """Book the difference of each week and milestone on its own day, and commit what is still to come at the new prices.

    Gives by how many cents more was invoiced than would be delivered: above 0 nothing was booked. None: it isn't a placement.
    """
    found = Inburgeringsaanbod.objects.filter(call_off=call_off).first()
    if found is None:
        return None
    row = locked(found)
    held = CallOff.objects.select_for_update(of=("self",)).get(pk=call_off.pk)
    purse = Purse(row, to_call_off([held.contract_id])[held.contract_id], by=by, needs=NEEDS)
    facts = purse.anew(terms.valid_from)
    sums = sums_of(held)
    owed = sums.invoiced - sums.delivered - sum(one.cents for one in facts)
    if owed > 0:
        return owed
    over = held.ends_on or held.cancelled_on
    known = held.movements.filter(kind=Movement.Kind.COMMITTED, source_key__startswith=_key(terms)).exists()
    more = 0 if over or known else purse.dearer(terms)
    if more > 0:
        _commit(held, terms, more, max(terms.valid_from, purse.began).year, by)
    # What becomes more goes first, so that no sum sinks below the next on the way.
    for fact in sorted(facts, key=lambda one: -one.cents):
        book_delivered(held, fact, by=by, needs=NEEDS)
    if more < 0:
        _commit_less(held, terms, -more, by)
    return 0


def _commit_less(held: CallOff, terms: Terms, cents: int, by: Actor) -> None:
    """The latest year first, and never below what was delivered."""
    for year, sums in sorted(years_of(held).items(), reverse=True):
        if part := min(cents, sums.committed - sums.delivered):
            _commit(held, terms, -part, year, by)
            cents -= part


def _commit(held: CallOff, terms: Terms, cents: int, year: int, by: Actor) -> None:
    said = f"andere prijs vanaf {day(terms.valid_from)}, {terms}"
    fact = Fact(cents, clock.today(), f"{_key(terms)}:{year}", said, year)
    commit_more(held, fact, by=by, needs=NEEDS, agreed=True)


def _key(terms: Terms) -> str:
    return f"prijs:{terms.pk}"
