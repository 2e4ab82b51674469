"""A letter as a file. Rooms above decide who may have it."""

from django.http import HttpResponse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import pdf_of


def pdf_response(letter: Letter, actor: Actor) -> HttpResponse:
    """The PDF, shown in the browser; its name holds the reference and no name of a person."""
    may_see = actor.may(Permission.SAFE_ADDRESS_SHOW, letter.gemeente_id)
    answer = HttpResponse(pdf_of(letter, may_see=may_see), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{letter.kind}-{letter.reference}.pdf"'
    return answer
