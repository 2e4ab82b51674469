"""What the desk keeps for someone."""

from wegwijs.access.actor import Actor
from wegwijs.desk.models import SavedView


def saved_views(actor: Actor) -> list[SavedView]:
    """The actor's own views, by name."""
    return list(SavedView.objects.filter(user=actor.user_id).order_by("name"))
