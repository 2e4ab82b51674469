"""The pages about DUO: what failed first, the work list of the portal, and nobody else's messages."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.exchange.duo.commands import (
    handle_notification,
    put_back,
    receive_notification,
    send_due,
    tick_off,
)
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.exchange.duo.queries import stand, went
from wegwijs.messages.commands import queue_outbound, settle_outbound
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.people.models import Person

SignedIn = Callable[[Actor], Client]
State = OutboundMessage.State
Statements = Callable[[Client, str], int]
BSN = "999993653"
PIP = {"versie": 1, "dagtekening": "2026-11-20", "leerroute": "B", "niveau": "B1", "intensiteit_uren": 600}


@pytest.fixture
def by_hand(region: Region) -> Dossier:
    """A dossier in Dordrecht, which has no machine link."""
    return make_dossier(region, bsn=BSN)


def queued(dossier: Dossier, key: str = "pip") -> OutboundMessage:
    return queue_outbound(
        partner="duo",
        kind="pip",
        key=f"{dossier.pk}:{key}",
        gemeente="0505",
        payload=PIP,
        dossier_id=dossier.pk,
    )


def unknown_person(region: Region, event: str = "SS131") -> InboundMessage:
    message, _ = receive_notification(
        region.dordrecht, message_id=str(uuid4()), event=event, bsn=BSN, v_nummer=None,
        registered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    handle_notification(message.pk)
    message.refresh_from_db()
    return message


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_work_list_shows_what_to_enter_and_is_ticked_off_with_date_and_name(
    region: Region, by_hand: Dossier, signed_in: SignedIn
) -> None:
    message = queued(by_hand)
    browser = signed_in(region.regisseur)
    assert "PIP van 20-11-2026" in text(browser, "/duo/portaal/")
    page = text(browser, f"/duo/portaal/{message.pk}/")
    assert "600 uur" in page
    assert "B1-route" in page
    assert BSN not in page
    assert browser.post(f"/duo/portaal/{message.pk}/", {"on": "23-11-2026"}).status_code == 302
    assert "Niets om in te voeren" in text(browser, "/duo/portaal/")
    done = text(browser, "/duo/portaal/ingevoerd/")
    assert "op 23-11-2026" in done
    assert "A. de Vries" in done
    assert by_hand.gebeurtenissen.get(kind=Kind.PIP_BIJ_DUO).payload["stand"] == "overgenomen"


def test_a_wrong_day_stays_in_the_form(region: Region, by_hand: Dossier, signed_in: SignedIn) -> None:
    message = queued(by_hand)
    answer = signed_in(region.regisseur).post(f"/duo/portaal/{message.pk}/", {"on": "24-11-2026"})
    assert "ligt in de toekomst" in answer.content.decode()
    assert 'value="24-11-2026"' in answer.content.decode()


def test_a_wrong_tick_is_put_back_with_why_and_can_be_ticked_again(
    region: Region, by_hand: Dossier, signed_in: SignedIn
) -> None:
    message = queued(by_hand)
    browser = signed_in(region.regisseur)
    address = f"/duo/portaal/{message.pk}/"
    with pytest.raises(DomainError, match="niet afgevinkt"):
        put_back(message, by=region.regisseur, reason="x")
    browser.post(address, {"on": "23-11-2026"})
    assert "Toch niet ingevoerd?" in text(browser, address)
    assert "nog niets opgeslagen" in browser.post(address, {"reason": ""}).content.decode()
    answer = browser.post(address, {"reason": "verkeerde persoon aangeklikt"}, follow=True)
    assert "Staat weer op de lijst" in answer.content.decode()
    assert "PIP van 20-11-2026" in text(browser, "/duo/portaal/")
    assert "Nog niets afgevinkt" in text(browser, "/duo/portaal/ingevoerd/")
    assert not timeline(by_hand).filter(kind=Kind.PIP_BIJ_DUO).exists()
    note = by_hand.gebeurtenissen.get(kind=Kind.NOTITIE)
    assert "verkeerde persoon aangeklikt" in note.summary
    browser.post(address, {"on": "23-11-2026"})
    assert timeline(by_hand).get(kind=Kind.PIP_BIJ_DUO).payload["stand"] == "overgenomen"
    assert AuditRecord.objects.filter(detail="portaal DUO: afvinken teruggedraaid").count() == 1


def test_nobody_of_elsewhere_puts_back(region: Region, by_hand: Dossier, signed_in: SignedIn) -> None:
    message = queued(by_hand)
    tick_off(message, by=region.regisseur, on=TODAY)
    address = f"/duo/portaal/{message.pk}/"
    assert signed_in(region.outsider).post(address, {"reason": "x"}).status_code == 404
    with pytest.raises(NotAllowed):
        put_back(message, by=region.counsellor, reason="x")


def test_what_was_ticked_off_is_not_ticked_off_twice(region: Region, by_hand: Dossier) -> None:
    message = queued(by_hand)
    tick_off(message, by=region.regisseur, on=TODAY)
    with pytest.raises(DomainError, match=r"al afgevinkt door A\. de Vries"):
        tick_off(message, by=region.colleague, on=TODAY)


def test_no_day_before_the_message_was_made(region: Region, by_hand: Dossier) -> None:
    with pytest.raises(DomainError, match="ontstond op 23-11-2026"):
        tick_off(queued(by_hand), by=region.regisseur, on=date(2026, 11, 22))


def test_with_a_link_nothing_is_entered_by_hand(
    region: Region, dossier: Dossier, fake: FakeDuo, signed_in: SignedIn
) -> None:
    message = queued(dossier)
    browser = signed_in(region.regisseur)
    assert "PIP van" not in text(browser, "/duo/portaal/")
    assert browser.get(f"/duo/portaal/{message.pk}/").status_code == 404
    assert "PIP van 20-11-2026" in text(browser, "/duo/berichten/?kant=uit")


def test_a_failed_message_stands_first_and_can_be_handled_again(
    region: Region, fake: FakeDuo, signed_in: SignedIn
) -> None:
    message = unknown_person(region)
    browser = signed_in(region.regisseur)
    page = text(browser, "/duo/berichten/")
    assert page.index("Niet verwerkt") < page.index("geen dossier")
    answer = browser.post(f"/duo/berichten/in/{message.pk}/opnieuw/", follow=True)
    assert "opnieuw verwerkt" in answer.content.decode()
    message.refresh_from_db()
    assert message.attempts == 2


def test_the_numbers_are_masked_until_someone_who_may_asks(
    region: Region, fake: FakeDuo, signed_in: SignedIn
) -> None:
    message = unknown_person(region)
    address = f"/duo/berichten/in/{message.pk}/"
    browser = signed_in(region.regisseur)
    assert BSN not in text(browser, address)
    assert BSN in browser.post(address).content.decode()
    assert AuditRecord.objects.filter(action=Action.REVEAL, subject_id=str(message.pk)).count() == 1
    # Whoever enters a message in DUO's portal needs the number as well; a decision-maker doesn't.
    assert BSN in signed_in(region.administrator).post(address).content.decode()
    assert signed_in(region.decider).post(address).status_code == 404


def test_each_view_of_a_message_is_recorded(region: Region, by_hand: Dossier, signed_in: SignedIn) -> None:
    message = queued(by_hand)
    text(signed_in(region.regisseur), f"/duo/berichten/uit/{message.pk}/")
    assert AuditRecord.objects.filter(action=Action.VIEW, subject_id=str(message.pk)).exists()


def test_another_gemeente_finds_nothing(
    region: Region, by_hand: Dossier, fake: FakeDuo, signed_in: SignedIn
) -> None:
    went, came = queued(by_hand), unknown_person(region)
    DuoKoppeling.objects.all().delete()
    browser = signed_in(region.outsider)
    for address in (
        f"/duo/portaal/{went.pk}/", f"/duo/berichten/uit/{went.pk}/", f"/duo/berichten/in/{came.pk}/",
        f"/duo/gegevens/{by_hand.pk}/",
    ):  # fmt: skip
        assert browser.get(address).status_code == 404, address
    assert browser.post(f"/duo/berichten/in/{came.pk}/opnieuw/").status_code == 404
    assert str(by_hand.person.list_name) not in text(browser, "/duo/portaal/")


@pytest.mark.parametrize("page", ["berichten", "portaal", "portaal/ingevoerd", "gegevens", "lijst"])
def test_without_the_permission_there_is_no_such_page(region: Region, signed_in: SignedIn, page: str) -> None:
    assert signed_in(region.counsellor).get(f"/duo/{page}/").status_code == 404


def test_a_queue_that_stands_still_is_said(region: Region, fake: FakeDuo, dossier: Dossier) -> None:
    queued(dossier)
    browser = Client()
    browser.force_login(region.regisseur.user, backend="django.contrib.auth.backends.ModelBackend")
    assert "staat stil" not in text(browser, "/duo/berichten/")
    with clock.frozen(clock.now().replace(hour=20)):
        assert "staat stil" in text(browser, "/duo/berichten/")


LISTS = [
    "berichten/?kant=in",
    "berichten/?kant=uit",
    "portaal/",
    "portaal/ingevoerd/",
    "lijst/",
    "koppelingen/",
]


@pytest.mark.parametrize("page", LISTS)
def test_a_list_costs_the_same_however_long(
    region: Region, fake: FakeDuo, signed_in: SignedIn, statements: Statements, page: str
) -> None:
    if "kant" not in page:
        DuoKoppeling.objects.all().delete()
    browser = signed_in(region.regisseur)
    queued(make_dossier(region))
    unknown_person(region)
    some(region, 1)
    few = statements(browser, f"/duo/{page}")
    some(region, 8)
    assert statements(browser, f"/duo/{page}") == few
    assert few <= 9


def some(region: Region, count: int) -> None:
    """As many of each: waiting, refused, taken and entered by hand; handled, failed and kept."""
    for number in range(count):
        for state in (State.REFUSED, State.ACCEPTED, State.DONE_BY_HAND):
            message = queued(make_dossier(region), f"{state}{number}")
            settle_outbound(message, state=state, answer="x", by="x", final=True)
        queued(make_dossier(region))
        unknown_person(region, f"X{number}{count}")
        unknown_person(region, f"S{number}{count}")
    InboundMessage.objects.filter(kind__startswith="S").update(state=InboundMessage.State.FAILED)


def test_a_long_list_continues_where_it_ended(region: Region, by_hand: Dossier, signed_in: SignedIn) -> None:
    for number in range(60):
        queued(by_hand, str(number))
    browser = signed_in(region.regisseur)
    first = text(browser, "/duo/portaal/")
    assert first.count("Overnemen<") == 50
    link = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert text(browser, f"/duo/portaal/{link}").count("Overnemen<") == 10


@pytest.mark.parametrize("key", ["x", "2026-13-40_x", "2026-11-23T10:00:00_" + "a" * 36])
def test_a_broken_place_in_the_list_is_the_first_page(region: Region, signed_in: SignedIn, key: str) -> None:
    text(signed_in(region.regisseur), f"/duo/portaal/?na={key}")


def test_a_refusal_that_was_put_right_asks_no_more(region: Region, fake: FakeDuo, dossier: Dossier) -> None:
    first = queued(dossier, "1")
    settle_outbound(first, state=State.REFUSED, answer="nee", by="DUO", final=True)
    assert (stand(region.regisseur)[0].refused_out, shown(region)) == (1, [True])
    with clock.frozen(clock.now() + timedelta(hours=1)):
        second = queued(dossier, "2")
    settle_outbound(second, state=State.ACCEPTED, answer="ja", by="DUO", final=True)
    assert (stand(region.regisseur)[0].refused_out, shown(region)) == (0, [False, False])


def shown(region: Region) -> list[bool]:
    """Of each message to DUO whether it stands with what failed, newest first."""
    rows = went(region.regisseur, after=None, failed=50, rest=50)
    return [m.is_failed for m in rows]  # type: ignore[attr-defined]


def test_the_work_list_of_one_gemeente(region: Region, by_hand: Dossier, signed_in: SignedIn) -> None:
    queued(by_hand)
    browser = signed_in(region.teamlead)
    assert "PIP van 20-11-2026" in text(browser, "/duo/portaal/?gemeente=0505")
    page = text(browser, "/duo/portaal/?gemeente=0590")
    assert "Niets voor deze gemeente" in page
    assert "PIP van 20-11-2026" in text(browser, "/duo/portaal/?gemeente=9999")


def test_what_was_refused_is_sent_again_with_a_button(
    region: Region, fake: FakeDuo, dossier: Dossier, signed_in: SignedIn
) -> None:
    message = queued(dossier)
    settle_outbound(message, state=State.REFUSED, answer="nee", by="DUO", final=True)
    browser = signed_in(region.regisseur)
    address = f"/duo/berichten/uit/{message.pk}/opnieuw/"
    assert browser.get(address).status_code == 405
    assert "staat weer klaar" in browser.post(address, follow=True).content.decode()
    settle_outbound(message, state=State.ACCEPTED, answer="ja", by="DUO", final=True)
    assert "al afgehandeld door DUO" in browser.post(address, follow=True).content.decode()


def test_when_duo_is_away_handling_again_says_so(region: Region, fake: FakeDuo, signed_in: SignedIn) -> None:
    message, _ = receive_notification(
        region.dordrecht, message_id=str(uuid4()), event="SS101", bsn=BSN, v_nummer=None,
        registered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    fake.down = True
    page = signed_in(region.regisseur).post(f"/duo/berichten/in/{message.pk}/opnieuw/", follow=True)
    assert "Probeer het later opnieuw" in page.content.decode()
    message.refresh_from_db()
    assert message.state == InboundMessage.State.RECEIVED


def test_a_line_that_does_not_work_is_said_to_who_waits_for_it_until_duo_answers(
    region: Region, fake: FakeDuo, dossier: Dossier, signed_in: SignedIn
) -> None:
    fake.down = True
    queued(dossier)
    Person.objects.update(bsn=BSN)
    send_due()
    browser = signed_in(region.regisseur)
    for side in ("in", "uit"):
        page = text(browser, f"/duo/berichten/?kant={side}")
        assert "DUO is niet te bereiken voor Dordrecht" in page
        assert "DUO antwoordt met een storing (503)" in page
    assert "werkt niet" in text(browser, "/duo/koppelingen/")
    assert "niet te bereiken" not in text(signed_in(region.outsider), "/duo/berichten/")
    fake.down = False
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        send_due()
    assert "niet te bereiken" not in text(browser, "/duo/berichten/")
    assert "laatste antwoord 23-11-2026" in text(browser, "/duo/koppelingen/")
