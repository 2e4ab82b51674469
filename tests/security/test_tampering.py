"""A thousand ways to change the log behind the product's back, as a superuser without triggers: every one is found."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from support.someone import Someone
from support.tampering import unguarded
from wegwijs.audit.commands import check_chains, record
from wegwijs.audit.models import SAYS, Action, ChainCheck
from wegwijs.audit.queries import Head, heads

pytestmark = pytest.mark.django_db
CHAIN, ROWS, TIMES = "0505", 120, 1000
chance = random.Random(20261123)  # noqa: S311 - which row is touched, nothing secret
TEXTS = ("actor", "organisation", "action", "subject_kind", "subject_id", "purpose", "detail")
REST = "at, actor_user, actor, organisation, action, subject_kind, subject_id, purpose, detail"


def run(statement: str, *parameters: Any) -> None:
    """As somebody with the database in hand."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def place() -> int:
    return chance.randrange(1, ROWS + 1)


def other_than(here: int) -> int:
    return (here + chance.randrange(1, ROWS) - 1) % ROWS + 1


def change_a_text() -> None:
    """A character more, less or another, also where two columns meet."""
    column = chance.choice(TEXTS)
    new = chance.choice(
        [f"left({column}, -1) || 'x'", f"{column} || '|'", f"'\\' || {column}", "'iemand anders'"]
    )
    run(
        f"UPDATE audit_auditrecord SET {column} = left({new}, 12) WHERE chain = %s AND place = %s",
        CHAIN,
        place(),
    )


def move_a_bar() -> None:
    """From one column to the next: the row reads otherwise, and joined with bars it is the same text."""
    run(
        "UPDATE audit_auditrecord SET purpose = purpose || '|' || split_part(detail, '|', 1), detail = split_part(detail, '|', 2)"
        " WHERE chain = %s AND place = %s", CHAIN, place(),
    )  # fmt: skip


def change_when_or_who() -> None:
    new = chance.choice(
        ["at = at + interval '1 microsecond'", "at = at - interval '1 day'", "actor_user = actor_user + 1"]
    )
    run(f"UPDATE audit_auditrecord SET {new} WHERE chain = %s AND place = %s", CHAIN, place())


def change_the_link() -> None:
    new = chance.choice(
        [
            "hash = md5(hash)",
            "previous = md5(previous)",
            "place = place + 1000",
            "place = NULL",
            "chain = '0590'",
        ]
    )
    run(f"UPDATE audit_auditrecord SET {new} WHERE chain = %s AND place = %s", CHAIN, place())


def remove_some() -> None:
    first = place()
    run(
        "DELETE FROM audit_auditrecord WHERE chain = %s AND place BETWEEN %s AND %s",
        CHAIN, first, first + chance.randrange(3),
    )  # fmt: skip


def cut_off_the_end() -> None:
    run("DELETE FROM audit_auditrecord WHERE chain = %s AND place >= %s", CHAIN, place())


def swap_two() -> None:
    """What two rows say changes places; their links stay where they were."""
    here = place()
    there = other_than(here)
    columns = ", ".join(f"{name} = other.{name}" for name in REST.split(", "))
    run(
        f"UPDATE audit_auditrecord mine SET {columns} FROM audit_auditrecord other WHERE mine.chain = %s AND other.chain = %s"
        " AND ((mine.place = %s AND other.place = %s) OR (mine.place = %s AND other.place = %s))",
        CHAIN, CHAIN, here, there, there, here,
    )  # fmt: skip


def swap_places() -> None:
    here = place()
    there = other_than(here)
    run(
        "UPDATE audit_auditrecord SET place = -place WHERE chain = %s AND place IN (%s, %s)",
        CHAIN,
        here,
        there,
    )
    run(
        "UPDATE audit_auditrecord SET place = CASE WHEN place = -%s THEN %s ELSE %s END WHERE chain = %s AND place < 0",
        here, there, here, CHAIN,
    )  # fmt: skip


def slip_one_in() -> None:
    """Between two rows, with what comes after moved up; or at the end; with a hash that looks like one."""
    here = chance.choice([place(), ROWS + 1])
    run("UPDATE audit_auditrecord SET place = -place WHERE chain = %s AND place >= %s", CHAIN, here)
    run("UPDATE audit_auditrecord SET place = 1 - place WHERE chain = %s AND place < 0", CHAIN)
    run(
        f"INSERT INTO audit_auditrecord (chain, place, previous, hash, {REST}) SELECT chain, %s, hash,"
        f" encode(sha256(convert_to(hash, 'UTF8')), 'hex'), {REST} FROM audit_auditrecord WHERE chain = %s AND place = %s",
        here, CHAIN, max(here - 1, 1) if here > 1 else 2,
    )  # fmt: skip


def write_it_anew() -> None:
    """The most thorough: one row changed or removed, and every link after it made right again."""
    here = place()
    if chance.random() < 0.5:
        run(
            "UPDATE audit_auditrecord SET actor = 'iemand anders' WHERE chain = %s AND place = %s",
            CHAIN,
            here,
        )
    else:
        run("DELETE FROM audit_auditrecord WHERE chain = %s AND place = %s", CHAIN, here)
        run("UPDATE audit_auditrecord SET place = -place WHERE chain = %s AND place > %s", CHAIN, here)
        run("UPDATE audit_auditrecord SET place = -place - 1 WHERE chain = %s AND place < 0", CHAIN)
    run(
        f"""DO $$ DECLARE one RECORD; before text; BEGIN
        SELECT hash INTO before FROM audit_auditrecord WHERE chain = '{CHAIN}' AND place = {here - 1};
        FOR one IN SELECT id FROM audit_auditrecord WHERE chain = '{CHAIN}' AND place >= {here} ORDER BY place LOOP
            UPDATE audit_auditrecord SET previous = COALESCE(before, ''),
                hash = encode(sha256(convert_to(concat_ws('|', COALESCE(before, ''), place, {SAYS}), 'UTF8')), 'hex')
                WHERE id = one.id RETURNING hash INTO before;
        END LOOP; END $$"""
    )


WAYS: tuple[Callable[[], None], ...] = (
    change_a_text, move_a_bar, change_when_or_who, change_the_link, remove_some, cut_off_the_end, swap_two, swap_places,
    slip_one_in, write_it_anew,
)  # fmt: skip


@pytest.fixture
def log(db: None) -> Iterator[list[Head]]:
    """A chain that was whole, of which the head was kept elsewhere; from here on no trigger stands in the way."""
    for key in range(ROWS):
        record(
            by=Someone(), action=Action.VIEW, kind="dossier", key=key, gemeente=CHAIN, detail=f"bladzij|{key}"
        )
    [whole] = check_chains([CHAIN])
    assert not whole.broken
    kept = heads([CHAIN])
    with unguarded():
        yield kept


def test_a_thousand_tamperings_are_all_found_with_the_head_that_was_kept_elsewhere(log: list[Head]) -> None:
    ChainCheck.objects.all().delete()  # whoever can do this can remove the heads in the database as well
    missed = []
    for number in range(TIMES):
        way = WAYS[number % len(WAYS)]
        with transaction.atomic():
            way()
            [check] = check_chains([CHAIN], kept=log)
            if not check.broken:
                missed.append((number, way.__name__))
            transaction.set_rollback(True)
    assert not missed
    [after] = check_chains([CHAIN], kept=log)
    assert not after.broken


def test_a_chain_written_anew_is_found_by_any_earlier_check(log: list[Head]) -> None:
    for _ in range(20):
        with transaction.atomic():
            write_it_anew()
            [first] = check_chains([CHAIN])
            [second] = check_chains([CHAIN])
            assert first.broken
            assert second.broken, "a second look must not take the forged end for the right one"
            transaction.set_rollback(True)


def test_a_chain_that_is_wholly_gone_is_missed(log: list[Head]) -> None:
    run("DELETE FROM audit_auditrecord WHERE chain = %s", CHAIN)
    assert [check.chain for check in check_chains() if check.broken] == [CHAIN]
    ChainCheck.objects.all().delete()
    assert [check.chain for check in check_chains(kept=log) if check.broken] == [CHAIN]
