"""Pages of the trial region: what others would do, at a click."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.demo.duo import happens, introduced
from wegwijs.demo.forms import DuoEventForm
from wegwijs.exchange.duo.codes import EVENTS
from wegwijs.ui import notices


@door(Permission.DUO_FACTS)
def duo(request: ActorRequest) -> HttpResponse:
    """Let something happen at the stand-in for DUO; its message comes in as a real one."""
    form = bound(DuoEventForm, request)
    if request.method == "POST" and form.is_valid():
        event = form.cleaned_data["event"]
        if attempt(form, lambda: _tell(form.cleaned_data["who"].strip(), event)):
            notices.saved(
                request, f"DUO stuurde {event}: {EVENTS[event].meaning}. Over enkele tellen is het verwerkt."
            )
            return redirect("duo:messages")
    return render(request, "demo/duo.html", {"form": form})


def _tell(who: str, event: str) -> bool:
    happens(introduced(who), event)
    return True
