"""Where somebody goes who made piles of letters."""

from django.http import HttpResponse
from django.shortcuts import redirect

from wegwijs.access.doors import ActorRequest
from wegwijs.documents.models import LetterBatch
from wegwijs.ui import notices


def to_the_piles(request: ActorRequest, made: list[LetterBatch]) -> HttpResponse:
    """To the only one, or to the list of them."""
    if len(made) == 1:
        return redirect("documents:batch", made[0].pk)
    notices.saved(request, f"Wegwijs maakt de brieven: {len(made)} partijen, voor elke gemeente een.")
    return redirect("groups:invite_all")
