"""What all lines and call-offs of a contract come to: totals that PostgreSQL adds to and the night gathers (docs/adr/0035)."""

from django.db import models

from wegwijs.contracts import kept
from wegwijs.contracts.models.agreements import Contract
from wegwijs.contracts.models.money import BASIS, WHY
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BOOKS, Register
from wegwijs.totals import Total, kept_by

MONEY = ("committed", "delivered", "invoiced", "paid")


class OfContract(Total):
    """Of a contract what one gemeente pays."""

    # The indexes of each begin with them, or hold them.
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+", db_index=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class BookTotal(OfContract):
    """What the lines of a day or month come to, in cents; ``on``: the day on which they were booked, the first of that month, or the day of the fact."""

    register = Register("gemeente", WHY, BASIS, BOOKS, personal=False)
    sums = MONEY
    counted = kept.BOOKED.format(lines="contracts_movement")

    class Per(models.TextChoices):
        """By what lines are added up."""

        MONTH = "maand", "maand van boeken"
        DAY = "dag", "dag van boeken"
        FACT = "feit", "dag van het feit, van wat geleverd is"

    per = models.CharField(max_length=5, choices=Per.choices)
    year = models.PositiveSmallIntegerField("jaar")
    on = models.DateField("op")
    committed = models.BigIntegerField("verplicht, in centen")
    delivered = models.BigIntegerField("geleverd, in centen")
    invoiced = models.BigIntegerField("gefactureerd, in centen")
    paid = models.BigIntegerField("betaald, in centen")

    class Meta:
        indexes = [
            models.Index(fields=["per", "contract", "on"], include=["gemeente", "year", *MONEY], name="book_totals_by_day"),
        ]  # fmt: skip
        triggers = [kept_by("kept_by_lines")]

    def __str__(self) -> str:
        return f"{self.per} {self.on}"


class OfCallOffs(OfContract):
    """Of the call-offs that figures don't tell apart, how many there are."""

    subject = models.CharField("onderwerp", max_length=12, blank=True)
    cohort = models.PositiveSmallIntegerField("cohort", null=True)
    year = models.PositiveSmallIntegerField("jaar")
    trajectories = models.IntegerField("trajecten")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} {self.year}"


class YearTotal(OfCallOffs):
    """What call-offs with a balance for a budget year come to in it, in cents."""

    register = Register("gemeente", WHY, BASIS, BOOKS, personal=False)
    sums = ("trajectories", *MONEY)
    counted = kept.anew(kept.YEARS)

    committed = models.BigIntegerField("verplicht, in centen")
    delivered = models.BigIntegerField("geleverd, in centen")
    invoiced = models.BigIntegerField("gefactureerd, in centen")
    paid = models.BigIntegerField("betaald, in centen")

    class Meta(OfCallOffs.Meta):
        indexes = [
            models.Index(
                fields=["year", "gemeente"], include=["contract", "subject", "cohort", "trajectories", *MONEY], name="year_totals_of_gemeente",
            ),
        ]  # fmt: skip
        triggers = [kept_by("kept_by_lines")]


class OpenTotal(OfCallOffs):
    """What is committed and not delivered of call-offs that are planned until ``last`` and were over on ``over_on``: with ``year`` 0 how many and how much
    in cents, with another year how many of them have a balance for it."""

    register = Register("gemeente", WHY, BASIS, BOOKS, personal=False)
    sums = ("trajectories", "cents")
    counted = kept.anew(kept.OPEN)

    last = models.DateField("gepland tot en met")
    over_on = models.DateField("voorbij op", null=True)
    cents = models.BigIntegerField("nog open, in centen")

    class Meta(OfCallOffs.Meta):
        indexes = [
            models.Index(
                fields=["year", "gemeente"], include=["contract", "subject", "cohort", "last", "over_on", "trajectories", "cents"],
                name="open_totals_of_gemeente",
            ),
        ]  # fmt: skip
        triggers = [kept_by("kept_by_lines")]


class BegunTotal(OfCallOffs):
    """Call-offs that began in a year and weren't cancelled: how many, how many of those ended, as agreed, with a result; and what was delivered of those that
    ended (``spent``) and of all, in cents."""

    register = Register("gemeente", WHY, BASIS, BOOKS, personal=False)
    sums = ("trajectories", "over", "finished", "results", "spent", "delivered")
    counted = kept.anew(kept.BEGUN)

    over = models.IntegerField("voorbij")
    finished = models.IntegerField("afgerond zoals afgesproken")
    results = models.IntegerField("met resultaat")
    spent = models.BigIntegerField("geleverd van wat voorbij is, in centen")
    delivered = models.BigIntegerField("geleverd, in centen")

    class Meta(OfCallOffs.Meta):
        indexes = [
            models.Index(
                fields=["contract", "gemeente"],
                include=["subject", "cohort", "year", "trajectories", "over", "finished", "results", "spent", "delivered"],
                name="begun_totals_of_contract",
            ),
        ]  # fmt: skip
        triggers = [kept_by("kept_by_lines")]
