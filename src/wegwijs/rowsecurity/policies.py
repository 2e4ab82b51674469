"""Each table's policy, derived from its model's ``Register``: one place, so that no table is forgotten.

- A table with a gemeente of its own compares it with the scope.
- A table that hangs on another shows a row when that other row shows.
- A table that is only pointed at (a person, a household) shows a row when something that points at it shows.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models

from wegwijs.records import Register
from wegwijs.rowsecurity.scope import PREFIX


def _setting(name: str) -> str:
    """The setting as text; empty when nothing was set."""
    return f"coalesce(current_setting('{PREFIX}{name}', true), '')"


def _listed(name: str) -> str:
    return f"string_to_array({_setting(name)}, ',')"


def _once(expression: str) -> str:
    """Worked out once a statement instead of for each row: lists and counts pass by a thousand rows."""
    return f"(SELECT {expression})"


EVERYTHING = f"{_setting('everything')} = 'on'"
GEMEENTEN, OPENED = (f"ANY ({_once(_listed(name))}::text[])" for name in ("gemeenten", "opened"))
IN_HAND = f"ANY ({_listed('in_hand')})"
NO_PARTNER = _once(f"{_setting('partner')} = ''")
PARTNER = f"nullif({_setting('partner')}, '')::bigint"
EMPLOYEE = f"nullif({_setting('employee')}, '')::bigint"
NOT_ASSIGNED = f"{_setting('assigned')} <> 'on'"
TODAY = f"nullif({_setting('today')}, '')::date"

# Looking at a table with a gemeente of its own is written out: its policy looks no further. OFFSET 0, since PostgreSQL would
# rather read all dossiers once than look up the one.
LOOKED_UP = "EXISTS (SELECT 1 FROM {table} x WHERE {condition} OFFSET 0)"

# Looking at any other table is a function: written out, each policy would be planned within each that leads to it.
# Restricted: a second process for the rows of one page takes longer to begin than the page may take.
FUNCTION = """
    CREATE OR REPLACE FUNCTION {name}(key {kind}) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
    BEGIN RETURN EXISTS (SELECT 1 FROM {table} x WHERE {condition}); END $$
"""

# Says the same, and the planner takes it that nearly every row passes. So it is: queries narrow to the same rows themselves,
# and counting that twice makes it choose plans for far fewer rows than there are.
PASSES = "nullif({}, false) IS NOT NULL"

Model = type[models.Model]


def walled() -> dict[Model, Register]:
    """Every model whose rows are behind the wall."""
    found = {model: register_of(model) for model in apps.get_models()}
    return {model: register for model, register in found.items() if register and register.walled}


def register_of(model: Model) -> Register | None:
    """What a model says about itself; None for models of libraries."""
    register = model.__dict__.get("register")
    return register if isinstance(register, Register) else None


def functions() -> Iterator[str]:
    """The statements that make the functions which policies call."""
    for model, register in walled().items():
        first, _, rest = register.scope.partition("__")
        field: Any = model._meta.get_field(first)
        if not _by_itself(model):
            yield _function(f"shows_{_table(model)}", model._meta.pk, model, f"x.{_key(model)} = key")
        if rest and field.auto_created and not _by_itself(field.related_model):
            pointer = f"x.{field.field.column} = key"
            yield _function(f"points_{_table(model)}", model._meta.pk, field.related_model, pointer)
        if register.shared_by and register.shared_by != "self":
            sharing: Any = model._meta.get_field(register.shared_by)
            yield _function(
                f"lets_in_{_table(model)}", model._meta.pk, sharing.related_model, _invited(sharing)
            )


def _function(name: str, key: Any, table: Model, condition: str) -> str:  # noqa: ANN401 - any field of Django
    kind = key.rel_db_type(connection)
    return FUNCTION.format(name=f"wegwijs_{name}", kind=kind, table=_table(table), condition=condition)


def _invited(relation: Any) -> str:  # noqa: ANN401 - of Django
    return (
        f"x.{relation.field.column} = key AND x.organisation_id = {PARTNER}"
        f" AND (x.employee_id = {EMPLOYEE} OR (x.employee_id IS NULL AND {NOT_ASSIGNED}))"
        f" AND x.valid_from <= {TODAY} AND (x.valid_to IS NULL OR x.valid_to >= {TODAY})"
    )


def policy(model: Model) -> str:
    """The condition under which a row of this table exists for a scope; for reading and for writing.

    Raises ImproperlyConfigured when the scope leads nowhere.
    """
    register = register_of(model)
    if register is None or not register.walled:
        raise ImproperlyConfigured(f"{model.__name__} has no scope.")
    first, _, rest = register.scope.partition("__")
    field: Any = model._meta.get_field(first)
    everything = EVERYTHING
    if not rest:
        everything, ways = _once(EVERYTHING), _by_gemeente(model, register, field)
    elif field.auto_created:
        ways = _by_pointers(model, register, field)
    else:
        shows = _shows(model, field)
        ways = [f"({NO_PARTNER} AND {shows})" if register.executor_only else shows]
    return PASSES.format(" OR ".join([everything, *ways]))


def _by_gemeente(model: Model, register: Register, field: Any) -> list[str]:  # noqa: ANN401 - any field of Django
    ways = [f"({field.column}::text = {GEMEENTEN} AND ({NO_PARTNER} OR {_let_in(model, register)}))"]
    if register.told_while:
        ways.append(f"(employee_id = {_once(EMPLOYEE)} AND {register.told_while})")
    parent = _parent(model)
    if register.shared_by and register.shared_by != "self":
        ways.append(f"{_key(model)}::text = {OPENED}")
    elif parent is not None:
        # What hangs on a dossier that was opened in an emergency, or on its person.
        ways.append(f"({_once(_setting('opened'))} <> '' AND {_shows(model, parent)})")
    return ways


def _let_in(model: Model, register: Register) -> str:
    """When a partner sees a row with a gemeente of its own: what it is let into, or what hangs on that; else never."""
    if register.shared_by == "self":
        still = f" AND {register.shared_while}" if register.shared_while else ""
        if any(field.name == "employee" for field in model._meta.get_fields()):
            still += f" AND ({_once(NOT_ASSIGNED)} OR employee_id = {EMPLOYEE})"
        return f"organisation_id = {PARTNER}{still}"
    if register.shared_by:
        return f"wegwijs_lets_in_{_table(model)}({_key(model)})"
    parent = _parent(model)
    return _shows(model, parent) if parent is not None else "false"


def _shows(model: Model, field: Any) -> str:  # noqa: ANN401 - any field of Django
    """Whether the row that a key points at shows. Of what is only pointed at, the usual reason is asked without that row."""
    other, register = field.related_model, register_of(field.related_model)
    key = f"{_table(model)}.{field.column}"
    shows = (
        LOOKED_UP.format(table=_table(other), condition=f"x.{_key(other)} = {key}")
        if _by_itself(other)
        else f"wegwijs_shows_{_table(other)}({key})"
    )
    first: Any = other._meta.get_field(register.scope.partition("__")[0]) if register else None
    return f"({_points(other, first, key)} OR {shows})" if first and first.auto_created else shows


def _points(model: Model, relation: Any, key: str) -> str:  # noqa: ANN401 - of Django
    """Whether a row that shows points at the row of ``model`` with this key."""
    other = relation.related_model
    if _by_itself(other):
        return LOOKED_UP.format(table=_table(other), condition=f"x.{relation.field.column} = {key}")
    return f"wegwijs_points_{_table(model)}({key})"


def _by_itself(model: Model) -> bool:
    """Whether its policy compares a gemeente of its own."""
    register = register_of(model)
    return register is not None and register.walled and "__" not in register.scope


def _shared() -> tuple[Model, Any]:
    """The model that partners are let into (the dossier), and its key to whom it is about (the person)."""
    found = walled()
    model = next(model for model, register in found.items() if register.shared_by not in ("", "self"))
    firsts = (other._meta.get_field(register.scope.partition("__")[0]) for other, register in found.items())
    return model, next(f.field for f in firsts if f.auto_created and f.related_model is model)  # type: ignore[union-attr]


def _parent(model: Model) -> Any:  # noqa: ANN401 - a field of Django, or None
    """The key with which a row hangs on a dossier or, without one, on a person; None when on neither."""
    shared, subject = _shared()
    keys = {f.related_model: f for f in model._meta.get_fields() if f.is_relation and not f.auto_created}
    return keys.get(shared) or keys.get(subject.related_model)


def _by_pointers(model: Model, register: Register, relation: Any) -> list[str]:  # noqa: ANN401 - of Django
    own = f"{_table(model)}.{_key(model)}"
    ways = [_points(model, relation, own), f"{_key(model)}::text = {IN_HAND}"]
    if register.stands_for:
        other: Any = model._meta.get_field(register.stands_for)
        ways.append(_points(model, relation, f"{_table(model)}.{other.column}"))
    return ways


def _table(model: Model) -> str:
    return model._meta.db_table


def _key(model: Model) -> str:
    key: Any = model._meta.pk
    return str(key.column)
