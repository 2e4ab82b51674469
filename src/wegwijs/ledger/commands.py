"""Open accounts, move money, take it back. Who may do so the room above decides: it calls these inside its own transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.errors import DomainError
from wegwijs.ledger.models import Account, Fund, Proof, Transfer
from wegwijs.ledger.queries import proved
from wegwijs.organisations.models import Gemeente
from wegwijs.ui.format import day, euros

AT_ONCE = 1_000
# By the name of the constraint that refuses what a command let through.
REFUSED = {
    "transfer_within_a_fund": "Geld van cliënten en geld van de gemeente worden niet vermengd.",
    "transfer_between_open_accounts": "Een van de rekeningen is gesloten.",
    "reversal_is_the_reverse": "Een terugboeking is precies het omgekeerde van de boeking, en wordt zelf niet teruggeboekt.",
    "balance_not_below_zero": "Er staat niet genoeg op de rekening.",
    "bank_holds_what_others_claim": "Er staat niet genoeg op de rekening.",
}


@dataclass(frozen=True, slots=True)
class Move:
    """``cents`` above zero from one account to another, on the day of the fact; ``key`` is the same when it is said again."""

    giver: UUID
    taker: UUID
    cents: int
    on: date
    key: str
    why: str


def open_fund(gemeente: Gemeente, kind: Fund.Kind) -> Fund:
    """Money of a gemeente that is kept apart; the same again gives what is there."""
    made, _ = Fund.objects.get_or_create(
        gemeente=gemeente, kind=kind, defaults={"title": f"{gemeente}: {kind.label}"}
    )
    return made


def open_account(fund: Fund, kind: Account.Kind, *, source: str, title: str, on: date) -> Account:
    """``source`` says for whom or what to who opens it; the same again gives what is there. Raises DomainError when that is of another kind."""
    made, new = Account.objects.get_or_create(
        fund=fund, source=source, defaults={"kind": kind, "title": title, "opened_on": on}
    )
    if not new and made.kind != kind:
        raise DomainError(f"Hiervoor is al een rekening van een andere soort: {made.get_kind_display()}.")
    return made


@transaction.atomic
def close_account(row: Account, *, on: date) -> Account:
    """Nothing goes to it or from it any more. Raises DomainError as long as something stands on it; once more changes nothing."""
    held = Account.objects.select_for_update().get(pk=row.pk)
    if held.closed_on is None:
        if held.balance:
            raise DomainError(f"Er staat nog {euros(held.balance)} op {held}. Boek dat eerst weg.")
        held.closed_on = on
        held.save(update_fields=["closed_on"])
    return held


def move(one: Move, *, by: Actor) -> Transfer:
    """See ``move_all``."""
    return move_all([one], by=by)[0]


@transaction.atomic
def move_all(
    moves: Sequence[Move], *, by: Actor, before: Callable[[int], None] = lambda count: None
) -> list[Transfer]:
    """All of them or none, in their order; what was moved before under the same key stays as it was and is given back.

    ``before`` hears, every so many, how many were moved in this call; what it raises undoes them all. Raises DomainError for an amount that isn't above zero, a day to come, a key that was used for something else, another fund, a closed account,
    and when an account would fall below zero.
    """
    _lock(moves)
    known = {row.key: row for row in Transfer.objects.filter(key__in=[one.key for one in moves])}
    fresh: dict[str, Transfer] = {}
    for one in moves:
        if one.key not in known:
            fresh.setdefault(one.key, _row(one, by))
    _write(list(fresh.values()), before)
    known |= fresh
    return [_known(known[one.key], one) for one in moves]


def _lock(moves: Sequence[Move]) -> None:
    """Every account at once, in the order in which the database locks them."""
    keys = {key for one in moves for key in (one.giver, one.taker)}
    list(Account.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def _known(row: Transfer, one: Move) -> Transfer:
    if (row.giver_id, row.taker_id, row.cents, row.on) != (one.giver, one.taker, one.cents, one.on):
        raise DomainError(
            f"Sleutel {one.key} is al gebruikt voor {euros(row.cents)} op {day(row.on)}. Twee verschillende boekingen onder één sleutel kan niet."
        )
    return row


def _row(one: Move, by: Actor, reverses: Transfer | None = None) -> Transfer:
    if one.cents <= 0:
        raise DomainError("Een boeking is een bedrag boven nul.", field="cents")
    if one.on > clock.today():
        raise DomainError("Deze dag komt nog.", field="on")
    return Transfer(
        giver_id=one.giver, taker_id=one.taker, cents=one.cents, on=one.on, booked_on=clock.today(), key=one.key,
        why=one.why, reverses=reverses, recorded_by=by.user, label=by.label, recorded_at=clock.now(),
    )  # fmt: skip


def _write(rows: list[Transfer], before: Callable[[int], None] = lambda count: None) -> list[Transfer]:
    """A statement for so many, in their order; PostgreSQL books each of them. Raises DomainError for what it refuses."""
    try:
        with transaction.atomic():
            for at in range(0, len(rows), AT_ONCE):
                before(at)
                Transfer.objects.bulk_create(rows[at : at + AT_ONCE])
            return rows
    except IntegrityError as fault:
        name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "")
        if name not in REFUSED:
            raise
        raise DomainError(REFUSED[name], field="cents") from fault


@transaction.atomic
def reverse(row: Transfer, *, key: str, why: str, by: Actor, on: date) -> Transfer:
    """Take a transfer back by its reverse; both stay. Once more gives what is there.

    Raises DomainError when the money is no longer where it went, for a reversal itself, and for a key that was used for something else.
    """
    _lock([Move(row.giver_id, row.taker_id, row.cents, on, key, why)])
    back = Transfer.objects.filter(reverses=row).first()
    if back:
        return back
    one = Move(row.taker_id, row.giver_id, row.cents, on, key, why)
    if found := Transfer.objects.filter(key=key).first():
        return _known(found, one)
    return _write([_row(one, by, reverses=row)])[0]


@transaction.atomic
def prove() -> Proof:
    """Prove the whole ledger again, and keep what was found with the heads of every account that moved."""
    found = proved()
    return Proof.objects.create(
        at=clock.now(),
        accounts=found.accounts,
        transfers=found.transfers,
        findings=list(found.findings),
        heads=found.heads,
    )
