"""A pile of letters as one file for the printer: a list first, then each letter on sheets of its own."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import typst

from wegwijs.documents.models import BatchLetter, Letter
from wegwijs.documents.pdf import HERE, our_fonts, plain
from wegwijs.documents.queries import pdf_of, translation_pdf
from wegwijs.people.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Sheets:
    """What goes in one envelope: the letter and its translation; none, and ``without`` says why."""

    item: BatchLetter
    files: tuple[bytes, ...]
    without: str = ""


def print_file(title: str, items: Sequence[BatchLetter]) -> bytes:
    """The file. Every letter begins on a new sheet, so that a page of one is never on the back of another.

    A letter to an address that became secret since is left out, whoever prints, and the list says so (misuse case 7):
    who may see such an address may not put it on paper. So is one to somebody who since may be reached safely only.
    """
    pile = [_sheets(item) for item in items]
    with pikepdf.new() as whole:
        lines = []
        for sheets in pile:
            pages = 0
            for file in sheets.files:
                with pikepdf.open(io.BytesIO(file)) as one:
                    pages += len(one.pages)
                    whole.pages.extend(one.pages)
                    if len(one.pages) % 2:
                        whole.add_blank_page(page_size=(595, 842))
            lines.append(_line(sheets, pages))
        cover = _cover(title, lines)
        with pikepdf.open(io.BytesIO(cover)) as first:
            front = list(first.pages)
            if len(front) % 2:
                first.add_blank_page(page_size=(595, 842))
            for place, page in enumerate(first.pages):
                whole.pages.insert(place, page)
            made = io.BytesIO()
            whole.save(made)
    return made.getvalue()


def _sheets(item: BatchLetter) -> Sheets:
    letter = item.letter
    assert letter is not None  # noqa: S101 only letters that were sent are printed
    without = why_not(letter)
    if without:
        return Sheets(item, (), without)
    copy = getattr(letter, "vertaling", None)
    files = [bytes(letter.file.pdf)]
    if copy is not None:
        files.append(translation_pdf(copy))
    return Sheets(item, tuple(files))


def why_not(letter: Letter) -> str:
    """Why a letter that was sent is not put on paper now, as the list in front says it; "" when it is."""
    if letter.channel != Letter.Channel.POST:
        return "deze brief gaat niet per post"
    if letter.person.contact_safely:
        return "deze persoon is alleen veilig bereikbaar"
    # The file as it was sent, unless it leads to a secret address, on the envelope or in its words.
    return "" if pdf_of(letter, may_see=False) == bytes(letter.file.pdf) else "het adres is nu geheim"


def _line(sheets: Sheets, pages: int) -> list[str]:
    letter = sheets.item.letter
    assert letter is not None  # noqa: S101 as above
    copy = getattr(letter, "vertaling", None)
    counted = "1 bladzijde" if pages == 1 else f"{pages} bladzijden"
    what = f"niet in dit bestand: {sheets.without}" if sheets.without else counted
    return [
        str(sheets.item.place),
        letter.reference,
        str(letter.person),
        what + (f", met vertaling ({LANGUAGES[copy.language].name})" if copy is not None and pages else ""),
    ]


def _cover(title: str, lines: Sequence[Sequence[str]]) -> bytes:
    data = {"title": plain(title), "lines": [[plain(cell) for cell in line] for line in lines]}
    return typst.compile(
        str(HERE / "cover.typ"),
        root=str(HERE),
        font_paths=our_fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
    )
