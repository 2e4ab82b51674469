"""Load a row with all that belongs to it in one statement, however many kinds of parts there are.

``prefetch_related`` asks one statement a kind of part; a page about a whole with seven kinds of parts then costs seven
more than it must. Here the parts come along as JSON in the statement of the row itself.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Field, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


def whole(rows: QuerySet[M], parts: Iterable[str], *, without: Iterable[str] = ()) -> M | None:
    """The first of ``rows`` with its parts, each in the order of its model; None when there is no row.

    ``parts`` are names of reverse foreign keys, each read afterwards with ``.all()`` as if it were prefetched.
    ``without``: fields to leave in the database, as "part.field"; reading one asks for it then. Not for decimals and
    binaries: they don't pass through JSON whole.
    """
    names = tuple(parts)
    skipped = set(without)
    wanted = {name: _fields(rows.model, name, skipped) for name in names}
    parts_too: dict[str, Any] = {f"_{name}": _as_json(rows.model, name, wanted[name]) for name in names}
    row: M | None = rows.annotate(**parts_too).first()
    if row is None:
        return None
    for name in names:
        _attach(row, name, wanted[name], row.__dict__.pop(f"_{name}"))
    return row


def _relation(model: type[Model], name: str) -> Any:  # noqa: ANN401 - Django's reverse relation
    return model._meta.get_field(name)


def _fields(model: type[Model], name: str, skipped: set[str]) -> "list[Field[Any, Any]]":
    part: type[Model] = _relation(model, name).related_model
    return [field for field in part._meta.concrete_fields if f"{name}.{field.name}" not in skipped]


def _as_json(model: type[Model], name: str, fields: "list[Field[Any, Any]]") -> ArraySubquery:
    relation = _relation(model, name)
    part: type[Model] = relation.related_model
    rows = part._default_manager.filter(**{relation.field.name: OuterRef("pk")})
    order: list[Any] = [*(part._meta.ordering or ()), "pk"]
    return ArraySubquery(
        rows.order_by(*order).values(json=JSONObject(**{field.attname: field.attname for field in fields}))
    )


def _attach(row: Model, name: str, fields: "list[Field[Any, Any]]", found: list[dict[str, Any]]) -> None:
    relation = _relation(type(row), name)
    part: type[Model] = relation.related_model
    made = []
    for values in found:
        one = part.from_db(
            row._state.db, [f.attname for f in fields], [f.to_python(values[f.attname]) for f in fields]
        )
        setattr(one, relation.field.name, row)
        made.append(one)
    kept = getattr(row, name).all()
    kept._result_cache, kept._prefetch_done = made, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
