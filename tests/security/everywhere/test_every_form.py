"""What goes wrong with forms goes well in every form: a clear word at the field, and nothing typed is lost."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from support.pages import PageForm
from support.walk import Place

Forms = list[tuple[Place, PageForm]]
pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
NOTE = "kanarie42"
# Pairs of days of which the second can't lie before the first.
PAIRS = (("valid_from", "valid_to"), ("begins_on", "ends_on"), ("on", "tot"), ("termijn_van", "termijn_tot"), ("decided_on", "valid_from"))  # fmt: skip
# Forms of one button, and those that only look: nothing is typed that could be lost.
LOOKS = ("/zoeken/", "/inzage/", "/agenda/")


def send(place: Place, form: PageForm, **changes: object) -> str:
    """The page that comes back, as text; what was done is undone."""
    with transaction.atomic():
        answer = place.browser().post(form.action, form.filled(**changes))
        transaction.set_rollback(True)
    return unescape(answer.content.decode())


def own(form: PageForm, place: Place) -> bool:
    """A form that posts to the page it stands on, with something to fill in."""
    return (
        form.action.split("?")[0] == place.address and bool(form.typed) and not form.action.startswith(LOOKS)
    )


def test_a_wrong_bsn_is_named_in_every_form_that_asks_one(
    forms: Forms,
) -> None:
    asked = [(p, f) for p, f in forms if f.has("bsn") and own(f, p)]
    assert len(asked) >= 3
    for place, form in asked:
        assert "Dit BSN klopt niet" in send(place, form, bsn="999990409"), form.action
        assert "Een BSN heeft 9 cijfers" in send(place, form, bsn="1234"), form.action


def test_a_birth_date_to_come_is_named_in_every_form_that_asks_one(
    forms: Forms,
) -> None:
    asked = [(p, f) for p, f in forms if f.has("birth") and own(f, p)]
    assert len(asked) >= 2
    for place, form in asked:
        text = send(place, form, birth="24-11-2026", v_nummer="2899999991")
        assert "toekomst" in text, form.action
        assert 'value="24-11-2026"' in text


def test_a_period_that_ends_before_it_begins_is_refused_in_every_form(
    forms: Forms,
) -> None:
    seen = 0
    for place, form in forms:
        for first, second in PAIRS:
            if form.has(first) and form.has(second) and own(form, place):
                seen += 1
                text = send(place, form, **{first: "20-11-2026", second: "19-11-2026"})
                assert "Er is nog niets opgeslagen" in text, f"{form.action} {first}, {second}"
                assert "19-11-2026" in text
    assert seen >= 6


def test_a_file_that_is_too_large_is_refused_at_its_field_and_the_rest_stays(
    forms: Forms,
) -> None:
    asked = [(p, f) for p, f in forms if f.files and own(f, p)]
    assert len(asked) >= 2
    for place, form in asked:
        for size in (10 * MEGABYTE + 1, 40 * MEGABYTE):
            large = SimpleUploadedFile("groot.pdf", b"0" * size)
            words = dict.fromkeys(form.words, NOTE)
            text = send(place, form, **{**words, form.files[0]: large})
            assert "Dit bestand is te groot. Kies een bestand dat niet groter is dan 10 MB." in text, (
                form.action
            )
            assert text.count(NOTE) >= len(words)


def test_no_file_that_is_none_breaks_a_form(forms: Forms) -> None:
    files = (
        SimpleUploadedFile("leeg.csv", b""),
        SimpleUploadedFile("programma.exe", b"MZ"),
        SimpleUploadedFile("lijst.csv", "naam;geboren\nÉtienne;gisteren\n".encode("cp1252")),
        SimpleUploadedFile("lijst.csv", "onbekend\tkolommen\n1\t2\n".encode("utf-16")),
        SimpleUploadedFile("lijst.csv", b"\x00\xff\xfe" * 50),
        SimpleUploadedFile("lijst.xlsx", b"PK\x03\x04 geen werkblad"),
        SimpleUploadedFile("..\\..\\" + "n" * 300 + ".csv", b"a;b\n1;2\n"),
    )
    for place, form in forms:
        if form.files and own(form, place):
            for file in files:
                file.seek(0)
                send(place, form, **{form.files[0]: file})


def test_a_sign_in_that_expired_loses_nothing_in_any_form(forms: Forms) -> None:
    """Without script: the server keeps what was sent, and puts it back for the same person."""
    lost, seen = [], 0
    for place, form in forms:
        names = form.words
        if not own(form, place) or not names:
            continue
        seen += 1
        browser = place.browser()
        browser.get(place.address)
        del browser.cookies["sessionid"]
        with transaction.atomic():
            answer = browser.post(form.action, form.filled(**dict.fromkeys(names, NOTE)))
            assert answer.status_code == 302, form.action
            assert answer.headers["Location"].startswith("/aanmelden/login/?next="), form.action
            browser.post(f"/toegang/personas/{place.actor.user.pk}/", {"next": form.action})
            text = browser.get(form.action).content.decode()
            if text.count(NOTE) < len(names) or "teruggezet wat u had ingevuld" not in text:
                lost.append(form.action)
            transaction.set_rollback(True)
    assert not lost
    assert seen >= 30


def test_an_old_token_loses_nothing_and_does_nothing_in_any_form(forms: Forms) -> None:
    """Someone signed in again in another tab: the form comes back filled in; from another site it gets a page."""
    lost, seen = [], 0
    for place, form in forms:
        names = form.words
        if not own(form, place) or not names:
            continue
        seen += 1
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(place.actor.user, backend="django.contrib.auth.backends.ModelBackend")
        data = form.filled(**dict.fromkeys(names, NOTE), csrfmiddlewaretoken="x" * 64)
        with transaction.atomic():
            foreign = browser.post(form.action, data, headers={"Origin": "https://kwaad.example"})
            assert foreign.status_code == 403
            assert "Verstuur het formulier opnieuw" in foreign.content.decode()
            mine = browser.post(form.action, data, headers={"Origin": "http://testserver"})
            assert mine.status_code == 302, form.action
            text = browser.get(mine.headers["Location"]).content.decode()
            if text.count(NOTE) < len(names):
                lost.append(form.action)
            transaction.set_rollback(True)
    assert not lost
    assert seen >= 30


TRAVERSALS = (
    "/../../etc/passwd", "/static/../settings.py", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fetc%2fpasswd",
    "/dossiers/post/..%2f..%2f", "//kwaad.example/", "/dossier/%00/", "/dossier/../../", "/static/wegwijs/%00.css",
    "/.git/config", "/.env", "/dossiers/%2e%2e%2f/", "/%ff%fe/", "/" + "a/" * 500,
)  # fmt: skip


@pytest.mark.parametrize("address", TRAVERSALS)
def test_no_path_leads_out_of_the_product(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code in (301, 302, 400, 404)
    assert not answer.headers.get("Location", "/").startswith(("//", "http"))
    assert b"root:" not in answer.getvalue()
