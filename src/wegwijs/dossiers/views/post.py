"""Incoming post: register it, file it, open it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, attempt, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers.commands import file_post, move_post, register_post
from wegwijs.dossiers.forms.post import FileForm, MoveForm, PostForm
from wegwijs.dossiers.models import IngekomenStuk
from wegwijs.dossiers.queries import gemeenten_of, post_content, post_item, unfiled_post, visible
from wegwijs.errors import DomainError
from wegwijs.ui import notices

LIMIT = 100


@door(Permission.POST_FILE)
def post(request: ActorRequest) -> HttpResponse:
    """What still belongs to no dossier, oldest first."""
    items = list(unfiled_post(request.actor)[: LIMIT + 1])
    record_list(by=request.actor, page="post", shown=len(items[:LIMIT]))
    return render(request, "dossiers/post.html", {"items": items[:LIMIT], "more": len(items) > LIMIT})


@door(Permission.POST_FILE)
def register(request: ActorRequest) -> HttpResponse:
    """Register one piece."""
    form = bound(PostForm, request, gemeenten=list(gemeenten_of(request.actor, Permission.POST_FILE)))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        file = data["file"]
        made = attempt(
            form,
            lambda: register_post(
                form.gemeenten[data["gemeente"]],
                by=request.actor,
                received_on=data["received_on"],
                channel=IngekomenStuk.Channel(data["channel"]),
                sender=data["sender"],
                subject=data["subject"],
                file_name=file.name[:160] if file else "",
                file_type=(file.content_type or "")[:60] if file else "",
                content=file.read() if file else None,
            ),
        )
        if made:
            notices.saved(request, f"Geregistreerd: {made.subject}.")
            return redirect("dossiers:post_item", made.pk)
    return render(request, "dossiers/post_new.html", {"form": form})


@door(Permission.POST_FILE)
def item(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One piece, and the dossier it goes to; when it went to a wrong one, the right one."""
    found = post_item(request.actor, pk)
    form = bound(MoveForm if found.dossier else FileForm, request)
    if carried_out(request, form, lambda data: _file(request.actor, found, data)):
        notices.saved(request, f"Toegevoegd aan dossier {form.cleaned_data['number'].strip()}.")
        return redirect("dossiers:post")
    mine = found.dossier and visible(request.actor).filter(pk=found.dossier.pk).exists()
    return render(request, "dossiers/post_item.html", {"item": found, "form": form, "may_open": mine})


def _file(actor: Actor, found: IngekomenStuk, data: dict[str, Any]) -> None:
    number = data["number"].strip()
    dossier = visible(actor).filter(number=number).select_related("gemeente", "regisseur").first()
    if dossier is None:
        raise DomainError(
            f"Dossier {number} is er niet, of hoort bij een gemeente waar u niet voor werkt. "
            "Zoek het dossier op en neem het nummer over.",
            field="number",
        )
    if found.dossier:
        move_post(found, dossier, by=actor, reason=data["reason"])
    else:
        file_post(found, dossier, by=actor, task=data["task"])


@door(Permission.POST_FILE)
def content(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The file itself, as a download: it comes from outside and never runs in our pages."""
    found = post_item(request.actor, pk)
    data = post_content(found)
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type="application/octet-stream")
    name = "".join(c for c in found.file_name if c.isalnum() or c in "._- ") or "bestand"
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{name.encode("ascii", "ignore").decode() or "bestand"}"'
    )
    return answer
