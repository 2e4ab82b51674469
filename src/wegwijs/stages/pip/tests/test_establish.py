"""Establishing is a decision: with mandate, by another than who prepared it, and never against law or DUO."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from support.pips import drafted, established, offered, ready_dossier, with_role
from support.region import TODAY, Region
from wegwijs.access.roles import Role
from wegwijs.dossiers.commands import close_dossier, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, State, Variant
from wegwijs.errors import DomainError, NotAllowed, Refused
from wegwijs.organisations.models import Beleid, Bezwaaradres, Mandaatbesluit, Overdrachtsbesluit
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import annul_pip, establish_pip, offer_pip, return_pip, send_pip
from wegwijs.stages.pip.models import Doel, Pip
from wegwijs.stages.pip.models import State as PipState

REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"leerroute": "", "niveau": ""}, "leerroute", "artikel 15, eerste lid"),
    ({"ondersteuning": ()}, "ondersteuning", "artikel 15, eerste lid"),
    ({"pvt_uren": 11}, "pvt_uren", "artikel 15, eerste lid"),
    ({"map_uren": None}, "map_uren", "artikel 15, eerste lid"),
    ({"jong_kind": None}, "vve", "artikel 15, eerste lid"),
    ({"jong_kind": True, "vve_afspraak": ""}, "vve", "artikel 15, eerste lid"),
    ({"intensiteit_uren": None}, "intensiteit_uren", "artikel 15, tweede lid"),
    ({"voortgangsgesprekken": None}, "voortgangsgesprekken", "Besluit inburgering 2021, artikel 5.3, vierde lid"),
    ({"leerroute": "O", "map_uren": None, "intensiteit_uren": None}, "wens_onderwijs", "artikel 15"),
    ({"leerroute": "O", "niveau": "A2", "wens_onderwijs": True, "map_uren": None}, "niveau", "artikel 34"),
    ({"leerroute": "Z", "niveau": "B1"}, "niveau", "artikel 34"),
    ({"niveau": "A2"}, "niveau", "artikel 34"),
    ({"examens_z_route": ("KNM",)}, "examens_z_route", "Besluit inburgering 2021, artikel 3.14"),
    ({"intensiteit_uren": 10_000}, "intensiteit_uren", "artikel 34"),
    ({"motivering": ""}, "motivering", "artikel 15"),
    ({"contact": None}, "contact", "artikel 34"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "article"), REFUSED)
def test_what_law_or_duo_refuses_can_not_be_put_forward(
    region: Region, changes: dict[str, Any], field: str, article: str
) -> None:
    pip = drafted(region, ready_dossier(region), **changes)
    with pytest.raises(Refused) as refusal:
        offer_pip(pip, by=region.regisseur, on=TODAY)
    assert any(f.veld == field and article in f.zin for f in refusal.value.findings)


def test_an_asylum_pip_is_established_in_the_name_of_the_college(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = established(region, dossier)
    assert pip.in_whose_name == "namens het college van burgemeester en wethouders van Dordrecht"
    assert "M-0505-1" in pip.mandate
    fact = queries.case_of(dossier).facts.actueel_pip()
    assert fact
    assert (fact.dagtekening, fact.voortgangsgesprekken) == (TODAY, 6)
    dossier.refresh_from_db()
    assert (dossier.fase, dossier.route) == (Fase.LEERROUTE, "B")
    assert dossier.termijnen.get(soort="pip").state == "voldaan"


def test_a_family_migrant_gets_the_same_decision_without_intensity(region: Region) -> None:
    dossier = ready_dossier(region, variant=Variant.GEZIN)
    assert established(region, dossier).intensiteit_uren is None


def test_a_family_pip_with_intensity_is_refused(region: Region) -> None:
    pip = drafted(region, ready_dossier(region, variant=Variant.GEZIN), intensiteit_uren=900)
    with pytest.raises(Refused, match="gezinsmigrant"):
        offer_pip(pip, by=region.regisseur, on=TODAY)


def test_a_judgement_of_the_law_must_be_written_down(region: Region) -> None:
    dossier = ready_dossier(region, variant=Variant.GEZIN)
    with pytest.raises(Refused, match="Z-route"):
        offered(region, dossier, leerroute="Z", niveau="A2")
    Pip.objects.all().delete()
    assert offered(region, dossier, leerroute="Z", niveau="A2", oordeel="Samen met de buren in één groep.")


def test_a_route_against_the_toets_needs_a_reason(region: Region) -> None:
    dossier = ready_dossier(region)
    record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=date(2026, 11, 9),
        payload={"resultaat": "B1-route haalbaar"},
    )  # fmt: skip
    with pytest.raises(Refused, match="wijkt af"):
        offered(region, dossier, leerroute="Z", niveau="A2")


def test_benefit_asks_the_decisions_of_the_participatiewet(region: Region) -> None:
    dossier = ready_dossier(region)
    record_event(dossier, Kind.BIJSTAND_RECHT, by=region.regisseur, on=date(2026, 10, 1))
    with pytest.raises(Refused, match="artikel 15, derde lid"):
        offered(region, dossier)


def test_a_pip_dated_before_settlement_is_refused(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = drafted(region, dossier, on=date(2026, 9, 1))
    with pytest.raises(Refused, match="vestiging in de gemeente"):
        offer_pip(pip, by=region.regisseur, on=date(2026, 9, 1))


def test_facts_that_changed_after_it_was_put_forward_are_checked_again(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = offered(region, dossier)
    record_event(
        dossier, Kind.DUO_DOELGROEP, by=region.duo, on=TODAY,
        payload={"indeling": "Gezinsmigrant en overige migrant", "gedetailleerd": "Overig"},
    )  # fmt: skip
    with pytest.raises(Refused, match="intensiteit"):
        establish_pip(pip, by=region.decider, on=TODAY)


def test_a_regisseur_may_not_establish(region: Region) -> None:
    pip = offered(region, ready_dossier(region))
    with pytest.raises(NotAllowed):
        establish_pip(pip, by=region.regisseur, on=TODAY)


def test_four_eyes_keep_the_preparer_from_establishing(region: Region) -> None:
    pip = offered(region, ready_dossier(region))
    both = with_role(region.regisseur, Role.BESLISSER)
    with pytest.raises(NotAllowed, match="vier ogen"):
        establish_pip(pip, by=both, on=TODAY)


def test_a_gemeente_may_do_without_four_eyes(region: Region) -> None:
    Beleid.objects.create(
        gemeente=region.dordrecht, key="pip.vier_ogen", value=0, source="collegebesluit", valid_from=TODAY
    )
    pip = offered(region, ready_dossier(region))
    assert establish_pip(pip, by=with_role(region.regisseur, Role.BESLISSER), on=TODAY)


def test_without_a_mandate_on_that_day_there_is_no_decision(region: Region) -> None:
    Mandaatbesluit.objects.filter(gemeente="0505").update(valid_to=date(2026, 10, 31))
    pip = offered(region, ready_dossier(region))
    with pytest.raises(DomainError, match="geen mandaat"):
        establish_pip(pip, by=region.decider, on=TODAY)


def test_after_the_switch_date_the_own_board_decides(region: Region) -> None:
    Overdrachtsbesluit.objects.create(
        gemeente=region.dordrecht, organisation=region.organisations["SDD"], board="het bestuur van de GR",
        valid_from=TODAY,
    )  # fmt: skip
    dossier = ready_dossier(region)
    pip = offered(region, dossier)
    with pytest.raises(DomainError, match="geen adres voor bezwaar"):
        establish_pip(pip, by=region.decider, on=TODAY)
    Bezwaaradres.objects.create(
        organisation=region.organisations["SDD"], postal="Postbus 619, 3300 AP Dordrecht", court="Rechtbank Rotterdam",
        valid_from=TODAY,
    )  # fmt: skip
    done = establish_pip(pip, by=region.decider, on=TODAY)
    assert done.in_whose_name == "het bestuur van de GR"
    assert done.letter
    words = str(done.letter.content)
    assert "het bestuur van de GR, Postbus 619, 3300 AP Dordrecht" in words
    assert "Postbus 505" not in words
    assert "voor de gemeente" not in words


def test_a_college_without_an_address_for_objections_takes_no_decision(region: Region) -> None:
    Bezwaaradres.objects.filter(gemeente="0505").update(valid_to=TODAY - timedelta(days=1))
    pip = offered(region, ready_dossier(region))
    with pytest.raises(DomainError, match=r"geen adres voor bezwaar bekend.*artikel 3:45"):
        establish_pip(pip, by=region.decider, on=TODAY)


def test_the_address_for_objections_is_the_one_of_the_day_of_the_decision(region: Region) -> None:
    Bezwaaradres.objects.filter(gemeente="0505").update(valid_to=TODAY - timedelta(days=1))
    Bezwaaradres.objects.create(
        gemeente=region.dordrecht, postal="Postbus 9, 3300 AA Dordrecht", court="Rechtbank Rotterdam", valid_from=TODAY
    )  # fmt: skip
    pip = established(region, ready_dossier(region))
    assert pip.letter
    assert "Postbus 9, 3300 AA Dordrecht" in str(pip.letter.content["blocks"])
    assert "digitaal:" not in str(pip.letter.content)


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 11, 22), "voorgelegd"), (date(2026, 11, 24), "toekomst")]
)
def test_the_dagtekening_lies_between_putting_forward_and_today(region: Region, on: date, words: str) -> None:
    pip = offered(region, ready_dossier(region))
    with pytest.raises(DomainError, match=words):
        establish_pip(pip, by=region.decider, on=on)


def test_a_closed_dossier_gets_no_pip(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = drafted(region, dossier)
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
    assert Dossier.objects.get(pk=dossier.pk).state == State.GESLOTEN
    with pytest.raises(DomainError, match="gesloten"):
        offer_pip(pip, by=region.regisseur, on=TODAY)


def test_giving_back_asks_a_reason_and_makes_a_task(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = offered(region, dossier)
    with pytest.raises(DomainError, match="wat er anders moet"):
        return_pip(pip, by=region.decider, on=TODAY, reason=" ")
    back = return_pip(pip, by=region.decider, on=TODAY, reason="Leg de intensiteit uit.")
    assert back.state == PipState.CONCEPT
    task = dossier.taken.get(source_key="pip:terug", done_on=None)
    assert task.assigned_to == region.regisseur.employee
    offer_pip(back, by=region.regisseur, on=TODAY)
    assert not dossier.taken.filter(source_key="pip:terug", done_on=None).exists()


def test_a_version_is_established_once(region: Region) -> None:
    pip = offered(region, ready_dossier(region))
    establish_pip(pip, by=region.decider, on=TODAY)
    with pytest.raises(DomainError, match="vastgesteld"):
        establish_pip(pip, by=region.decider, on=TODAY)


@pytest.mark.parametrize(
    "change", [{"motivering": "anders"}, {"pvt_uren": 13}, {"state": "concept"}, {"established_on": TODAY.replace(day=1)}]
)  # fmt: skip
def test_the_database_refuses_to_change_an_established_pip(region: Region, change: dict[str, Any]) -> None:
    pip = established(region, ready_dossier(region))
    with pytest.raises(DatabaseError, match="nieuwe versie"), transaction.atomic():
        Pip.objects.filter(pk=pip.pk).update(**change)


def test_the_database_refuses_to_change_or_delete_its_parts(region: Region) -> None:
    pip = established(region, ready_dossier(region))
    for act in (
        lambda: pip.doelen.update(tekst="anders"),
        lambda: pip.doelen.all().delete(),
        lambda: Doel.objects.create(pip=pip, leefgebied="werk", tekst="Ik werk."),
        lambda: Pip.objects.filter(pk=pip.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_from_the_decision_until_it_is_made_known_sending_it_is_a_task(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = established(region, dossier)
    assert dossier.taken.get(done_on=None, source_key="pip:versturen").title == "PIP versturen"
    send_pip(pip, by=region.decider, on=TODAY)
    assert not dossier.taken.filter(done_on=None, source_key="pip:versturen").exists()


def test_a_decision_that_is_dropped_need_not_be_sent(region: Region) -> None:
    dossier = ready_dossier(region)
    annul_pip(established(region, dossier), by=region.decider, on=TODAY, reason="verkeerde route")
    assert not dossier.taken.filter(done_on=None, source_key="pip:versturen").exists()
