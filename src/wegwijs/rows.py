"""Objects of models out of one statement that is written as text: a page that is opened all day isn't built up anew each time.

Which columns belong to which object follows from the models, so a new field needs no change here or in the statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Field, ForeignKey, Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class _Part:
    """The columns of one model; ``key`` is the relation that leads to it, None for the model itself."""

    model: type[Model]
    alias: str
    key: "ForeignKey[Any, Any] | None"
    fields: "Sequence[Field[Any, Any]]"
    names: Sequence[str]


@dataclass(frozen=True)
class Joined(Generic[M]):
    """A model that a statement names ``alias``, with what it points at: ``joined`` gives the alias of each relation.

    A relation that is empty gives None, as does the one on the other side of a LEFT JOIN.
    """

    model: type[M]
    alias: str
    joined: Mapping[str, str]
    parts: tuple[_Part, ...] = field(init=False)

    def __post_init__(self) -> None:
        relations = [(self.model._meta.get_field(name), alias) for name, alias in self.joined.items()]
        parts = [_part(self.model, self.alias, None)]
        parts += [_part(key.related_model, alias, key) for key, alias in relations]  # type: ignore[arg-type]
        object.__setattr__(self, "parts", tuple(parts))

    @property
    def columns(self) -> str:
        """What to select, first of all."""
        return ", ".join(f'{part.alias}."{f.column}"' for part in self.parts for f in part.fields)

    def read(self, row: Sequence[Any]) -> tuple[M, Sequence[Any]]:
        """The object of a row, and what the statement selected after ``columns``."""
        begin, found = 0, []
        for part in self.parts:
            end = begin + len(part.fields)
            found.append(_object(part, row[begin:end]))
            begin = end
        one = found[0]
        for part, other in zip(self.parts[1:], found[1:], strict=True):
            part.key.set_cached_value(one, other)  # type: ignore[union-attr, arg-type]
        return one, row[begin:]  # type: ignore[return-value]


def _part(model: type[Model], alias: str, key: "ForeignKey[Any, Any] | None") -> _Part:
    fields = model._meta.concrete_fields
    return _Part(model, alias, key, fields, [f.attname for f in fields])


def _object(part: _Part, values: Sequence[Any]) -> Model | None:
    if part.key is not None and values[part.names.index(part.model._meta.pk.attname)] is None:
        return None
    read = [
        f.from_db_value(value, None, None) if hasattr(f, "from_db_value") else value
        for f, value in zip(part.fields, values, strict=True)
    ]
    return part.model.from_db("default", part.names, read)
