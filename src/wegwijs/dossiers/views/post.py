"""Incoming post: register it, file it, open it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers.commands import file_post, move_post, register_post
from wegwijs.dossiers.forms.post import FileForm, MoveForm, PostForm
from wegwijs.dossiers.models import Dossier, IngekomenStuk
from wegwijs.dossiers.queries import gemeenten_of, post_content, post_item, unfiled_post, visible
from wegwijs.dossiers.searching import Found, found_by
from wegwijs.errors import DomainError
from wegwijs.ui import notices

LIMIT = 100
MOST_CANDIDATES = 10


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

    def register_it(data: dict[str, Any]) -> IngekomenStuk:
        file = data["file"]
        return register_post(
            form.gemeenten[data["gemeente"]],
            by=request.actor,
            received_on=data["received_on"],
            channel=IngekomenStuk.Channel(data["channel"]),
            sender=data["sender"],
            subject=data["subject"],
            file_name=file.name[:160] if file else "",
            file_type=(file.content_type or "")[:60] if file else "",
            content=file.read() if file else None,
        )

    return form_page(
        request,
        form,
        register_it,
        title="Post registreren",
        lead="Eerst registreren, daarna aan een dossier toevoegen",
        done=lambda made: f"Geregistreerd: {made.subject}.",
        submit="Registreren",
        to=lambda made: reverse("dossiers:post_item", args=[made.pk]),
        back=back_to("dossiers:post", "Post"),
    )


@door(Permission.POST_FILE)
def item(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One piece, and the dossier it goes to; when it went to a wrong one, the right one. Whoever types a name chooses."""
    found = post_item(request.actor, pk)
    form = bound(MoveForm if found.dossier else FileForm, request)
    candidates: list[Found] = []
    if request.method == "POST" and form.is_valid():
        dossier = _named(request.actor, form.cleaned_data["number"])
        candidates = [] if dossier else _meant(request.actor, form.cleaned_data["number"])
        if not candidates and carried_out(
            request, form, lambda data: _file(request.actor, found, dossier, data)
        ):
            assert dossier  # noqa: S101 without one it is refused
            notices.saved(request, f"Toegevoegd aan dossier {dossier.number}.")
            return redirect("dossiers:post")
    mine = found.dossier and visible(request.actor).filter(pk=found.dossier.pk).exists()
    typed = (
        [(name, form.cleaned_data.get(name, "")) for name in form.fields if name != "number"]
        if candidates
        else []
    )
    return render(
        request,
        "dossiers/post_item.html",
        {"item": found, "form": form, "may_open": mine, "candidates": candidates, "typed": typed},
    )


def _named(actor: Actor, text: str) -> Dossier | None:
    """The dossier with this number."""
    rows = visible(actor).filter(number=text.strip())
    return rows.select_related("gemeente", "regisseur").first()


def _meant(actor: Actor, text: str) -> list[Found]:
    """Dossiers that may be meant."""
    return found_by(actor, text, limit=MOST_CANDIDATES, purpose="voor post").found


def _file(actor: Actor, found: IngekomenStuk, dossier: Dossier | None, data: dict[str, Any]) -> None:
    if dossier is None:
        raise DomainError(
            "Hier hoort geen dossier bij, of het hoort bij een gemeente waar u niet voor werkt. Kijk na wat u typte, of "
            "zoek met een deel van de naam.",
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
