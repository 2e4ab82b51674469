"""What the small pages of beheer share: what waits for a colleague, the page they come from, and the talk with a volunteer."""

from django.http import HttpResponse

from wegwijs import clock
from wegwijs.access.commands import record_review
from wegwijs.access.doors import ActorRequest, bound
from wegwijs.access.forms import ReviewForm
from wegwijs.access.models import Proposal
from wegwijs.access.pages import Back, back_to, form_page
from wegwijs.access.presenters import REVIEW_LEAD
from wegwijs.access.queries.volunteers import next_last_day
from wegwijs.organisations.models import Employee, Jaargesprek
from wegwijs.ui.format import day

WAITS = "Een collega van beheer moet dit bevestigen; daarna geldt het."


def proposed(made: object, otherwise: str = "") -> str:
    """What to say of what a command gave: that a colleague must confirm a proposal, else ``otherwise``."""
    return f"Voorgesteld: {made}. {WAITS}" if isinstance(made, Proposal) else otherwise


def back_to_settings() -> Back:
    """The page with every gemeente and mandate."""
    return back_to("organisations:settings", "Gemeenten en mandaten")


def review_page(request: ActorRequest, volunteer: Employee, *, tab: str, back: Back) -> HttpResponse:
    """The yearly talk, by beheer or by the volunteer's own organisation; ``tab`` is the title of the tab."""
    form = bound(ReviewForm, request, last_day=next_last_day(clock.today()))
    return form_page(
        request,
        form,
        lambda data: record_review(
            volunteer,
            by=request.actor,
            on=data["on"],
            outcome=Jaargesprek.Outcome(data["outcome"]),
            last_day=data["last_day"],
        ),
        title=f"Jaargesprek met {volunteer.name}",
        tab=tab,
        lead=REVIEW_LEAD,
        done=lambda _: (
            f"Vastgelegd. De laatste dag van {volunteer.name} is {day(form.cleaned_data['last_day'])}."
        ),
        submit="Vastleggen",
        back=back,
    )
