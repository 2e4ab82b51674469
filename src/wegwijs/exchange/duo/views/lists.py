"""Lists of DUO's facts: upload one, see how far it is and which lines were refused."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.exchange.duo import queries
from wegwijs.exchange.duo.commands import store_list
from wegwijs.exchange.duo.commands.lists import COLUMNS, NUMBERS
from wegwijs.exchange.duo.forms import UploadForm
from wegwijs.exchange.duo.jobs import take_in_list
from wegwijs.exchange.duo.models import DuoUpload

RECENT = 20
RELOAD_SECONDS = 2


@door(Permission.DUO_FACTS)
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file; it is kept as it came and taken in by the worker."""
    gemeenten = queries.gemeenten_by_hand(request.actor)
    form = bound(UploadForm, request, gemeenten=gemeenten)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        made = attempt(
            form,
            lambda: store_list(
                form.gemeenten[form.cleaned_data["gemeente"]],
                file_name=file.name or "lijst",
                content=file.read(),
                by=request.actor,
            ),
        )
        if made:
            take_in_list.defer(upload=str(made.pk), gemeente=made.gemeente_id)
            return redirect("duo:upload_progress", made.pk)
    return render(
        request,
        "duo/upload.html",
        {
            "form": form,
            "gemeenten": gemeenten,
            "columns": ", ".join((*NUMBERS, *COLUMNS)),
            "recent": queries.uploads(request.actor)[:RECENT],
        },
    )


@door(Permission.DUO_FACTS)
def progress(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far it is; the page looks again every two seconds until it is done."""
    found = queries.upload(request.actor, pk)
    running = found.state != DuoUpload.State.DONE
    answer = render(
        request,
        "duo/upload_progress.html",
        {"upload": found, "running": running, "refused": found.done - found.taken},
    )
    if running:
        answer["Refresh"] = str(RELOAD_SECONDS)
    return answer
