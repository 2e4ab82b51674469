"""A letter to one person with a place in a group: seen before it goes, or why there is none."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from wegwijs.access.doors import ActorRequest
from wegwijs.access.pages import back_to
from wegwijs.documents.languages import Writable
from wegwijs.documents.models import Letter
from wegwijs.dossiers.views.letter_page import letter_page
from wegwijs.errors import DomainError
from wegwijs.groups.models import Enrolment


def one_letter(
    request: ActorRequest,
    place: Enrolment,
    letter: Callable[[], Writable],
    send: Callable[[Letter.Channel, str], object],
    *,
    list_page: str,
    back: str,
    title: str,
    tab: str,
    lead: str,
    done: str,
) -> HttpResponse:
    """``list_page``: the name of the page of the group from which letters go, to which ``back`` leads and a refusal returns."""
    try:
        said = letter()
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect(list_page, place.group_id)
    return letter_page(
        request, place.dossier, lambda: said, send, title=title, tab=tab, lead=lead, done=done,
        back=back_to(list_page, back, place.group_id),
    )  # fmt: skip
