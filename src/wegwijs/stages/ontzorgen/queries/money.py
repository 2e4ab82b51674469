"""What stands on somebody's account, and until when the bank told so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wegwijs.ledger.models import Account
from wegwijs.ledger.queries import balances
from wegwijs.stages.ontzorgen.models import Ontzorging, Statement, Voorschot


@dataclass(frozen=True, slots=True)
class AsOf:
    """An amount in cents and the day until which the bank's statements are in; None: none came yet."""

    cents: int
    on: date | None


def known_until(gemeente: str) -> date | None:
    """The last day of the newest statement of a gemeente (its code). One statement."""
    rows = Statement.objects.filter(account__fund__gemeente=gemeente)
    return rows.order_by("-closing_on").values_list("closing_on", flat=True).first()


def balances_of(rows: Iterable[Ontzorging]) -> dict[UUID, int]:
    """What stands on the account of each, now; who has none yet has zero. One statement."""
    sources = {row.source: row.pk for row in rows}
    found = Account.objects.filter(source__in=[*sources]).values_list("source", "balance")
    return {**dict.fromkeys(sources.values(), 0), **{sources[source]: cents for source, cents in found}}


def balance_on(ontzorging: Ontzorging, on: date) -> int:
    """What stood on the account at the end of a day, as it was booked then, in cents. Two statements."""
    account = Account.objects.filter(source=ontzorging.source).first()
    return balances([account.pk], on=on).get(account.pk, 0) if account else 0


def owed_of(rows: Iterable[Voorschot]) -> dict[UUID, int]:
    """What is still owed of each advance, in cents. One statement."""
    sources = {row.source: row.pk for row in rows}
    found = Account.objects.filter(source__in=[*sources]).values_list("source", "balance")
    return {**dict.fromkeys(sources.values(), 0), **{sources[source]: -cents for source, cents in found}}
