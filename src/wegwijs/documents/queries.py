"""Find letters by the number they are filed under. Whoever asks has already shown that the dossier is theirs."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wegwijs.documents.content import Content
from wegwijs.documents.models import Letter, LetterFile
from wegwijs.documents.pdf import render


def letters_for(reference: str) -> QuerySet[Letter]:
    """Letters filed under a number, newest first, without their content."""
    return Letter.objects.filter(reference=reference).defer("content")


def letter_of(reference: str, pk: UUID) -> Letter:
    """One letter filed under a number. Raises Http404."""
    found = Letter.objects.filter(reference=reference, pk=pk).first()
    if found is None:
        raise Http404
    return found


def pdf_of(letter: Letter) -> bytes:
    """The file as it was sent, byte for byte; before that a draft that says so, without an address."""
    file = LetterFile.objects.filter(letter=letter).first()
    if file:
        return bytes(file.pdf)
    return render(Content.from_json(letter.content), (), draft=True)
