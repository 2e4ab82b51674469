"""A pile of letters: follow it, stop it, go on, print it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, door
from wegwijs.documents.commands.batches import drop_rest, note_printed, resume_batch, stop_batch
from wegwijs.documents.jobs import hand_over
from wegwijs.documents.models import LetterBatch
from wegwijs.documents.presenters import batches as presenters
from wegwijs.documents.printing import print_file
from wegwijs.documents.queries import batches as queries
from wegwijs.errors import DomainError
from wegwijs.ui.format import day
from wegwijs.ui.reload import look_again, same_look


@door()
def batch(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far it is and what became of each letter; the page looks again every two seconds while a worker is busy."""
    found, kind = queries.batch_or_404(request.actor, pk, again=same_look(request))
    narrowed, after = request.GET.get("toon", ""), request.GET.get("na", "")
    items, more = queries.items_page(
        found, narrowed, int(after) if after.isdecimal() and len(after) < 9 else 0
    )
    subjects = kind.subjects(request.actor, {item.subject for item in items})
    stand = presenters.stand(found, queries.parts(found))
    keep = f"toon={narrowed}&" if narrowed in queries.NARROWED else ""
    context = {
        "batch": found,
        "kind": kind,
        "stand": stand,
        "chips": presenters.chips(found, narrowed),
        "lines": [presenters.line(item, subjects) for item in items],
        "more": f"?{keep}na={more}" if more else "",
        "first": f"?{keep}" if after else "",
        "narrowed": narrowed in queries.NARROWED,
    }
    answer = render(request, "documents/batch.html", context)
    if stand.running:
        look_again(request, answer)
    return answer


@require_POST
@door()
def stop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stop; what was sent stays sent."""
    return _act(request, pk, lambda found: stop_batch(found, by=request.actor))


@require_POST
@door()
def resume(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Go on where it was stopped."""
    return _act(request, pk, lambda found: resume_batch(found, by=request.actor), works=True)


@require_POST
@door()
def drop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """End it; what was not made yet is not made."""
    return _act(request, pk, lambda found: drop_rest(found, by=request.actor))


@door()
def printer(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """Two hundred letters as one file, with a list in front."""
    found, kind = queries.batch_or_404(request.actor, pk)
    items = queries.sent_items(found, number)
    title = f"{kind.title}, {found.gemeente.naam}, {day(found.made_at.date())}, deel {number}"
    pdf = print_file(title, items)
    note_printed(found, by=request.actor, part=number)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="brieven-{found.pk}-deel-{number}.pdf"'
    return answer


def _act(
    request: ActorRequest, pk: UUID, command: Callable[[LetterBatch], None], *, works: bool = False
) -> HttpResponse:
    found, _ = queries.batch_or_404(request.actor, pk)
    try:
        with transaction.atomic():
            command(found)
            if works:
                hand_over(found)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("documents:batch", pk)
