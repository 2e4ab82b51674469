"""What an act of this room does in the ledger: the only place that moves money. Each move has a key of its own, so that a rerun moves nothing twice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.errors import DomainError
from wegwijs.ledger.commands import Move, move, move_all, open_account, open_fund, reverse
from wegwijs.ledger.models import Account, Fund, Transfer
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.models import BankAccount, Ontzorging, PaymentOrder, StatementLine, Voorschot
from wegwijs.ui.format import euros

K, O = Account.Kind, StatementLine.Outcome  # noqa: E741 - as the enumeration it stands for


# What goes to somebody's own account.
_OF_CLIENTS = (O.RETURNED, O.INCOME)


@dataclass(frozen=True, slots=True)
class Books:
    """The accounts of a gemeente's clients together. ``pool``: what the gemeente put in for advances."""

    fund: Fund
    bank: UUID
    transit: UUID
    parked: UUID
    pool: UUID
    costs: UUID


_SHARED = (
    ("bank", K.BANK, "Bank"),
    ("onderweg", K.TRANSIT, "Onderweg naar de bank"),
    ("uitzoeken", K.PARKED, "Nog uit te zoeken"),
    ("voorschotten", K.ADVANCE, "Geld voor voorschotten"),
    ("kosten", K.COSTS, "Kosten en verschillen"),
)


def books(gemeente: Gemeente) -> Books:
    """Those of a gemeente; made when they are asked for the first time."""
    fund = open_fund(gemeente, Fund.Kind.CLIENTS)
    found = dict(
        Account.objects.filter(fund=fund, source__in=[row[0] for row in _SHARED]).values_list("source", "pk")
    )
    for source, kind, title in _SHARED:
        if source not in found:
            found[source] = open_account(fund, kind, source=source, title=title, on=clock.today()).pk
    return Books(
        fund, found["bank"], found["onderweg"], found["uitzoeken"], found["voorschotten"], found["kosten"]
    )


def account_of(ontzorging: Ontzorging, *, held: Books) -> UUID:
    """The person's own account; made when it is asked for the first time. Its title names nobody."""
    dossier = ontzorging.dossier
    return open_account(
        held.fund, K.CLIENT, source=ontzorging.source, title=f"Dossier {dossier.number}", on=clock.today()
    ).pk


def accounts_of(rows: Iterable[Ontzorging], *, held: Books) -> dict[UUID, UUID]:
    """The own account of each, by the key of the ontzorging; made where one is asked for the first time. One statement where all are there."""
    whose = {row.source: row for row in rows}
    found = dict(
        Account.objects.filter(fund=held.fund, kind=K.CLIENT, source__in=[*whose]).values_list("source", "pk")
    )
    return {row.pk: found.get(source) or account_of(row, held=held) for source, row in whose.items()}


BEGIN = "beginsaldo"


def begin_account(held: Books) -> UUID:
    """What stood at the bank before the first statement, and isn't somebody's yet; made when it is asked for the first time."""
    return open_account(
        held.fund, K.PARKED, source=BEGIN, title="Beginsaldo van de bank", on=clock.today()
    ).pk


def begin_with(account: BankAccount, on: date, *, by: Actor) -> None:
    """The first statement begins with what two people explained: it stands at the bank, and on an account of its own."""
    held = books(account.fund.gemeente)
    move(
        Move(
            held.bank,
            begin_account(held),
            account.begin,
            on,
            f"{BEGIN}:{account.pk}",
            "beginsaldo van de bank",
        ),
        by=by,
    )


@transaction.atomic
def give_begin(ontzorging: Ontzorging, cents: int, *, key: str, by: Actor) -> None:
    """A part of it is somebody's. Raises DomainError for more than is left, or an account that is closed."""
    held = books(ontzorging.dossier.gemeente)
    giver = begin_account(held)
    if ontzorging.pk in closed_among([ontzorging], held=held):
        raise DomainError("De rekening van deze cliënt is gesloten.", field="ontzorging")
    left = Account.objects.select_for_update().get(pk=giver).balance
    if not 0 < cents <= left:
        raise DomainError(
            f"Er is nog {euros(left)} te verdelen. Vul een bedrag in van boven nul tot dat bedrag.",
            field="cents",
        )
    move(
        Move(
            giver,
            account_of(ontzorging, held=held),
            cents,
            clock.today(),
            f"{BEGIN}:deel:{key}",
            "deel van het beginsaldo",
        ),
        by=by,
    )


def closed_among(rows: Iterable[Ontzorging], *, held: Books) -> frozenset[UUID]:
    """Whose account is closed, by the key of the ontzorging. Until the transaction is over no other closes: they are held, together with those
    of all, in the order in which the ledger locks."""
    whose = {row.source: row.pk for row in rows}
    shared = [held.bank, held.transit, held.parked, held.pool, held.costs]
    found = Account.objects.select_for_update().filter(
        Q(source__in=[*whose], fund=held.fund) | Q(pk__in=shared)
    )
    return frozenset(
        whose[one.source] for one in found.order_by("pk") if one.closed_on and one.source in whose
    )


@transaction.atomic
def set_aside(orders: Iterable[PaymentOrder], *, by: Actor) -> None:
    """What is released leaves the accounts of the clients and is on its way. All of it or nothing: raises DomainError when somebody's
    balance is too small, naming the dossier and the amount."""
    moves, whose = [], {}
    found = sorted(orders, key=lambda one: one.ontzorging.dossier.gemeente_id)
    for _, group in groupby(found, key=lambda one: one.ontzorging.dossier.gemeente_id):
        mine = list(group)
        held = books(mine[0].ontzorging.dossier.gemeente)
        accounts = accounts_of((one.ontzorging for one in mine), held=held)
        for one in mine:
            giver = accounts[one.ontzorging_id]
            whose[giver] = one.ontzorging.dossier
            moves.append(
                Move(giver, held.transit, one.cents, clock.today(), released_key(one), one.remittance)
            )
    _check(moves, {key: str(dossier) for key, dossier in whose.items()})
    move_all(moves, by=by)


def _check(moves: list[Move], names: dict[UUID, str]) -> None:
    """Who has too little, told before the database refuses without a name. What was moved before under its key isn't asked again."""
    done = set(Transfer.objects.filter(key__in=[one.key for one in moves]).values_list("key", flat=True))
    asked: dict[UUID, int] = {}
    for one in moves:
        if one.key not in done:
            asked[one.giver] = asked.get(one.giver, 0) + one.cents
    # In the order in which the ledger locks them.
    rows = Account.objects.select_for_update().filter(pk__in=asked).order_by("pk")
    short = [(row, asked[row.pk] - row.balance) for row in rows if asked[row.pk] > row.balance]
    if short:
        said = "; ".join(f"{names[row.pk]} komt {euros(lacking)} tekort" for row, lacking in short[:5])
        more = f" en nog {len(short) - 5}" if len(short) > 5 else ""
        raise DomainError(
            f"Er staat niet genoeg op de rekening: {said}{more}. Haal die betalingen uit de run."
        )


@transaction.atomic
def take_back(orders: Iterable[PaymentOrder], *, by: Actor) -> None:
    """What was set aside and doesn't go to the bank after all is the client's again."""
    keys = [released_key(order) for order in orders]
    for row in Transfer.objects.filter(key__in=keys).order_by("pk"):
        reverse(row, key=f"terug:{row.key}", why="gaat niet door", by=by, on=clock.today())


def book_line(line: StatementLine, *, by: Actor) -> None:
    """A line of a statement, as it was matched. Raises DomainError when the ledger can't carry it."""
    held = books(line.statement.account.fund.gemeente)
    key, why = f"regel:{line.pk}", line.get_outcome_display()
    giver, taker = _sides(line, held)
    move(Move(giver, taker, abs(line.cents), line.booked_on, key, why), by=by)


@transaction.atomic
def book_lines(
    lines: Iterable[StatementLine], *, by: Actor, before: Callable[[int], None] = lambda count: None
) -> None:
    """Lines of one statement together, as they were matched; what came before what went, so that nothing is short on the way.
    ``before`` hears every so many how many were booked."""
    found = sorted(lines, key=lambda one: one.cents < 0)
    if not found:
        return
    held = books(found[0].statement.account.fund.gemeente)
    own = accounts_of(
        (one.ontzorging for one in found if one.ontzorging and one.outcome in _OF_CLIENTS), held=held
    )
    moves = []
    for line in found:
        client = own.get(line.ontzorging.pk) if line.ontzorging else None
        giver, taker = _sides(line, held, client)
        moves.append(Move(giver, taker, abs(line.cents), line.booked_on, f"regel:{line.pk}", line.get_outcome_display()))  # fmt: skip
    move_all(moves, by=by, before=before)


def _sides(line: StatementLine, held: Books, client: UUID | None = None) -> tuple[UUID, UUID]:
    """From which account to which a line moves money, when it is booked for the first time."""
    match O(line.outcome):
        case O.PAID:
            return held.transit, held.bank
        case O.RETURNED | O.INCOME:
            assert line.ontzorging  # noqa: S101 - a constraint of the row
            return held.bank, client or account_of(line.ontzorging, held=held)
        case O.FUNDING:
            return held.bank, held.pool
        case O.PARKED:
            return held.bank, held.parked
        case O.SENT_BACK:
            return held.parked, held.bank
        case O.ALARM | O.COSTS:
            return (held.costs, held.bank) if line.cents < 0 else (held.bank, held.costs)


@transaction.atomic
def give_parked(line: StatementLine, ontzorging: Ontzorging, *, by: Actor) -> None:
    """Money that nobody knew turned out to be somebody's."""
    held = books(line.statement.account.fund.gemeente)
    taker = account_of(ontzorging, held=held)
    move(
        Move(held.parked, taker, line.cents, clock.today(), f"uitgezocht:{line.pk}", "uitgezocht: inkomen"),
        by=by,
    )


@transaction.atomic
def as_costs(line: StatementLine, *, by: Actor) -> None:
    """Money that nobody knew is interest or a repair of the bank."""
    held = books(line.statement.account.fund.gemeente)
    move(Move(held.parked, held.costs, line.cents, clock.today(), f"kosten:{line.pk}", "van de bank"), by=by)


@transaction.atomic
def explain(line: StatementLine, *, by: Actor) -> None:
    """What went without an order that we knew of was one after all, or more of them: they were set aside when they were released."""
    held = books(line.statement.account.fund.gemeente)
    move(Move(held.transit, held.costs, -line.cents, clock.today(), f"verklaard:{line.pk}", "toch een betaling van ons"), by=by)  # fmt: skip


@transaction.atomic
def grant(voorschot: Voorschot, *, by: Actor) -> None:
    """An advance goes to the client's account, out of what the gemeente put in. Raises DomainError when that isn't enough."""
    held = books(voorschot.ontzorging.dossier.gemeente)
    owed = open_account(held.fund, K.ADVANCE, source=voorschot.source, title="Voorschot", on=clock.today())
    list(
        Account.objects.select_for_update()
        .filter(fund=held.fund, kind=K.ADVANCE)
        .order_by("pk")
        .values_list("pk")
    )
    left = sum(Account.objects.filter(fund=held.fund, kind=K.ADVANCE).values_list("balance", flat=True))
    if left < voorschot.cents:
        raise DomainError(
            f"Voor voorschotten is nog {euros(max(left, 0))} over. Laat de gemeente eerst geld overmaken.",
            field="cents",
        )
    taker = account_of(voorschot.ontzorging, held=held)
    move(Move(owed.pk, taker, voorschot.cents, clock.today(), f"{voorschot.source}:toe", "voorschot"), by=by)


@transaction.atomic
def repay(voorschot: Voorschot, cents: int, *, period: date, by: Actor) -> Transfer:
    """A part of an advance goes back, once a period. Raises DomainError when the balance is too small."""
    held = books(voorschot.ontzorging.dossier.gemeente)
    giver = account_of(voorschot.ontzorging, held=held)
    taker = Account.objects.get(fund=held.fund, source=voorschot.source)
    return move(
        Move(giver, taker.pk, cents, clock.today(), f"{voorschot.source}:af:{period.isoformat()}", "terugbetaling van een voorschot"),
        by=by,
    )  # fmt: skip


def released_key(order: PaymentOrder) -> str:
    """By which key the ledger knows that an order was released."""
    return f"vrij:{order.pk}"
