"""On which days things can have happened: every wrong date is refused at its field, with the remedy and the article."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from support.intake import begun, call, diploma
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import open_dossier_for, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.intake.commands import record_gesprek, wait_for_third
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.models import Gesprek, Oproep
from wegwijs.stages.intake.queries import must_have

SignedIn = Callable[[Actor], Client]
TALK = {"way": "kantoor", "interpreter": "niet", "alone": "ja", "report": "Kennisgemaakt."}
VERSLAG = Verslag(Oproep.Way.KANTOOR, Gesprek.Tolk.NIET, alone=True, report="Kennisgemaakt.")
ARTICLE = "Wet inburgering 2021, artikel 14, eerste lid"


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


@pytest.fixture
def obliged(region: Region, dossier: Dossier) -> Dossier:
    """Someone who must inburgeren since 15 September, with an intake that was begun here on 1 October."""
    payload = {"plichtig": True, "begin": "2026-09-15", "kennisgeving": "2026-09-20"}
    record_event(
        dossier, Kind.DUO_PLICHT, by=region.duo, on=date(2026, 9, 20), payload=payload, origin=Origin.DUO
    )
    begun(dossier, region)
    return dossier


PAGES: list[tuple[str, dict[str, str], str]] = [
    ("gesprek/", TALK, "on"),
    ("alleen/", {"choice": "alleen"}, "on"),
    ("stuk/", {"soort": "diploma"}, "on"),
    ("wachten/", {"soort": "diploma", "party": "IDW", "necessary": "nee"}, "on"),
    ("oproep/1/", {"outcome": "verschenen"}, "on"),
    ("toets/", {"gemeente": "Rotterdam"}, "established_on"),
]


@pytest.mark.parametrize(("page", "typed", "field"), PAGES, ids=[page for page, *_ in PAGES])
def test_a_day_to_come_is_refused_at_its_field_and_nothing_typed_is_lost(
    region: Region, obliged: Dossier, desk: Client, page: str, typed: dict[str, str], field: str
) -> None:
    call(must_have(obliged), region, on=date(2026, 11, 16), at=date(2026, 11, 20))
    before = obliged.gebeurtenissen.count()
    answer = desk.post(f"/intake/{obliged.pk}/{page}", {**typed, field: "24-11-2026"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "toekomst" in text
    assert f'href="#id_{field}"' in text
    assert 'value="24-11-2026"' in text
    assert obliged.gebeurtenissen.count() == before


@pytest.mark.parametrize("page", ["gesprek/", "alleen/"])
def test_before_the_obligation_there_is_no_intake(obliged: Dossier, desk: Client, page: str) -> None:
    typed = {**TALK, "choice": "alleen", "on": "14-09-2026"}
    text = desk.post(f"/intake/{obliged.pk}/{page}", typed).content.decode()
    assert "pas inburgeringsplichtig vanaf 15-09-2026" in text
    assert "leg het vast als contact" in text
    assert ARTICLE in text
    assert 'href="#id_on"' in text


def test_a_first_talk_before_the_intake_was_begun_here_moves_its_beginning(
    region: Region, obliged: Dossier
) -> None:
    record_gesprek(must_have(obliged), VERSLAG, by=region.regisseur, on=date(2026, 9, 18))
    assert must_have(obliged).started_on == date(2026, 9, 18)
    begun_on = timeline(obliged).get(kind=Kind.INTAKE_GESTART)
    assert begun_on.on == date(2026, 9, 18)
    assert begun_on.supersedes


def test_a_voorloper_talks_before_the_obligation_but_is_not_called_up(region: Region) -> None:
    lead = replace(region, regisseur=region.teamlead)
    zwijndrecht = Gemeente.objects.get(pk="0642")
    forerunner, _ = open_dossier_for(
        make_dossier(region).person, zwijndrecht, by=region.teamlead, on=date(2026, 9, 1), variant=Variant.ASIEL,
        state=State.VOORLOPER, reason="gekoppeld door COA",
    )  # fmt: skip
    intake = begun(forerunner, lead)
    record_gesprek(intake, VERSLAG, by=region.teamlead, on=date(2026, 9, 2))
    with pytest.raises(DomainError, match="begint op 01-09-2026"):
        record_gesprek(intake, VERSLAG, by=region.teamlead, on=date(2026, 8, 31))
    with pytest.raises(DomainError, match="nog niet gemeld") as refused:
        call(must_have(forerunner), lead, on=TODAY, at=TODAY)
    assert ARTICLE in str(refused.value)


def test_nobody_is_called_up_before_the_obligation(region: Region, dossier: Dossier) -> None:
    payload = {"plichtig": True, "begin": "2026-12-01", "kennisgeving": "2026-11-20"}
    record_event(
        dossier, Kind.DUO_PLICHT, by=region.duo, on=date(2026, 11, 20), payload=payload, origin=Origin.DUO
    )
    with pytest.raises(DomainError, match="vanaf 01-12-2026"):
        call(begun(dossier, region), region, on=TODAY, at=TODAY)


@pytest.mark.parametrize(
    ("page", "typed", "wrong"),
    [
        ("oproep/", {"at": "22-11-2026"}, "ligt in het verleden"),
        ("oproep/", {"at": "08-12-2026"}, "valt na de termijn van de oproep (07-12-2026)"),
        ("oproep/", {"at": "31-02-2027"}, "bestaat niet"),
        ("voltooien/", {"on": "24-11-2026"}, "toekomst"),
    ],
)
def test_a_wrong_day_for_the_talk_is_explained(
    obliged: Dossier, desk: Client, page: str, typed: dict[str, str], wrong: str
) -> None:
    filled = {
        "time": "10:00",
        "way": "kantoor",
        "place": "Spuiboulevard",
        "channel": "uitgereikt",
        "versturen": "1",
    }
    assert wrong in desk.post(f"/intake/{obliged.pk}/{page}", {**filled, **typed}).content.decode()


def test_a_letter_that_may_not_be_sent_is_not_shown_as_if_it_could(obliged: Dossier, desk: Client) -> None:
    typed = {"at": "22-11-2026", "time": "10:00", "way": "kantoor", "place": "Spui", "channel": "uitgereikt"}
    text = desk.post(f"/intake/{obliged.pk}/oproep/", typed).content.decode()
    assert "ligt in het verleden" in text
    assert "Verstuur de brief" not in text


def test_what_came_before_it_was_asked_is_refused(region: Region, obliged: Dossier, desk: Client) -> None:
    row = wait_for_third(must_have(obliged), diploma(), by=region.regisseur, on=date(2026, 11, 10))
    page = f"/intake/{obliged.pk}/wachten/{row.pk}/"
    text = desk.post(page, {"on": "09-11-2026"}).content.decode()
    assert "vroeg dit pas op 10-11-2026" in text
    assert "Kies die dag of later" in text


def test_an_outcome_before_the_letter_or_a_no_show_before_the_talk_is_refused(
    region: Region, obliged: Dossier, desk: Client
) -> None:
    call(must_have(obliged), region, on=date(2026, 11, 16), at=date(2026, 11, 23))
    page = f"/intake/{obliged.pk}/oproep/1/"
    assert (
        "ging pas uit op 16-11-2026"
        in desk.post(page, {"on": "15-11-2026", "outcome": "verschenen"}).content.decode()
    )
    early = desk.post(page, {"on": "20-11-2026", "outcome": "niet_verschenen"}).content.decode()
    assert "De afspraak is pas op 23-11-2026" in early
