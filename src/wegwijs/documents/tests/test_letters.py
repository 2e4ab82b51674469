"""Letters: what they say, that they are accessible, and that what was sent stays as it was."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import ProgrammingError, transaction
from django.db.models import ProtectedError
from pypdf import PdfReader

from support.region import TODAY, Region, make_person
from wegwijs.documents.commands import (
    AddressChanged,
    draft_letter,
    finalize_letter,
    record_return,
    rewrite_letter,
    send_again,
    send_letter,
    withdraw_letter,
)
from wegwijs.documents.content import Content, runs
from wegwijs.documents.letters.objection import Objection
from wegwijs.documents.letters.oproep import OproepLetter
from wegwijs.documents.letters.pip import Occasion, PipLetter
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.models import Letter, Retour
from wegwijs.documents.pdf import render
from wegwijs.documents.queries import pdf_of
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.people.commands import add_address, confirm_address
from wegwijs.people.models import Address, Person, Source
from wegwijs.people.queries import address_mark, address_on

SENDER = Sender(
    "Sociale Dienst", "Dordrecht", "Postbus 1, 3300 AA Dordrecht", "A. de Vries", "078 123 45 67", "a@voorbeeld.nl",
    "het college van burgemeester en wethouders van Dordrecht",
    "namens het college van burgemeester en wethouders van Dordrecht",
)  # fmt: skip
OBJECTION = Objection(
    "het college van burgemeester en wethouders van Dordrecht", "Postbus 8, 3300 AA Dordrecht", "Rechtbank Rotterdam", 6,
    "www.voorbeeld.nl/bezwaar",
)  # fmt: skip
PIP = PipLetter(
    sender=SENDER, objection=OBJECTION, number="2026-0505-0001", name="Selam", dated=TODAY, occasion=Occasion.FIRST,
    asylum=True, route="B1-route", route_explained="U leert Nederlands.", level="B1", reasons=("De toets was goed.",),
    goals=("Werk als kok",), support=("Gesprekken",), pvt_hours=12, map_hours=40, talks=4, vve="Geen jong kind.",
    term_years=3, signed_by="E. Smit", route_hours=1200,
)  # fmt: skip
OPROEP = OproepLetter(
    SENDER, "2026-0505-0001", "Selam", TODAY, date(2026, 12, 1), "10:00", "Spuiboulevard 300", "op kantoor",
    date(2026, 12, 3),
)  # fmt: skip
NAUGHTY = [
    '#read("/etc/passwd")', "$x^2$ *vet* _schuin_", "\\ \\u{0}", "\x00\x07", "😀🇳🇱", "؈ العربية ‮", "ሰላም", "a" * 3000,
    "</text>[", "**", '"; DROP TABLE', "",
]  # fmt: skip


def words(content: Content) -> str:
    parts = [content.subject, content.salutation, *content.signature]
    for block in content.blocks:
        parts += [block.text, *block.items, *(f"{a} {b}" for a, b in block.rows)]
    return "\n".join(parts)


def test_the_pip_says_all_that_a_decision_must_say() -> None:
    text = words(PIP.content())
    for part in (
        "artikel 15",
        "bezwaar",
        "zes weken",
        "dag nadat",
        "**per post:** het college van burgemeester en wethouders van Dordrecht, Postbus 8, 3300 AA Dordrecht",
        "www.voorbeeld.nl/bezwaar",
        "rechtbank Rotterdam",
        "uw handtekening",
        "2026-0505-0001",
        "6:16",
        "voorlopige voorziening",
        "college",
    ):
        assert part in text
    for part in ("B1-route", "12 uur", "40 uur", "4 gesprekken", "1200 uur", "Geen jong kind", "E. Smit"):
        assert part in text


def test_a_later_plan_says_that_the_term_stays_and_a_first_one_when_it_begins() -> None:
    first = words(PIP.content())
    assert "drie jaar beginnen op de dag na de datum van deze brief" in first
    changed = replace(PIP, occasion=Occasion.CHANGED, before=date(2026, 3, 10), term_until=date(2029, 3, 10))
    later = words(changed.content())
    assert "drie jaar" not in later
    assert "U hebt een plan van 10 maart 2026. Dat plan is veranderd." in later
    assert "verandert **niet** door dit besluit. U hebt tot en met **10 maart 2029**" in later


def test_a_plan_made_without_the_person_does_not_say_that_there_was_a_talk() -> None:
    absent = words(replace(PIP, occasion=Occasion.ABSENT).content())
    assert "Wij hebben met u gesproken" not in absent
    assert "U bent niet gekomen" in absent


def test_without_a_digital_address_the_clause_names_only_the_post() -> None:
    only_post = replace(PIP, objection=replace(OBJECTION, digital=""))
    assert "digitaal:" not in words(only_post.content())


def test_the_pip_of_a_gezinsmigrant_is_a_decision_too_and_names_no_hours_of_lessons() -> None:
    text = words(replace(PIP, asylum=False).content())
    assert "1200" not in text
    assert "U kiest zelf uw school" in text
    assert "bezwaar" in text


def test_a_warning_names_the_missed_day_and_threatens_no_asylum_permit_holder_with_a_fine() -> None:
    warned = replace(OPROEP, missed_on=date(2026, 11, 10))
    assert "dinsdag 10 november 2026" in words(warned.content())
    assert "boete" not in words(warned.content())
    assert "boete" in words(replace(warned, asylum=False).content())
    assert "alleen" in words(OPROEP.content())


@pytest.mark.parametrize("content", [PIP.content(), OPROEP.content()], ids=["pip", "oproep"])
def test_the_file_is_tagged_and_made_to_be_kept(content: Content) -> None:
    made = pikepdf.open(io.BytesIO(render(content, ("Selam", "Straat 1"))))
    assert made.Root.MarkInfo.Marked
    assert str(made.Root.Lang) == "nl"
    assert made.Root.ViewerPreferences.DisplayDocTitle
    meta = made.open_metadata()
    assert meta["pdfuaid:part"] == "1"
    assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
    assert meta["dc:title"] == content.subject


@pytest.mark.parametrize("text", NAUGHTY)
def test_nothing_that_is_typed_changes_the_form_of_a_letter(text: str) -> None:
    assert render(replace(PIP, name=text, goals=(text,)).content(), (text,)).startswith(b"%PDF")


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render(PIP.content(), ("Selam",)) == render(PIP.content(), ("Selam",))


def test_stars_make_words_bold_and_a_lone_pair_stays() -> None:
    assert [r["bold"] for r in runs("a **b** c")] == [False, True, False]
    assert runs("a ** b")[0]["text"] == "a ** b"


def draft(region: Region, person: Person | None = None) -> Letter:
    person = person or make_person(region.regisseur)
    content = replace(PIP, name=str(person)).content()
    return draft_letter(
        person,
        region.dordrecht,
        by=region.regisseur,
        kind="pip",
        reference="2026-0505-0001",
        content=content,
    )


def with_address(region: Region, person: Person, street: str, on: date) -> None:
    add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street=street, number="1", postcode="3311 GR",
        place="Dordrecht", valid_from=on, source=Source.BRP,
    )  # fmt: skip


def test_the_address_is_that_of_the_day_of_sending(region: Region) -> None:
    letter = draft(region)
    with_address(region, letter.person, "Oude straat", date(2026, 1, 1))
    with_address(region, letter.person, "Nieuwe straat", date(2026, 11, 1))
    file = send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST)
    assert "Nieuwe straat 1" in file.address


def test_a_letter_without_an_address_is_refused_with_the_remedy(region: Region) -> None:
    with pytest.raises(DomainError, match="Vul het adres in"):
        send_letter(draft(region), by=region.regisseur, on=TODAY, channel=Letter.Channel.POST)


def test_a_protected_address_never_comes_on_paper(region: Region) -> None:
    letter = draft(region)
    with_address(region, letter.person, "Geheim", date(2026, 1, 1))
    Person.objects.filter(pk=letter.person_id).update(protected=True, safe_contact="mr. Jansen, Postbus 9")
    with pytest.raises(DomainError, match="geheim"):
        send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST)
    with pytest.raises(NotAllowed):
        send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.VEILIG)
    file = send_letter(letter, by=region.teamlead, on=TODAY, channel=Letter.Channel.VEILIG)
    assert "Geheim" not in str(file.address)


def test_what_was_sent_is_the_same_forever(region: Region) -> None:
    letter = draft(region)
    first = send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)
    assert pdf_of(letter) == bytes(first.pdf)
    with pytest.raises(DomainError):
        rewrite_letter(
            letter, by=region.regisseur, content=replace(OPROEP, name=str(letter.person)).content()
        )
    for change in (lambda: Letter.objects.update(title="anders"), lambda: Letter.objects.all().delete()):
        with pytest.raises((ProgrammingError, ProtectedError)), transaction.atomic():
            change()


def test_a_fixed_letter_keeps_its_content(region: Region) -> None:
    letter = draft(region)
    rewrite_letter(letter, by=region.regisseur, content=replace(OPROEP, name=str(letter.person)).content())
    finalize_letter(letter, by=region.regisseur)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(content={})
    withdraw_letter(letter, by=region.regisseur)
    with pytest.raises(DomainError, match="ingetrokken"):
        send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)


def test_content_survives_the_database(region: Region) -> None:
    letter = draft(region)
    letter.refresh_from_db()
    assert Content.from_json(letter.content) == replace(PIP, name=str(letter.person)).content()


def test_a_draft_says_that_it_is_one(region: Region) -> None:
    assert pdf_of(draft(region)).startswith(b"%PDF")


def test_a_letter_takes_no_words_of_another_person(region: Region) -> None:
    other = make_person(region.regisseur, voornamen="Amal", geslachtsnaam="Haddad")
    letter = draft(region)
    for wrong in (
        replace(PIP, name=str(other)),
        replace(PIP, name=str(letter.person), number="2026-0505-0002"),
    ):
        with pytest.raises(DomainError, match="een ander dossier"):
            rewrite_letter(letter, by=region.regisseur, content=wrong.content())


def test_a_secret_address_is_written_in_no_letter(region: Region) -> None:
    letter = draft(region)
    with_address(region, letter.person, "Geheimstraat", date(2026, 1, 1))
    home = replace(OPROEP, name=str(letter.person), place="thuis, geheimstraat 1").content()
    rewrite_letter(letter, by=region.regisseur, content=home)
    Person.objects.filter(pk=letter.person_id).update(protected=True)
    with pytest.raises(DomainError, match="geheim adres"):
        rewrite_letter(letter, by=region.regisseur, content=home)


def test_a_move_between_writing_and_sending_blocks_the_letter_until_someone_looked(region: Region) -> None:
    letter = draft(region)
    with_address(region, letter.person, "Oude straat", date(2026, 1, 1))
    finalize_letter(letter, by=region.regisseur)
    with_address(region, letter.person, "Nieuwe straat", date(2026, 11, 1))
    for looked_at in (None, letter.address_mark):
        with pytest.raises(AddressChanged, match="Kijk het nieuwe adres na"):
            send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST, seen=looked_at)
    new = address_mark(address_on(letter.person, TODAY))
    file = send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST, seen=new)
    assert "Nieuwe straat 1" in file.address


def test_an_address_that_was_looked_up_again_is_no_move(region: Region) -> None:
    letter = draft(region)
    with_address(region, letter.person, "Oude straat", date(2026, 1, 1))
    finalize_letter(letter, by=region.regisseur)
    confirm_address(letter.person, letter.address_mark, by=region.regisseur)
    assert send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST)
    with pytest.raises(DomainError, match="net veranderd"):
        confirm_address(letter.person, "een ander", by=region.regisseur)


def test_a_letter_that_came_back_is_sent_again_with_the_same_words(region: Region) -> None:
    letter = draft(region)
    with_address(region, letter.person, "Oude straat", date(2026, 1, 1))
    send_letter(letter, by=region.regisseur, on=TODAY - timedelta(days=5), channel=Letter.Channel.POST)
    with pytest.raises(DomainError, match="niet teruggekomen"):
        send_again(
            letter, letter.person, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST, seen=None
        )
    for wrong in (TODAY - timedelta(days=6), TODAY + timedelta(days=1)):
        with pytest.raises(DomainError):
            record_return(letter, by=region.administrator, on=wrong, reason=Retour.Reason.VERHUISD)
    record_return(letter, by=region.administrator, on=TODAY, reason=Retour.Reason.VERHUISD)
    with pytest.raises(DomainError, match="staat er al"):
        record_return(letter, by=region.administrator, on=TODAY, reason=Retour.Reason.ADRES)
    with_address(region, letter.person, "Nieuwe straat", TODAY)
    new = address_mark(address_on(letter.person, TODAY))
    copy = send_again(
        letter, letter.person, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST, seen=new
    )
    letter.refresh_from_db()
    assert copy.content == letter.content
    assert "Nieuwe straat 1" in copy.file.address
    with pytest.raises(DomainError, match="al opnieuw verzonden"):
        send_again(
            letter, letter.person, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST, seen=new
        )


def test_each_of_two_hundred_letters_holds_on_every_page_only_words_of_its_own_person() -> None:
    """Misuse case 10: the words of a letter come from one person, and each page says which."""
    for n in range(200):
        canary = f"Kanarie{n:03d}"
        content = replace(
            PIP, name=canary, number=f"2026-0505-{n:04d}", reasons=(f"Reden van {canary}. " * 60,), goals=(f"Doel {canary}",)
        ).content()  # fmt: skip
        pages = [
            page.extract_text() for page in PdfReader(io.BytesIO(render(content, (canary, "Straat 1")))).pages
        ]
        assert len(pages) > 1
        for text in pages:
            assert f"2026-0505-{n:04d}" in text
            assert set(re.findall(r"Kanarie\d{3}", text)) <= {canary}
