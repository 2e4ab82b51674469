"""What is chosen about a file."""

from collections.abc import Collection
from typing import Any, ClassVar

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.imports.kinds import ImportKind
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.tables import MAX_BYTES
from wegwijs.ui import forms as ui


class FileForm(ui.Form):
    """A file, for which gemeente, and of which day. A room may add fields, and leave gemeenten out by their code."""

    groups: ClassVar[tuple[ui.Group, ...]] = ()
    gemeente = ui.ChoiceField(label="Gemeente")
    as_of = ui.PastDateField(label="Peildatum", help_text="De dag waarop het bestand is gemaakt")
    file = ui.FileField(label="Bestand", max_bytes=MAX_BYTES, help_text="CSV of Excel (.xlsx), tot 10 MB")

    def __init__(
        self, *args: Any, actor: Actor, kind: ImportKind, without: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"as_of": clock.today()}, **kwargs)
        self.gemeenten = gemeenten_by_code(actor.gemeenten(kind.permission) - set(without))
        self.offer("gemeente", ((g.code, g.naam) for g in self.gemeenten.values()), sole=True)


class MappingForm(ui.Form):
    """For each column of the file the field that it holds; the fields are named by the column's place."""

    def __init__(
        self, *args: Any, columns: list[str], guesses: dict[str, str], kind: ImportKind, **kwargs: Any
    ) -> None:
        self.columns = columns
        super().__init__(*args, **kwargs)
        choices = _grouped(kind)
        for place, column in enumerate(columns):
            self.fields[f"kolom_{place}"] = ui.ChoiceField(
                label=column[:80],
                choices=choices,
                empty="niet overnemen",
                required=False,
                initial=guesses.get(column, ""),
            )

    def mapping(self) -> dict[str, str]:
        """Column to field, of the columns that are read."""
        found = {c: self.cleaned_data[f"kolom_{place}"] for place, c in enumerate(self.columns)}
        return {column: key for column, key in found.items() if key}


def _grouped(kind: ImportKind) -> list[Any]:
    """The fields under their headings, in the order in which the kind names them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for column in kind.columns.values():
        groups.setdefault(column.group, []).append((column.key, column.label))
    if list(groups) == [""]:
        return groups[""]
    return [(group or "Overig", choices) for group, choices in groups.items()]
