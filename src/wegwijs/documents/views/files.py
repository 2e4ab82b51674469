"""A letter as a file. Rooms above decide who may have it."""

from django.http import HttpResponse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import pdf_of, translation_of, translation_pdf


def pdf_response(letter: Letter, actor: Actor) -> HttpResponse:
    """The PDF, shown in the browser; its name holds the reference and no name of a person."""
    may_see = actor.may(Permission.SAFE_ADDRESS_SHOW, letter.gemeente_id)
    return _file(pdf_of(letter, may_see=may_see), f"{letter.kind}-{letter.reference}")


def translation_response(letter: Letter, actor: Actor) -> HttpResponse:
    """The copy in another language, as ``pdf_response``. Raises Http404 when there is none."""
    may_see = actor.may(Permission.SAFE_ADDRESS_SHOW, letter.gemeente_id)
    copy = translation_of(letter)
    return _file(translation_pdf(copy, may_see=may_see), f"{letter.kind}-{letter.reference}-{copy.language}")


def _file(pdf: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
