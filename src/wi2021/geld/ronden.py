"""Whole cents out of a calculation, and an amount over several without a cent lost."""

from collections.abc import Sequence
from fractions import Fraction


def heel(value: int | Fraction, by: int = 1) -> int:
    """The nearest whole number, a half upwards (also below zero: away from it)."""
    exact = Fraction(value, by)
    sign = -1 if exact < 0 else 1
    return sign * int(abs(exact) + Fraction(1, 2))


def over(totaal: int, sleutel: Sequence[int]) -> tuple[int, ...]:
    """``totaal`` over the parts by their weights; the sum is exact: cents that remain go to the largest remainders, at a tie
    the earlier part. ValueError when a weight is negative or all are zero."""
    whole = sum(sleutel)
    if whole <= 0 or any(weight < 0 for weight in sleutel):
        raise ValueError("een verdeelsleutel heeft gewichten van nul of meer, en niet alleen nullen")
    shares = [divmod(totaal * weight, whole) for weight in sleutel]
    left = totaal - sum(share for share, _ in shares)
    first = sorted(range(len(shares)), key=lambda n: -shares[n][1])[:left]
    return tuple(share + (n in first) for n, (share, _) in enumerate(shares))
