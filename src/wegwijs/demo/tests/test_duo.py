"""The stand-in for DUO of the trial region: one DUO for the web server, the worker and the commands."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from support.region import TODAY, Region
from wegwijs import jobs
from wegwijs.demo import duo
from wegwijs.demo.models import FakeDuoAnswer, FakeDuoRecord
from wegwijs.dossiers.commands import set_gemeente_registration
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.commands import send_due
from wegwijs.messages.commands import queue_outbound
from wegwijs.messages.models import InboundMessage, OutboundMessage

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


def test_a_command_lets_duo_tell_something(known: str) -> None:
    duo.happens(known, "SS101", on=date(2026, 9, 1))
    jobs.run_due()
    call_command("duo_stuurt", Dossier.objects.get().number, "ss131")
    jobs.run_due()
    assert Dossier.objects.get().gebeurtenissen.filter(kind=Kind.DUO_TOETS_RESULTAAT).exists()


def test_a_command_brings_someone_new(known: str) -> None:
    call_command("duo_stuurt", "nieuw", "SS139")
    jobs.run_due()
    assert Dossier.objects.get().opened_on == TODAY
    assert FakeDuoRecord.objects.count() == 2


def test_a_number_that_nobody_has_is_refused(known: str) -> None:
    with pytest.raises(CommandError, match="kent niemand"):
        call_command("duo_stuurt", "2026-0505-9999", "SS101")
