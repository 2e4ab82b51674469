"""A letter as a file. Rooms above decide who may have it."""

from django.http import HttpResponse

from wegwijs.documents.models import Letter
from wegwijs.documents.queries import pdf_of


def pdf_response(letter: Letter) -> HttpResponse:
    """The PDF, shown in the browser; its name holds the reference and no name of a person."""
    answer = HttpResponse(pdf_of(letter), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{letter.kind}-{letter.reference}.pdf"'
    return answer
