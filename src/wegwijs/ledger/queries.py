"""Balances on any day, statements, and the proof that nothing was made or lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from wegwijs.ledger.models import HASH, SAYS, Account, Entry, Fund

MOST = 50


def balances(accounts: Iterable[UUID], *, on: date) -> dict[UUID, int]:
    """What stood on accounts at the end of a day, in cents, as it was booked then; zero isn't in it. One statement."""
    rows = Entry.objects.filter(account__in=list(accounts), transfer__booked_on__lte=on)
    return {
        key: cents
        for key, cents in rows.order_by().values_list("account").annotate(all=Sum("cents"))
        if cents
    }


@dataclass(frozen=True, slots=True)
class Held:
    """Of a fund on a day, in cents: what clients and others may claim, what is in transit, what the bank should say."""

    clients: int
    beside: int
    transit: int
    bank: int

    @property
    def adds_up(self) -> bool:
        """What all may claim is at the bank, or on its way there."""
        return self.clients + self.beside == self.bank - self.transit


def held(fund: Fund, *, on: date) -> Held:
    """As it was booked at the end of a day. One statement."""
    rows = Entry.objects.filter(account__fund=fund, transfer__booked_on__lte=on)
    by_kind = dict(rows.order_by().values_list("account__kind").annotate(all=Sum("cents")))
    kinds = Account.Kind
    beside = sum(
        cents for kind, cents in by_kind.items() if kind not in (kinds.CLIENT, kinds.BANK, kinds.TRANSIT)
    )
    return Held(
        by_kind.get(kinds.CLIENT, 0),
        beside,
        by_kind.get(kinds.TRANSIT, 0),
        -by_kind.get(kinds.BANK, 0),
    )


Head = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Proved:
    """``findings``: a sentence for each thing that doesn't hold, at most fifty; ``heads``: by account its version and last hash, whose it is, and a hash
    over who wrote its transfers and why."""

    accounts: int
    transfers: int
    findings: tuple[str, ...]
    heads: dict[str, Head]


# Each gives the keys of what doesn't hold.
_ENTRIES = f"""
    WITH e AS (
        SELECT e.*, lag(e.after, 1, 0::bigint) OVER w AS was, lag(e.hash, 1, '') OVER w AS previous,
            row_number() OVER w AS place
        FROM ledger_entry e WINDOW w AS (PARTITION BY e.account_id ORDER BY e.version)
    )
    SELECT DISTINCT e.account_id::text FROM e JOIN ledger_transfer t ON t.id = e.transfer_id
    WHERE e.version <> e.place OR e.before <> e.was OR e.after <> e.before + e.cents
        OR e.hash <> {HASH.format(previous="e.previous", says=SAYS.format(entry="e", transfer="t"))}
    ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
_ACCOUNTS = f"""
    SELECT a.id::text FROM ledger_account a LEFT JOIN LATERAL (
        SELECT e.version, e.after, e.hash FROM ledger_entry e WHERE e.account_id = a.id ORDER BY e.version DESC LIMIT 1
    ) l ON true
    WHERE a.balance <> coalesce(l.after, 0) OR a.version <> coalesce(l.version, 0) OR a.head <> coalesce(l.hash, '')
    ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
_TRANSFERS = f"""
    SELECT t.id::text FROM ledger_transfer t
    WHERE (SELECT count(*) FROM ledger_entry e WHERE e.transfer_id = t.id
        AND (e.account_id, e.cents) IN ((t.giver_id, -t.cents), (t.taker_id, t.cents))) <> 2
        OR (SELECT count(*) FROM ledger_entry e WHERE e.transfer_id = t.id) <> 2
        OR (t.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM ledger_transfer r WHERE r.id = t.reverses_id
                AND (r.giver_id, r.taker_id, r.cents) = (t.taker_id, t.giver_id, t.cents)))
    ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
_LOOSE = f"""
    SELECT e.id::text FROM ledger_entry e LEFT JOIN ledger_transfer t ON t.id = e.transfer_id
    LEFT JOIN ledger_account a ON a.id = e.account_id WHERE t.id IS NULL OR a.id IS NULL ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
_FUNDS = f"""
    SELECT f.title FROM ledger_fund f JOIN ledger_account a ON a.fund_id = f.id
    GROUP BY f.id HAVING sum(a.balance) <> 0 ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
_BELOW = f"""
    SELECT DISTINCT a.id::text FROM ledger_account a JOIN ledger_entry e ON e.account_id = a.id
    WHERE (a.kind IN ('client', 'onderweg', 'uitzoeken') AND e.after < 0) OR (a.kind = 'bank' AND e.after > 0)
    ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
# Against what an earlier proof saw.
_CUT = f"""
    SELECT DISTINCT h.key FROM ledger_proof p CROSS JOIN LATERAL jsonb_each(p.heads) h
    LEFT JOIN ledger_entry e ON e.account_id = h.key::uuid AND e.version = (h.value ->> 0)::bigint
    WHERE e.hash IS DISTINCT FROM h.value ->> 1 ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
# What no hash of an entry is over, but must stay as it was as well: whose the account is, and by whom and why its money moved.
_WHOSE = "(SELECT concat_ws('|', f.id, f.gemeente_id, f.kind, a.kind, a.source, a.opened_on) FROM ledger_fund f WHERE f.id = a.fund_id)"
_SAID = """(SELECT encode(sha256(convert_to(string_agg(concat_ws('|', t.id, t.recorded_by_id, extract(epoch FROM t.recorded_at),
        coalesce(t.reverses_id::text, ''), t.label, t.why), chr(10) ORDER BY e.version), 'UTF8')), 'hex')
    FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id WHERE e.account_id = a.id AND e.version <= {version})"""
_REWORDED = f"""
    WITH last AS (
        SELECT DISTINCT ON (h.key) h.key, h.value FROM ledger_proof p CROSS JOIN LATERAL jsonb_each(p.heads) h ORDER BY h.key, p.id DESC
    )
    SELECT l.key FROM last l LEFT JOIN ledger_account a ON a.id = l.key::uuid
    WHERE l.value ->> 2 IS DISTINCT FROM {_WHOSE} OR l.value ->> 3 IS DISTINCT FROM {_SAID.format(version="(l.value ->> 0)::bigint")}
    ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - texts of ours
_HEADS = f"""
    SELECT a.id::text, a.version, a.head, {_WHOSE}, {_SAID.format(version="a.version")} FROM ledger_account a
    LEFT JOIN (SELECT h.key::uuid AS account, max((h.value ->> 0)::bigint) AS version
        FROM ledger_proof p CROSS JOIN LATERAL jsonb_each(p.heads) h GROUP BY 1) l ON l.account = a.id
    WHERE a.version > 0 AND a.version IS DISTINCT FROM l.version
"""  # noqa: S608 - texts of ours
CHECKS: tuple[tuple[str, str], ...] = (
    (_ENTRIES, "regels van rekening {} volgen niet op elkaar, of zijn veranderd"),
    (_ACCOUNTS, "het saldo van rekening {} is niet dat van haar laatste regel"),
    (_TRANSFERS, "boeking {} heeft niet precies haar twee regels"),
    (_LOOSE, "regel {} hoort bij geen boeking of rekening"),
    (_FUNDS, "{}: alle rekeningen samen zijn niet nul"),
    (_BELOW, "rekening {} stond aan de verkeerde kant van nul"),
    (_CUT, "regels van rekening {} die er bij een eerder bewijs waren, zijn er niet meer zo"),
    (
        _REWORDED,
        "rekening {} was bij een eerder bewijs van een ander, of door wie en waarom er geboekt werd is veranderd",
    ),
)


def proved() -> Proved:
    """Every check over every row; and the heads of the accounts that moved since the last proof."""
    findings: list[str] = []
    with connection.cursor() as cursor:
        for statement, words in CHECKS:
            cursor.execute(statement)
            findings += [words.format(key) for (key,) in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM ledger_transfer")
        (transfers,) = cursor.fetchone() or (0,)
        cursor.execute(_HEADS)
        moved: dict[str, Head] = {key: (version, *rest) for key, version, *rest in cursor.fetchall()}
    return Proved(Account.objects.count(), transfers, tuple(findings[:MOST]), moved)
