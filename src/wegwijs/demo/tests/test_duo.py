"""The stand-in for DUO of the trial region: one DUO for the web server and the worker."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from support.region import TODAY, Region
from wegwijs import jobs
from wegwijs.access.actor import Actor
from wegwijs.demo import duo
from wegwijs.demo.models import FakeDuoAnswer, FakeDuoRecord
from wegwijs.dossiers.commands import set_gemeente_registration
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.commands import send_due
from wegwijs.messages.commands import queue_outbound
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.organisations.models import Gemeente

BSN = "999993653"


@pytest.fixture
def known(region: Region, settings: Any) -> str:
    """Someone whom DUO knows, settled in Dordrecht, which has a link."""
    settings.DUO_TRANSPORT = "wegwijs.demo.duo.transport"
    settings.DUO_CLIENT_HEADER = "X-Client-Oin"
    duo.connect([region.dordrecht])
    duo.introduce(
        BSN, gemeente="0505", begin=date(2026, 9, 1), kennisgeving=date(2026, 9, 1),
        indeling="Asielstatushouder", gedetailleerd="Asielstatushouder", gevestigd=date(2026, 9, 10),
    )  # fmt: skip
    return BSN


def test_what_happens_is_told_through_the_real_door(known: str) -> None:
    duo.happens(known, "SS101", on=date(2026, 9, 1))
    jobs.run_due()
    assert InboundMessage.objects.get().state == InboundMessage.State.HANDLED
    assert Dossier.objects.get().person.bsn == BSN


def test_the_pip_is_answered_and_the_term_begins(region: Region, known: str) -> None:
    duo.happens(known, "SS101", on=date(2026, 9, 1))
    jobs.run_due()
    dossier = Dossier.objects.get()
    set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 9, 10), article_28=True)
    message = queue_outbound(
        partner="duo", kind="pip", key="k", gemeente="0505", dossier_id=dossier.pk,
        payload={"versie": 1, "dagtekening": "2026-11-20", "leerroute": "B", "niveau": "B1"},
    )  # fmt: skip
    assert send_due() == 1
    jobs.run_due()
    message.refresh_from_db()
    assert message.state == OutboundMessage.State.ACCEPTED
    assert dossier.gebeurtenissen.get(kind=Kind.DUO_TERMIJN).payload["start"] == "2026-11-21"
    assert FakeDuoAnswer.objects.count() == 1


@pytest.fixture
def tell(region: Region, known: str, signed_in: Callable[[Actor], Client]) -> Callable[[str, str], str]:
    """Let something happen on the page of the trial, with what comes of it; gives the page that follows."""
    browser = signed_in(region.regisseur)

    def told(who: str, event: str) -> str:
        answer = browser.post("/proef/duo/", {"who": who, "event": event}, follow=True)
        jobs.run_due()
        return answer.content.decode()

    return told


def test_a_page_lets_duo_tell_something(known: str, tell: Callable[[str, str], str]) -> None:
    duo.happens(known, "SS101", on=date(2026, 9, 1))
    jobs.run_due()
    assert "DUO stuurde SS131" in tell(Dossier.objects.get().number, "SS131")
    assert Dossier.objects.get().gebeurtenissen.filter(kind=Kind.DUO_TOETS_RESULTAAT).exists()


def test_it_brings_someone_new(tell: Callable[[str, str], str]) -> None:
    tell("nieuw", "SS139")
    assert Dossier.objects.get().opened_on == TODAY
    assert FakeDuoRecord.objects.count() == 2


def test_it_brings_a_new_gezinsmigrant(tell: Callable[[str, str], str]) -> None:
    tell("nieuw gezin", "SS101")
    dossier = Dossier.objects.get()
    assert (dossier.variant, dossier.pip_on) == ("gezin", date(2027, 2, 1))


def test_a_number_that_nobody_has_is_refused(tell: Callable[[str, str], str]) -> None:
    assert "kent niemand" in tell("2026-0505-9999", "SS101")
    assert not InboundMessage.objects.exists()


def test_the_page_is_for_who_works_with_duo(region: Region, signed_in: Callable[[Actor], Client]) -> None:
    assert signed_in(region.counsellor).get("/proef/duo/").status_code == 404


def test_two_deliveries_at_once_wait_for_each_other(known: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert duo.DatabaseStore().load(known)
    assert "FOR UPDATE" in captured[-1]["sql"]


def test_a_repeat_of_a_delivery_gets_the_answer_it_had(known: str) -> None:
    store = duo.DatabaseStore()
    store.keep_answer("a", (403, [{"fouttekst": "nee"}]))
    store.keep_answer("a", (201, None))
    assert store.answered("a") == (403, [{"fouttekst": "nee"}])


def test_each_gemeente_speaks_with_its_own_name(region: Region, known: str) -> None:
    assert set(duo.fake_duo().gemeenten.values()) == set(Gemeente.objects.values_list("code", flat=True))
