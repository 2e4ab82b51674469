"""What must hold of the money after whatever happened: whole, from every row, and kept, from the rows that a step touched.

The kept sums are written by triggers of the test, a row at a time; each time the whole is counted the kept must be equal to it. So a hundred
thousand steps cost a hundred thousand times the little that each changed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from wegwijs.exchange.bank.pain import verify
from wegwijs.exchange.bank.pain_reading import read
from wegwijs.ledger.models import Account
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.models import (
    Ontzorging,
    PaymentFile,
    PaymentOrder,
    PaymentRun,
    StatementLine,
)

O, R, L, K = PaymentOrder.State, PaymentRun.State, StatementLine.Outcome, Account.Kind  # noqa: E741 - as the enumerations they stand for
CAME, WENT = (L.INCOME, L.RETURNED), (O.RELEASED, O.EXECUTED, O.RETURNED)
NOBODY = UUID(int=0)
ORDERS, LINES = "orders", "lines"
# A row of a table is worth its cents, under whose it is and what it is.
KEEPING = f"""
    CREATE TABLE faults_kept (what text, whose uuid, state text, cents bigint, PRIMARY KEY (what, whose, state));
    CREATE TABLE faults_touched (run uuid PRIMARY KEY);
    CREATE FUNCTION faults_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE said jsonb; worth bigint;
        BEGIN
            FOR said, worth IN VALUES (to_jsonb(OLD), -1), (to_jsonb(NEW), 1) LOOP
                CONTINUE WHEN said IS NULL;
                INSERT INTO faults_kept AS k VALUES (TG_ARGV[0], coalesce((said ->> 'ontzorging_id')::uuid, '{NOBODY}'),
                    coalesce(said ->> 'state', said ->> 'outcome'), worth * (said ->> 'cents')::bigint)
                ON CONFLICT (what, whose, state) DO UPDATE SET cents = k.cents + excluded.cents;
            END LOOP;
            RETURN NULL;
        END $$;
    CREATE FUNCTION faults_touch() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO faults_touched SELECT DISTINCT s.run::uuid FROM (VALUES
                (to_jsonb(OLD) ->> TG_ARGV[0]), (to_jsonb(NEW) ->> TG_ARGV[0])) AS s(run) WHERE s.run IS NOT NULL
            ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$;
"""  # noqa: S608 - texts of ours
EVERY = (
    (PaymentOrder, f"faults_keep('{ORDERS}')"),
    (StatementLine, f"faults_keep('{LINES}')"),
    (PaymentRun, "faults_touch('id')"),
    (PaymentFile, "faults_touch('run_id')"),
    (PaymentOrder, "faults_touch('run_id')"),
)
TAKEN = "WITH gone AS (DELETE FROM faults_touched RETURNING run)"
KEPT = "SELECT what, whose::text, state, cents FROM faults_kept WHERE cents <> 0"
# The runs that were touched; then what should not be: new lines of accounts that don't follow on the one before, bookings that haven't two lines
# of nothing together, and balances that aren't what the last line says.
TOUCHED = """
    SELECT 'run', run::text, '', 0 FROM gone
    UNION ALL
    SELECT 'line', e.id::text, '', 0 FROM ledger_entry e LEFT JOIN ledger_entry p ON p.account_id = e.account_id AND p.version = e.version - 1
    WHERE e.id > %(seen)s AND (e.before <> coalesce(p.after, 0) OR e.after <> e.before + e.cents OR (p.id IS NULL AND e.version <> 1))
    UNION ALL
    SELECT 'booking', transfer_id::text, '', 0 FROM ledger_entry WHERE id > %(seen)s GROUP BY 2 HAVING count(*) <> 2 OR sum(cents) <> 0
    UNION ALL
    SELECT 'account', a.id::text, '', 0 FROM ledger_account a LEFT JOIN LATERAL (
        SELECT e.version, e.after, e.hash FROM ledger_entry e WHERE e.account_id = a.id ORDER BY e.version DESC LIMIT 1
    ) l ON true
    WHERE (a.balance, a.version, a.head) IS DISTINCT FROM (coalesce(l.after, 0), coalesce(l.version, 0), coalesce(l.hash, ''))
    UNION ALL
    SELECT 'seen', '', '', coalesce(max(id), 0) FROM ledger_entry
"""


@dataclass(frozen=True)
class Sums:
    """Cents by whose they are and what they are, of orders and of lines of statements; those of nobody under ``NOBODY``."""

    orders: Counter[tuple[UUID, str]]
    lines: Counter[tuple[UUID, str]]

    @property
    def read_in(self) -> int:
        """What came in by statements, less what went."""
        return self.lines.total()

    def by_state(self, state: str) -> int:
        """Of all orders in this state."""
        return sum(cents for (_, one), cents in self.orders.items() if one == state)

    def hold(self) -> None:
        """Beside what the accounts say, which were written apart from these rows."""
        by_kind, stands = Counter[str](), Counter[str]()
        for kind, source, balance in Account.objects.values_list("kind", "source", "balance"):
            by_kind[kind] += balance
            if kind == K.CLIENT:
                stands[source] += balance
        assert by_kind.total() == 0, by_kind
        assert min(*stands.values(), by_kind[K.TRANSIT], by_kind[K.PARKED], 0) == 0, (stands, by_kind)
        assert by_kind[K.TRANSIT] == self.by_state(O.RELEASED), "on its way is what was released"
        assert -by_kind[K.BANK] == self.read_in, "the bank in the books is the bank in its statements"
        came, went = Counter[str](), Counter[str]()
        for (whose, outcome), cents in self.lines.items():
            came[Ontzorging(pk=whose).source] += cents if outcome in CAME else 0
        for (whose, state), cents in self.orders.items():
            went[Ontzorging(pk=whose).source] += cents if state in WENT else 0
        for source in stands.keys() | came.keys() | went.keys():
            assert stands[source] == came[source] - went[source], source


def counted() -> Sums:
    """From every row."""

    def of(rows: Any, what: str) -> Counter[tuple[UUID, str]]:
        found = rows.order_by().values_list("ontzorging", what).annotate(all=Sum("cents"))
        return Counter({(whose or NOBODY, state): cents for whose, state, cents in found})

    return Sums(of(PaymentOrder.objects.all(), "state"), of(StatementLine.objects.all(), "outcome"))


def sums_hold() -> int:
    """Every sum over every row, and every run. Gives what came in by statements, in cents."""
    found = counted()
    found.hold()
    _signed(PaymentRun.objects.all())
    return found.read_in


def whole() -> None:
    """What is too long to look at after each step: every entry and hash, every file."""
    found = proved()
    assert not found.findings, found.findings
    _signed(PaymentRun.objects.all())
    executed = StatementLine.objects.filter(outcome=L.PAID).values_list("order", flat=True)
    assert len(executed) == len(set(executed)), "an order is carried out once"
    placed = [code for content in PaymentFile.objects.values_list("content", flat=True) for code in _orders(bytes(content))]  # fmt: skip
    assert len(placed) == len(set(placed)), "no order is in two files"


def _signed(rows: QuerySet[PaymentRun]) -> None:
    """By two, with a file of the bytes they signed for, and in it precisely the orders of the run."""
    runs = list(rows.select_related("file"))
    filed = {run.pk: run for run in runs if getattr(run, "file", None)}
    inside: dict[UUID, dict[str, tuple[str, int]]] = {key: {} for key in filed}
    orders = PaymentOrder.objects.filter(run__in=list(filed)) if filed else PaymentOrder.objects.none()
    for key, code, iban, cents in orders.order_by().values_list("run", "end_to_end", "iban", "cents"):
        inside[key][code] = iban, cents
    for run in runs:
        if run.state in (R.RELEASED, R.HANDED_OVER, R.DONE):
            assert run.first_by_id and run.second_by_id and run.first_by_id != run.second_by_id  # noqa: PT018
            assert run.pk in filed, "what was released has its file"
        if run.pk in filed:
            content = bytes(run.file.content)
            assert verify(content, run.sha256)
            assert _orders(content) == inside[run.pk]


@cache
def _orders(content: bytes) -> dict[str, tuple[str, int]]:
    """Of the same bytes the same."""
    return {one.end_to_end_id: (one.iban, one.cents) for one in read(content).orders}


class Kept:
    """Looks after each step at what the step touched."""

    def __init__(self) -> None:
        self.seen = 0

    def holds(self) -> int:
        """The sums that were kept, every run and file that was touched, every new line of an account. Gives what came in by statements."""
        with connection.cursor() as cursor:
            cursor.execute(f"{TAKEN} {KEPT} UNION ALL {TOUCHED}", {"seen": self.seen})
            rows = cursor.fetchall()
        found = _sums(rows)
        found.hold()
        touched = [key for what, key, _, _ in rows if what == "run"]
        (self.seen,) = (cents for what, _, _, cents in rows if what == "seen")
        wrong = [row for row in rows if row[0] not in (ORDERS, LINES, "run", "seen")]
        assert not wrong, wrong
        if touched:
            _signed(PaymentRun.objects.filter(pk__in=touched))
        return found.read_in

    def sums(self) -> Sums:
        """As the triggers kept them."""
        with connection.cursor() as cursor:
            cursor.execute(KEPT)
            return _sums(cursor.fetchall())

    def equals_the_whole(self) -> None:
        """What was kept is what every row together says."""
        assert self.sums() == counted()
        sums_hold()
        whole()


def _sums(rows: Iterable[tuple[str, str, str, int]]) -> Sums:
    found = Sums(Counter(), Counter())
    for what, whose, state, cents in rows:
        if what in (ORDERS, LINES):
            (found.orders if what == ORDERS else found.lines)[UUID(whose), state] = cents
    return found


@contextmanager
def kept() -> Iterator[Kept]:
    """While it is open each changed row is kept; begin before the first."""
    names = [f"faults_{place}" for place in range(len(EVERY))]
    with connection.cursor() as cursor:
        cursor.execute(KEEPING)
        for name, (model, does) in zip(names, EVERY, strict=True):
            table = model._meta.db_table
            cursor.execute(f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {does}")  # fmt: skip
    try:
        yield Kept()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION faults_keep, faults_touch CASCADE")
            cursor.execute("DROP TABLE faults_kept, faults_touched")
