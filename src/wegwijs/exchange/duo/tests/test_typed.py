"""Facts of DUO that are typed over: the same effect as by machine, each mistake said at its place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from support.region import Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.commands import TypedFacts, record_from_portal
from wegwijs.exchange.duo.fake.server import FakeDuo

SignedIn = Callable[[Actor], Client]
BSN = "999993653"
DUTY: dict[str, Any] = {"plichtig": True, "begin": date(2026, 8, 18), "kennisgeving": date(2026, 8, 20)}


def typed(region: Region, **facts: Any) -> Dossier:
    dossier, _, _ = record_from_portal(
        region.dordrecht, bsn=BSN, v_nummer=None, typed=TypedFacts(**facts), by=region.regisseur
    )
    return dossier


def test_typed_facts_open_the_dossier_and_start_the_clock(region: Region) -> None:
    dossier = typed(region, **DUTY, indeling="Asielstatushouder", gedetailleerd="Asielstatushouder")
    assert (dossier.variant, dossier.opened_on) == (Variant.ASIEL, date(2026, 8, 20))
    row = dossier.gebeurtenissen.get(kind=Kind.DUO_PLICHT)
    assert (row.origin, row.by) == (Origin.DUO, "A. de Vries, SDD")
    assert dossier.taken.filter(source_key="brp").exists()


def test_typing_the_same_twice_changes_nothing(region: Region) -> None:
    typed(region, **DUTY)
    _, _, new = record_from_portal(
        region.dordrecht, bsn=BSN, v_nummer=None, typed=TypedFacts(**DUTY), by=region.regisseur
    )
    assert (new, Dossier.objects.count()) == (0, 1)


def test_an_obligation_that_ended_closes_the_dossier(region: Region) -> None:
    typed(region, **DUTY)
    typed(region, plichtig=False, reden="Inburgeringsplicht voldaan", einde=date(2026, 11, 2))
    assert Dossier.objects.get().state == State.GESLOTEN


def test_term_and_test_are_taken_over(region: Region) -> None:
    dossier = typed(
        region, termijn_van=date(2026, 11, 21), termijn_tot=date(2029, 11, 21),
        toets="B1-route haalbaar", toets_op=date(2026, 10, 1), toets_score="61,50",
    )  # fmt: skip
    kinds = set(dossier.gebeurtenissen.values_list("kind", flat=True))
    assert {Kind.DUO_TERMIJN, Kind.DUO_TOETS_RESULTAAT} <= kinds


MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "", "ten minste één gegeven"),
    ({"plichtig": True}, "begin", "vanaf welke dag"),
    ({"plichtig": True, "begin": date(2026, 8, 1)}, "kennisgeving", "kennisgeving"),
    ({**DUTY, "kennisgeving": date(2026, 12, 1)}, "kennisgeving", "toekomst"),
    ({**DUTY, "reden": "Overlijden"}, "reden", "hoort geen reden"),
    ({"begin": date(2026, 8, 1)}, "plichtig", "inburgeringsplichtig is"),
    ({"plichtig": False}, "reden", "waarom"),
    ({"plichtig": False, "reden": "Overig"}, "einde", "vanaf welke dag"),
    ({"plichtig": False, "reden": "Overig", "einde": date(2026, 12, 1)}, "einde", "loopt nog"),
    ({"plichtig": False, "reden": "Zomaar", "einde": date(2026, 1, 1)}, "reden", "kent DUO niet"),
    ({"plichtig": False, "reden": "Overig", "begin": date(2026, 2, 1), "einde": date(2026, 1, 1)}, "einde", "voor zij"),
    ({"gedetailleerd": "Overig"}, "indeling", "doelgroep zelf"),
    ({"indeling": "Student"}, "indeling", "kent DUO niet"),
    ({"termijn_van": date(2026, 1, 1)}, "termijn_tot", "tot wanneer"),
    ({"termijn_tot": date(2026, 1, 1)}, "termijn_van", "wanneer"),
    ({"termijn_van": date(2026, 1, 1), "termijn_tot": date(2025, 1, 1)}, "termijn_tot", "voor hij begint"),
    ({"toets_op": date(2026, 1, 1)}, "toets", "uitslag"),
    ({"toets": "Onbekend", "toets_op": date(2026, 1, 1), "toets_score": "61.5"}, "toets_score", "komma"),
    ({"toets": "Onbekend"}, "toets_op", "afgenomen"),
    ({"toets": "Onbekend", "toets_op": date(2027, 1, 1)}, "toets_op", "toekomst"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "field", "words"), MISTAKES, ids=[f"{m[1]}: {m[2]}" for m in MISTAKES])
def test_a_mistake_is_said_at_its_field(
    region: Region, facts: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(DomainError, match=words) as refusal:
        typed(region, **facts)
    assert (refusal.value.field or "") == field
    assert not Dossier.objects.exists()


def test_the_form_keeps_what_was_typed_and_opens_the_dossier(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    data = {"gemeente": "0505", "bsn": BSN, "plichtig": "ja", "begin": "18-08-2026"}
    page = browser.post("/duo/gegevens/", data).content.decode()
    assert "Vul de datum van de kennisgeving in" in page
    assert 'value="18-08-2026"' in page
    answer = browser.post("/duo/gegevens/", {**data, "kennisgeving": "20-08-2026"})
    assert answer.headers["Location"] == f"/dossier/{Dossier.objects.get().pk}/"


def test_the_form_of_a_dossier_adds_what_is_new(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    answer = browser.post(
        f"/duo/gegevens/{dossier.pk}/",
        {"termijn_van": "21-11-2026", "termijn_tot": "21-11-2029"},
        follow=True,
    )
    assert "1 gegeven van DUO vastgelegd" in answer.content.decode()


def test_a_gemeente_with_a_link_is_not_asked_for(region: Region, fake: FakeDuo, signed_in: SignedIn) -> None:
    page = signed_in(region.regisseur).get("/duo/gegevens/").content.decode()
    assert "Al uw gemeenten hebben een koppeling" in page
