"""What a page says after an act."""

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def saved(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Say what changed. ``undo_url`` is an address of our own that takes it back when posted to."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")
