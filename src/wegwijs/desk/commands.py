"""Keep and drop a view of a list."""

from uuid import UUID

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.desk.models import SavedView
from wegwijs.errors import DomainError

MOST_VIEWS = 20


@transaction.atomic
def save_view(*, by: Actor, name: str, query: str) -> SavedView:
    """Keep a choice of filters; one with the same name is replaced. Raises DomainError beyond twenty views."""
    views = SavedView.objects.filter(user=by.user_id)
    if views.exclude(name=name).count() >= MOST_VIEWS:
        raise DomainError(
            f"U heeft al {MOST_VIEWS} weergaven. Haal er eerst een weg op de pagina Weergaven.", field="name"
        )
    return views.update_or_create(user_id=by.user_id, name=name, defaults={"query": query})[0]


def drop_view(*, by: Actor, pk: UUID) -> bool:
    """Forget one of the actor's own views; False when it has no such view."""
    return SavedView.objects.filter(user=by.user_id, pk=pk).delete()[0] > 0
