"""What would still make a termijn longer, and the statement of the college."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.completion import FAMILY, on_route
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.stages.leerroutes.commands.statement import (
    STATEMENT,
    ask_statement,
    record_statement,
    send_statement,
)
from wegwijs.stages.leerroutes.models import Voltooiingsstand
from wegwijs.stages.leerroutes.queries.verlengen import chances, chances_of
from wegwijs.stages.leerroutes.queries.voltooien import completion
from wi2021.verlenging import Grond

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]


def test_a_late_offer_gives_its_days_and_asks_a_statement_e52(region: Region, signed_in: SignedIn) -> None:
    dossier = on_route(region, "B", pip=date(2026, 3, 10))
    record_event(dossier, Kind.AANBOD, by=region.regisseur, on=date(2026, 7, 25))
    record_event(dossier, Kind.AANBOD, by=region.regisseur, on=date(2026, 9, 1))
    found = next(one for one in chances(completion(dossier)) if one.grond is Grond.GEEN_AANBOD)
    assert (found.helps, found.length, found.proof) == (True, "45 dagen", "verklaring van het college")
    browser, address = signed_in(region.regisseur), f"/voltooien/dossier/{dossier.pk}/termijn/"
    for _ in range(2):
        assert browser.post(f"{address}vraag/").status_code == 302
    assert dossier.taken.filter(source_key=STATEMENT, done_on=None).count() == 1
    assert browser.post(f"{address}verklaring/", {"on": "23-11-2026"}).status_code == 302
    assert not dossier.taken.filter(source_key=STATEMENT, done_on=None).exists()
    assert "laat aanbod: 45 dagen" in browser.get(address).content.decode()


def test_no_statement_where_the_offer_was_in_time_or_is_not_asked(
    region: Region, signed_in: SignedIn
) -> None:
    timely = on_route(region, "B")
    record_event(timely, Kind.AANBOD, by=region.regisseur, on=date(2024, 4, 1))
    with pytest.raises(DomainError, match="op tijd"):
        record_statement(timely, by=region.regisseur, on=TODAY)
    family = on_route(region, "B", group=FAMILY)
    with pytest.raises(DomainError, match="alleen voor een asielstatushouder"):
        ask_statement(family, by=region.regisseur)
    with pytest.raises(NotAllowed):
        ask_statement(family, by=region.decider)
    answer = signed_in(region.regisseur).post(f"/voltooien/dossier/{family.pk}/termijn/vraag/", follow=True)
    assert "Een verklaring heeft hier geen zin" in answer.content.decode()


def test_every_ground_stands_with_its_proof_and_what_duo_decided(
    region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    dossier = on_route(region, "B")
    record_event(
        dossier, Kind.DUO_VERZOEK, by=region.duo, on=TODAY, origin=Origin.DUO, summary="verzoek om verlenging afgewezen",
        payload={"soort": "verzoek om verlenging afgewezen", "oordeel": "afgewezen"},
    )  # fmt: skip
    browser, address = signed_in(region.regisseur), f"/voltooien/dossier/{dossier.pk}/termijn/"
    page = browser.get(address).content.decode()
    for said in (
        "uittreksel uit de BRP",
        "akte van overlijden",
        "verzoek om verlenging afgewezen",
        "10-03-2027",
        "als het speelt",
    ):
        assert said in page, said
    assert page.count("waarom?") >= len(Grond)
    assert statements(browser, address) <= 12
    assert signed_in(region.counsellor).get(address).status_code == 404


def test_the_statement_goes_as_a_letter_and_ends_its_task(region: Region, signed_in: SignedIn) -> None:
    dossier = on_route(region, "B", pip=date(2026, 3, 10))
    record_event(dossier, Kind.AANBOD, by=region.regisseur, on=date(2026, 7, 25))
    ask_statement(dossier, by=region.regisseur)
    browser, address = (
        signed_in(region.regisseur),
        f"/voltooien/dossier/{dossier.pk}/termijn/verklaring/brief/",
    )
    page = browser.get(address).content.decode()
    for said in ("10 maart 2026", "25 juli 2026", "45 dagen", "10 september 2028"):
        assert said in page, said
    letter = send_statement(dossier, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)
    assert letter.sent_on == TODAY
    event = dossier.gebeurtenissen.get(kind=Kind.COLLEGEVERKLARING)
    assert event.payload["brief"] == str(letter.pk)
    assert not dossier.taken.filter(source_key=STATEMENT, done_on=None).exists()


def test_no_letter_where_it_makes_no_sense(region: Region, signed_in: SignedIn) -> None:
    dossier = on_route(region, "B", group=FAMILY)
    address = f"/voltooien/dossier/{dossier.pk}/termijn/verklaring/brief/"
    answer = signed_in(region.regisseur).get(address, follow=True)
    assert "Een verklaring heeft hier geen zin" in answer.content.decode()
    assert signed_in(region.decider).get(address).status_code == 404


def test_who_went_on_at_another_school_had_begun_in_time(region: Region) -> None:
    """X-g in the Onderwijsroute asks whether it began within six months of the PIP: not when the newest course began."""
    dossier = on_route(region, "O", pip=date(2025, 3, 10))
    for on in (date(2025, 6, 2), date(2026, 9, 7)):
        record_event(dossier, Kind.AANBOD, by=region.regisseur, on=on)
        record_event(dossier, Kind.LES_BEGONNEN, by=region.regisseur, on=on)
    found = next(one for one in chances(completion(dossier)) if one.grond is Grond.GEEN_AANBOD)
    assert (found.helps, found.length) == (False, "")


def test_the_list_of_who_runs_out_of_time_says_the_same(region: Region) -> None:
    """Who began the Onderwijsroute in time got no late offer; the list knows it from the placement."""
    stand = Voltooiingsstand(
        route="O",
        group="Asielstatushouder",
        pip_on=date(2023, 12, 1),
        offered_on=date(2024, 1, 8),
        ends_on=date(2026, 12, 1),
    )
    for begun, helps in ((date(2024, 2, 5), False), (date(2024, 9, 2), True), (None, True)):
        rows = chances_of(stand, TODAY, all_lessons=False, lesson_hours=0, begun=begun)
        assert next(one for one in rows if one.grond is Grond.GEEN_AANBOD).helps is helps
