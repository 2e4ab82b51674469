"""Invitations to a group: everybody with a place once, each only its own addressee, again after a change; by the pile."""

import io
import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from pypdf import PdfReader

from support import groups as given
from support.region import TODAY, Region, make_dossier
from wegwijs.audit.models import AuditRecord
from wegwijs.documents.commands.batches import make_batch, send_batch
from wegwijs.documents.models import Letter, LetterBatch, Vertaling
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.groups.commands import change_session, enrol, invitation, invite, leave, make_group
from wegwijs.groups.models import Attendance, Enrolment, Group, Leaving, Programme
from wegwijs.groups.pile import UITNODIGINGEN, asked
from wegwijs.groups.queries.invite import to_invite
from wegwijs.groups.queries.remind import to_write
from wegwijs.people.commands import add_address, set_languages
from wegwijs.people.models import Address, Person, Source

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[0-9a-z]{4}(?:-[0-9a-z]{4}){4}")


def living(region: Region, number: int = 0, *, as_of: date = TODAY) -> Dossier:
    """Somebody with a name and a street of their own."""
    dossier = make_dossier(region)
    Person.objects.filter(pk=dossier.person_id).update(
        voornamen=f"Kanarie{number:03d}", geslachtsnaam=f"Vogel{number:03d}"
    )
    dossier.person.refresh_from_db()
    add_address(
        dossier.person, by=region.regisseur, kind=Address.Kind.WOON, street=f"Straat{number:03d}", number=str(number + 1),
        postcode="3311 GR", place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
    )  # fmt: skip
    Address.objects.filter(person=dossier.person).update(as_of=as_of)
    return dossier


def placed(region: Region, group: Group, number: int = 0, *, as_of: date = TODAY) -> Enrolment:
    return enrol(group, living(region, number, as_of=as_of), by=region.regisseur)


def sent(region: Region, row: Enrolment, channel: Letter.Channel = Letter.Channel.POST) -> Letter:
    row = Enrolment.objects.select_related("group", "dossier__person", "dossier__gemeente").get(pk=row.pk)
    return invite(row, by=region.regisseur, on=TODAY, channel=channel)


def text_of(letter: Letter) -> str:
    pdf = bytes(letter.file.pdf)
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_letter_tells_every_session_to_come_and_how_to_reply(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    set_languages(row.dossier.person, by=region.regisseur, languages={"ar": "moedertaal"}, contact="ar")
    letter = sent(region, row)
    said = text_of(letter)
    for part in (
        "maandag 30 november 2026",
        "09:30 tot 12:00",
        "Gezondheid",
        "Geld",
        "Zaal 1, Spuiboulevard 300",
        "/antwoord",
    ):
        assert part in said
    assert CODE.search(said)
    assert "uitleg in uw taal" in said
    assert Vertaling.objects.get(letter=letter).language == "ar"
    assert set(Attendance.objects.values_list("invited_on", flat=True)) == {TODAY}
    event = Gebeurtenis.objects.get(dossier=row.dossier, kind=Kind.GROEP_UITNODIGING)
    assert event.summary == "Welkom 12: 2 bijeenkomsten"
    assert not to_invite(region.regisseur).exists()


def test_only_the_hash_of_the_code_is_kept_with_the_place_and_none_in_the_log(region: Region) -> None:
    row = placed(region, given.group(region))
    code = CODE.findall(text_of(sent(region, row)))[0]
    row.refresh_from_db()
    assert len(row.secret_hash) == 64
    assert code not in str(list(AuditRecord.objects.values_list()))
    assert code.replace("-", "") not in str(list(Gebeurtenis.objects.values_list()))


def test_after_a_session_moved_the_letter_says_what_changed_and_brings_a_new_code(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    sent(region, row)
    before = Enrolment.objects.get().secret_hash
    session = given.first(group)
    moved = given.half_day(region, on=date(2026, 12, 2), at=time(13))
    change_session(session, moved, by=region.regisseur, expected_version=session.version)
    assert [one.pk for one in to_invite(region.regisseur)] == [row.pk]
    letter = sent(region, row)
    said = text_of(letter)
    assert letter.title == "Er is iets veranderd in uw groep Welkom 12"
    assert said.count("Nieuw of veranderd") == 1
    assert Enrolment.objects.get().secret_hash != before


def test_nobody_is_invited_without_a_place_the_right_or_something_to_come(region: Region) -> None:
    group = given.group(region, capacity=1)
    row, waiting = placed(region, group), placed(region, group, 1)
    with pytest.raises(DomainError, match="geen plaats"):
        sent(region, waiting)
    with pytest.raises(NotAllowed):
        invite(row, by=region.outsider, on=TODAY, channel=Letter.Channel.POST)
    with pytest.raises(NotAllowed):
        invite(row, by=region.counsellor, on=TODAY, channel=Letter.Channel.POST)
    assert [one.pk for one in to_invite(region.regisseur)] == [row.pk]
    assert not to_invite(region.outsider)
    leave(row, by=region.regisseur, reason=Leaving.WERK)
    with pytest.raises(DomainError, match="geen plaats"):
        invitation(Enrolment.objects.get(pk=row.pk), by=region.regisseur, on=TODAY)
    group.sessions.update(cancelled_at="2026-11-23T12:00Z")
    with pytest.raises(DomainError, match="geen bijeenkomst"):
        sent(region, waiting)


def test_a_secret_address_is_not_posted_to_but_a_letter_can_be_handed_over(region: Region) -> None:
    row = placed(region, given.group(region))
    Person.objects.filter(pk=row.dossier.person_id).update(protected=True)
    with pytest.raises(DomainError, match="geheim"):
        sent(region, row)
    assert not Letter.objects.exists()
    assert Attendance.objects.filter(invited_on=None).count() == 2
    assert sent(region, row, Letter.Channel.UITGEREIKT).sent_on == TODAY


def pile(region: Region) -> list[LetterBatch]:
    rows = list(to_invite(region.regisseur))
    return [
        make_batch(UITNODIGINGEN, gemeente, letters, by=region.regisseur) for gemeente, letters in asked(rows)
    ]


def test_a_pile_invites_each_once_and_only_its_own_person(region: Region) -> None:
    group = given.group(region)
    of = {placed(region, group, number).dossier_id: f"{number:03d}" for number in range(8)}
    (batch,) = pile(region)
    send_batch(batch.pk)
    send_batch(batch.pk)
    assert list(batch.items.values_list("state", "reason")) == [("verzonden", "")] * 8
    assert Letter.objects.filter(kind="uitnodiging").count() == 8
    codes = set()
    for item in batch.items.select_related("letter__file"):
        assert item.letter
        said = text_of(item.letter)
        assert set(re.findall(r"(?:Kanarie|Vogel|Straat)(\d{3})", said)) == {of[item.subject]}
        codes.add(CODE.findall(said)[0])
    assert len(codes) == 8
    assert not to_invite(region.regisseur).exists()


def test_what_can_not_go_stops_with_its_reason_and_stays_to_be_invited(region: Region) -> None:
    group = given.group(region)
    rows = [placed(region, group, n) for n in range(5)]
    secret, old, gone, told, _ = rows
    Address.objects.filter(person=old.dossier.person).update(as_of=TODAY - timedelta(days=400))
    (batch,) = pile(region)
    Person.objects.filter(pk=secret.dossier.person_id).update(protected=True)
    leave(gone, by=region.regisseur, reason=Leaving.WERK)
    sent(region, told, Letter.Channel.UITGEREIKT)
    send_batch(batch.pk)
    became = {item.subject: (item.state, item.reason) for item in batch.items.all()}
    for row, part in zip(
        rows, ("geheim", "400 dagen geleden", "geen plaats", "al uitgenodigd"), strict=False
    ):
        state, reason = became[row.dossier_id]
        assert state == "niet"
        assert part in reason
    assert became[rows[4].dossier_id] == ("verzonden", "")
    assert {one.pk for one in to_invite(region.regisseur)} == {secret.pk, old.pk}


def test_somebody_in_two_groups_gets_one_letter_a_pile(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    later = given.half_day(region, on=date(2026, 12, 9), at=time(13))
    second = make_group(
        replace(given.facts(name="PVT 3"), programme=Programme.PVT), [later], by=region.teamlead
    )
    enrol(second, row.dossier, by=region.regisseur)
    for _ in range(2):
        (batch,) = pile(region)
        send_batch(batch.pk)
        assert batch.items.count() == 1
    assert set(Letter.objects.values_list("title", flat=True)) == {
        "Uitnodiging: uw groep Welkom 12", "Uitnodiging: uw groep PVT 3",
    }  # fmt: skip


def test_groups_that_start_soon_are_found_by_their_next_day(region: Region) -> None:
    row = placed(region, given.group(region))
    assert [one.pk for one in to_write(region.regisseur, date(2026, 11, 30))] == [row.pk]
    assert not to_write(region.regisseur, date(2026, 11, 29))
    assert not to_write(region.outsider, date(2026, 11, 30))
