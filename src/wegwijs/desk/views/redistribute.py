"""Move the dossiers of a colleague: choose, look what would move, do it, follow it, put it back."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.desk import redistribution
from wegwijs.desk.forms import RedistributeForm
from wegwijs.dossiers import herverdelen
from wegwijs.dossiers.commands import redistribute as give_away
from wegwijs.dossiers.commands import undo_redistribution
from wegwijs.dossiers.jobs import work_on_herverdeling
from wegwijs.dossiers.models import Herverdeling
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee
from wegwijs.ui import notices
from wegwijs.ui.reload import look_again, same_look

SURE = "zeker"


@door(Permission.ASSIGN)
def redistribute(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """The first post shows what would move; the second, which says that one is sure, does it."""
    actor = request.actor
    giver = herverdelen.colleague_or_404(actor, employee_pk)
    open_now = herverdelen.loads(actor, giver)
    people = [one for one in herverdelen.regisseurs(actor, on=clock.today()) if one != giver]
    form = bound(RedistributeForm, request, people=people, places=[load.gemeente for load in open_now])
    parts: list[redistribution.Part] = []
    if request.method == "POST" and form.is_valid():
        parts = redistribution.preview(actor, giver, form.cleaned_data)
        if SURE in request.POST:
            made = attempt(form, lambda: _give(giver, form, parts, actor))
            if made:
                notices.saved(request, "De herverdeling staat klaar. Hieronder ziet u hoe ver zij is.")
                return redirect("desk:herverdeling", made[0].pk) if len(made) == 1 else redirect("desk:team")
    movable = [part for part in parts if part.taker]
    return render(
        request,
        "desk/redistribute.html",
        {
            "giver": giver,
            "loads": open_now,
            "form": form,
            "parts": parts,
            "sure": [(name, value) for name in form.fields for value in request.POST.getlist(name)] if movable else [],
            "leaves": giver.valid_to,
            "covers": herverdelen.covered_by(giver, on=clock.today()),
        },
    )  # fmt: skip


@transaction.atomic
def _give(
    giver: Employee, form: RedistributeForm, parts: list[redistribution.Part], by: Actor
) -> list[Herverdeling]:
    """The batches and the jobs that carry them out exist together or not at all."""
    takers = {part.code: part.taker for part in parts if part.taker}
    made = give_away(giver, redistribution.wanted_of(form.cleaned_data, takers), by=by)
    for batch in made:
        _hand_over(batch)
    return made


def _hand_over(batch: Herverdeling) -> None:
    """To the workers; what begins later is picked up on its day."""
    if batch.valid_from <= clock.today():
        work_on_herverdeling.defer(batch=str(batch.pk), gemeente=batch.gemeente_id)


@require_safe
@door(Permission.ASSIGN)
def listing(request: ActorRequest) -> HttpResponse:
    """Every batch of the actor's gemeenten, the newest fifty."""
    batches = [
        (batch, redistribution.lead(batch), redistribution.word(batch))
        for batch in herverdelen.recent(request.actor)
    ]
    return render(request, "desk/herverdelingen.html", {"batches": batches})


@require_safe
@door(Permission.ASSIGN)
def one(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far it is and what could not go back; the page looks again every two seconds until a worker is done."""
    batch = herverdelen.herverdeling_or_404(request.actor, pk, again=same_look(request))
    stand = redistribution.stand(batch, herverdelen.counts(batch))
    context = {
        "batch": batch,
        "lead": redistribution.lead(batch),
        "stand": stand,
        "stayed": herverdelen.stayed(batch),
    }
    answer = render(request, "desk/herverdeling.html", context)
    if stand.moving:
        look_again(request, answer)
    return answer


@require_POST
@door(Permission.ASSIGN)
def undo(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put back what nobody worked on since; a waarneming ends at once."""
    batch = herverdelen.herverdeling_or_404(request.actor, pk)
    try:
        with transaction.atomic():
            undo_redistribution(batch, by=request.actor)
            _hand_over(batch)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:herverdeling", pk)
