"""The words of letters: what can't be left out, what is plain, who puts them in force, and which letter has which."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from pypdf import PdfReader

from support.region import START, TODAY, Region, make_person
from support.walk import browser_of
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.documents.commands import begin_text, drop_text, offer_text, put_in_force, return_text, save_text
from wegwijs.documents.languages import written
from wegwijs.documents.letters.examples import example, pip
from wegwijs.documents.models import Brieftekst
from wegwijs.documents.queries import words_for
from wegwijs.documents.wording import DUTCH
from wegwijs.documents.wording.plain import advice_on, unexplained
from wegwijs.documents.wording.sections import ASKED_BY, OPTIONAL, Section, faults, keys_of
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.people.commands import set_languages


@pytest.fixture
def managers(region: Region) -> tuple[Actor, Actor]:
    return manager(region, "kok"), manager(region, "prins")


def manager(region: Region, username: str, short: str = "SDD") -> Actor:
    employee = employ(
        region.organisations[short], username=username, name=username.capitalize(), function="beheer",
        roles={Role.BEHEER: ()}, valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


def changed(by: Actor, section: Section = Section.PIP, **texts: str) -> Brieftekst:
    draft = begin_text(section, by=by)
    save_text(draft, {**draft.paragraphs, **texts}, by=by, expected_version=draft.version)
    draft.refresh_from_db()
    return draft


def established(first: Actor, second: Actor, **texts: str) -> Brieftekst:
    draft = changed(first, Section.PIP, **texts)
    offer_text(draft, by=first, valid_from=TODAY, why="Korter")
    draft.refresh_from_db()
    put_in_force(draft, by=second, expected_version=draft.version)
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize("section", Section)
def test_the_words_that_come_with_the_application_are_right(section: Section) -> None:
    assert faults(section, DUTCH.texts[section]) == ()
    assert ASKED_BY[section].keys() | OPTIONAL[section] <= DUTCH.texts[section].keys()
    assert not ASKED_BY[section].keys() & OPTIONAL[section]


@pytest.mark.parametrize(
    ("section", "key", "words", "said"),
    [
        (Section.BEZWAAR, "termijn", "", "artikel 3:45, tweede lid vraagt haar"),
        (Section.PIP, "besluit", " ", "artikel 3:47, tweede lid vraagt haar"),
        (Section.OPROEP, "opening", "", "zonder haar klopt de brief niet"),
        (Section.BEZWAAR, "termijn", "Maak bezwaar.", "ontbreekt {weken}"),
        (Section.PIP, "komen", "Beste {naam}, kom.", "kent {naam} hier niet"),
        (Section.PIP, "komen", "Kom { nu.", "losse accolade"),
        (Section.PIP, "komen", "Kom **nu.", "sterretjes"),
        (Section.PIP, "komen", "{naam.__class__}", "losse accolade"),
    ],
)
def test_a_paragraph_that_can_not_be_used_says_why(section: Section, key: str, words: str, said: str) -> None:
    found = faults(section, {**DUTCH.texts[section], key: words})
    assert any(fault.key == key and said in fault.sentence for fault in found)


@pytest.mark.parametrize("section", Section)
def test_every_paragraph_is_needed_or_may_go(section: Section) -> None:
    for key in keys_of(section):
        gone = bool(faults(section, {**DUTCH.texts[section], key: ""}))
        assert gone is (key not in OPTIONAL[section])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Kom morgen om negen uur samen met uw kinderen naar ons kantoor aan de lange straat in Dordrecht.", "18 woorden"),
        ("Bel ons indien u ziek bent.", "‘indien’ is een moeilijk woord. Schrijf liever: als."),
        ("U kunt dit te allen tijde doen.", "altijd"),
        ("De brief wordt morgen gestuurd.", "Zeg wie het doet"),
        ("U hoort of het plan gemaakt wordt.", "Zeg wie het doet"),
    ],
)  # fmt: skip
def test_what_could_be_plainer_is_said(words: str, said: str) -> None:
    assert any(said in advice.sentence for advice in advice_on(words))


def test_plain_words_get_no_advice() -> None:
    for words in (
        "Bel ons. Wij helpen u graag.",
        "U wordt beter in Nederlands.",
        "**{dag}**, {tijd} uur",
        "",
    ):
        assert advice_on(words) == ()


def test_a_legal_term_is_to_be_explained_once() -> None:
    assert "a" in unexplained({"a": "U betaalt griffierecht.", "b": "Griffierecht is duur."})
    assert unexplained({"a": "U betaalt geld: het griffierecht.", "b": "Griffierecht is duur."}) == {}
    assert unexplained({"a": "U mag **bezwaar** maken. Dan kijken wij opnieuw."}) == {}


def test_words_are_in_force_when_a_second_manager_says_so(
    region: Region, managers: tuple[Actor, Actor]
) -> None:
    first, second = managers
    draft = changed(first, komen="Kom altijd.")
    with pytest.raises(DomainError, match="voorbij"):
        offer_text(draft, by=first, valid_from=TODAY - timedelta(days=1), why="")
    offer_text(draft, by=first, valid_from=TODAY + timedelta(days=7), why="Korter")
    draft.refresh_from_db()
    with pytest.raises(NotAllowed, match="zelf gemaakt"):
        put_in_force(draft, by=first, expected_version=draft.version)
    with pytest.raises(DomainError, match="opnieuw"):
        put_in_force(draft, by=second, expected_version=draft.version - 1)
    put_in_force(draft, by=second, expected_version=draft.version)
    sdd = region.organisations["SDD"]
    assert words_for(sdd, on=TODAY).say("pip", "komen") == DUTCH.say("pip", "komen")
    after = words_for(sdd, on=TODAY + timedelta(days=7))
    assert after.say("pip", "komen") == "Kom altijd."
    assert after.versions == {"pip": 2}
    assert words_for(region.organisations["COA"], on=TODAY + timedelta(days=7)).versions == {}


def test_who_changed_it_last_is_the_one_who_made_it(managers: tuple[Actor, Actor]) -> None:
    """Otherwise somebody could put in force what they wrote in a colleague's draft."""
    first, second = managers
    draft = changed(first, komen="Kom.")
    save_text(draft, {**draft.paragraphs, "duo": ""}, by=second, expected_version=draft.version)
    draft.refresh_from_db()
    offer_text(draft, by=first, valid_from=TODAY, why="")
    draft.refresh_from_db()
    with pytest.raises(NotAllowed):
        put_in_force(draft, by=second, expected_version=draft.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brieftekst.objects.filter(pk=draft.pk).update(state="vastgesteld", decided_by=second.employee)


def test_what_is_in_force_never_changes(managers: tuple[Actor, Actor]) -> None:
    draft = established(*managers, komen="Kom.")
    for change in (
        lambda: Brieftekst.objects.filter(pk=draft.pk).update(texts={}),
        lambda: Brieftekst.objects.filter(pk=draft.pk).delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    with pytest.raises(DomainError, match="vastgesteld"):
        drop_text(draft, by=managers[0])


def test_one_new_version_at_a_time_and_an_older_form_loses_nothing(managers: tuple[Actor, Actor]) -> None:
    first, second = managers
    draft = changed(first, komen="Kom.")
    with pytest.raises(DomainError, match="al een nieuwe versie"):
        begin_text(Section.PIP, by=second)
    with pytest.raises(Conflict) as caught:
        save_text(draft, {**draft.paragraphs, "komen": "Kom nu."}, by=second, expected_version=1)
    assert caught.value.theirs["komen"] == "Kom."
    drop_text(draft, by=second)
    assert begin_text(Section.PIP, by=second).number == 3


def test_what_the_law_asks_stops_an_offer_and_nothing_changed_too(managers: tuple[Actor, Actor]) -> None:
    first, _ = managers
    draft = begin_text(Section.BEZWAAR, by=first)
    with pytest.raises(DomainError, match="niets veranderd"):
        offer_text(draft, by=first, valid_from=TODAY, why="")
    save_text(draft, {**draft.paragraphs, "stuur_post": ""}, by=first, expected_version=draft.version)
    draft.refresh_from_db()
    with pytest.raises(DomainError, match="3:45") as caught:
        offer_text(draft, by=first, valid_from=TODAY, why="")
    assert caught.value.field == "stuur_post"


def test_given_back_it_is_a_draft_again(managers: tuple[Actor, Actor]) -> None:
    first, second = managers
    draft = changed(first, komen="Kom.")
    offer_text(draft, by=first, valid_from=TODAY, why="")
    return_text(draft, by=second)
    draft.refresh_from_db()
    assert (draft.state, draft.valid_from) == ("concept", None)


def test_only_management_of_who_writes_letters_may_change_them(region: Region) -> None:
    for nobody in (region.regisseur, region.teamlead, manager(region, "vwn", "VluchtelingenWerk")):
        with pytest.raises((NotAllowed, Exception)):
            begin_text(Section.PIP, by=nobody)
        assert browser_of(nobody).get("/documenten/teksten/").status_code == 404


def test_a_letter_remembers_its_words_and_its_translation_stays_dutch_where_they_are_new(
    region: Region, managers: tuple[Actor, Actor]
) -> None:
    established(*managers, komen="Kom altijd naar de les.", duo="")
    person = make_person(region.regisseur)
    set_languages(person, by=region.regisseur, languages={"tr": "moedertaal"}, contact="tr")
    both = written(pip(TODAY), person, words=words_for(region.organisations["SDD"], on=TODAY))
    assert both.translation
    assert dict(both.content.wording) == {"brief": 1, "pip": 2, "bezwaar": 1}
    assert both.content.numbers() == both.translation.numbers()
    said = [item for block in both.translation.blocks for item in block.items]
    assert "\u2066Kom altijd naar de les.\u2069" in said
    assert not any("DUO" in item for item in said if "irtibat" in item)


def test_the_preview_is_the_real_letter_about_nobody(managers: tuple[Actor, Actor]) -> None:
    first, _ = managers
    browser = browser_of(first)
    for section in Section:
        draft = changed(first, section)
        answer = browser.get(f"/documenten/teksten/{draft.pk}/voorbeeld/?soort=waarschuwing")
        assert answer.content.startswith(b"%PDF")
        assert example(section, DUTCH, on=TODAY).reference[0][1] == "2026-0000-0000"
    save_text(draft, {**draft.paragraphs, "groet": ""}, by=first, expected_version=draft.version)
    assert browser.get(f"/documenten/teksten/{draft.pk}/voorbeeld/").status_code == 302


def test_a_form_without_what_the_law_asks_names_the_article_and_keeps_the_rest(
    managers: tuple[Actor, Actor],
) -> None:
    first, _ = managers
    draft = begin_text(Section.BEZWAAR, by=first)
    sent = {**draft.paragraphs, "termijn": "", "bel": "Bel ons.", "version": str(draft.version)}
    page = browser_of(first).post(f"/documenten/teksten/{draft.pk}/", sent).content.decode()
    assert (
        "Deze alinea kan niet weg: Algemene wet bestuursrecht, artikel 3:45, tweede lid vraagt haar." in page
    )
    assert "Bel ons." in page


def test_what_was_typed_stays_when_a_colleague_offered_the_draft_meanwhile(
    managers: tuple[Actor, Actor],
) -> None:
    first, second = managers
    draft = changed(first, komen="Kom.")
    offer_text(draft, by=second, valid_from=TODAY, why="Korter")
    sent = {**draft.paragraphs, "komen": "Kom op tijd, alstublieft.", "version": str(draft.version)}
    address = f"/documenten/teksten/{draft.pk}/"
    page = browser_of(first).post(address, sent).content.decode()
    assert "Kom op tijd, alstublieft." in page
    assert "net voorgelegd en wacht op een collega" in page
    assert "Wat er anders is" in browser_of(first).get(address).content.decode()
    draft.refresh_from_db()
    assert draft.paragraphs["komen"] == "Kom."


def test_a_version_keeps_only_what_differs_so_that_a_release_reaches_the_rest(
    region: Region, managers: tuple[Actor, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = managers
    made = established(first, second, komen="Kom.")
    assert made.texts == {"komen": "Kom."}
    monkeypatch.setitem(DUTCH.texts["pip"], "duo", "Wij vertellen DUO uw leerroute.")
    monkeypatch.setitem(DUTCH.texts["pip"], "nieuw", "Een nieuwe alinea.")
    words = words_for(region.organisations["SDD"], on=TODAY)
    assert [words.say("pip", key) for key in ("komen", "duo", "nieuw")] == [
        "Kom.", "Wij vertellen DUO uw leerroute.", "Een nieuwe alinea.",
    ]  # fmt: skip
    browser = browser_of(first)
    assert browser.get(f"/documenten/teksten/{made.pk}/").status_code == 200
    later = changed(first, nieuw="Onze eigen alinea.")
    assert later.texts == {"komen": "Kom.", "nieuw": "Onze eigen alinea."}
    assert "Een nieuwe alinea." not in browser.get(f"/documenten/teksten/{later.pk}/").content.decode()
    offer_text(later, by=first, valid_from=TODAY, why="Eigen")
    assert "Een nieuwe alinea." in browser.get(f"/documenten/teksten/{later.pk}/").content.decode()


def test_a_refused_offer_names_the_paragraph(managers: tuple[Actor, Actor]) -> None:
    first, _ = managers
    draft = changed(first, meewerken="")
    sent = {"valid_from": "23-11-2026", "why": "Korter"}
    page = browser_of(first).post(f"/documenten/teksten/{draft.pk}/voorleggen/", sent).content.decode()
    assert "Alinea ‘Meewerken’: Deze alinea kan niet weg" in page


def test_an_offer_says_when_a_later_version_stands_ready(managers: tuple[Actor, Actor]) -> None:
    first, second = managers
    later = changed(first, komen="Kom.")
    offer_text(later, by=first, valid_from=TODAY + timedelta(days=9), why="Later")
    later.refresh_from_db()
    put_in_force(later, by=second, expected_version=later.version)
    draft = changed(first, komen="Kom nu.")
    address = f"/documenten/teksten/{draft.pk}/"
    warned = "Versie 2 geldt vanaf 02-12-2026."
    assert warned in browser_of(first).get(f"{address}voorleggen/").content.decode()
    offer_text(draft, by=first, valid_from=TODAY, why="Eerder")
    assert warned in browser_of(second).get(address).content.decode()
    return_text(draft, by=first)
    offer_text(draft, by=first, valid_from=TODAY + timedelta(days=9), why="Tegelijk")
    assert warned not in browser_of(second).get(address).content.decode()


def test_the_preview_shows_the_other_sections_as_they_are_in_force(managers: tuple[Actor, Actor]) -> None:
    first, second = managers
    established(first, second, komen="Kom altijd naar de les.")
    draft = changed(first, Section.BEZWAAR, bel="Bel ons gerust.")
    pdf = browser_of(first).get(f"/documenten/teksten/{draft.pk}/voorbeeld/").content
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    assert "Kom altijd naar de les." in text
    assert "Bel ons gerust." in text
