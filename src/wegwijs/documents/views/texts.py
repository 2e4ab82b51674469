"""The words of letters: versions, a draft with advice beside each paragraph, the letter as it would look."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import back_to, form_page, pressed
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import (
    begin_text,
    drop_text,
    offer_text,
    put_in_force,
    return_text,
    save_text,
)
from wegwijs.documents.forms import OfferForm, TextsForm
from wegwijs.documents.letters.examples import example
from wegwijs.documents.models import Brieftekst
from wegwijs.documents.pdf import render as render_pdf
from wegwijs.documents.presenters import texts as presenters
from wegwijs.documents.queries import text_or_404, texts_of
from wegwijs.documents.queries.texts import words_with
from wegwijs.documents.wording.sections import Section, faults
from wegwijs.errors import DomainError
from wegwijs.ui.notices import saved

State = Brieftekst.State


@door(Permission.SETTINGS_VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Every part of the letters with its versions."""
    rows = texts_of(request.actor)
    today = clock.today()
    context = {"sections": presenters.section_lines(rows, today), "stopped": presenters.stopped(rows, today)}
    return render(request, "documents/texts.html", context)


@require_POST
@door(Permission.SETTINGS_VIEW)
def begin(request: ActorRequest, section: str) -> HttpResponse:
    """A new version that begins with the words of today."""
    if section not in {s.value for s in Section}:
        raise Http404
    try:
        made = begin_text(Section(section), by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:texts")
    return redirect("documents:text", made.pk)


@door(Permission.SETTINGS_VIEW)
def text(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A draft to write in; any other version to read: what it changes. What is sent to one of those is shown with the
    refusal: nothing that was typed is lost."""
    found = text_or_404(request.actor, pk)
    if found.state != State.CONCEPT and request.method != "POST":
        rows = texts_of(request.actor)
        context = {
            "text": found,
            "changes": presenters.changes(found, rows, clock.today()),
            "stopped": [one for one in presenters.stopped(rows, clock.today()) if one.pk == str(found.pk)],
            "overtaken": presenters.overtaken(found, rows, clock.today()) if found.is_open else "",
            "may": presenters.may(found, request.actor),
        }
        return render(request, "documents/text.html", context)
    section = Section(found.section)
    form = bound(TextsForm, request, section=section, texts=found.paragraphs, version=found.version)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: (
                save_text(
                    found,
                    form.texts(),
                    by=request.actor,
                    expected_version=form.cleaned_data["version"],
                ),
                True,
            ),
        )
        if done:
            saved(request, "De teksten zijn bewaard. Ze gelden nog niet.")
            return redirect("documents:text", pk)
    notes = presenters.beside(section, found.paragraphs)
    context = {
        "text": found,
        "form": form,
        "parts": [(form[key], notes.get(key)) for key in form.fields if key != "version"],
        "faults": sum(len(note.faults) for note in notes.values()),
        "advice": sum(len(note.advice) for note in notes.values()),
        "may": presenters.may(found, request.actor),
    }
    return render(request, "documents/text_edit.html", context)


@door(Permission.SETTINGS_VIEW)
def preview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The real letter with invented data; ``?soort=waarschuwing`` shows the other kind of the letter, where it has one."""
    found = text_or_404(request.actor, pk)
    section = Section(found.section)
    if faults(section, found.paragraphs):
        messages.error(
            request, "Verbeter eerst wat er in de teksten niet klopt. Daarna kunt u de brief zien."
        )
        return redirect("documents:text", pk)
    warning = request.GET.get("soort") == "waarschuwing"
    words = words_with(found, on=found.valid_from or clock.today())
    content = example(section, words, on=clock.today(), warning=warning)
    answer = HttpResponse(render_pdf(content, (), draft=True), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="voorbeeld-{section.value}.pdf"'
    return answer


@door(Permission.SETTINGS_VIEW)
def offer(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask a colleague to put it in force."""
    found = text_or_404(request.actor, pk)
    return form_page(
        request,
        bound(OfferForm, request),
        lambda data: offer_text(found, by=request.actor, **data),
        title=f"Leg voor: {found}",
        tab="Teksten voorleggen",
        lead="Een andere collega van beheer leest wat er anders is en stelt het vast.",
        done="Een collega van beheer stelt deze teksten vast. Daarna gelden ze.",
        submit="Leg voor",
        back=back_to("documents:text", "De teksten", pk),
        template="documents/text_offer.html",
        more=lambda: {"overtaken": presenters.overtaken(found, texts_of(request.actor), clock.today())},
    )


@require_POST
@door(Permission.SETTINGS_VIEW)
def decide(request: ActorRequest, pk: UUID) -> HttpResponse:
    """In force from its day on, as it was read."""
    seen = request.POST.get("gelezen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else -1
    return _act(
        request,
        pk,
        lambda found: put_in_force(found, by=request.actor, expected_version=version),
        "Vastgesteld. De teksten gelden vanaf de gekozen dag.",
    )


@require_POST
@door(Permission.SETTINGS_VIEW)
def give_back(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A draft again."""
    return _act(request, pk, lambda found: return_text(found, by=request.actor), "Het is weer een concept.")


@require_POST
@door(Permission.SETTINGS_VIEW)
def drop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It won't be used."""
    return _act(request, pk, lambda found: drop_text(found, by=request.actor), "Deze versie is vervallen.")


def _act(request: ActorRequest, pk: UUID, command: Callable[[Brieftekst], None], said: str) -> HttpResponse:
    found = text_or_404(request.actor, pk)
    pressed(request, lambda: command(found), said)
    return redirect("documents:text", pk)
