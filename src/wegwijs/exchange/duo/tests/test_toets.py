"""The leerbaarheidstoets does not go on: DUO is told once, after its rules were looked at, and its answer is shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from support import duo
from support.duo import asylum_person
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import close_dossier, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.exchange.duo.commands import put_back, queue_toets, record_from_portal, send_due, tick_off
from wegwijs.exchange.duo.commands.typed import TypedFacts
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.exchange.duo.jobs import tell_of_toets
from wegwijs.messages.models import OutboundMessage

State = OutboundMessage.State
SignedIn = Callable[[Actor], Client]
BSN = "999990408"


@pytest.fixture
def known(region: Region, fake: FakeDuo) -> Dossier:
    """Someone whom DUO registered under LBT1."""
    fake.store.save(BSN, asylum_person(examennummer="LBT1"))
    dossier = make_dossier(region, bsn=BSN)
    registered(dossier, region, "LBT1")
    return dossier


def registered(dossier: Dossier, region: Region, number: str) -> Gebeurtenis:
    return record_event(
        dossier, Kind.DUO_TOETS_AANGEMELD, by=region.duo, on=date(2026, 11, 2), origin=Origin.DUO,
        payload={"examennummer": number}, dedupe_key=number,
    )  # fmt: skip


def decided(dossier: Dossier, region: Region, **payload: Any) -> Gebeurtenis:
    """As the intake writes it, exempted or left out."""
    return record_event(
        dossier, Kind.TOETS_OVERGESLAGEN, by=region.regisseur, on=TODAY, payload=payload or {"examennummer": ""}
    )  # fmt: skip


def taken_back(event: Gebeurtenis, region: Region) -> None:
    record_event(event.dossier, Kind.TOETS_WEER_NODIG, by=region.regisseur, on=TODAY, supersedes=event)


def told(dossier: Dossier) -> list[str]:
    return [e.payload["stand"] for e in timeline(dossier).filter(kind=Kind.TOETS_BIJ_DUO).order_by("id")]


def at_duo(fake: FakeDuo) -> Any:
    record = fake.store.load(BSN)
    assert record
    return record["examennummer"]


def test_a_decision_takes_the_registration_off_and_the_timeline_says_so(
    region: Region, known: Dossier, fake: FakeDuo
) -> None:
    decided(known, region)
    tell_of_toets()
    message = OutboundMessage.objects.get()
    assert message.payload == {"besluit": message.payload["besluit"], "examennummer": "LBT1"}
    assert send_due() == 1
    message.refresh_from_db()
    assert (message.state, message.settled_by, at_duo(fake)) == (State.ACCEPTED, "DUO", None)
    assert told(known) == ["aanvaard"]


def test_nothing_of_the_ground_goes_along(region: Region, known: Dossier) -> None:
    decided(known, region, examennummer="LBT1", grond="visueel", motief="staar")
    tell_of_toets()
    send_due()
    message = OutboundMessage.objects.get()
    line = timeline(known).get(kind=Kind.TOETS_BIJ_DUO)
    assert "vis" not in str(message.payload) + message.answer + str(line.payload) + line.summary


def test_it_is_told_once_however_often_is_looked(region: Region, known: Dossier) -> None:
    decided(known, region)
    for _ in range(3):
        tell_of_toets()
        send_due()
    assert OutboundMessage.objects.count() == 1


def test_a_registration_that_comes_after_the_decision_is_taken_off_too(
    region: Region, known: Dossier, fake: FakeDuo
) -> None:
    decided(known, region)
    tell_of_toets()
    send_due()
    fake.store.save(BSN, asylum_person(examennummer="LBT2"))
    registered(known, region, "LBT2")
    tell_of_toets()
    send_due()
    assert (at_duo(fake), told(known)) == (None, ["aanvaard", "aanvaard"])


def test_without_a_registration_there_is_nothing_to_tell_until_there_is_one(
    region: Region, fake: FakeDuo
) -> None:
    dossier = make_dossier(region, bsn=BSN)
    decided(dossier, region)
    tell_of_toets()
    assert not OutboundMessage.objects.exists()
    registered(dossier, region, "LBT1")
    tell_of_toets()
    assert OutboundMessage.objects.count() == 1


def test_a_decision_that_was_taken_back_is_not_sent(region: Region, known: Dossier, fake: FakeDuo) -> None:
    event = decided(known, region)
    tell_of_toets()
    taken_back(event, region)
    tell_of_toets()
    message = OutboundMessage.objects.get()
    assert (message.state, message.answer) == (
        State.DROPPED, "De beslissing is teruggenomen. Dit hoeft niet meer naar DUO.",
    )  # fmt: skip
    assert (send_due(), at_duo(fake)) == (0, "LBT1")


def test_one_that_is_taken_back_just_before_sending_is_not_sent_either(
    region: Region, known: Dossier, fake: FakeDuo
) -> None:
    event = decided(known, region)
    queue_toets()
    taken_back(event, region)
    assert send_due() == 1
    assert (OutboundMessage.objects.get().state, at_duo(fake)) == (State.DROPPED, "LBT1")
    assert told(known) == ["niet nodig"]


def test_decided_again_it_is_told_again(region: Region, known: Dossier, fake: FakeDuo) -> None:
    taken_back(decided(known, region), region)
    decided(known, region)
    tell_of_toets()
    send_due()
    assert at_duo(fake) is None


def test_what_duo_does_not_have_need_not_be_taken_off(region: Region, known: Dossier, fake: FakeDuo) -> None:
    fake.store.save(BSN, asylum_person())
    decided(known, region)
    tell_of_toets()
    send_due()
    message = OutboundMessage.objects.get()
    assert (message.state, told(known)) == (State.DROPPED, ["niet nodig"])
    assert "geen aanmelding" in message.answer


def test_a_toets_that_was_taken_is_not_taken_off_and_someone_is_asked(
    region: Region, known: Dossier, fake: FakeDuo
) -> None:
    result = {
        "resultaat": "B1-route haalbaar", "behaaldeScore": "61,50", "benodigdeScore": "55,00",
        "datumAfname": "2026-11-20",
    }  # fmt: skip
    fake.store.save(BSN, asylum_person(examennummer="LBT1", lbt=[result]))
    decided(known, region)
    tell_of_toets()
    send_due()
    message = OutboundMessage.objects.get()
    assert (message.state, message.settled_by, at_duo(fake)) == (State.REFUSED, "Wegwijs", "LBT1")
    assert "al afgenomen" in known.taken.get(source_key="duo:geweigerd:toets_overgeslagen").why


def test_a_refusal_of_duo_is_shown_with_a_task_and_can_be_tried_again(
    region: Region, known: Dossier, fake: FakeDuo, signed_in: SignedIn
) -> None:
    fake.store.save(BSN, {**asylum_person(examennummer="LBT1"), "gemeente": "0590"})
    decided(known, region)
    tell_of_toets()
    send_due()
    message = OutboundMessage.objects.get()
    assert (message.state, told(known)) == (State.REFUSED, ["geweigerd"])
    assert known.taken.get(title="Weigering van DUO oplossen").link == f"/duo/berichten/uit/{message.pk}/"
    browser = signed_in(region.regisseur)
    page = browser.get("/duo/berichten/?kant=uit").content.decode()
    assert page.index("Geweigerd of niet aangekomen") < page.index("Leerbaarheidstoets afmelden")
    fake.store.save(BSN, asylum_person(examennummer="LBT1"))
    browser.post(f"/duo/berichten/uit/{message.pk}/opnieuw/")
    assert send_due() == 1
    assert (at_duo(fake), told(known)[-1]) == (None, "aanvaard")
    assert not known.taken.filter(title="Weigering van DUO oplossen", done_on=None).exists()


def test_while_duo_is_away_it_waits(region: Region, known: Dossier, fake: FakeDuo) -> None:
    fake.down = True
    decided(known, region)
    tell_of_toets()
    assert send_due() == 0
    assert OutboundMessage.objects.get().state == State.FAILED


def test_a_closed_dossier_asks_nothing(region: Region, known: Dossier) -> None:
    decided(known, region)
    close_dossier(known, by=region.regisseur, on=TODAY, reason="test")
    tell_of_toets()
    assert not OutboundMessage.objects.exists()


def test_without_a_link_it_stands_on_the_work_list_and_is_ticked_off(
    region: Region, signed_in: SignedIn
) -> None:
    duo.start_afresh()
    dossier = make_dossier(region, bsn=BSN)
    decided(dossier, region)
    tell_of_toets()
    browser = signed_in(region.regisseur)
    assert "Leerbaarheidstoets afmelden" in browser.get("/duo/portaal/").content.decode()
    message = OutboundMessage.objects.get()
    page = browser.get(f"/duo/portaal/{message.pk}/").content.decode()
    assert "Haal de aanmelding voor de leerbaarheidstoets weg" in page
    tick_off(message, by=region.regisseur, on=TODAY)
    assert told(dossier) == ["overgenomen"]
    put_back(message, by=region.regisseur, reason="vergist")
    assert told(dossier) == []


def test_a_result_that_is_typed_over_makes_telling_needless(region: Region) -> None:
    dossier = make_dossier(region, bsn=BSN)
    decided(dossier, region)
    tell_of_toets()
    record_from_portal(
        region.dordrecht, bsn=BSN, v_nummer=None, by=region.regisseur,
        typed=TypedFacts(toets="Onbekend", toets_op=date(2026, 11, 3)),
    )  # fmt: skip
    tell_of_toets()
    assert OutboundMessage.objects.get().state == State.DROPPED
