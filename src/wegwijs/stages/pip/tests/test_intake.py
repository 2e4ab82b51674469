"""What the intake gave stands in the first draft, and an intake that lacks something stops the decision."""

from datetime import date
from typing import Any

import pytest

from support.pips import good_content, ready_dossier
from support.region import TODAY, Region
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import Refused
from wegwijs.stages.intake.commands import fill_block, start_intake
from wegwijs.stages.pip.commands import draft_pip, offer_pip, save_draft
from wi2021.intake import Onderdeel

BLOCKS: dict[Onderdeel, dict[str, Any]] = {
    Onderdeel.OPLEIDING: {"wens_onderwijs": True},
    Onderdeel.VVE: {"kinderen": 1, "stand": "aanmelden"},
    Onderdeel.TAALNIVEAU: {"schrift": "AA", "lening": True},
    Onderdeel.ARBEIDSPARTICIPATIE: {"wens": "kok", "uren": 24},
    Onderdeel.ZELFREDZAAMHEID: {"hulp": ["vwn", "taalmaatje", "buurt"]},
    Onderdeel.LICHAMELIJKE_GEZONDHEID: {"nodig": ["pauzes"]},
}


def with_intake(region: Region, **kwargs: Any) -> Dossier:
    dossier = ready_dossier(region, **kwargs)
    intake = start_intake(dossier, by=region.regisseur, on=date(2026, 9, 20))
    for onderdeel, answers in BLOCKS.items():
        fill_block(intake, onderdeel, answers, by=region.regisseur, on=TODAY, expected_version=0)
    record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=date(2026, 11, 9),
        payload={"resultaat": "B1-route haalbaar"},
    )  # fmt: skip
    return dossier


def test_the_first_draft_holds_what_the_intake_gave(region: Region) -> None:
    pip = draft_pip(with_intake(region), by=region.regisseur, on=TODAY)
    assert (pip.leerroute, pip.niveau, pip.alfabetisering, pip.wens_onderwijs) == ("B", "B1", "AA", True)
    assert pip.vve_afspraak == "Wij melden uw kind samen met u aan voor de voorschool."
    assert pip.ondersteuning == ["regisseur", "begeleiding", "taalmaatje", "voorziening"]
    assert [goal.tekst for goal in pip.doelen.all()] == ["Ik wil dit werk doen: kok."]
    assert pip.wil_lening_alfabetisering is False


def test_a_family_migrant_who_wants_a_loan_gets_the_obligation_and_no_guidance(region: Region) -> None:
    pip = draft_pip(with_intake(region, variant=Variant.GEZIN), by=region.regisseur, on=TODAY)
    assert (pip.wil_lening_alfabetisering, pip.verplichting_alfabetisering) == (True, True)
    assert "begeleiding" not in pip.ondersteuning


def test_the_wish_for_education_is_what_the_intake_says(region: Region) -> None:
    dossier = with_intake(region)
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    content = good_content(dossier, wens_onderwijs=False)
    saved = save_draft(pip, content, by=region.regisseur, on=TODAY, expected_version=pip.version)
    assert saved.wens_onderwijs is True


def test_an_intake_that_lacks_something_stops_the_plan_with_its_article(region: Region) -> None:
    dossier = with_intake(region)
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    saved = save_draft(pip, good_content(dossier), by=region.regisseur, on=TODAY, expected_version=1)
    with pytest.raises(Refused, match="nog niet ingevuld") as refusal:
        offer_pip(saved, by=region.regisseur, on=TODAY)
    assert {f.regel.id for f in refusal.value.findings} >= {"INT-01", "INT-02", "INT-03", "INT-04"}


def test_without_a_completed_intake_there_is_no_plan(region: Region) -> None:
    dossier = ready_dossier(region, intake=False)
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    saved = save_draft(pip, good_content(dossier), by=region.regisseur, on=TODAY, expected_version=1)
    with pytest.raises(Refused, match="brede intake is nog niet voltooid"):
        offer_pip(saved, by=region.regisseur, on=TODAY)
