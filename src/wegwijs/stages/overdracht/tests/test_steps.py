"""The steps of the handover and the klantprofiel: each value with its source and date, nothing overwritten."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import HouseRefusal
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Fase
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.people.models import Source
from wegwijs.stages.overdracht.commands import HouseStep, give_profile, record_driegesprek, record_huisvesting
from wegwijs.stages.overdracht.commands.steps import Present, Way
from wegwijs.stages.overdracht.models import ProfielVeld
from wegwijs.stages.overdracht.queries import newest, profile_rows, stands

SignedIn = Callable[[Actor], Client]


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def give(dossier: Dossier, by: Actor, on: date = TODAY, **values: str) -> list[str]:
    return give_profile(dossier, values, by=by, source=Source.COA, as_of=on)


def test_a_newer_value_stands_beside_the_older_one(region: Region, dossier: Dossier) -> None:
    give(dossier, region.regisseur, date(2026, 10, 1), telefoon="0611111111", digid="nee")
    assert give(dossier, region.regisseur, telefoon="0622222222", digid="n") == ["telefoon"]
    assert ProfielVeld.objects.filter(key="telefoon").count() == 2
    assert newest(profile_rows(dossier))["telefoon"].value == "0622222222"


def test_a_late_message_does_not_replace_a_newer_value(region: Region, dossier: Dossier) -> None:
    give(dossier, region.regisseur, telefoon="0622222222")
    give(dossier, region.regisseur, date(2026, 10, 1), telefoon="0611111111")
    assert newest(profile_rows(dossier))["telefoon"].value == "0622222222"


def test_koppeling_voorinburgering_and_language_of_a_profile_go_where_they_belong(
    region: Region, dossier: Dossier
) -> None:
    give(
        dossier, region.regisseur, koppeldatum="01-10-2026", locatie="azc Dronten", taal="Tigrinya", tolk="ja",
        voorinburgering="deels gevolgd", onderdelen="NT2; KNM",
    )  # fmt: skip
    linked = dossier.gebeurtenissen.get(kind=Kind.COA_KOPPELING)
    assert (linked.on, linked.payload["locatie"], linked.origin) == (
        date(2026, 10, 1), "azc Dronten", Origin.COA,
    )  # fmt: skip
    assert dossier.gebeurtenissen.get(kind=Kind.VOORINBURGERING).payload["onderdelen"] == ["NT2", "KNM"]
    dossier.person.refresh_from_db()
    assert dossier.person.interpreter_needed
    assert dossier.person.languages.get().code == "ti"
    assert stands([dossier])[dossier.pk].location == "azc Dronten"


@pytest.mark.parametrize(
    ("field", "value"),
    [("koppeldatum", "30-02-2026"), ("koppeldatum", "01-12-2026"), ("gezinsgrootte", "veel"), ("digid", "straks"),
     ("telefoon", "0" * 41)],
)  # fmt: skip
def test_a_value_that_does_not_fit_names_its_field(
    region: Region, dossier: Dossier, field: str, value: str
) -> None:
    with pytest.raises(DomainError) as refused:
        give_profile(dossier, {field: value}, by=region.regisseur, source=Source.COA, as_of=TODAY)
    assert refused.value.field == field
    assert not ProfielVeld.objects.exists()


def test_a_profile_from_tomorrow_is_refused(region: Region, dossier: Dossier) -> None:
    with pytest.raises(DomainError, match="peildatum ligt in de toekomst"):
        give(dossier, region.regisseur, date(2026, 11, 24), telefoon="0611111111")


def test_a_regisseur_of_elsewhere_gives_no_profile(region: Region, dossier: Dossier) -> None:
    with pytest.raises(NotAllowed):
        give(dossier, region.outsider, telefoon="0611111111")


def test_the_profile_is_kept_from_its_page(dossier: Dossier, desk: Client) -> None:
    page = f"/overdracht/{dossier.pk}/profiel/"
    typed = {"source": "coa", "as_of": "20-11-2026", "gezinsgrootte": "3", "digid": "ja", "koppeldatum": "01-10-2026"}  # fmt: skip
    assert desk.post(page, typed).status_code == 302
    text = desk.get(f"/overdracht/{dossier.pk}/").content.decode()
    assert "COA (TVS), 20-11-2026" in text
    assert "01-10-2026" in text
    assert 'value="01-10-2026"' in desk.get(page).content.decode()
    wrong = desk.post(page, {**typed, "gezinsgrootte": "900", "locatie": "azc Dronten"}).content.decode()
    assert "azc Dronten" in wrong
    assert ProfielVeld.objects.filter(key="locatie").count() == 0


def test_the_steps_are_recorded_from_their_pages(region: Region, dossier: Dossier, desk: Client) -> None:
    base = f"/overdracht/{dossier.pk}/"
    posts = {
        "koppeling/": {"on": "01-10-2026", "locatie": "azc Dronten"},
        "driegesprek/": {
            "on": "12-10-2026",
            "way": "azc",
            "present": ["inburgeraar", "coa", "tolk"],
            "identity": "klopt",
        },
        "woning/": {
            "on": "20-10-2026",
            "stap": "aangeboden",
            "plaats": "Crabbehof",
            "members": [str(dossier.pk)],
        },
        "voorinburgering/": {"on": "12-10-2026", "deelname": "gevolgd", "onderdelen": ["NT2"]},
    }
    for part, typed in posts.items():
        assert desk.get(f"{base}{part}").status_code == 200
        assert desk.post(f"{base}{part}", typed).status_code == 302, part
    dossier.refresh_from_db()
    assert dossier.fase == Fase.HUISVESTING
    text = desk.get(base).content.decode()
    assert "woning aangeboden, 20-10-2026" in text
    assert "gevoerd op 12-10-2026" in text


def test_a_driegesprek_without_the_person_is_none(dossier: Dossier, desk: Client) -> None:
    page = f"/overdracht/{dossier.pk}/driegesprek/"
    text = desk.post(
        page, {"on": "12-10-2026", "way": "azc", "present": ["coa"], "identity": "niet"}
    ).content.decode()
    assert "Zonder de inburgeraar is het geen driegesprek" in text
    assert "checked" in text


def test_the_page_costs_the_same_however_much_there_is(
    region: Region, dossier: Dossier, desk: Client, statements: Callable[[Client, str], int]
) -> None:
    few = statements(desk, f"/overdracht/{dossier.pk}/")
    for day in range(1, 6):
        give(
            dossier,
            region.regisseur,
            date(2026, 10, day),
            telefoon=f"061111111{day}",
            casemanager=f"M. {day}",
        )
    assert statements(desk, f"/overdracht/{dossier.pk}/") == few <= 12


def test_a_handover_is_complete_once_the_key_is_given(region: Region, dossier: Dossier) -> None:
    give(
        dossier, region.regisseur, koppeldatum="01-10-2026", locatie="azc Dronten", telefoon="0600000001",
        gezinsgrootte="1", taal="Turks", voorinburgering="gevolgd",
    )  # fmt: skip
    present = [Present.INBURGERAAR, Present.COA]
    record_driegesprek(dossier, by=region.regisseur, on=TODAY, way=Way.AZC, present=present)
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.regisseur, on=TODAY)
    assert stands([dossier])[dossier.pk].missing == ("woning",)
    refused = HouseRefusal.HUUR
    record_huisvesting(
        [dossier], by=region.regisseur, on=TODAY, step=HouseStep.GEWEIGERD, place="", refusal=refused
    )
    assert stands([dossier])[dossier.pk].missing == ("woning",)
    record_huisvesting([dossier], by=region.regisseur, on=TODAY, step=HouseStep.SLEUTEL, place="Sterrenburg")
    assert not stands([dossier])[dossier.pk].missing
