"""What waits for somebody, as the navigation counts it. Rooms above say which rows they mean, so that one statement counts them all, or a
statement of the page itself."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from wegwijs.access.actor import Actor
from wegwijs.access.models import User
from wegwijs.access.roles import Permission

Rows = Callable[[Actor], "QuerySet[Any]"]
_COUNTED: dict[str, tuple[frozenset[Permission], Rows]] = {}


def register(name: str, needed: Collection[Permission], rows: Rows) -> None:
    """Called by a room when Django starts; who has any of the permissions sees how many."""
    _COUNTED[name] = frozenset(needed), rows


def names(actor: Actor) -> list[str]:
    """What is counted for the actor."""
    return [name for name, (needed, _) in _COUNTED.items() if any(actor.may(one) for one in needed)]


def along(actor: Actor) -> JSONObject:
    """The numbers by name, to be read along with rows of another table."""
    return JSONObject(**{name: _number(_COUNTED[name][1](actor)) for name in names(actor)})


def waiting(actor: Actor) -> dict[str, int]:
    """The same by itself. One statement."""
    found = User.objects.filter(pk=actor.user_id).values_list(along(actor), flat=True).first()
    return dict(found or {})


def _number(rows: "QuerySet[Any]") -> Coalesce:
    number = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
