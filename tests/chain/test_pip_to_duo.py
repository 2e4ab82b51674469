"""From the decision to DUO's answer on the page: what the room checked beforehand, DUO takes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from support import duo
from support.pips import SETTLED, drafted, established, good_content, ready_dossier
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.exchange.duo.commands import send_due
from wegwijs.stages.pip.commands import draft_pip, establish_pip, offer_pip, revise_pip, save_draft, send_pip
from wegwijs.stages.pip.queries import to_do

BSN = "999990408"
GROUP = {Variant.ASIEL: "Asielstatushouder", Variant.GEZIN: "Gezinsmigrant en overige migrant"}


@pytest.fixture(params=[Variant.ASIEL, Variant.GEZIN])
def dossier(region: Region, request: pytest.FixtureRequest) -> Dossier:
    """Someone of each group, whom DUO knows."""
    duo.start_afresh()
    duo.link(region.dordrecht)
    duo.fake.store.save(BSN, duo.asylum_person(doelgroep={"indeling": GROUP[request.param]}))
    return ready_dossier(region, variant=request.param, bsn=BSN)


def page(browser: Client, dossier: Dossier) -> str:
    return browser.get(f"/pip/{dossier.pk}/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"niveau": ""},
        {"leerroute": "O", "niveau": "B1", "wens_onderwijs": True, "map_uren": None, "oordeel": "grote kans"},
        {"leerroute": "Z", "niveau": "A2", "oordeel": "past beter", "alfabetisering": "A"},
        {"mag_opleiding_afmaken": True},
    ],
)  # fmt: skip
def test_what_may_be_established_here_duo_takes(
    region: Region, dossier: Dossier, signed_in: Callable[[Actor], Client], changes: dict[str, Any]
) -> None:
    send_pip(established(region, dossier, **changes), by=region.regisseur, on=TODAY)
    assert send_due() == 2
    assert "DUO: aanvaard op 23-11-2026" in page(signed_in(region.regisseur), dossier)
    assert not to_do(region.regisseur)


def test_a_refusal_leaves_the_list_when_a_new_version_is_made(region: Region, dossier: Dossier) -> None:
    send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    record_event(
        dossier, Kind.PIP_BIJ_DUO, by=region.duo, on=TODAY,
        payload={"versie": 1, "stand": "geweigerd", "antwoord": "DUO weigert"},
    )  # fmt: skip
    assert [pip.versie for pip in to_do(region.regisseur)] == [1]
    second = revise_pip(dossier, by=region.regisseur, on=TODAY)
    assert [pip.versie for pip in to_do(region.regisseur)] == [2]
    done = establish_pip(offer_pip(second, by=region.regisseur, on=TODAY), by=region.decider, on=TODAY)
    send_pip(done, by=region.regisseur, on=TODAY)
    assert not to_do(region.regisseur)


def test_who_moved_in_keeps_the_route_that_was_set(region: Region) -> None:
    dossier = ready_dossier(region, bsn=BSN)
    record_event(
        dossier, Kind.PIP_VASTGESTELD, by=region.duo, on=SETTLED,
        payload={"versie": 1, "dagtekening": "2026-09-01", "leerroute": "Z", "niveau": "A2", "gemeente": "0599"},
    )  # fmt: skip
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    assert (pip.leerroute, pip.niveau) == ("Z", "A2")
    content = good_content(dossier, leerroute="Z", niveau="A2", oordeel="past beter")
    saved = save_draft(pip, content, by=region.regisseur, on=TODAY, expected_version=pip.version)
    assert establish_pip(offer_pip(saved, by=region.regisseur, on=TODAY), by=region.decider, on=TODAY)


def test_a_first_draft_stays_in_the_list_until_it_is_sent(region: Region, dossier: Dossier) -> None:
    drafted(region, dossier)
    assert [pip.state for pip in to_do(region.decider)] == ["concept"]
