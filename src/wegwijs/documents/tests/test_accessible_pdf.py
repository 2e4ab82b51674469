"""Letters as PDF/UA asks for them, read back from the file. No certificate: these are our own readings of the standard."""

import io
from itertools import pairwise

import pikepdf
import pytest

from support.pdf import Tag, fonts, is_embedded, outside_of_tags, tags
from wegwijs.documents.content import Content
from wegwijs.documents.pdf import render
from wegwijs.documents.tests.test_letters import OPROEP, PIP

LETTERS = {"pip": PIP.content(), "oproep": OPROEP.content()}
ADDRESS = ("Selam Tesfay", "Spuiboulevard 12", "3311 GR Dordrecht")
HEADINGS = [f"H{level}" for level in range(1, 7)]


@pytest.fixture(params=sorted(LETTERS))
def content(request: pytest.FixtureRequest) -> Content:
    return LETTERS[request.param]


@pytest.fixture
def pdf(content: Content) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(content, ADDRESS)))


@pytest.fixture
def tree(pdf: pikepdf.Pdf) -> list[Tag]:
    return list(tags(pdf).all())


def test_it_says_that_it_is_tagged_in_which_language_and_what_it_is(
    pdf: pikepdf.Pdf, content: Content
) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert "/Suspects" not in pdf.Root.MarkInfo or not bool(pdf.Root.MarkInfo.Suspects)
    assert str(pdf.Root.Lang) == content.language
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["dc:title"] == content.subject
    assert not pdf.is_encrypted


def test_it_has_one_main_heading_and_skips_no_level(tree: list[Tag]) -> None:
    levels = [HEADINGS.index(tag.role) + 1 for tag in tree if tag.role in HEADINGS]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_lists_and_tables_are_made_of_their_own_parts(tree: list[Tag]) -> None:
    for tag in tree:
        inside = {child.role for child in tag.children}
        if tag.role == "L":
            assert inside <= {"LI", "Caption"}
        if tag.role == "LI":
            assert inside <= {"Lbl", "LBody"}
            assert "LBody" in inside
        if tag.role == "Table":
            assert inside <= {"TR", "THead", "TBody", "TFoot", "Caption"}
        if tag.role == "TR":
            assert inside <= {"TH", "TD"}
    assert any(tag.role == "L" for tag in tree)


def test_every_heading_of_a_table_says_what_it_heads(tree: list[Tag]) -> None:
    heads = [tag for tag in tree if tag.role == "TH"]
    tables = [tag for tag in tree if tag.role == "Table"]
    assert bool(heads) == bool(tables)
    assert all(tag.attributes.get("Scope") in {"/Row", "/Column", "/Both"} for tag in heads)


def test_every_picture_has_words(tree: list[Tag]) -> None:
    assert all(tag.attributes.get("Alt") for tag in tree if tag.role in {"Figure", "Formula"})


def test_nothing_is_drawn_outside_of_the_tags(pdf: pikepdf.Pdf) -> None:
    assert outside_of_tags(pdf) == []


def test_every_font_is_in_the_file_and_its_signs_are_letters(pdf: pikepdf.Pdf) -> None:
    found = list(fonts(pdf))
    assert found
    for font, inner in found:
        assert is_embedded(inner), font.BaseFont
        assert "/ToUnicode" in font, font.BaseFont


def test_one_reads_a_page_in_the_order_of_its_tags(pdf: pikepdf.Pdf) -> None:
    assert all("/StructParents" in page for page in pdf.pages)
    assert all(str(page.get("/Tabs", "/S")) == "/S" for page in pdf.pages)
    assert "/ParentTree" in pdf.Root.StructTreeRoot


def test_what_was_lacking_would_be_seen() -> None:
    """The checks fail on a page that is not tagged at all."""
    bare = pikepdf.new()
    bare.add_blank_page()
    bare.pages[0].Contents = bare.make_stream(b"BT (geheim) Tj ET")
    assert outside_of_tags(bare) == ["page 1: Tj"]
