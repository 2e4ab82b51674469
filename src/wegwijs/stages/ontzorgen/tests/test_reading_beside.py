"""Stop at every place of reading a large file: what was acknowledged is so, and no statement is half there; and how far it is shows meanwhile."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.db.models import BigIntegerField, F, Sum
from django.db.models.functions import Coalesce

from support.ontzorgen import second, treasurer
from support.payments import account, income, statement
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.audit.commands import record
from wegwijs.errors import DomainError
from wegwijs.ledger import commands as ledger
from wegwijs.ledger.models import Transfer
from wegwijs.ledger.queries import proved
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.stages.ontzorgen.commands import statements
from wegwijs.stages.ontzorgen.commands.reading import hand_in, read_file, stop
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, StatementFacts
from wegwijs.stages.ontzorgen.models import Afschriftbestand, Statement, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line, known

S = Afschriftbestand.State
# Whoever says stop while a statement is being kept waits for it; so long, before the worker goes on.
WAIT = 0.15


@pytest.fixture
def region(transactional_db: None) -> Iterator[Region]:
    with clock.frozen(TODAY), entered(EVERYTHING):
        made = build_region()
        account(made)
        yield made


def two_days(region: Region) -> list[StatementFacts]:
    """Two statements that follow on what there is, of three lines and of two."""
    first = statement(region, *(odd(n) for n in (1_00, 2_00, -1_00)))
    rest = [odd(4_00), odd(5_00)]
    return [
        first,
        StatementFacts(
            first.iban,
            f"{first.number}b",
            first.closing,
            first.closing_on,
            first.closing + 9_00,
            first.closing_on,
            rest,
        ),
    ]


def odd(cents: int) -> Line:
    return income(cents, counter_name="Onbekend", bank_reference=f"{clock.now().timestamp()}-{cents}-{Statement.objects.count()}")  # fmt: skip


def aside(act: Callable[[], object]) -> threading.Thread:
    """In a thread with a connection of its own."""

    def run() -> None:
        try:
            with clock.frozen(TODAY), entered(EVERYTHING):
                act()
        finally:
            connection.close()

    made = threading.Thread(target=run)
    made.start()
    return made


@dataclass
class Meanwhile:
    """Does something at the n-th place of an act: before a statement to the database, before a commit or after it."""

    at: int
    act: Callable[[], object]
    seen: int = 0
    waits: list[threading.Thread] = field(default_factory=list)

    def passed(self) -> None:
        self.seen += 1
        if self.seen == self.at:
            self.waits.append(aside(self.act))
            self.waits[0].join(WAIT)

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.passed()
        return execute(*args)

    @contextmanager
    def looking(self) -> Iterator[None]:
        commit = connection._commit  # type: ignore[attr-defined]

        def counted() -> None:
            self.passed()
            commit()
            self.passed()

        connection._commit = counted  # type: ignore[attr-defined]
        try:
            with connection.execute_wrapper(self):
                yield
        finally:
            connection._commit = commit  # type: ignore[attr-defined]
            for one in self.waits:
                one.join()


def test_stopped_anywhere_it_is_stopped_or_told_too_late(region: Region) -> None:
    by, other = treasurer(region), second(region)
    ends: Counter[str] = Counter()
    place = 1
    while True:
        two, before = two_days(region), Statement.objects.count()
        file = hand_in("groot.xml", f"<x{place}/>".encode(), by=by).file
        said: list[str] = []

        def says_stop(file: Afschriftbestand = file, said: list[str] = said) -> None:
            try:
                stop(file, by=other)
                said.append("acknowledged")
            except DomainError as refusal:
                said.append(str(refusal))

        def read(name: str, content: bytes, two: list[StatementFacts] = two, place: int = place) -> FileFacts:
            return FileFacts(name, f"{place:064d}", content, two)

        meanwhile = Meanwhile(place, says_stop)
        with meanwhile.looking():
            read_file(file.pk, read)
        file.refresh_from_db()
        if not said:
            break
        ends[_judged(file, said[0], Statement.objects.count() - before)] += 1
        place += 1
    assert ends["nothing"] > 10
    assert ends["the first"] > 10
    assert ends["too late"] >= 1
    assert not proved().findings


def _judged(file: Afschriftbestand, said: str, made: int) -> str:
    """How it ended; what is in is whole, and what was said is so."""
    assert made == file.done
    rows = Statement.objects.annotate(moved=Coalesce(Sum("lines__cents"), 0, output_field=BigIntegerField()))
    assert not rows.exclude(closing=F("opening") + F("moved")).exists()
    if said == "acknowledged":
        assert (file.state, made < 2) == (S.STOPPED, True)
        return "the first" if made else "nothing"
    assert "te laat" in said
    assert (file.state, made, file.stop_asked) == (S.DONE, 2, False)
    return "too late"


def test_how_far_it_is_within_a_statement_shows_while_nothing_of_it_is_in(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int, int, int]] = []

    def look() -> None:
        row = Afschriftbestand.objects.get()
        seen.append((row.step, row.step_done, row.step_lines, StatementLine.objects.count()))

    monkeypatch.setattr(statements, "AT_ONCE", 1)
    monkeypatch.setattr(ledger, "AT_ONCE", 1)
    real = Transfer.objects.bulk_create

    def books(rows: Any, **more: Any) -> Any:
        aside(look).join()
        return real(rows, **more)

    monkeypatch.setattr(Transfer.objects, "bulk_create", books)
    file, first = hand_in("groot.xml", b"<x/>", by=treasurer(region)).file, two_days(region)[0]
    read_file(file.pk, lambda name, content: FileFacts(name, "a" * 64, content, [first]))
    assert seen == [("boeken", n, 3, 0) for n in range(3)]
    file.refresh_from_db()
    assert (file.state, file.step, file.step_done, file.lines_done) == (S.DONE, "", 0, 3)


def test_how_far_it_is_waits_for_nobody(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody holds the row: the look is skipped and the reading goes on, until its end asks for the row as well."""
    file, two = hand_in("groot.xml", b"<x/>", by=treasurer(region)).file, two_days(region)
    held, free = threading.Event(), threading.Event()

    def holds() -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM ontzorgen_afschriftbestand FOR UPDATE")
            held.set()
            free.wait(10)
            cursor.execute("COMMIT")

    holder: list[threading.Thread] = []
    real, real_record = known, record

    def begins(*args: Any) -> Any:
        if not holder:
            holder.append(aside(holds))
            assert held.wait(10)
        return real(*args)

    def ends(*args: Any, **more: Any) -> Any:
        free.set()
        return real_record(*args, **more)

    monkeypatch.setattr(statements, "known", begins)
    monkeypatch.setattr(statements, "record", ends)
    read_file(file.pk, lambda name, content: FileFacts(name, "a" * 64, content, two))
    holder[0].join()
    file.refresh_from_db()
    assert (file.state, file.done) == (S.DONE, 2)
