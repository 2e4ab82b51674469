"""The letter about the driegesprek: made from the planned talk, again when it moves, and when it doesn't go on."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.documents.models import Letter, Vertaling
from wegwijs.dossiers.commands import Planned, cancel_afspraak, move_afspraak, plan_afspraak
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.errors import DomainError
from wegwijs.people.commands import add_address, set_languages
from wegwijs.people.models import Address, Source
from wegwijs.stages.overdracht.commands import record_koppeling
from wegwijs.stages.overdracht.commands.invitation import send_invitation
from wegwijs.stages.overdracht.invitations import Occasion, letter_due

SignedIn = Callable[[Actor], Client]
HAND = Letter.Channel.UITGEREIKT


@pytest.fixture
def linked(region: Region) -> Dossier:
    dossier = make_dossier(region)
    record_koppeling(dossier, by=region.regisseur, on=date(2026, 10, 5), location="azc Dronten")
    set_languages(
        dossier.person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti", interpreter=True
    )
    return dossier


def plan(region: Region, on: date = date(2026, 11, 26), place: str = "azc Dronten") -> Planned:
    assert region.regisseur.employee
    return Planned(
        region.regisseur.employee, Afspraak.Soort.DRIEGESPREK, on, time(10, 30), 60, Afspraak.Way.OPVANG, place, "L. Maas", True
    )  # fmt: skip


@pytest.fixture
def talk(region: Region, linked: Dossier) -> Afspraak:
    return plan_afspraak(linked, plan(region), by=region.regisseur)


def send(region: Region, linked: Dossier, talk: Afspraak) -> str:
    letter = send_invitation(linked, talk, by=region.regisseur, on=TODAY, channel=HAND)
    return str(letter.content)


def test_the_invitation_says_when_where_with_whom_and_what_to_bring(
    region: Region, linked: Dossier, talk: Afspraak
) -> None:
    said = send(region, linked, talk)
    for words in (
        "26-11-2026",
        "10:30",
        "azc Dronten",
        "L. Maas van COA",
        "A. de Vries",
        "Er is een tolk Tigrinya",
        "verblijfsdocument",
    ):
        assert words in said.replace("26 november 2026", "26-11-2026"), words
    assert Vertaling.objects.get(letter__kind="driegesprek").language == "ti"
    assert linked.taken.filter(title="Regel een tolk voor het driegesprek").count() == 1


def test_who_knows_gets_no_second_letter(region: Region, linked: Dossier, talk: Afspraak) -> None:
    send(region, linked, talk)
    assert letter_due(linked, talk)[0] is None
    with pytest.raises(DomainError, match="klopt nog"):
        send(region, linked, talk)
    # Another interpreter or colleague changes nothing of what the letter says of the moment.
    move_afspraak(talk, plan(region), by=region.regisseur, expected_version=1)
    talk.refresh_from_db()
    assert letter_due(linked, talk)[0] is None


def test_a_talk_that_moves_gives_another_letter_that_names_the_old_day(
    region: Region, linked: Dossier, talk: Afspraak
) -> None:
    send(region, linked, talk)
    move_afspraak(talk, plan(region, on=date(2026, 12, 1)), by=region.regisseur, expected_version=1)
    talk.refresh_from_db()
    assert letter_due(linked, talk)[0] is Occasion.VERPLAATST
    said = send(region, linked, talk)
    assert "26 november 2026" in said
    assert "1 december 2026" in said
    assert letter_due(linked, talk)[0] is None


def test_a_cancelled_talk_is_told_once_and_only_to_who_was_invited(
    region: Region, linked: Dossier, talk: Afspraak
) -> None:
    uninvited = plan_afspraak(linked, plan(region, on=date(2026, 12, 3)), by=region.regisseur)
    send(region, linked, talk)
    for row in (talk, uninvited):
        cancel_afspraak(row, by=region.regisseur)
        row.refresh_from_db()
    assert letter_due(linked, uninvited)[0] is None
    assert letter_due(linked, talk)[0] is Occasion.AFGEZEGD
    said = send(region, linked, talk)
    assert "gaat niet door" in said
    assert "verblijfsdocument" not in said
    assert letter_due(linked, talk)[0] is None
    kinds = [
        e.payload["aanleiding"] for e in linked.gebeurtenissen.filter(kind=Kind.UITNODIGING).order_by("pk")
    ]
    assert kinds == ["uitnodiging", "afgezegd"]


def test_it_is_seen_before_it_is_sent_and_the_handover_says_which_letter_is_due(
    region: Region, linked: Dossier, talk: Afspraak, signed_in: SignedIn
) -> None:
    desk, handover = signed_in(region.regisseur), f"/overdracht/{linked.pk}/"
    address = f"{handover}uitnodiging/{talk.pk}/"
    assert address in desk.get(handover).content.decode()
    page = desk.get(address).content.decode()
    assert "COA vertelt ons wie u bent" in page
    assert 'lang="ti"' in page
    assert not Letter.objects.exists()
    desk.post(address, {})
    assert not Letter.objects.exists()
    assert desk.post(address, {"channel": "uitgereikt"}).headers["Location"] == handover
    assert Letter.objects.get().state == Letter.State.VERZONDEN
    assert address not in desk.get(handover).content.decode()
    cancel_afspraak(talk, by=region.regisseur)
    page = desk.get(handover).content.decode()
    assert "de inburgeraar weet dat nog niet" in page
    assert "Maak bericht dat het niet doorgaat" in page


def test_a_secret_address_as_the_place_of_the_talk_stops_the_letter(region: Region, linked: Dossier) -> None:
    add_address(
        linked.person, by=region.regisseur, kind=Address.Kind.WOON, street="Schuilstraat", number="3", postcode="3311 AA",
        place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
    )  # fmt: skip
    type(linked.person).objects.filter(pk=linked.person_id).update(protected=True)
    talk = plan_afspraak(linked, plan(region, place="Schuilstraat 3"), by=region.regisseur)
    with pytest.raises(DomainError, match="geheim adres"):
        send(region, Dossier.objects.get(pk=linked.pk), talk)


def test_a_talk_of_another_kind_or_dossier_is_not_there(
    region: Region, linked: Dossier, talk: Afspraak, signed_in: SignedIn
) -> None:
    other = make_dossier(region)
    desk = signed_in(region.regisseur)
    assert desk.get(f"/overdracht/{other.pk}/uitnodiging/{talk.pk}/").status_code == 404
    Afspraak.objects.filter(pk=talk.pk).update(soort="intake")
    assert desk.get(f"/overdracht/{linked.pk}/uitnodiging/{talk.pk}/").status_code == 404
    for actor in (region.counsellor, region.administrator, region.outsider):
        assert signed_in(actor).get(f"/overdracht/{linked.pk}/uitnodiging/{talk.pk}/").status_code == 404
