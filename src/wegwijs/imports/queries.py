"""Files that an actor may see, and what became of their rows."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.imports.kinds import ImportKind, kind_of, kinds
from wegwijs.imports.models import ColumnMeaning, ImportFile, ImportRow
from wegwijs.tables import read_table

EXAMPLES = 3
PAGE = 50
State = ImportRow.State
BUSY = (
    ImportFile.State.CHECK_DUE, ImportFile.State.CHECKING, ImportFile.State.WAITING, ImportFile.State.RUNNING,
    ImportFile.State.UNDO_DUE, ImportFile.State.UNDOING,
)  # fmt: skip
# What a list of rows can be narrowed to, by the word in the address.
NARROWED: dict[str, tuple[str, Q]] = {
    "geweigerd": ("geweigerd", Q(state=State.REFUSED)),
    "verschil": ("met een verschil", Q(differs=True) & ~Q(state=State.REFUSED)),
    "nieuw": ("nieuw", Q(new=True) & ~Q(state__in=[State.REFUSED, State.WAITING])),
    "bekend": ("al bekend", Q(new=False, subject__isnull=False)),
    "blijft": ("blijft staan", Q(state=State.KEPT)),
}


def files(actor: Actor, kind: ImportKind | None = None) -> QuerySet[ImportFile]:
    """Files (of one kind) for the actor's gemeenten, newest first, without their contents; to a partner what it sent itself."""
    mine = Q(pk=None)
    for each in (kind,) if kind else kinds():
        mine |= Q(kind=each.key, gemeente__in=actor.gemeenten(each.permission))
    return (
        ImportFile.objects.defer("content")
        .filter(mine, organisation=None if actor.sees_all else actor.organisation)
        .select_related("gemeente")
        .order_by("-uploaded_at", "pk")
    )


def file_or_404(actor: Actor, pk: UUID, *, again: bool = False) -> tuple[ImportFile, ImportKind]:
    """One file with its kind, and the audit row that it was seen. Raises Http404 when it isn't the actor's.

    ``again``: it was seen and recorded, and is looked at once more; no second row while a worker is busy with it.
    """
    found = _counted(files(actor)).filter(pk=pk).first()
    if found is None:
        raise Http404
    kind = kind_of(found.kind)
    if not (again and found.state in BUSY):
        record(by=actor, action=Action.VIEW, kind="bestand", key=pk, gemeente=found.gemeente_id)
    return found, kind


def remembered(kind: ImportKind, gemeenten: Iterable[str], gemeente: str) -> dict[str, str]:
    """What columns meant last time, by plain name; what was chosen for this gemeente goes before another's."""
    rows = ColumnMeaning.objects.filter(kind=kind.key, gemeente__in=gemeenten).order_by("chosen_at")
    found = {row.column: row.key for row in rows}
    found.update({row.column: row.key for row in rows if row.gemeente_id == gemeente})
    return found


def _counted(rows: QuerySet[ImportFile]) -> QuerySet[ImportFile]:
    """The same with how many rows each part of the list holds, in the same statement."""
    of_file = ImportRow.objects.filter(file=OuterRef("pk")).order_by().values("file")
    return rows.annotate(
        **{
            f"count_{name}": Coalesce(Subquery(of_file.filter(q).annotate(n=Count("pk")).values("n")), 0)
            for name, (_, q) in NARROWED.items()
        }
    )


def counts(upload: ImportFile) -> dict[str, int]:
    """How many rows each part of the list holds, of a file that ``file_or_404`` gave."""
    return {name: getattr(upload, f"count_{name}") for name in NARROWED}


def rows_page(upload: ImportFile, narrowed: str, after: int) -> tuple[list[ImportRow], int]:
    """At most 50 rows after a line, and the line after which the next page begins (0: this is the last)."""
    rows = upload.rows.filter(line__gt=after).exclude(state=State.WAITING)
    if narrowed in NARROWED:
        rows = rows.filter(NARROWED[narrowed][1])
    found = list(rows.defer("trace")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].line if len(found) > PAGE else 0


def row_or_404(upload: ImportFile, line: int) -> ImportRow:
    """One row of a file that was opened for the actor already. Raises Http404."""
    found = upload.rows.filter(line=line).first()
    if found is None:
        raise Http404
    return found


def rows_in(upload: ImportFile, *states: str) -> QuerySet[ImportRow]:
    """The rows of a file in some states, by line."""
    return upload.rows.filter(state__in=states)


def examples(upload: ImportFile) -> dict[str, tuple[str, ...]]:
    """The first values of each column of a file, to recognise it by; empty ones are passed over."""
    content = ImportFile.objects.values_list("content", flat=True).get(pk=upload.pk)
    found: dict[str, list[str]] = {column: [] for column in upload.columns}
    for row in read_table(bytes(content)).rows[:50]:
        for column, value in row.cells.items():
            if value and value not in found[column] and len(found[column]) < EXAMPLES:
                found[column].append(value[:40])
    return {column: tuple(values) for column, values in found.items()}


def unfinished() -> list[tuple[UUID, str]]:
    """Key and gemeente of files in which a worker still has something to do, oldest first."""
    rows = ImportFile.objects.filter(state__in=BUSY).order_by("uploaded_at")
    return list(rows.values_list("pk", "gemeente_id"))
