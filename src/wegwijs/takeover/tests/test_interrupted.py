"""A worker that is killed anywhere: its successor goes on, and the end is the same (misuse case 39)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from support.region import Region
from wegwijs.dossiers.models import Dossier, Gebeurtenis, TermijnRow
from wegwijs.imports.commands import map_columns, resume_file, stop_file, take_over, undo_file, work_on
from wegwijs.imports.commands import run as run_module
from wegwijs.imports.models import ImportFile
from wegwijs.people.models import Person
from wegwijs.takeover.tests.test_caseload import ASIEL, WITH_PIP, stored

State = ImportFile.State
LINES = (ASIEL, WITH_PIP, "1;;x;;;;;;;;;;;;;", "999995017;;Kaya;Ali;01-01-1991;;Asiel;;;;;;;;;Z-4")


class Killed(BaseException):
    """The worker is gone: nothing after it runs."""


def killed_after(statements: int) -> Callable[..., Any]:
    """Lets so many statements through and then dies."""
    left = [statements]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return execute(sql, params, many, context)

    return wrapper


def run_until_killed(pk: UUID, statements: int) -> bool:
    """Whether it was killed; what its last transaction did is gone, as after a real kill."""
    try:
        with transaction.atomic(), connection.execute_wrapper(killed_after(statements)):
            work_on(pk)
    except Killed:
        return True
    return False


def outcome() -> list[Any]:
    """What a caseload came to, without keys and moments."""
    return [
        sorted(Person.objects.values_list("bsn", "sort_key", "version")),
        sorted(
            Dossier.objects.values_list("person__sort_key", "number", "fase", "next_on", "regisseur__name")
        ),
        sorted(Gebeurtenis.objects.values_list("dossier__number", "kind", "on", "summary")),
        sorted(TermijnRow.objects.values_list("dossier__number", "key", "last_day", "state")),
        list(ImportFile.objects.values_list("state", "total", "done", "taken")),
        sorted(ImportFile.objects.get().rows.values_list("line", "state", "reason", "new", "differs")),
    ]


def whole(region: Region) -> ImportFile:
    upload = stored(region, *LINES)
    map_columns(upload, upload.mapping, by=region.teamlead)
    work_on(upload.pk)
    return upload


def finished(region: Region, step: int) -> list[Any]:
    """Everything, but the taking over is killed after each so many statements until it is done."""
    upload = whole(region)
    take_over(upload, by=region.teamlead)
    kills = 0
    # A batch of one row: else no batch would ever fit between two kills.
    while run_until_killed(upload.pk, step + kills * 40):
        kills += 1
        assert kills < 200
    assert kills
    work_on(upload.pk)
    return outcome()


@pytest.mark.parametrize("step", [1, 7, 23, 61, 113, 199])
def test_killed_while_taking_over(region: Region, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "BATCH", 1)
    with transaction.atomic():
        upload = whole(region)
        take_over(upload, by=region.teamlead)
        work_on(upload.pk)
        wanted = outcome()
        transaction.set_rollback(True)
    assert finished(region, step) == wanted


def test_killed_while_trying_out_and_while_taking_back(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "BATCH", 1)
    upload = stored(region, *LINES)
    map_columns(upload, upload.mapping, by=region.teamlead)
    steps = iter(range(5, 20_000, 45))
    while run_until_killed(upload.pk, next(steps)):
        assert not Person.objects.exists()
    take_over(upload, by=region.teamlead)
    work_on(upload.pk)
    assert Person.objects.count() == 3
    undo_file(upload, by=region.teamlead)
    steps = iter(range(5, 20_000, 45))
    while run_until_killed(upload.pk, next(steps)):
        pass
    upload.refresh_from_db()
    assert (upload.state, upload.taken, Person.objects.count(), Dossier.objects.count()) == (
        State.UNDONE,
        0,
        0,
        0,
    )


def test_stopping_keeps_what_was_taken_and_going_on_takes_the_rest(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "BATCH", 1)
    upload = whole(region)
    take_over(upload, by=region.teamlead)
    with connection.execute_wrapper(_stop_when_dossier_is_made(upload, region)):
        work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.taken) == (State.STOPPED, 1)
    resume_file(upload, by=region.teamlead)
    work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.taken, upload.done) == (State.DONE, 3, 4)


def _stop_when_dossier_is_made(upload: ImportFile, region: Region) -> Callable[..., Any]:
    asked = [False]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not asked[0] and sql.startswith('INSERT INTO "dossiers_dossier"'):
            asked[0] = True
            stop_file(upload, by=region.teamlead)
        return execute(sql, params, many, context)

    return wrapper
