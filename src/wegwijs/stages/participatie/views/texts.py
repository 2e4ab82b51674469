"""The official form of the participatieverklaring: which versions there are, the file itself, a new one, and two people."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page, pressed
from wegwijs.access.roles import Permission
from wegwijs.stages.participatie.commands import drop_form, offer_form, put_form_in_force
from wegwijs.stages.participatie.forms.texts import FormFileForm
from wegwijs.stages.participatie.presenters import texts as presenters
from wegwijs.stages.participatie.queries import texts

READ, KEEP = (Permission.HOURS_RECORD, Permission.SETTINGS_VIEW), Permission.SETTINGS_VIEW


@require_safe
@door(*READ)
def listing(request: ActorRequest) -> HttpResponse:
    """Every version, for who signs with it and who keeps it."""
    today, keeps = clock.today(), request.actor.may(KEEP) and request.actor.sees_all
    counts = texts.form_on(today)
    return render(
        request,
        "participatie/texts.html",
        {
            "lines": [presenters.line(row, request.actor, today, counts) for row in texts.forms()],
            "missing": "" if counts else presenters.NO_FORM,
            "where": presenters.WHERE,
            "keeps": keeps,
            "back": ""
            if keeps or not request.actor.may(Permission.PIP_VIEW)
            else reverse("participatie:list"),
        },
    )


@require_safe
@door(*READ)
def content(request: ActorRequest, text_pk: UUID) -> HttpResponse:
    """The file as it came, as a download."""
    found = texts.form_or_404(text_pk, whole=True)
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    name = f"participatieverklaring-versie-{found.number}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@door(KEEP)
def offer(request: ActorRequest) -> HttpResponse:
    """Lay a version before a colleague."""
    return form_page(
        request,
        bound(FormFileForm, request),
        lambda data: offer_form(
            by=request.actor,
            valid_from=data["valid_from"],
            source=data["source"],
            file_name=data["file"].name,
            content=data["file"].read(),
        ),
        title="Nieuwe versie van het formulier",
        lead=f"{presenters.WHERE} Kies precies dat bestand; Wegwijs verandert er niets aan.",
        done="Een collega van beheer vergelijkt het formulier met de bron en stelt het vast.",
        submit="Leg voor aan een collega",
        back=back_to("participatie:texts", "Formulier participatieverklaring"),
    )


@require_POST
@door(KEEP)
def decide(request: ActorRequest, text_pk: UUID) -> HttpResponse:
    """The second person puts it in force."""
    return _acted(request, text_pk, put_form_in_force, "De versie is vastgesteld.")


@require_POST
@door(KEEP)
def drop(request: ActorRequest, text_pk: UUID) -> HttpResponse:
    """It will not be used."""
    return _acted(request, text_pk, drop_form, "De versie is vervallen.")


def _acted(request: ActorRequest, pk: UUID, act: Callable[..., None], said: str) -> HttpResponse:
    found = texts.form_or_404(pk)
    pressed(request, lambda: act(found, by=request.actor), said)
    return redirect("participatie:texts")
