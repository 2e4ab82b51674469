"""Reminders: who said nothing gets the letter once more with the same code, never two on a day; by the pile."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.test import Client

from support import groups as given
from support.region import START, TODAY, Region
from support.walk import browser_of
from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.audit.models import AuditRecord
from wegwijs.documents.commands.batches import send_batch
from wegwijs.documents.models import Letter, LetterBatch, Vertaling
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.groups.commands import change_session, enrol, leave, make_group, remind, reminder
from wegwijs.groups.commands.reply import Answer, reply
from wegwijs.groups.models import Attendance, Enrolment, Group, Leaving, Programme, Reply
from wegwijs.groups.pile import HERINNERINGEN, asked, hand_over_all
from wegwijs.groups.queries.remind import to_remind
from wegwijs.groups.queries.reply import place_by_code
from wegwijs.groups.tests.test_invite import CODE, placed, sent, text_of
from wegwijs.jobs import run_due
from wegwijs.organisations.models import Beleid
from wegwijs.organisations.policy import PolicyKey
from wegwijs.people.commands import set_languages
from wegwijs.people.models import Person

pytestmark = pytest.mark.django_db
# Invited today; the first half-day is ten days on, so that a reminder can go from the fifth day.
FIRST = TODAY + timedelta(days=10)
LATER = TODAY + timedelta(days=5)


@pytest.fixture
def group(region: Region) -> Group:
    return given.group(
        region, given.half_day(region, FIRST), given.half_day(region, FIRST + timedelta(days=7))
    )


def silent(region: Region, group: Group, number: int = 0) -> Enrolment:
    """Somebody who got the letter today and said nothing."""
    row = placed(region, group, number)
    sent(region, row, Letter.Channel.UITGEREIKT)
    return fresh(row)


def fresh(row: Enrolment) -> Enrolment:
    return Enrolment.objects.select_related("group", "dossier__person", "dossier__gemeente").get(pk=row.pk)


def reminded(region: Region, row: Enrolment, on: date = LATER, *, again: bool = True) -> Letter:
    with clock.frozen(on):
        return remind(
            fresh(row), by=region.regisseur, on=on, channel=Letter.Channel.UITGEREIKT, again=again
        )  # fmt: skip


def due(region: Region, on: date = LATER) -> set[object]:
    with clock.frozen(on):
        return {row.pk for row in to_remind(region.regisseur)}


def test_a_reminder_is_the_same_letter_with_the_same_code_in_two_languages(
    region: Region, group: Group
) -> None:
    row = placed(region, group)
    set_languages(row.dossier.person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti")
    first = text_of(sent(region, row, Letter.Channel.UITGEREIKT))
    letter = reminded(region, row)
    said = text_of(letter)
    assert letter.title == "U hebt nog niet geantwoord: uw groep Welkom 12"
    assert CODE.findall(said) == CODE.findall(first)
    assert "nog niet gezegd of u komt" in " ".join(said.split())
    assert Vertaling.objects.get(letter=letter).language == "ti"
    assert set(Attendance.objects.values_list("reminded_on", flat=True)) == {LATER}
    assert Gebeurtenis.objects.get(kind=Kind.GROEP_HERINNERING).summary == "Welkom 12"
    found = place_by_code(CODE.findall(first)[0])
    assert found
    assert found.pk == row.pk
    assert CODE.findall(said)[0].replace("-", "") not in str(list(AuditRecord.objects.values_list()))


def test_without_the_letter_that_holds_it_the_code_is_a_new_one(region: Region, group: Group) -> None:
    row = silent(region, group)
    Enrolment.objects.filter(pk=row.pk).update(secret_hash="0" * 64)
    said = text_of(reminded(region, row))
    assert place_by_code(CODE.findall(said)[0])


def test_who_is_silent_is_due_from_the_fifth_day_until_a_letter_comes_too_late(
    region: Region, group: Group
) -> None:
    row = silent(region, group)
    assert not due(region, TODAY + timedelta(days=4))
    assert due(region) == {row.pk}
    assert due(region, FIRST - timedelta(days=4)) == {row.pk}
    assert not due(region, FIRST - timedelta(days=3))


def test_how_long_before_is_policy_of_the_gemeente_of_the_group(region: Region) -> None:
    later = given.group(region, given.half_day(region, TODAY + timedelta(days=21)))
    row = silent(region, later)
    assert not due(region)
    Beleid.objects.create(
        gemeente_id="0505", key=PolicyKey.REMIND_DAYS, value=20, source="besluit 7", valid_from=START
    )
    assert due(region) == {row.pk}


def test_who_answered_left_was_there_or_must_be_invited_anew_gets_none(region: Region, group: Group) -> None:
    answered, gone, closed, was_there, stays = (silent(region, group, number) for number in range(5))
    first = Attendance.objects.filter(dossier=answered.dossier).earliest("session__on")
    reply(fresh(answered), {first.pk: Answer(Reply.KOMT)}, by=system_actor("wegwijs", on=TODAY))
    leave(gone, by=region.regisseur, reason=Leaving.WERK)
    close_dossier(closed.dossier, by=region.regisseur, on=TODAY, reason="overleden")
    earlier = Attendance.objects.filter(dossier=was_there.dossier).latest("session__on")
    Attendance.objects.filter(pk=earlier.pk).update(presence="aanwezig")
    assert due(region) == {stays.pk}
    for row, said in ((answered, "al geantwoord"), (gone, "geen plaats"), (closed, "geen plaats")):
        with pytest.raises(DomainError, match=said):
            reminded(region, row)
    session = given.first(group)
    moved = given.half_day(region, on=FIRST, at=time(13))
    change_session(session, moved, by=region.regisseur, expected_version=session.version)
    assert not due(region)
    with pytest.raises(DomainError, match="eerst een uitnodiging"):
        reminded(region, stays)


def test_nobody_gets_two_on_one_day_also_of_two_groups_and_a_pile_none_twice(
    region: Region, group: Group
) -> None:
    row = silent(region, group)
    second = make_group(
        replace(given.facts(name="PVT 3"), programme=Programme.PVT),
        [given.half_day(region, FIRST, at=time(13))],
        by=region.teamlead,
    )
    other = enrol(second, row.dossier, by=region.regisseur)
    sent(region, other, Letter.Channel.UITGEREIKT)
    assert due(region) == {row.pk, other.pk}
    reminded(region, row)
    assert not due(region)
    for one in (row, other):
        with pytest.raises(DomainError, match="vandaag al"):
            reminded(region, one)
    next_day = LATER + timedelta(days=1)
    assert due(region, next_day) == {other.pk}
    with pytest.raises(DomainError, match="al herinnerd op 28-11-2026"):
        reminded(region, row, next_day, again=False)
    assert reminded(region, row, next_day).sent_on == next_day


def test_only_with_the_right_in_the_gemeente(region: Region, group: Group) -> None:
    row = silent(region, group)
    for who in (region.outsider, region.counsellor, region.decider):
        with clock.frozen(LATER), pytest.raises(NotAllowed):
            remind(row, by=who, on=LATER, channel=Letter.Channel.UITGEREIKT)
    with clock.frozen(LATER):
        assert not to_remind(region.outsider)
        assert CODE.search(reminder(fresh(row), by=region.regisseur, on=LATER).code) is not None
        assert reminder(fresh(row), by=region.regisseur, on=LATER).code.startswith("xxxx")


def test_a_pile_reminds_each_once_with_their_own_code_and_says_why_one_stays(
    region: Region, group: Group
) -> None:
    rows = [silent(region, group, number) for number in range(6)]
    codes = {
        letter.person_id: CODE.findall(text_of(letter))[0]
        for letter in Letter.objects.filter(kind="uitnodiging")
    }
    with clock.frozen(LATER):
        (batch,) = hand_over_all(list(to_remind(region.regisseur)), by=region.regisseur, kind=HERINNERINGEN)
        (again,) = hand_over_all(list(to_remind(region.regisseur)), by=region.regisseur, kind=HERINNERINGEN)
        Person.objects.filter(pk=rows[0].dossier.person_id).update(protected=True)
        answer = Attendance.objects.filter(dossier=rows[1].dossier).first()
        assert answer
        reply(fresh(rows[1]), {answer.pk: Answer(Reply.KOMT)}, by=system_actor("wegwijs", on=LATER))
        send_batch(batch.pk)
        send_batch(again.pk)
    became = {item.subject: (item.state, item.reason) for item in batch.items.all()}
    for row, part in zip(rows, ("geheim", "al geantwoord"), strict=False):
        assert became[row.dossier_id][0] == "niet"
        assert part in became[row.dossier_id][1]
    assert Letter.objects.filter(kind="herinnering").count() == 4
    for letter in Letter.objects.filter(kind="herinnering"):
        assert CODE.findall(text_of(letter))[0] == codes[letter.person_id]
    assert set(again.items.values_list("state", flat=True)) == {"niet"}
    assert due(region) == {rows[0].pk}


def test_five_hundred_in_one_go_are_one_pile_in_a_few_statements(
    region: Region, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    group = given.group(region, given.half_day(region, FIRST))
    one = silent(region, group)
    model = Attendance.objects.get(dossier=one.dossier)
    dossiers = Dossier.objects.bulk_create(
        Dossier(
            person=person, gemeente_id="0505", number=f"D-{number:05d}", opened_on=TODAY, regisseur=one.dossier.regisseur
        )
        for number, person in enumerate(
            Person.objects.bulk_create(Person(voornamen="Kanarie", geslachtsnaam=f"Vogel{n}", v_nummer=f"77{n:08d}", as_of=TODAY) for n in range(499))
        )
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(group=group, dossier=dossier, asked_at=one.asked_at, placed_at=one.placed_at, by="x")
        for dossier in dossiers
    )
    Attendance.objects.bulk_create(
        Attendance(
            session=model.session, dossier=dossier, gemeente=dossier.gemeente, organisation=model.organisation, name="K",
            invited_on=TODAY,
        )
        for dossier in dossiers
    )  # fmt: skip
    with clock.frozen(LATER):
        with django_assert_max_num_queries(1):
            rows = list(to_remind(region.regisseur))
        assert len(rows) == 500
        ((_, letters),) = asked(rows)
        assert len(letters) == 500
        browser = browser_of(region.regisseur)
        answer = browser.post(f"/groepen/{group.pk}/herinneren/")
    batch = LetterBatch.objects.get()
    assert answer["Location"] == f"/documenten/partij/{batch.pk}/"
    assert (batch.kind, batch.state, batch.items.count()) == ("herinnering", "wacht", 500)


class TestPages:
    def test_one_press_makes_the_pile_and_the_list_says_when_somebody_was_reminded(
        self, region: Region, group: Group
    ) -> None:
        for number in range(3):
            silent(region, group, number)
        page = f"/groepen/{group.pk}/uitnodigen/"
        with clock.frozen(LATER):
            browser = browser_of(region.regisseur)
            assert "3 inburgeraars antwoordden" in browser.get(f"/groepen/{group.pk}/").content.decode()
            shown = browser.get(page).content.decode()
            assert "Maak en verstuur 3 herinneringen" in shown
            answer = browser.post(f"/groepen/{group.pk}/herinneren/")
            assert answer["Location"] == f"/documenten/partij/{LetterBatch.objects.get().pk}/"
            run_due()
            shown = browser.get(page).content.decode()
            assert "herinneringen" not in shown
            assert "brief van 23-11-2026; herinnerd op 28-11-2026" in shown
            assert "herinnerd op 28-11-2026" in browser.get("/groepen/geen-antwoord/").content.decode()
            assert browser.post(f"/groepen/{group.pk}/herinneren/")["Location"] == page
            assert "al herinnerd" in browser.get(page).content.decode()
            assert LetterBatch.objects.count() == 1

    def test_of_all_groups_at_once(self, region: Region, group: Group) -> None:
        silent(region, group)
        second = given.group(region, given.half_day(region, FIRST, at=time(13)), name="Welkom 13")
        silent(region, second, 1)
        with clock.frozen(LATER):
            browser = browser_of(region.teamlead)
            assert "Maak en verstuur 2 herinneringen" in browser.get("/groepen/uitnodigen/").content.decode()
            browser.post("/groepen/herinneren/")
            run_due()
            assert Letter.objects.filter(kind="herinnering").count() == 2
            shown = browser.get("/groepen/uitnodigen/").content.decode()
            assert "2 van 2 verzonden" in shown
            assert browser.post("/groepen/herinneren/")["Location"] == "/groepen/uitnodigen/"

    def test_one_letter_is_seen_before_it_goes(self, region: Region, group: Group) -> None:
        row = silent(region, group)
        address = f"/groepen/{group.pk}/plaats/{row.pk}/herinneren/"
        with clock.frozen(LATER):
            browser = browser_of(region.regisseur)
            assert "xxxx-xxxx" in browser.get(address).content.decode()
            browser.post(address, {"channel": "uitgereikt", "address": ""})
            assert Letter.objects.filter(kind="herinnering").count() == 1
            assert browser.get(address)["Location"] == f"/groepen/{group.pk}/uitnodigen/"

    @pytest.mark.parametrize("who", ["outsider", "counsellor", "decider"])
    def test_only_who_plans_there(self, region: Region, group: Group, who: str) -> None:
        row = silent(region, group)
        with clock.frozen(LATER):
            browser = browser_of(getattr(region, who))
            base = f"/groepen/{group.pk}/"
            for address in (f"{base}herinneren/", f"{base}plaats/{row.pk}/herinneren/"):
                assert browser.post(address, {"channel": "uitgereikt"}).status_code == 404
        assert not Letter.objects.filter(kind="herinnering").exists()

    def test_the_pages_cost_the_same_for_one_and_for_six(
        self, region: Region, group: Group, statements: Callable[[Client, str], int]
    ) -> None:
        browser, counts = browser_of(region.regisseur), []
        for number in (1, 6):
            for n in range(number):
                silent(region, group, number * 10 + n)
            with clock.frozen(LATER):
                counts.append(
                    [
                        statements(browser, address)
                        for address in (f"/groepen/{group.pk}/uitnodigen/", "/groepen/uitnodigen/")
                    ]
                )
        assert counts[0] == counts[1]
        assert max(counts[1]) <= 8
