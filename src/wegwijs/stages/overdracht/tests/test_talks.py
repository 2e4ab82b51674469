"""The driegesprek: who waits for one, planning it as an appointment, and what COA may give in it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import cancel_afspraak
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.people.models import Source
from wegwijs.stages.overdracht.commands import record_driegesprek, record_koppeling
from wegwijs.stages.overdracht.commands.steps import Present, Way
from wegwijs.stages.overdracht.models import ProfielVeld
from wegwijs.stages.overdracht.queries import TalkState, talked, to_hand_over

SignedIn = Callable[[Actor], Client]
PLAN = {
    "on": "26-11-2026", "at": "10:30", "minutes": "45", "way": "opvang", "place": "azc Dronten",
    "counterpart": "L. Maas", "interpreter": "on",
}  # fmt: skip
HELD = {"on": "20-11-2026", "way": "video", "present": ["inburgeraar", "coa", "tolk"], "identity": "klopt"}


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


@pytest.fixture
def linked(region: Region) -> Dossier:
    dossier = make_dossier(region)
    record_koppeling(dossier, by=region.regisseur, on=date(2026, 10, 5), location="azc Dronten")
    return dossier


def planned(desk: Client, region: Region, dossier: Dossier, **changes: str) -> Afspraak:
    assert region.regisseur.employee
    typed = {**PLAN, "employee": str(region.regisseur.employee.pk), **changes}
    answer = desk.post(f"/overdracht/{dossier.pk}/driegesprek/plannen/", typed)
    assert answer.status_code == 302, answer.content.decode()
    return Afspraak.objects.get(dossier=dossier)


def at(region: Region, stand: TalkState) -> list[Dossier]:
    return list(talked(to_hand_over(region.regisseur), stand))


def test_who_is_linked_waits_until_a_talk_is_planned_and_then_held(
    region: Region, linked: Dossier, dossier: Dossier, desk: Client
) -> None:
    assert [at(region, stand) for stand in TalkState] == [[linked], [], []]
    row = planned(desk, region, linked)
    assert [at(region, stand) for stand in TalkState] == [[], [linked], []]
    cancel_afspraak(row, by=region.regisseur)
    assert at(region, TalkState.ZONDER) == [linked]
    present = [Present.INBURGERAAR, Present.COA]
    record_driegesprek(linked, by=region.regisseur, on=TODAY, way=Way.AZC, present=present)
    assert [at(region, stand) for stand in TalkState] == [[], [], [linked]]


def test_the_list_of_who_waits_says_since_how_many_weeks_longest_first(
    region: Region, linked: Dossier, desk: Client, statements: Callable[[Client, str], int]
) -> None:
    later = make_dossier(region)
    record_koppeling(later, by=region.regisseur, on=TODAY, location="")
    text = desk.get("/overdracht/?stand=zonder-gesprek").content.decode()
    assert "7 weken geleden" in text
    assert text.index(str(linked.pk)) < text.index(str(later.pk))
    assert str(linked.pk) not in desk.get("/overdracht/?stand=gevoerd").content.decode()
    assert str(linked.pk) in desk.get("/overdracht/?stand=onzin").content.decode()
    assert statements(desk, "/overdracht/?stand=zonder-gesprek") == statements(desk, "/overdracht/") <= 8


def test_a_planned_talk_is_an_appointment_with_the_coa_begeleider_and_an_interpreter(
    region: Region, linked: Dossier, desk: Client
) -> None:
    row = planned(desk, region, linked)
    assert (row.soort, row.counterpart, row.interpreter) == (Afspraak.Soort.DRIEGESPREK, "L. Maas", True)
    text = desk.get(f"/overdracht/{linked.pk}/").content.decode()
    assert "gepland op 26-11-2026" in text
    assert "L. Maas, tolk" in text
    moved = f"/dossiers/{linked.pk}/afspraak/{row.pk}/"
    assert 'value="L. Maas"' in desk.get(moved).content.decode()
    assert "Driegesprek" in desk.get("/agenda/").content.decode()


def test_a_talk_in_the_past_is_not_planned_and_nothing_typed_is_lost(
    linked: Dossier, region: Region, desk: Client
) -> None:
    assert region.regisseur.employee
    typed = {**PLAN, "employee": str(region.regisseur.employee.pk), "on": "20-11-2026"}
    text = desk.post(f"/overdracht/{linked.pk}/driegesprek/plannen/", typed).content.decode()
    assert "al voorbij" in text
    assert 'value="L. Maas"' in text


def test_the_form_says_who_may_share_and_has_no_field_for_what_coa_may_not(
    linked: Dossier, desk: Client
) -> None:
    text = desk.get(f"/overdracht/{linked.pk}/driegesprek/").content.decode()
    assert "artikel 9.4, derde lid" in text
    assert "BSN: doorgeven aan de maatschappelijke begeleiding mag niet" in text
    assert "Gezondheid: COA mag dit niet met de gemeente delen" in text
    for field in ("gezondheid", "medisch", "asielrelaas"):
        assert f'name="{field}"' not in text


def test_what_coa_gives_in_the_talk_is_kept_as_coas(region: Region, linked: Dossier, desk: Client) -> None:
    typed = {**HELD, "gezinsgrootte": "9", "taalniveau": "op weg naar A1"}
    assert desk.post(f"/overdracht/{linked.pk}/driegesprek/", typed).status_code == 302
    rows = ProfielVeld.objects.filter(dossier=linked)
    assert {(row.key, row.value, row.source) for row in rows} == {
        ("gezinsgrootte", "9", Source.COA), ("taalniveau", "op weg naar A1", Source.COA),
    }  # fmt: skip
    payload = linked.gebeurtenissen.get(kind=Kind.DRIEGESPREK).payload
    assert payload["van_coa"] == ["gezinsgrootte", "taalniveau"]
    assert payload["identiteit"] == "klopt"


def test_without_coa_nothing_is_coas(linked: Dossier, desk: Client) -> None:
    typed = {**HELD, "present": ["inburgeraar"], "gezinsgrootte": "9"}
    text = desk.post(f"/overdracht/{linked.pk}/driegesprek/", typed).content.decode()
    assert "COA was er niet bij" in text
    assert not linked.gebeurtenissen.filter(kind=Kind.DRIEGESPREK).exists()


def test_an_identity_that_differs_becomes_a_task(linked: Dossier, desk: Client) -> None:
    desk.post(f"/overdracht/{linked.pk}/driegesprek/", {**HELD, "identity": "verschilt"})
    assert linked.taken.get(source_key="identiteit").title == "Identiteit uitzoeken"
