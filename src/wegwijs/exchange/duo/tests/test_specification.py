"""Our requests, our door and the stand-in keep to what DUO published; the codes we use are DUO's."""

import re
from typing import Any

import pytest

from support import duo
from support.duo import asylum_person
from support.duo_spec import check_answer, check_request, faults_of
from support.region import TODAY, Region
from wegwijs.exchange.duo import codes
from wegwijs.exchange.duo.api import VERSION
from wegwijs.exchange.duo.client import Connection, DuoClient, DuoRefusal
from wegwijs.exchange.duo.codes import EVENTS, Effect
from wegwijs.exchange.duo.fake.life import happen
from wegwijs.exchange.duo.fake.rules import (
    malformed_contact,
    malformed_module,
    malformed_offer,
    malformed_pip,
)
from wegwijs.exchange.duo.fake.server import OIN, FakeDuo
from wegwijs.exchange.duo.mapping import (
    NotForDuo,
    contact_for_duo,
    module_for_duo,
    offer_for_duo,
    pip_for_duo,
)
from wegwijs.exchange.duo.spec import events, interface

BSN = "999990408"


def test_every_event_of_duo_is_known_with_the_interfaces_to_ask() -> None:
    assert set(EVENTS) == set(events())
    for event, facts in events().items():
        assert set(EVENTS[event].apis) >= set(facts["apis"]), event


def test_a_planned_event_asks_nothing_and_is_kept_and_shown() -> None:
    for event, facts in events().items():
        if facts["group"] == "attentie":
            assert EVENTS[event].effect is Effect.SIGNAAL


CODES = [
    (codes.NO_DUTY, "Inburgeringsplicht", "RedenGeenInburgeringsplicht"),
    (codes.DETAILED, "Inburgeringsplicht", "GedetailleerdeDoelgroep"),
    ((codes.ASYLUM, codes.FAMILY), "Inburgeringsplicht", "Doelgroepindeling"),
    (codes.OUTCOMES, "Leerbaarheidstoets", "LeerbaarheidstoetsResultaat"),
]


@pytest.mark.parametrize(("ours", "api", "name"), CODES, ids=[c[2] for c in CODES])
def test_our_codes_are_those_of_duo(ours: tuple[str, ...], api: str, name: str) -> None:
    assert set(ours) == set(interface()["api"][api]["values"][name])


def test_our_door_says_the_version_of_the_specification() -> None:
    assert interface()["api"]["Notificatie"]["version"] == VERSION


PIPS: list[dict[str, Any]] = [
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "niveau": "B1", "geschatteIntensiteitB1Route": 600},
    {"dagtekeningPip": "2026-11-20", "leerroute": "Z", "indicatorAlfabetiseringsonderwijs": "AA"},
    {"dagtekeningPip": "2026-11-20", "leerroute": "O", "indicatorMagOpleidingAfmaken": True},
    {"leerroute": "B"},
    {"dagtekeningPip": "2026-11-20"},
    {"dagtekeningPip": "20-11-2026", "leerroute": "B"},
    {"dagtekeningPip": "2026-02-30", "leerroute": "B"},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B1"},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "niveau": "B2"},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "niveau": None},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "geschatteIntensiteitB1Route": 0},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "geschatteIntensiteitB1Route": 10_000},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "geschatteIntensiteitB1Route": "600"},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "geschatteIntensiteitB1Route": True},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "indicatorMagOpleidingAfmaken": "ja"},
    {"dagtekeningPip": "2026-11-20", "leerroute": "B", "extra": 1},
]


@pytest.mark.parametrize("pip", PIPS, ids=str)
def test_the_stand_in_finds_a_pip_malformed_when_the_specification_does(pip: dict[str, Any]) -> None:
    assert malformed_pip(pip) is bool(faults_of("PIP", "PIP", pip))


MODULES: list[dict[str, Any]] = [
    {},
    {"datumOndertekeningPvt": "2026-11-20"},
    {"datumOndertekeningPvt": "2026-11-20", "verwijtbaar": "Nee"},
    {"datumOndertekeningPvt": "20-11-2026"},
    {"datumOndertekeningPvt": "2026-11-20", "verwijtbaar": "nee"},
    {"datumEindgesprekMap": "2026-11-20"},
    {"datumOndertekeningPvt": None},
]


@pytest.mark.parametrize("result", MODULES, ids=str)
def test_the_stand_in_finds_a_result_malformed_when_the_specification_does(result: dict[str, Any]) -> None:
    assert malformed_module("pvt", result) is bool(faults_of("MAP_PVT_Zroute", "ResultaatPvt", result))


@pytest.mark.parametrize(
    "payload", [{"datum": "2026-11-20", "verwijtbaar": "Ja"}, {"datum": "", "verwijtbaar": ""}]
)
def test_the_results_that_we_make_fit(payload: dict[str, str]) -> None:
    for kind, schema in (("pvt", "ResultaatPvt"), ("map", "ResultaatMap"), ("zroute", "ResultaatZroute")):
        assert not faults_of("MAP_PVT_Zroute", schema, module_for_duo(kind, payload))


@pytest.mark.parametrize(
    "result", [{}, {"datumAfrondingZroute": "2026-11-20"}, {"verwijtbaar": "Ja"}], ids=str
)
def test_of_the_z_route_only_the_day_is_told(result: dict[str, Any]) -> None:
    assert malformed_module("zroute", result) is bool(faults_of("MAP_PVT_Zroute", "ResultaatZroute", result))


OFFERS: list[dict[str, Any]] = [
    {"indicatorAlfabetiseringsonderwijs": "NVT"},
    {"indicatorAlfabetiseringsonderwijs": "A", "datumInburgeringsaanbod": "2026-11-20"},
    {"datumInburgeringsaanbod": "2026-11-20"},
    {"indicatorAlfabetiseringsonderwijs": "ja"},
    {"indicatorAlfabetiseringsonderwijs": "NVT", "verwachteStartdatumOpleiding": "20-11-2026"},
    {"indicatorAlfabetiseringsonderwijs": "NVT", "extra": 1},
]


@pytest.mark.parametrize("offer", OFFERS, ids=str)
def test_the_stand_in_finds_an_offer_malformed_when_the_specification_does(offer: dict[str, Any]) -> None:
    assert malformed_offer(offer) is bool(faults_of("Inburgeringsaanbod", "Inburgeringsaanbod", offer))


def test_the_offer_that_we_make_fits() -> None:
    payload = {
        "instelling": "0000000002", "datum": "2026-11-20", "start": "2026-12-01", "einde": "", "alfabetisering": ""
    }  # fmt: skip
    school, body = offer_for_duo(payload)
    assert school == "0000000002"
    assert not faults_of("Inburgeringsaanbod", "Inburgeringsaanbod", body)


def test_without_the_number_of_the_school_nothing_goes() -> None:
    with pytest.raises(NotForDuo, match="instellingsnummer"):
        offer_for_duo({"instelling": "I-1042"})


CONTACTS = [
    ("A. de Vries", "a@sdd.nl", "0612345678"),
    ("Şêrîn d'Hondt-Öz", "s@sdd.nl", "+31 6 12345678"),
    ("A. de Vries", "a@sdd.nl", "078-123 45 67"),
    ("A. de Vries, SDD", "a@sdd.nl", "0612345678"),
    ("Team 4", "a@sdd.nl", "0612345678"),
    ("A" * 101, "a@sdd.nl", "0612345678"),
    ("A. de Vries", "a@b", "0612345678"),
    ("A. de Vries", "a@sdd.nl", ""),
    ("A. de Vries", "a@sdd.nl", "bel het kantoor"),
    ("A. de Vries", "a@sdd.nl", "1" * 30),
]


@pytest.mark.parametrize(("naam", "email", "telefoon"), CONTACTS)
def test_a_contact_that_duo_would_refuse_is_never_sent(naam: str, email: str, telefoon: str) -> None:
    content = {"naam": naam, "email": email, "telefoonnummer": telefoon}
    bad = bool(faults_of("Contactpersoon", "Contactpersoongegevens", content))
    assert malformed_contact(content) is bad
    try:
        assert contact_for_duo({"naam": naam, "email": email, "telefoon": telefoon}) == content
    except NotForDuo:
        assert bad
    else:
        assert not bad


def test_the_pip_that_we_make_fits() -> None:
    full = {
        "versie": 2, "dagtekening": "2026-11-20", "leerroute": "B", "niveau": "B1", "intensiteit_uren": 600,
        "mag_opleiding_afmaken": True, "alfabetisering": "NVT",
    }  # fmt: skip
    for payload in (
        full,
        {"dagtekening": "2026-11-20", "leerroute": "Z", "niveau": "", "intensiteit_uren": None},
    ):
        assert not faults_of("PIP", "PIP", pip_for_duo(payload))


READS = (
    "inburgeringsplicht", "doelgroep", "inburgeringstermijn", "lbt/examennummer", "lbt/resultaten", "vrijstellingen",
    "ontheffingen", "examens/resultaten", "PIP",
)  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_whatever_happens_the_stand_in_answers_as_specified(
    fake: FakeDuo, region: Region, event: str
) -> None:
    record = asylum_person()
    fake.store.save(BSN, record)
    client = DuoClient(
        Connection("https://duo.test/v1", region.dordrecht.oin, OIN), transport=duo.transport()
    )
    pip = {"dagtekeningPip": "2026-11-20", "leerroute": "B"}
    with client:
        client.post(f"/personen/{BSN}/PIP", pip, message_id="11111111-1111-4111-8111-111111111111")
        after = fake.store.load(BSN)
        assert after
        fake.store.save(BSN, happen(after, event, on=TODAY))
        for read in READS:
            client.get(f"/personen/{BSN}/{read}")


def test_the_stand_in_wants_the_headers(fake: FakeDuo, region: Region) -> None:
    fake.store.save(BSN, asylum_person())
    good = {"berichtId": "11111111-1111-4111-8111-111111111111", "bron": region.dordrecht.oin, "doel": OIN}
    path = f"/v1/personen/{BSN}/doelgroep"
    assert fake.answer("GET", path, good, None)[0] == 200
    for name in good:
        assert fake.answer("GET", path, {k: v for k, v in good.items() if k != name}, None)[0] == 400


def test_another_gemeente_is_refused_without_a_word(fake: FakeDuo, region: Region) -> None:
    fake.store.save(BSN, {**asylum_person(), "gemeente": "0590"})
    connection = Connection("https://duo.test/v1", region.dordrecht.oin, OIN)
    with DuoClient(connection, transport=duo.transport()) as client, pytest.raises(DuoRefusal):
        client.get(f"/personen/{BSN}/doelgroep")


def test_the_checker_sees_what_is_wrong() -> None:
    headers = {"berichtid": "11111111-1111-4111-8111-111111111111", "bron": "0" * 20, "doel": OIN}
    check_request("GET", f"/personen/{BSN}/PIP", headers, None)
    for wrong in ({**headers, "bron": "1"}, {**headers, "doel": ""}):
        with pytest.raises(AssertionError):
            check_request("GET", f"/personen/{BSN}/PIP", wrong, None)
    with pytest.raises(AssertionError, match="DUO has no PUT"):
        check_request("PUT", f"/personen/{BSN}/PIP", headers, None)
    with pytest.raises(AssertionError, match="never answers 418"):
        check_answer("GET", f"/personen/{BSN}/PIP", 418, {}, None)
    with pytest.raises(AssertionError, match="API-Version"):
        check_answer("GET", f"/personen/{BSN}/PIP", 404, {}, None)


def test_events_and_codes_are_written_as_duo_writes_them() -> None:
    pattern = interface()["api"]["Notificatie"]["schema"]["Notificatie"]["fields"]["gebeurtenisId"]["pattern"]
    assert all(re.fullmatch(pattern, event) for event in EVENTS)
