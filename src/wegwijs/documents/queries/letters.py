"""Find letters by the number they are filed under. Whoever asks has already shown that the dossier is theirs."""

import json
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wegwijs import clock
from wegwijs.documents.content import Content, text
from wegwijs.documents.models import Letter, LetterFile, Vertaling
from wegwijs.documents.pdf import render
from wegwijs.people.queries import (
    is_shielded,
    leads_home,
    lines_of,
    normal,
    secret_homes,
    secret_rows,
    survivor,
)

HIDDEN = "Kopie: het adres is geheim"
CLOSED = "In deze brief staat een geheim adres. Alleen uw teamleider kan de brief openen."


def letters_for(reference: str) -> QuerySet[Letter]:
    """Letters filed under a number, newest first, without their content; with whether they came back."""
    return (
        Letter.objects.filter(reference=reference)
        .defer("content", "vertaling__content", "vertaling__pdf")
        .select_related("retour", "vertaling")
    )


def letter_of(reference: str, pk: UUID) -> Letter:
    """One letter filed under a number. Raises Http404."""
    found = Letter.objects.filter(reference=reference, pk=pk).first()
    if found is None:
        raise Http404
    return found


def pdf_of(letter: Letter, *, may_see: bool = True) -> bytes:
    """The file as it was sent, byte for byte; before that a draft that says so, without an address.

    ``may_see``: whether a secret address may be seen. Without that right a file with such an address is shown as a
    copy without it; the file itself stays as it was (misuse case 7).
    """
    file = LetterFile.objects.filter(letter=letter).first()
    content = Content.from_json(letter.content)
    if not may_see and _says_where(letter):
        content, file = replace(content, blocks=(text(CLOSED),), enclosures=()), None
    if file is None:
        return render(content, (), draft=letter.sent_on is None)
    if not may_see and letter.channel == Letter.Channel.POST and _goes_there(letter, file):
        return render(content, (file.address[0], HIDDEN))
    return bytes(file.pdf)


def translation_of(letter: Letter) -> Vertaling:
    """The copy of a letter in another language. Raises Http404 when there is none."""
    found = Vertaling.objects.filter(letter=letter).first()
    if found is None:
        raise Http404
    return found


def translation_words(letter: Letter) -> str:
    """What a page says of the copy that goes along; empty when there is none."""
    found = Vertaling.objects.filter(letter=letter).defer("content", "pdf").first()
    return found.state_words if found else ""


def translation_pdf(copy: Vertaling, *, may_see: bool = True) -> bytes:
    """The copy as it was sent, before that a draft that says so. ``may_see`` as in ``pdf_of``; it bears no address."""
    content = Content.from_json(copy.content)
    if not may_see and _says_where(copy.letter):
        return render(replace(content, blocks=(text(CLOSED),), enclosures=()), ())
    return bytes(copy.pdf) or render(content, (), draft=True)


def _says_where(letter: Letter) -> bool:
    """Whether the words of the letter name a secret address: written before it became one."""
    words = normal(json.dumps(letter.content, ensure_ascii=False))
    return any(lines_of(row) in words for row in secret_rows(survivor(letter.person), clock.today()))


def _goes_there(letter: Letter, file: LetterFile) -> bool:
    """Whether the envelope leads to a secret address: of this person, or of who lives there now."""
    today = clock.today()
    # The line of the envelope with postcode and place begins with the postcode.
    postcodes = [normal(line)[:6] for line in file.address[2:3]]
    return is_shielded(survivor(letter.person), today) or any(
        leads_home(file.address, home) for home in secret_homes(today, postcodes)
    )
