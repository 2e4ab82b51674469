"""What people type: any text is kept as text, nothing is lost when the sign-in expired, and nobody is overwritten."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from support.intake import begun, call, fill_all
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import involve
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake.models import IntakeBlok, IntakeStuk
from wegwijs.stages.intake.queries import must_have
from wi2021.intake import Onderdeel

SignedIn = Callable[[Actor], Client]
NAUGHTY = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}{% now %}", "=1+1", "@SUM(A1)", "Ω≈ç√∫˜µ≤",
    "田中さんにあげて下さい", "الكل في المجمو", "‮evil‬", "👩🏽‍🚀🏳️‍🌈", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈", "'; DROP TABLE x; --",
    "../../../etc/passwd", "NULL", "\u200b\u2060x", "a" * 75, "ﷺ", "1;DROP", "**vet**", "&lt;b&gt;", "\ufeffBOM",
)  # fmt: skip


class Act(NamedTuple):
    """A form: its page, what is filled in besides, and its boxes for free text."""

    page: str
    typed: dict[str, str]
    boxes: tuple[str, ...]


ACTS = (
    Act("onderdeel/werkervaring/", {"version": "0"}, ("kan",)),
    Act("onderdeel/omstandigheden/", {"version": "0"}, ("hindert",)),
    Act("onderdeel/arbeidsparticipatie/", {"version": "0"}, ("wens",)),
    Act("gesprek/", {"on": "23-11-2026", "way": "kantoor", "interpreter": "niet", "alone": "nee"}, ("present", "report")),
    Act("oproep/1/", {"on": "23-11-2026", "outcome": "met_reden", "verhindering": "anders"}, ("reason",)),
    Act("stuk/", {"on": "23-11-2026", "soort": "anders"}, ("about",)),
    Act("wachten/", {"on": "23-11-2026", "soort": "anders", "necessary": "ja"}, ("about", "party", "motive")),
    Act("toets/", {"established_on": "01-02-2026"}, ("gemeente",)),
    Act("inbreng/", {"daily_life": "goed", "language": "goed"}, ("helps", "worries")),
)  # fmt: skip


@pytest.fixture
def called(region: Region, dossier: Dossier) -> Dossier:
    """An intake with an oproep whose day is today, and a counsellor who is involved."""
    vwn = region.counsellor.organisation
    involve(dossier, vwn, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
    call(begun(dossier, region), region, on=date(2026, 11, 16), at=TODAY)
    return dossier


def who(region: Region, act: Act) -> Actor:
    return region.counsellor if act.page == "inbreng/" else region.regisseur


@pytest.mark.parametrize("act", ACTS, ids=[act.page for act in ACTS])
def test_any_text_in_any_box_is_kept_as_text(
    region: Region, called: Dossier, signed_in: SignedIn, act: Act
) -> None:
    browser = signed_in(who(region, act))
    page = f"/intake/{called.pk}/"
    for turn, text in enumerate(NAUGHTY):
        typed = {**act.typed, **dict.fromkeys(act.boxes, text)}
        if "version" in typed:
            typed["version"] = str(turn)
        answer = browser.post(page + act.page, typed)
        if turn == 0:
            assert answer.status_code == 302, answer.content.decode()
        assert answer.status_code in (200, 302), text
    text = signed_in(region.regisseur).get(page).content.decode()
    assert escape(NAUGHTY[-1 if "version" in act.typed else 0]) in text
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("act", ACTS, ids=[act.page for act in ACTS])
def test_too_long_or_with_a_null_is_refused_at_its_box_and_stands_there_again(
    region: Region, called: Dossier, signed_in: SignedIn, act: Act
) -> None:
    browser, before = signed_in(who(region, act)), called.gebeurtenissen.count()
    for text in ("x" * 2001, "nul\x00teken"):
        answer = browser.post(
            f"/intake/{called.pk}/{act.page}", {**act.typed, **dict.fromkeys(act.boxes, text)}
        )
        page = answer.content.decode()
        assert answer.status_code == 200
        for box in act.boxes:
            assert f'href="#id_{box}"' in page
        assert text[:3] in page
    assert called.gebeurtenissen.count() == before


@pytest.mark.parametrize("act", ACTS, ids=[act.page for act in ACTS])
def test_after_an_expired_sign_in_everything_typed_stands_there_again(
    region: Region, called: Dossier, signed_in: SignedIn, act: Act
) -> None:
    actor = who(region, act)
    browser, page = signed_in(actor), f"/intake/{called.pk}/{act.page}"
    browser.get(page)
    del browser.cookies["sessionid"]
    before = called.gebeurtenissen.count()
    typed = {**act.typed, **dict.fromkeys(act.boxes, "Oma past op, en op woensdag de buurvrouw.")}
    assert browser.post(page, typed).headers["Location"] == f"/aanmelden/login/?next={page}"
    browser.post(f"/toegang/personas/{actor.user.pk}/", {"next": page})
    text = browser.get(page).content.decode()
    assert text.count("Oma past op, en op woensdag de buurvrouw.") >= len(act.boxes)
    for name, value in act.typed.items():
        if name != "version":
            assert f'value="{value}"' in text
    assert called.gebeurtenissen.count() == before


def test_of_a_file_is_said_that_it_must_be_chosen_again(
    region: Region, called: Dossier, signed_in: SignedIn
) -> None:
    browser, page = signed_in(region.regisseur), f"/intake/{called.pk}/stuk/"
    browser.get(page)
    del browser.cookies["sessionid"]
    typed: dict[str, Any] = {
        "on": "23-11-2026",
        "soort": "diploma",
        "file": SimpleUploadedFile("x.pdf", b"%PDF-1.7"),
    }
    browser.post(page, typed)
    browser.post(f"/toegang/personas/{region.regisseur.user.pk}/", {"next": page})
    assert "kies het bestand opnieuw" in browser.get(page).content.decode()
    assert not IntakeStuk.objects.exists()


def test_two_people_on_one_block_see_what_differs_and_choose(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    begun(dossier, region)
    page = f"/intake/{dossier.pk}/onderdeel/werkervaring/"
    first, second = signed_in(region.regisseur), signed_in(region.colleague)
    first.post(page, {"version": "0", "ervaring": "lang", "branches": ["bouw", "zorg"], "kan": "metselen"})
    mine = {"version": "0", "ervaring": "lang", "branches": ["horeca"], "kan": "koken", "verder": "1"}
    answer = second.post(page, mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "A. de Vries, SDD heeft dit onderdeel intussen ingevuld" in text
    assert text.count("ww-line--soon") == 2
    for words in ("bouw en techniek, zorg", "horeca", "metselen", "koken", "3 jaar of meer"):
        assert words in text
    assert IntakeBlok.objects.get().answers["kan"] == "metselen"
    kept = second.post(page, {**mine, "version": "1"})
    assert kept.headers["Location"].endswith("/omstandigheden/")
    assert IntakeBlok.objects.get().answers == {"ervaring": "lang", "branches": ["horeca"], "kan": "koken"}


def test_a_third_who_saved_in_between_is_not_overwritten_by_that_choice(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    begun(dossier, region)
    page = f"/intake/{dossier.pk}/onderdeel/werkervaring/"
    browsers = [signed_in(actor) for actor in (region.regisseur, region.colleague, region.teamlead)]
    browsers[0].post(page, {"version": "0", "kan": "een"})
    assert browsers[1].post(page, {"version": "0", "kan": "twee"}).status_code == 409
    browsers[2].post(page, {"version": "1", "kan": "drie"})
    assert browsers[1].post(page, {"version": "1", "kan": "twee"}).status_code == 409
    assert IntakeBlok.objects.get().answers["kan"] == "drie"


def test_a_made_up_version_or_choice_gives_a_message_and_no_fault(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    begun(dossier, region)
    browser, page = signed_in(region.regisseur), f"/intake/{dossier.pk}/onderdeel/taalniveau/"
    for typed in ({"version": "-1"}, {"version": "veel"}, {"version": "0", "spreken": "C2"}, {}):
        assert "Er is nog niets opgeslagen" in browser.post(page, typed).content.decode()
    assert browser.post(page, {"version": "999999"}).status_code in (200, 409)
    assert not IntakeBlok.objects.exists()


def test_a_talk_asks_for_the_notice_once_and_remembers_the_interpreter(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    begun(dossier, region)
    browser, page = signed_in(region.regisseur), f"/intake/{dossier.pk}/gesprek/"
    typed = {
        "on": "20-11-2026", "way": "kantoor", "interpreter": "telefoon", "alone": "ja", "report": "Besproken.",
        "noticed": "samen", "topics": ["opleiding", "vve"],
    }  # fmt: skip
    assert 'name="noticed"' in browser.get(page).content.decode()
    assert browser.post(page, typed).status_code == 302
    intake = must_have(dossier)
    assert (intake.alone_noted_on, intake.alone_choice) == (date(2026, 11, 20), "samen")
    text = browser.get(page).content.decode()
    assert 'name="noticed"' not in text
    assert (
        'value="telefoon" id="id_interpreter_1" checked' in text
        or "checked" in text.split('value="telefoon"')[1][:60]
    )
    overview = browser.get(f"/intake/{dossier.pk}/").content.decode()
    assert "Besproken: Opleiding, Voor- en vroegschoolse educatie" in overview
    assert "Besproken in gesprek 1." in overview


def test_beside_a_block_stands_what_others_told_and_how_far_the_others_are(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    fill_all(begun(dossier, region), region)
    text = (
        signed_in(region.regisseur)
        .get(f"/intake/{dossier.pk}/onderdeel/{Onderdeel.TAALNIVEAU}/")
        .content.decode()
    )
    assert text.count("ww-hop__link") == 10
    assert 'aria-current="page"' in text
    assert "Laatst ingevuld: 23-11-2026, A. de Vries, SDD" in text
