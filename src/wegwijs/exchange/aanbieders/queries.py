"""What the own system of a school may ask: what its pages show, by page."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.queries import file_or_404, files
from wegwijs.stages.leerroutes.lesson_file import LESSON_FILE
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod
from wegwijs.stages.leerroutes.queries.aanbod import mark, received


def participants(actor: Actor, *, after: UUID | None, most: int) -> list[Inburgeringsaanbod]:
    """Everybody that the school may read, by name, and one more than a page. An ``after`` of somebody else is the beginning."""
    rows = received(actor)
    if after and (found := mark(actor, str(after))):
        rows = rows.filter(Q(name__gt=found[0]) | Q(name=found[0], pk__gt=found[1]))
    return list(rows[: most + 1])


def deliveries(actor: Actor, *, after: UUID | None, most: int) -> list[ImportFile]:
    """Files and deliveries of the school, the newest first, and one more than a page."""
    rows = files(actor, LESSON_FILE).defer("content", "columns", "mapping")
    if after and (found := rows.filter(pk=after).values_list("uploaded_at", "pk").first()):
        at: datetime = found[0]
        rows = rows.filter(Q(uploaded_at__lt=at) | Q(uploaded_at=at, pk__gt=found[1]))
    return list(rows[: most + 1])


def rows_of(upload: ImportFile, *, state: str, after: int, most: int) -> list[ImportRow]:
    """Rows of a delivery after a line, in one state ("": any), and one more than a page."""
    rows = upload.rows.filter(line__gt=after).order_by("line").defer("trace", "notes")
    return list((rows.filter(state=state) if state else rows)[: most + 1])


def delivery_or_404(actor: Actor, pk: UUID) -> ImportFile:
    """One of them, with the audit row that it was seen. Raises Http404, also for a file of another kind."""
    found, kind = file_or_404(actor, pk)
    if kind is not LESSON_FILE:
        raise Http404
    return found
