"""Begin a dossier. Someone who may be known already is never entered twice silently."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.dossiers.queries import dossiers_of
from wegwijs.people.commands import PossibleDuplicate
from wegwijs.stages.overdracht import presenters
from wegwijs.stages.overdracht.commands import Begin, begin_dossier
from wegwijs.stages.overdracht.forms import NewForm
from wegwijs.ui import notices
from wegwijs.ui.format import masked_bsn


@door(Permission.DOSSIER_OPEN)
def new(request: ActorRequest) -> HttpResponse:
    """Who it is and why; then the dossier, or both persons side by side when someone like this is known."""
    form = bound(NewForm, request, actor=request.actor)
    # "terug": from the page with both persons back to what was typed.
    if request.method == "POST" and "terug" not in request.POST and form.is_valid():
        made = attempt(form, lambda: _begin(request, form))
        if isinstance(made, PossibleDuplicate):
            return _both(request, form, made)
        if made is not None:
            dossier, fresh = made
            said = "is geopend" if fresh else "liep al; er is geen tweede dossier gemaakt"
            notices.saved(request, f"Dossier {dossier.number} {said}.")
            return redirect("overdracht:overview", dossier.pk)
    return render(request, "overdracht/new.html", {"form": form})


def _begin(request: ActorRequest, form: NewForm) -> tuple[Dossier, bool] | PossibleDuplicate:
    data = form.cleaned_data
    chosen: UUID | None = data["same_as"]
    try:
        return begin_dossier(
            form.facts(),
            form.gemeenten[data["gemeente"]],
            by=request.actor,
            on=data["on"],
            begin=Begin(data["begin"]),
            variant=Variant(data["variant"]),
            same_as=chosen,
            not_the_same=data["not_the_same"],
        )
    except PossibleDuplicate as double:
        return double


def _both(request: ActorRequest, form: NewForm, double: PossibleDuplicate) -> HttpResponse:
    """What was typed beside whom we know; nothing was saved yet."""
    data = form.cleaned_data
    typed = {
        "Achternaam": data["geslachtsnaam"],
        "Voornamen": data["voornamen"],
        "Tussenvoegsel": data["voorvoegsel"],
        "Geboren": str(data["birth"]),
        "BSN": masked_bsn(data["bsn"]),
        "V-nummer": data["v_nummer"],
    }
    mine = dossiers_of(request.actor, [c.person.pk for c in double.candidates])
    found = [presenters.beside(typed, c, mine.get(c.person.pk, [])) for c in double.candidates]
    posted: QueryDict = request.POST
    hidden = [
        (name, value)
        for name, values in posted.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "same_as", "not_the_same")
    ]
    context = {
        "found": found,
        "hidden": hidden,
        "certain": any(c.certain for c in found),
    }
    return render(request, "overdracht/double.html", context, status=409)
