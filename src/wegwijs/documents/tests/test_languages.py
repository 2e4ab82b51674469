"""A letter in two languages: the same paragraphs, dates, amounts and names; the Dutch one counts and says so."""

import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.db import ProgrammingError, transaction
from django.template.loader import render_to_string
from pypdf import PdfReader

from support.region import TODAY, Region, make_person
from wegwijs.documents.commands import (
    draft_letter,
    finalize_letter,
    record_return,
    rewrite_letter,
    send_again,
    send_letter,
)
from wegwijs.documents.content import LABELS, NO_LANGUAGE, Block, Content, Kind, runs
from wegwijs.documents.languages import written
from wegwijs.documents.letters.afzegging import AfzeggingLetter
from wegwijs.documents.letters.handover import HandoverLetter, TalkPlan
from wegwijs.documents.letters.nummer import NummerLetter
from wegwijs.documents.letters.ontvanger import OntvangerLetter
from wegwijs.documents.letters.oproep import OproepLetter
from wegwijs.documents.letters.pip import Occasion, PipLetter
from wegwijs.documents.letters.rekening import Moved, RekeningLetter
from wegwijs.documents.letters.uitnodiging import HalfDay, UitnodigingLetter
from wegwijs.documents.letters.verklaring import VerklaringLetter
from wegwijs.documents.letters.withdrawal import Elsewhere, WithdrawalLetter
from wegwijs.documents.models import Letter, Retour, Vertaling
from wegwijs.documents.pdf import FONTS, _printable, render
from wegwijs.documents.queries import translation_pdf
from wegwijs.documents.templatetags.letters import passages
from wegwijs.documents.tests.test_letters import OPROEP, PIP
from wegwijs.documents.wording import DUTCH, LANGUAGES, Words, words_in
from wegwijs.documents.wording.words import ISOLATES, PLACE
from wegwijs.people.commands import add_address, set_languages
from wegwijs.people.models import Address, Person, Source
from wegwijs.ui.format import day, long_day, weekday

WARNING = replace(OPROEP, missed_on=date(2026, 11, 10), interpreter="Er is een tolk", method="huisbezoek")
CHANGED = replace(
    PIP, occasion=Occasion.CHANGED, before=date(2026, 3, 10), term_until=date(2029, 3, 10), asylum=False,
    change="Het leren gaat sneller.", deviation="Zij leert snel.", finish_education=True, mandate="mandaat 12",
    participation=("Besluit over bijstand, kenmerk 9",), map_hours=None, talks=1,
)  # fmt: skip
WITHDRAWN = WithdrawalLetter(
    sender=PIP.sender, objection=PIP.objection, number=PIP.number, name=PIP.name, dated=TODAY, of=date(2026, 10, 1), version=2,
    reasons=("Wij hebben een fout gemaakt.",), signed_by="E. Smit, beslisser", mandate="mandaat 12",
    term_until=date(2029, 10, 1), new_by=date(2027, 1, 15),
)  # fmt: skip
BY_COURT = replace(
    WITHDRAWN,
    elsewhere=Elsewhere(True, "ROT 26/1234", date(2026, 11, 2)),
    revives=date(2026, 3, 10),
    term_until=None,
)
IN_OBJECTION = replace(WITHDRAWN, elsewhere=Elsewhere(False, "B-77", date(2026, 11, 2)), new_by=None)
GROUP = UitnodigingLetter(
    sender=PIP.sender, number=PIP.number, name=PIP.name, dated=TODAY, programme="het welkomstprogramma", group="Welkom 12",
    days=(
        HalfDay(date(2026, 12, 7), "09:30", "12:00", "Gezondheid", "Spuiboulevard 300, Dordrecht"),
        HalfDay(date(2026, 12, 14), "13:00", "15:30", "Geld", "Spuiboulevard 300, Dordrecht", fresh=True),
    ),
    address="www.voorbeeld.nl/antwoord", code="abcd-efgh-jkmn-pqrs-tvwx",
    link="https://www.voorbeeld.nl/antwoord/abcdefghjkmnpqrstvwx/", own_language=True,
)  # fmt: skip
GROUP_AGAIN = replace(GROUP, again=True, own_language=False, sender=replace(PIP.sender, phone=""))
OFF = AfzeggingLetter(
    sender=PIP.sender, number=PIP.number, name=PIP.name, dated=TODAY, group="Welkom 12", days=GROUP.days[:1], others=True
)  # fmt: skip
ALL_OFF = replace(OFF, days=GROUP.days, whole=True, others=False, sender=replace(PIP.sender, phone=""))
INVITED = HandoverLetter(
    sender=PIP.sender, number=PIP.number, name=PIP.name, dated=TODAY, coa="L. Maas", employee="A. de Vries",
    talk=TalkPlan(date(2026, 11, 26), "10:30", "gesprek in het azc", "azc Dronten"), interpreter="Er is een tolk",
)  # fmt: skip
MOVED = replace(
    INVITED,
    before=date(2026, 11, 25),
    coa="",
    talk=TalkPlan(date(2026, 12, 1), "09:00", "gesprek per telefoon"),
)
STATED = VerklaringLetter(
    sender=PIP.sender, number=PIP.number, name=PIP.name, dated=TODAY, plan=date(2026, 3, 10), offered=date(2026, 9, 1),
    length="2 maanden en 21 dagen", since=date(2028, 9, 10),
)  # fmt: skip
KEPT = RekeningLetter(
    sender=PIP.sender, number=PIP.number, name=PIP.name, dated=TODAY, since=date(2026, 10, 1), until=date(2026, 10, 31), opening=0,
    moved=(
        Moved(date(2026, 10, 2), 140_000, "in_bijstand", "Sociale Dienst"),
        Moved(date(2026, 10, 5), -65_000, "uit_huur", "Woonbron", date(2026, 10, 1)),
        Moved(date(2026, 10, 7), 65_000, "uit_huur", "Woonbron", back="kwam_terug"),
    ),
    known=date(2026, 10, 30),
)  # fmt: skip
NEW: dict[str, Any] = {
    "sender": PIP.sender,
    "number": PIP.number,
    "name": PIP.name,
    "dated": TODAY,
    "last": "4300",
    "since": date(2026, 11, 24),
}
NUMBER = NummerLetter(**NEW, whose="S. Tesfay")
PAID = OntvangerLetter(**NEW, whose="Woonkracht10")
LETTERS = {
    "ontvanger": PAID, "ontvanger zonder telefoon": replace(PAID, sender=replace(PIP.sender, phone="")),
    "nummer": NUMBER, "nummer zonder telefoon": replace(NUMBER, sender=replace(PIP.sender, phone="")),
    "rekening": KEPT, "rekening zonder bank": replace(KEPT, known=None, moved=(), sender=replace(PIP.sender, phone="")),
    "eindafrekening": replace(KEPT, final=True),
    "verklaring": STATED, "verklaring zonder aanbod": replace(STATED, offered=None),
    "verklaring onderwijsroute": replace(STATED, education=True),
    "oproep": OPROEP, "waarschuwing": WARNING, "driegesprek": INVITED, "driegesprek verplaatst": MOVED,
    "driegesprek afgezegd": replace(MOVED, talk=None), "pip": PIP, "gewijzigd pip": CHANGED,
    "ingetrokken": WITHDRAWN, "door de rechter": BY_COURT, "in bezwaar": IN_OBJECTION,
    "uitnodiging": GROUP, "opnieuw uitgenodigd": GROUP_AGAIN,
    "afgezegd": OFF, "meer afgezegd": replace(OFF, days=GROUP.days, others=False), "groep afgezegd": ALL_OFF,
}  # fmt: skip
AnyLetter = (
    OproepLetter
    | PipLetter
    | WithdrawalLetter
    | HandoverLetter
    | UitnodigingLetter
    | AfzeggingLetter
    | VerklaringLetter
    | RekeningLetter
    | NummerLetter
    | OntvangerLetter
)
BOTH = [
    pytest.param(letter, language, id=f"{name}-{language}")
    for name, letter in LETTERS.items()
    for language in LANGUAGES
]


def sentences(block: Block) -> list[str]:
    return [block.text, *block.items, *(part for row in block.rows for part in row)]


def all_of(content: Content) -> list[str]:
    head = [content.subject, content.salutation, *content.signature, *(v for _, v in content.reference)]
    return head + [line for block in content.blocks for line in sentences(block)]


def passages_of(content: Content, lang: str) -> set[str]:
    return {run["text"] for line in all_of(content) for run in runs(line) if run["lang"] == lang}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_with_the_same_places_to_fill_in(language: str) -> None:
    theirs = words_in(language)
    for section, keys in DUTCH.texts.items():
        assert theirs.texts[section].keys() == keys.keys()
        for key, dutch in keys.items():
            assert set(PLACE.findall(theirs.texts[section][key])) == set(PLACE.findall(dutch)), key
            assert theirs.texts[section][key].count("**") == dutch.count("**"), key
            assert ISOLATES.sub("", theirs.texts[section][key]) != dutch or "{" in dutch, key
    assert not theirs.checked, "no translator looked at ours"


@pytest.mark.parametrize(("letter", "language"), BOTH)
def test_both_have_the_same_paragraphs_with_the_same_numbers(letter: AnyLetter, language: str) -> None:
    dutch, other = letter.content(), letter.content(words_in(language))
    assert dutch.numbers() == other.numbers()
    assert [b.kind for b in dutch.blocks] == [b.kind for b in other.blocks]
    assert [len(sentences(b)) for b in dutch.blocks] == [len(sentences(b)) for b in other.blocks]
    assert dutch.numbered
    assert other.numbered


@pytest.mark.parametrize(("letter", "language"), BOTH)
def test_dates_numbers_and_names_are_the_same_in_both(letter: AnyLetter, language: str) -> None:
    """Every value of a translation stands in the Dutch letter, and every number of the Dutch one in the translation."""
    dutch = " ".join(all_of(letter.content())).replace("**", "")
    other = letter.content(words_in(language))
    there = ISOLATES.sub("", " ".join(all_of(other))).replace("**", "")
    for value in passages_of(other, NO_LANGUAGE):
        if found := re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", value):
            assert long_day(date(int(found[3]), int(found[2]), int(found[1]))) in dutch
        else:
            assert value in dutch or value in ("3", "6"), value
    for found in re.finditer(r"\b(\d{1,2}) ([a-z]+) (20\d\d)\b", dutch):
        months = [long_day(date(2026, m, 1)).split()[1] for m in range(1, 13)]
        assert day(date(int(found[3]), months.index(found[2]) + 1, int(found[1]))) in there
    written_out = re.sub(r"\b\d{1,2} [a-z]+ 20\d\d\b", "", dutch)
    for number in re.findall(r"\d[\d.:-]*\d|\d", written_out):
        assert number in there, number
    assert letter.name in there


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_typed_stays_dutch_and_is_marked_so(language: str) -> None:
    other = PIP.content(words_in(language))
    assert {"De toets was goed.", "Werk als kok"} <= passages_of(other, "nl")
    assert "11,‮ test" not in passages_of(replace(PIP, goals=("11,‮ test⁩",)).content(words_in(language)), "nl")
    html = passages(next(b for b in other.blocks if "De toets was goed." in b.text).text)
    assert html == '<bdi lang="nl" dir="ltr">De toets was goed.</bdi>'


@pytest.mark.parametrize(
    ("letter", "language"), [(p.values[0], p.values[1]) for p in BOTH[:5] + BOTH[10:15] + BOTH[20:25]]
)
def test_each_page_of_a_translation_says_that_the_dutch_letter_counts(
    letter: AnyLetter, language: str
) -> None:
    pdf = render(letter.content(words_in(language)), ())
    made = pikepdf.open(io.BytesIO(pdf))
    assert str(made.Root.Lang) == language
    meta = made.open_metadata()
    assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "2", "A")
    for page in PdfReader(io.BytesIO(pdf)).pages:
        text = page.extract_text()
        assert "Vertaling. De Nederlandse brief geldt." in text
        assert letter.number in text
    first = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Niet nagekeken door een vertaler" in " ".join(first.split())


def test_a_passage_in_another_language_is_tagged_in_the_file() -> None:
    made = pikepdf.open(io.BytesIO(render(PIP.content(words_in("ar")), ())))
    tagged = {str(e.get("/Lang")) for e in made.objects if isinstance(e, pikepdf.Dictionary) and "/Lang" in e}
    assert {"ar", "nl"} <= tagged


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_fonts_can_print_every_word(language: str) -> None:
    assert FONTS.exists()
    words = words_in(language)
    every = "".join(
        (*(t for keys in words.texts.values() for t in keys.values()), *words.fixed.values(), *words.weekdays)
    )
    assert {c for c in ISOLATES.sub("", every) if ord(c) not in _printable()} == set()


def test_a_sentence_whose_dutch_changed_stays_dutch_until_it_is_translated_again() -> None:
    texts = {
        **DUTCH.texts,
        "pip": {
            **DUTCH.texts["pip"],
            "komen": "Kom op **tijd**.",
            "termijn_blijft_tot": "Tot **{tot}** hebt u tijd.",
        },
    }
    changed = replace(DUTCH, texts=texts, versions={"pip": 2})
    beside = words_in("tr").beside(changed)
    said = runs(beside.say("pip", "termijn_blijft_tot", tot=date(2026, 1, 2)))
    assert {run["lang"] for run in said} == {"nl"}
    assert "".join(run["text"] for run in said) == "Tot 2 januari 2026 hebt u tijd."
    assert {run["lang"] for run in runs(beside.say("pip", "komen"))} == {"nl"}
    assert beside.say("pip", "duo") == words_in("tr").say("pip", "duo")
    assert PIP.content(changed).wording == (("brief", 1), ("pip", 2), ("bezwaar", 1))
    assert PIP.content(beside).wording == PIP.content(changed).wording


def test_what_is_filled_in_a_sentence_that_stays_dutch_is_dutch_too() -> None:
    texts = {**DUTCH.texts, "oproep": {**DUTCH.texts["oproep"], "wanneer_tijd": "op {dag} om {tijd} uur"}}
    beside = words_in("ar").beside(replace(DUTCH, texts=texts))
    when = OPROEP.content(beside).blocks[1].rows[0][1]
    assert [(run["text"], run["lang"]) for run in runs(when)] == [
        (f"op {weekday(OPROEP.at)} om {OPROEP.time} uur", "nl")
    ]
    where = OPROEP.content(beside).blocks[1].rows[2]
    assert where == OPROEP.content(words_in("ar")).blocks[1].rows[2], "its value is translated as before"


def _around(**changed: str) -> Words:
    return replace(
        DUTCH, texts={**DUTCH.texts, "brief": {**DUTCH.texts["brief"], **changed}}, versions={"brief": 2}
    )


AROUND = {key: f"Eigen{number}x" for number, key in enumerate(LABELS)}


def test_what_stands_around_a_letter_is_of_the_version_it_was_made_with() -> None:
    own = _around(
        **AROUND, aanhef="Geachte {naam},", mandaat="Krachtens {mandaat}", digitaal="Zonder handtekening."
    )
    made = replace(PIP, participation=("Besluit",), mandate="mandaat 12").content(own)
    kept = Content.from_json(json.loads(json.dumps(made.to_json())))
    assert kept == made
    pages = PdfReader(io.BytesIO(render(kept, ("Naam", "Straat 1", "1234 AB  PLAATS"), draft=True))).pages
    text = " ".join(page.extract_text() for page in pages)
    assert [key for key, words in AROUND.items() if words not in text] == []
    for said in ("Geachte", "Krachtens mandaat 12", "Zonder handtekening."):
        assert said in text
    html = render_to_string("documents/preview.html", {"letter": kept})
    assert AROUND["groet"] in html
    assert AROUND["bijlagen"] in html


def test_a_letter_from_before_its_labels_were_kept_looks_as_it_did() -> None:
    for words in (DUTCH, words_in("ar")):
        now = PIP.content(words)
        before = {name: value for name, value in now.to_json().items() if name != "labels"}
        assert render(Content.from_json(before), ()) == render(now, ())


def test_a_label_that_has_no_translation_is_marked_as_dutch() -> None:
    both = PIP.content(words_in("ar").beside(_around(groet="Hartelijke groet,", kenmerk="Kenmerk")))
    html = render_to_string("documents/preview.html", {"letter": both})
    assert '<bdi lang="nl" dir="ltr">Hartelijke groet,</bdi>' in html
    assert '<bdi lang="nl" dir="ltr">Kenmerk</bdi>' in html
    assert render(both, ()).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["nl", *LANGUAGES])
def test_a_heading_goes_with_the_list_under_it(language: str) -> None:
    texts = {k: "" if k.startswith(("meenemen_", "praten_")) and k != "praten_kop" else v
             for k, v in DUTCH.texts["oproep"].items()}  # fmt: skip
    texts["meenemen_kop"] = DUTCH.texts["oproep"]["meenemen_kop"]
    dutch = replace(DUTCH, texts={**DUTCH.texts, "oproep": texts})
    words = dutch if language == "nl" else words_in(language).beside(dutch)
    made, whole = OPROEP.content(words), OPROEP.content(words_in(language))
    headings = [block.text for block in made.blocks if block.kind == Kind.HEADING]
    assert headings == [block.text for block in whole.blocks if block.kind == Kind.HEADING][-1:]
    assert made.numbers() == OPROEP.content(dutch).numbers()


def arabic(region: Region, code: str = "ar") -> Person:
    person = make_person(region.regisseur)
    set_languages(person, by=region.regisseur, languages={code: "moedertaal"}, contact=code)
    return person


def draft(region: Region, person: Person) -> Letter:
    both = written(replace(PIP, name=str(person)), person)
    return draft_letter(
        person, region.dordrecht, by=region.regisseur, kind="pip", reference="2026-0505-0001", content=both.content,
        translation=both.translation,
    )  # fmt: skip


def test_who_speaks_another_language_has_no_translation(region: Region) -> None:
    assert not Vertaling.objects.filter(letter=draft(region, arabic(region, "so"))).exists()


def test_the_copy_goes_with_the_letter_without_an_address_and_then_never_changes(region: Region) -> None:
    letter = draft(region, arabic(region))
    assert translation_pdf(letter.vertaling).startswith(b"%PDF")
    assert letter.vertaling.state_words == (
        "vertaling in het Arabisch, versie 1, niet nagekeken door een vertaler"
    )
    finalize_letter(letter, by=region.regisseur)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Vertaling.objects.update(content={})
    send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)
    copy = Vertaling.objects.get(letter=letter)
    assert translation_pdf(copy) == bytes(copy.pdf)
    assert "Persoonlijk overhandigd" not in PdfReader(io.BytesIO(copy.pdf)).pages[0].extract_text()
    for change in (lambda: Vertaling.objects.update(pdf=b""), lambda: Vertaling.objects.all().delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_sent_again_the_copy_goes_again(region: Region) -> None:
    person = arabic(region)
    add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street="Laan", number="1", postcode="3311 GR",
        place="Dordrecht", valid_from=date(2026, 1, 1), source=Source.BRP,
    )  # fmt: skip
    letter = draft(region, person)
    send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.POST)
    record_return(letter, by=region.administrator, on=TODAY, reason=Retour.Reason.VERHUISD)
    again = send_again(
        letter, letter.person, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT, seen=None
    )
    copies = [
        bytes(pdf)
        for pdf in Vertaling.objects.filter(letter__in=[letter, again]).values_list("pdf", flat=True)
    ]
    assert len(copies) == 2
    assert copies[0] == copies[1] != b""


def test_a_draft_rewritten_in_dutch_only_goes_without_the_copy_it_had(region: Region) -> None:
    letter = draft(region, arabic(region))
    content = Content.from_json(letter.content)
    rewrite_letter(letter, by=region.regisseur, content=content)
    send_letter(letter, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)
    assert letter.state == Letter.State.VERZONDEN
    assert not Vertaling.objects.filter(letter=letter).exists()
