"""Oproepen by the pile: choose, plan, hand over to the worker."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.documents.commands.batches import MOST, make_batch
from wegwijs.documents.jobs import hand_over
from wegwijs.documents.models import LetterBatch
from wegwijs.documents.presenters.batches import batch_line
from wegwijs.documents.queries.batches import LATEST, batches
from wegwijs.dossiers.queries import gemeenten_of
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.intake.commands.oproepen import first_by_post
from wegwijs.stages.intake.forms.pile import PileForm
from wegwijs.stages.intake.models import Oproep
from wegwijs.stages.intake.pile import OPROEPEN, asked, waiting
from wegwijs.ui.forms import show_instead
from wegwijs.ui.parts import Chip


@door(Permission.INTAKE_RECORD)
def oproepen(request: ActorRequest) -> HttpResponse:
    """Who waits for an oproep in one gemeente; one form sends them all, each at a time of its own."""
    actor = request.actor
    named = {g.code: g for g in gemeenten_of(actor) if g.code in actor.gemeenten(Permission.INTAKE_RECORD)}
    code = request.GET.get("gemeente", "")
    gemeente = named.get(code) or next(iter(named.values()))
    rows = waiting(actor, gemeente.code)[:MOST]
    by_post = first_by_post(gemeente.code, clock.today()).day
    form = bound(PileForm, request, waiting=rows, by_post=by_post)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _hand_over(request, form, gemeente))
        if made:
            return redirect("documents:batch", made.pk)
    show_instead(form, "shown", form.showing)
    record_list(by=actor, page="oproepen per partij", shown=len(rows))
    context = {
        "form": form,
        "gemeente": gemeente,
        "gemeenten": [
            Chip(each.naam, f"?gemeente={each.code}", each.code == gemeente.code) for each in named.values()
        ],
        "count": len(rows),
        "batches": [batch_line(batch, OPROEPEN) for batch in batches(actor, OPROEPEN)[:LATEST]],
    }
    return render(request, "intake/oproepen.html", context)


@transaction.atomic
def _hand_over(request: ActorRequest, form: PileForm, gemeente: Gemeente) -> LetterBatch:
    """The pile and the job that sends it exist together or not at all."""
    data = form.cleaned_data
    letters = asked(form.chosen(), form.hours(), place=data["place"], way=Oproep.Way(data["way"]))
    made = make_batch(OPROEPEN, gemeente, letters, by=request.actor)
    hand_over(made)
    return made
