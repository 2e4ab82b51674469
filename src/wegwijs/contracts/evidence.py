"""How much an invoice line may still ask: what was delivered and isn't asked by another line. Pure; reads nothing.

Each line asks an amount for a stretch of days, what was delivered has a day each. Lines and deliveries can be laid beside one another
exactly when in no stretch more is asked, by the lines that lie wholly within it, than was delivered in it (Hall's condition).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Supply:
    """Something was delivered: cents on a day, against a price ("": not said which).

    ``fact``: what it is about, the same for what puts it right. ``rounded``: it is only what a line rounded otherwise.
    """

    on: date
    cents: int
    price: str = ""
    fact: str = ""
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Cents that a line asks (below zero: gives back) for the days from ``first`` to ``last``, both inclusive; "" is any price."""

    cents: int
    first: date = date.min
    last: date = date.max
    price: str = ""

    def touches(self, other: "Claim") -> bool:
        """Whether they share a day, and neither names a price that the other doesn't."""
        same = not self.price or not other.price or self.price == other.price
        return same and self.first <= other.last and other.first <= self.last

    def within(self, first: date, last: date) -> bool:
        """Whether it lies wholly in those days."""
        return first <= self.first and self.last <= last


def delivered_for(supply: Iterable[Supply], asked: Claim) -> int:
    """What was delivered in the days and against the price of a claim, whoever asked it before. In cents."""
    fits = _of_price(supply, asked.price) if asked.price else supply
    return sum(one.cents for one in fits if asked.first <= one.on <= asked.last)


def room_for(supply: Sequence[Supply], taken: Sequence[Claim], asked: Claim) -> int:
    """The most that ``asked`` may be, in cents, 0 or more: over all that was delivered, and over what was against its price."""
    claims = netted(taken)
    found = _room(supply, claims, asked)
    if asked.price:
        same = [one for one in claims if one.price == asked.price]
        found = min(found, _room(list(_of_price(supply, asked.price)), same, asked))
    return max(0, found)


def rounding_of(supply: Sequence[Supply], asked: Claim) -> int:
    """By how many cents a line may go beyond, since it rounds a sum where each fact was rounded for itself: 0 or more.

    A fact is at most half a cent below what it is worth (half goes up), and so is the sum of so many; the line itself rounds up by half a cent at most.
    Both are less than half a cent more than that many halves, so in whole cents half of them, rounded down, is the most. What was given so before counts, in
    the days of the line and over all.
    """
    of_price = list(_of_price(supply, asked.price))
    days = [one for one in of_price if asked.first <= one.on <= asked.last]
    return max(0, min(_halves(days), _halves(of_price)))


def _halves(supply: Iterable[Supply]) -> int:
    worth: Counter[str] = Counter()
    given = 0
    for one in supply:
        if one.rounded:
            given += one.cents
        else:
            worth[one.fact] += one.cents
    return sum(cents > 0 for cents in worth.values()) // 2 - given


def netted(taken: Iterable[Claim]) -> list[Claim]:
    """What is still asked when what was given back is taken off the newest lines about the same days and price."""
    left: list[Claim] = []
    for one in taken:
        if one.cents >= 0:
            left.append(one)
            continue
        back = -one.cents
        for at in reversed(range(len(left))):
            if back and left[at].touches(one):
                less = min(back, left[at].cents)
                left[at], back = replace(left[at], cents=left[at].cents - less), back - less
    return left


def _of_price(supply: Iterable[Supply], price: str) -> Iterable[Supply]:
    return (one for one in supply if one.price in (price, ""))


def _room(supply: Sequence[Supply], taken: Sequence[Claim], asked: Claim) -> int:
    starts = {date.min, asked.first} | {one.first for one in taken if one.first <= asked.first}
    ends = {date.max, asked.last} | {one.last for one in taken if one.last >= asked.last}
    return min(_left(supply, taken, first, last) for first in starts for last in ends)


def _left(supply: Sequence[Supply], taken: Sequence[Claim], first: date, last: date) -> int:
    given = sum(one.cents for one in supply if first <= one.on <= last)
    return given - sum(one.cents for one in taken if one.within(first, last))
