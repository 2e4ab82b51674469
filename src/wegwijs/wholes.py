"""Load a row with all that belongs to it in one statement, however many kinds of parts there are.

``prefetch_related`` asks one statement a kind of part; a page about a whole with seven kinds of parts then costs seven
more than it must. Here the parts come along as JSON in the statement of the row itself, which is put together once:
doing that again for each row takes longer than the database needs to answer it.
"""

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Field, Model, OuterRef
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)
# Modules in the statement where the key of a row will be.
KEY = UUID("00000000-0000-4000-8000-000000000000")


class Whole(Generic[M]):
    """Rows of a model with some of their parts, each part in the order of its model.

    ``parts`` are names of reverse foreign keys, each read afterwards with ``.all()`` as if it were prefetched.
    ``without``: fields to leave in the database, as "part.field"; reading one asks for it then. For models with a UUID as
    key. Not for decimals and binaries: they don't pass through JSON whole.
    """

    def __init__(self, model: type[M], parts: Iterable[str], *, without: Iterable[str] = ()) -> None:
        self._model = model
        self._parts, self._without = tuple(parts), frozenset(without)

    def get(self, pk: UUID) -> M | None:
        """The row with this key and its parts; None when there is none, or none that may be seen. One statement."""
        sql, params = self._statement
        found = list(self._model._default_manager.raw(sql, [pk if part == KEY else part for part in params]))
        if not found:
            return None
        for name, fields in self._fields.items():
            _attach(found[0], name, fields, found[0].__dict__.pop(f"_{name}"))
        return found[0]

    @cached_property
    def _fields(self) -> "dict[str, list[Field[Any, Any]]]":
        return {
            name: [
                field
                for field in _relation(self._model, name).related_model._meta.concrete_fields
                if f"{name}.{field.name}" not in self._without
            ]
            for name in self._parts
        }

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        parts: dict[str, Any] = {
            f"_{name}": _as_json(self._model, name, fields) for name, fields in self._fields.items()
        }
        rows = self._model._default_manager.filter(pk=KEY).order_by().annotate(**parts)
        statement: tuple[str, tuple[Any, ...]] = rows.query.sql_with_params()
        return statement


def _relation(model: type[Model], name: str) -> Any:  # noqa: ANN401 - Django's reverse relation
    return model._meta.get_field(name)


def _as_json(model: type[Model], name: str, fields: "list[Field[Any, Any]]") -> ArraySubquery:
    relation = _relation(model, name)
    part: type[Model] = relation.related_model
    rows = part._default_manager.filter(**{relation.field.name: OuterRef("pk")})
    order: list[Any] = [*(part._meta.ordering or ()), "pk"]
    return ArraySubquery(
        rows.order_by(*order).values(json=JSONObject(**{field.attname: field.attname for field in fields}))
    )


def _attach(row: Model, name: str, fields: "list[Field[Any, Any]]", found: list[str]) -> None:
    relation = _relation(type(row), name)
    part: type[Model] = relation.related_model
    made = []
    for text in found:
        values = json.loads(text)
        one = part.from_db(
            row._state.db, [f.attname for f in fields], [f.to_python(values[f.attname]) for f in fields]
        )
        setattr(one, relation.field.name, row)
        made.append(one)
    kept = getattr(row, name).all()
    kept._result_cache, kept._prefetch_done = made, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
