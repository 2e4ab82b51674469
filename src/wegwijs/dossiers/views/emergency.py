"""Access in an emergency: asked for with a reason, and given back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.commands import end_emergency
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.models import EmergencyAccess
from wegwijs.access.queries.watching import own_emergency_or_404, watchers
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import open_in_emergency
from wegwijs.dossiers.forms.emergency import EmergencyForm
from wegwijs.ui.notices import saved


@door(Permission.EMERGENCY_OPEN, fresh=True)
def emergency(request: ActorRequest) -> HttpResponse:
    """Which dossier and why; then the dossier itself."""
    form = bound(EmergencyForm, request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        reason = EmergencyAccess.Reason(data["reason"])
        made = attempt(
            form,
            lambda: open_in_emergency(data["number"], by=request.actor, reason=reason, words=data["because"]),
        )
        if made:
            saved(request, f"U kunt het dossier nu bekijken. {_who_hears(made.gemeente_id)}")
            return redirect("desk:dossier", made.dossier)
    return render(request, "dossiers/emergency.html", {"form": form})


def _who_hears(gemeente: str) -> str:
    """What is true of the mail: without an address nobody gets one, and it waits in Toezicht."""
    if watchers(gemeente, on=clock.today()):
        return "De privacyfunctionaris en de teamleider krijgen bericht."
    return "Het staat klaar voor de privacyfunctionaris in Wegwijs."


@require_POST
@door(Permission.EMERGENCY_OPEN)
def emergency_end(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Done with a dossier. Raises Http404 when it wasn't opened by this employee."""
    end_emergency(own_emergency_or_404(request.actor, pk), by=request.actor)
    saved(request, "De noodtoegang is gestopt.")
    return redirect("desk:work")
