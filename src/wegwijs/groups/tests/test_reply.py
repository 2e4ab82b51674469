"""Answering an invitation: by the code alone, without a name on the page; wrong codes give nothing and cost time."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from support import groups as given
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.audit.models import AuditRecord
from wegwijs.documents.models import Letter
from wegwijs.groups.codes import ALPHABET, as_kept, as_printed, new_code
from wegwijs.groups.commands import cancel_session, change_session, enrol, invite, leave
from wegwijs.groups.models import Absence, Attendance, Enrolment, Group, Leaving
from wegwijs.groups.queries.reply import place_by_code
from wegwijs.people.commands import set_languages
from wegwijs.rowsecurity.scope import NOTHING, entered

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[0-9a-z]{4}(?:-[0-9a-z]{4}){4}")
BUDGET = 8


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def invited(region: Region, group: Group, language: str = "") -> tuple[Enrolment, str]:
    """A place, and the code in its letter."""
    dossier = make_dossier(region)
    if language:
        set_languages(
            dossier.person, by=region.regisseur, languages={language: "moedertaal"}, contact=language
        )
    row = enrol(group, dossier, by=region.regisseur)
    letter = invite(row, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)
    return row, CODE.findall(str(letter.content))[0]


def answers(row: Enrolment, *said: tuple[str, str]) -> dict[str, str]:
    """What is posted: for each session in order whether, and why not."""
    keys = Attendance.objects.filter(dossier=row.dossier).order_by("session__on").values_list("pk", flat=True)
    found: dict[str, str] = {}
    for key, (reply, reason) in zip(keys, said, strict=False):
        found |= {f"komt_{key.hex}": reply, f"reden_{key.hex}": reason}
    return found


def replies(row: Enrolment) -> list[tuple[str, str]]:
    rows = Attendance.objects.filter(dossier=row.dossier).order_by("session__on")
    return list(rows.values_list("reply", "reply_reason"))


class TestAnswering:
    def test_somebody_says_to_which_sessions_they_come_and_why_not(self, region: Region) -> None:
        row, code = invited(region, given.group(region))
        browser = Client()
        answer = browser.post(f"/antwoord/{code}/", answers(row, ("komt", ""), ("komt_niet", "kind")))
        assert answer.status_code == 302
        assert replies(row) == [("komt", ""), ("komt_niet", "kind")]
        page = browser.get(answer["Location"]).content.decode()
        assert "Dank u" in page
        audit = AuditRecord.objects.filter(subject_kind="antwoord op uitnodiging")
        assert {(one.actor, one.chain) for one in audit} == {("Wegwijs", "0505")}
        assert audit.count() == 2

    def test_an_answer_can_be_changed_until_the_session_begins(self, region: Region) -> None:
        row, code = invited(region, given.group(region))
        browser = Client()
        browser.post(f"/antwoord/{code}/", answers(row, ("komt_niet", "werk")))
        browser.post(f"/antwoord/{code}/", answers(row, ("komt", "werk")))
        assert replies(row)[0] == ("komt", "")
        before = AuditRecord.objects.count()
        browser.post(f"/antwoord/{code}/", answers(row, ("komt", "")))
        assert AuditRecord.objects.count() == before
        with clock.frozen(datetime(2026, 11, 30, 8, 30, tzinfo=UTC)):
            browser.post(f"/antwoord/{code}/", answers(row, ("komt_niet", "werk"), ("komt", "")))
        assert replies(row) == [("komt", ""), ("komt", "")]

    def test_who_does_not_come_says_why_and_is_told_so_at_the_question(self, region: Region) -> None:
        row, code = invited(region, given.group(region), "ar")
        page = Client().post(f"/antwoord/{code}/", answers(row, ("komt_niet", ""))).content.decode()
        assert "Kies waarom u niet komt." in page
        assert "اختر لماذا لن تأتي." in page
        assert '<details class="ww-more" open>' in page
        assert replies(row)[0] == ("", "")

    @pytest.mark.parametrize(("field", "value"), [("komt", "misschien"), ("reden", "ziek")])
    def test_only_what_can_be_chosen_is_taken(self, region: Region, field: str, value: str) -> None:
        row, code = invited(region, given.group(region))
        data = answers(row, ("komt_niet", "kind"))
        name = next(one for one in data if one.startswith(field))
        assert Client().post(f"/antwoord/{code}/", {**data, name: value}).status_code == 200
        assert replies(row)[0] == ("", "")

    def test_the_page_speaks_the_language_beside_dutch(self, region: Region) -> None:
        _, code = invited(region, given.group(region), "ti")
        page = Client().get(f"/antwoord/{code}/").content.decode()
        assert 'lang="ti" dir="ltr"' in page
        assert "ክመጽእ እየ" in page
        assert "Ik kom" in page

    def test_reasons_are_all_that_can_be_registered(self, region: Region) -> None:
        _, code = invited(region, given.group(region))
        page = Client().get(f"/antwoord/{code}/").content.decode()
        assert all(f'value="{reason.value}"' in page for reason in Absence)

    def test_the_code_is_typed_as_it_stands_on_paper(self, region: Region) -> None:
        _, code = invited(region, given.group(region))
        browser = Client()
        for typed in (code, code.upper(), code.replace("-", " "), f" {code.replace('-', '')} "):
            answer = browser.post("/antwoord/", {"code": typed})
            assert answer["Location"] == f"/antwoord/{code.replace('-', '')}/"
        assert browser.get(f"/antwoord/{code.upper()}/").status_code == 200
        assert "Deze code werkt niet" in browser.post("/antwoord/", {"code": "abcd"}).content.decode()

    def test_the_sessions_go_into_a_calendar_without_anybodys_name(self, region: Region) -> None:
        row, code = invited(region, given.group(region))
        answer = Client().get(f"/antwoord/{code}/agenda.ics")
        events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
        assert [str(event["summary"]) for event in events] == ["Gezondheid", "Geld"]
        assert str(events[0]["location"]) == "Zaal 1, Spuiboulevard 300, Dordrecht"
        assert str(row.dossier.person) not in answer.content.decode()
        assert row.dossier.number not in answer.content.decode()

    def test_it_costs_few_statements(self, region: Region, statements: Callable[[Client, str], int]) -> None:
        _, code = invited(region, given.group(region), "ar")
        assert statements(Client(), f"/antwoord/{code}/") <= BUDGET


class TestNothingLeaks:
    def test_the_page_names_nobody(self, region: Region) -> None:
        row, code = invited(region, given.group(region), "ar")
        invited(region, row.group)
        person = row.dossier.person
        for address in (f"/antwoord/{code}/", f"/antwoord/{code}/agenda.ics", "/antwoord/"):
            answer = Client().get(address)
            shown = answer.content.decode()
            for word in (
                person.voornamen, person.geslachtsnaam, person.v_nummer, row.dossier.number, str(row.dossier.pk),
                str(person.pk), "Yilmaz", "de Vries",
            ):  # fmt: skip
                assert str(word) not in shown, word
            assert "no-store" in answer["Cache-Control"]
            assert "noindex" in answer["X-Robots-Tag"]
            assert set(answer.cookies) <= {"csrftoken"}

    def test_a_wrong_code_a_code_of_a_place_that_ended_and_nonsense_are_the_same(
        self, region: Region
    ) -> None:
        row, code = invited(region, given.group(region))
        leave(row, by=region.regisseur, reason=Leaving.WERK)
        pages = set()
        for secret in (code, as_printed(new_code()), "x", "0" * 500, "%00", "' OR 1=1"):
            answer = Client().get(f"/antwoord/{secret}/")
            assert answer.status_code == 404
            pages.add(answer.content)
            assert Client().get(f"/antwoord/{secret}/agenda.ics").status_code == 404
        assert len(pages) == 1

    def test_after_the_last_session_or_when_all_are_called_off_nothing_is_asked_or_taken(
        self, region: Region
    ) -> None:
        group = given.group(region)
        row, code = invited(region, group)
        data = answers(row, ("komt", ""))
        with clock.frozen(datetime(2026, 12, 7, 8, 30, tzinfo=UTC)):
            assert Client().get(f"/antwoord/{code}/").status_code == 404
            assert Client().post(f"/antwoord/{code}/", data).status_code == 404
        for session in group.sessions.all():
            cancel_session(session, by=region.regisseur)
        assert Client().post(f"/antwoord/{code}/", data).status_code == 404
        assert Client().get(f"/antwoord/{code}/agenda.ics").status_code == 404
        assert replies(row) == [("", ""), ("", "")]

    def test_a_session_of_somebody_else_in_the_form_is_ignored(self, region: Region) -> None:
        group = given.group(region)
        row, code = invited(region, group)
        other, _ = invited(region, group)
        data = {**answers(other, ("komt_niet", "kind"), ("komt", "")), **answers(row, ("komt", ""))}
        Client().post(f"/antwoord/{code}/", data)
        assert replies(other) == [("", ""), ("", "")]
        assert replies(row)[0] == ("komt", "")

    def test_a_session_that_moved_is_not_asked_before_somebody_was_told(self, region: Region) -> None:
        group = given.group(region)
        _, code = invited(region, group)
        session = given.first(group)
        moved = given.half_day(region, on=date(2026, 12, 1))
        change_session(session, moved, by=region.regisseur, expected_version=session.version)
        page = Client().get(f"/antwoord/{code}/").content.decode()
        assert "Geld" in page
        assert "Gezondheid" not in page

    def test_a_new_letter_ends_the_code_of_the_one_before(self, region: Region) -> None:
        row, code = invited(region, given.group(region))
        again = Enrolment.objects.select_related("group", "dossier__person", "dossier__gemeente").get(
            pk=row.pk
        )
        invite(again, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)
        assert Client().get(f"/antwoord/{code}/").status_code == 404

    def test_a_thousand_guesses_find_nothing(self, region: Region) -> None:
        _, code = invited(region, given.group(region))
        with entered(NOTHING):
            for _ in range(1000):
                assert place_by_code(new_code()) is None
            for near in (
                code[:-1],
                code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 32],
                "%" * 20,
                "_" * 20,
            ):
                assert place_by_code(near) is None

    def test_who_guesses_waits_and_somebody_elsewhere_does_not(self, region: Region, settings: Any) -> None:
        settings.WRONG_CODES = "5/15m/ip"
        _, code = invited(region, given.group(region))
        browser = Client(REMOTE_ADDR="10.0.0.1")
        found = [browser.get(f"/antwoord/{new_code()}/").status_code for _ in range(7)]
        assert found == [404] * 5 + [429] * 2
        assert browser.get(f"/antwoord/{code}/").status_code == 429
        assert browser.post("/antwoord/", {"code": code}).status_code == 429
        assert browser.get(f"/antwoord/{code}/agenda.ics").status_code == 404
        assert Client(REMOTE_ADDR="10.0.0.2").get(f"/antwoord/{code}/").status_code == 200


def test_a_code_is_read_as_it_looks_on_paper() -> None:
    code = new_code()
    assert as_kept(as_printed(code)) == code
    assert as_kept("OIL0-1234-5678-9abc-defg") == "0110123456789abcdefg"
    assert as_kept("abcd-efgh") == ""
    assert as_kept("u" * 20) == ""
    assert len({new_code() for _ in range(1000)}) == 1000
