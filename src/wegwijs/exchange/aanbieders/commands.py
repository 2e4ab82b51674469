"""A delivery of weeks: kept and read as the file of a school is, so that there is one way in."""

import json
from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.exchange.aanbieders.schemas import WeekRow
from wegwijs.imports.commands import map_columns, store_file
from wegwijs.imports.jobs import work_on_file
from wegwijs.imports.models import ImportFile
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.stages.leerroutes.lesson_file import LESSON_FILE

RECEIVE = Permission.PLACEMENT_RECEIVE
# Under this a key that a system chose itself becomes the key of its delivery.
_REPEATS = UUID("5b0d2c52-6f2f-5d0b-9c1e-2f6c1f0f7a11")
REPEAT = "Idempotency-Key"


@transaction.atomic
def deliver_weeks(rows: Sequence[WeekRow], *, by: Actor, repeat: str) -> ImportFile:
    """Keep the weeks and hand them to the worker; the same under the same ``repeat`` gives the delivery of the first time.

    Raises DomainError for something else under a ``repeat`` that was used.
    """
    content = json.dumps([row.model_dump(exclude_none=True) for row in rows], ensure_ascii=False).encode()
    pk = uuid5(_REPEATS, f"{by.organisation.pk}:{repeat}")
    found = _found(pk) or _store(pk, content, by)
    if bytes(found.content) != content:
        raise DomainError(
            f"Onder deze {REPEAT} is eerder iets anders aangeleverd. Kies voor elke nieuwe levering een nieuwe.",
            field=REPEAT,
        )
    return found


def _found(pk: UUID) -> ImportFile | None:
    return ImportFile.objects.filter(pk=pk).first()


def _store(pk: UUID, content: bytes, by: Actor) -> ImportFile:
    gemeente = gemeenten_by_code(by.gemeenten(RECEIVE))[min(by.gemeenten(RECEIVE))]
    try:
        with transaction.atomic():
            made = store_file(
                LESSON_FILE, gemeente, file_name="levering door een systeem", content=content, origin=by.organisation.short,
                as_of=clock.today(), by=by, pk=pk,
            )  # fmt: skip
    except IntegrityError:
        # The same came in twice at once: the other was first.
        return ImportFile.objects.get(pk=pk)
    map_columns(made, {column: column for column in made.columns}, by=by)
    work_on_file.defer(file=str(made.pk), gemeente=gemeente.code)
    return made
