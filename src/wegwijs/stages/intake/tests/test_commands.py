"""The acts of a brede intake: what they write, and what they refuse."""

from datetime import date

import pytest

from support.intake import begun, call, diploma, fill_all, skipped
from support.region import TODAY, Region
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, TermijnRow
from wegwijs.errors import Conflict, DomainError, NotAllowed, Refused
from wegwijs.stages.intake.commands import (
    Reden,
    Wacht,
    complete_intake,
    exempt_from_toets,
    fill_block,
    give_input,
    judge_toets,
    record_gesprek,
    record_oproep_outcome,
    skip_toets,
    start_intake,
    third_received,
    wait_for_third,
)
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Inbreng, Oproep, WachtOpDerde
from wegwijs.stages.intake.queries import feiten, must_have, summary_for_pip
from wi2021.intake import Onderdeel, check_intake

OUT = Oproep.Uitkomst


@pytest.fixture
def intake(region: Region, dossier: Dossier) -> BredeIntake:
    return begun(dossier, region)


def toets_result(dossier: Dossier, region: Region) -> None:
    record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=date(2026, 11, 2),
        payload={"resultaat": "B1-route haalbaar", "score": 40, "drempel": 30}, origin=Origin.DUO,
    )  # fmt: skip


def test_beginning_twice_gives_the_same_intake(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    assert start_intake(dossier, by=region.regisseur, on=TODAY) == intake
    assert dossier.gebeurtenissen.filter(kind=Kind.INTAKE_GESTART).count() == 1


def test_a_full_intake_is_completed(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    toets_result(dossier, region)
    fill_all(intake, region)
    complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, fewer_why="genoeg")
    dossier.refresh_from_db()
    assert dossier.fase == "pip"


def test_what_is_missing_is_refused_with_its_article(
    region: Region, dossier: Dossier, intake: BredeIntake
) -> None:
    with pytest.raises(Refused) as refused:
        complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, fewer_why="genoeg")
    assert len(refused.value.findings) == 12
    assert "Wet inburgering 2021, artikel 14" in str(refused.value)


def test_after_a_no_show_comes_the_warning_and_never_a_plain_oproep(
    region: Region, intake: BredeIntake
) -> None:
    first = call(intake, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    record_oproep_outcome(first, by=region.regisseur, on=date(2026, 10, 8), outcome=OUT.NIET)
    second = call(must_have(intake.dossier), region, on=date(2026, 10, 9), at=date(2026, 10, 16))
    assert (first.warning, second.warning) == (False, True)
    assert second.letter.title.startswith("Waarschuwing")
    assert TermijnRow.objects.filter(dossier=intake.dossier, soort="beleid").exists()


def test_with_a_good_reason_no_warning_follows(region: Region, intake: BredeIntake) -> None:
    first = call(intake, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    with pytest.raises(DomainError, match="goede reden"):
        record_oproep_outcome(first, by=region.regisseur, on=date(2026, 10, 8), outcome=OUT.MET_REDEN)
    record_oproep_outcome(
        first,
        by=region.regisseur,
        on=date(2026, 10, 7),
        outcome=OUT.MET_REDEN,
        why=Reden(Oproep.Verhindering.ZIEK),
    )
    assert not call(must_have(intake.dossier), region, on=date(2026, 10, 9), at=date(2026, 10, 16)).warning


def test_an_oproep_waits_for_the_one_before_it(region: Region, intake: BredeIntake) -> None:
    first = call(intake, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    with pytest.raises(DomainError, match="loopt al"):
        call(must_have(intake.dossier), region, on=date(2026, 10, 2), at=date(2026, 10, 9))
    with pytest.raises(DomainError, match="Wacht die dag af"):
        record_oproep_outcome(first, by=region.regisseur, on=date(2026, 10, 7), outcome=OUT.NIET)


@pytest.mark.parametrize("at", [date(2026, 9, 30), date(2026, 12, 1)])
def test_a_talk_lies_within_the_term_of_its_letter(region: Region, intake: BredeIntake, at: date) -> None:
    with pytest.raises(DomainError, match="afspraak"):
        call(intake, region, on=date(2026, 10, 1), at=at)


def test_three_missed_oproepen_let_the_college_finish_in_absence(
    region: Region, dossier: Dossier, intake: BredeIntake
) -> None:
    with pytest.raises(Refused):
        complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, in_absence=True)
    for week in (1, 8, 15):
        missed = call(must_have(dossier), region, on=date(2026, 10, week), at=date(2026, 10, week + 5))
        record_oproep_outcome(missed, by=region.regisseur, on=date(2026, 10, week + 5), outcome=OUT.NIET)
    with pytest.raises(DomainError, match="genoeg oproepen"):
        call(must_have(dossier), region, on=date(2026, 10, 22), at=date(2026, 10, 26))
    complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, in_absence=True)
    summary = summary_for_pip(dossier)
    assert summary
    assert summary.in_afwezigheid


def test_the_second_who_saves_a_block_is_told_and_overwrites_nothing(
    region: Region, intake: BredeIntake
) -> None:
    block = Onderdeel.VVE
    fill_block(
        intake, block, {"kinderen": 1, "stand": "gaat"}, by=region.regisseur, on=TODAY, expected_version=0
    )
    with pytest.raises(Conflict) as conflict:
        fill_block(intake, block, {"kinderen": 2}, by=region.colleague, on=TODAY, expected_version=0)
    assert conflict.value.theirs["stand"] == "het kind gaat al"
    assert must_have(intake.dossier).blokken.get().answers["kinderen"] == 1


def test_half_a_block_is_kept_and_stays_missing(
    region: Region, dossier: Dossier, intake: BredeIntake
) -> None:
    fill_block(intake, Onderdeel.VVE, {"kinderen": 0}, by=region.regisseur, on=TODAY, expected_version=0)
    assert Onderdeel.VVE not in feiten(dossier).ingevuld
    assert "vve" in {f.veld for f in check_intake(feiten(dossier), on=TODAY)}


def eyes(region: Region, intake: BredeIntake, **seen: bool) -> None:
    answers = {"invloed": "geen", "zien": False, "horen": False, "nodig": [], **seen}
    fill_block(
        intake, Onderdeel.LICHAMELIJKE_GEZONDHEID, answers, by=region.regisseur, on=TODAY, expected_version=0
    )


def test_without_a_ground_nobody_is_exempted(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    with pytest.raises(DomainError, match="geen grond"):
        exempt_from_toets(must_have(dossier), by=region.regisseur, on=TODAY, motive="wil niet")


def test_a_visual_disability_always_exempts(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    eyes(region, intake, zien=True)
    exempt_from_toets(must_have(dossier), by=region.regisseur, on=TODAY, motive="ziet niet")
    assert must_have(dossier).toetsbesluiten.get().grond == "visueel"


def test_an_auditory_disability_asks_a_judgement_first(
    region: Region, dossier: Dossier, intake: BredeIntake
) -> None:
    eyes(region, intake, horen=True)
    with pytest.raises(DomainError, match="geen grond"):
        exempt_from_toets(must_have(dossier), by=region.regisseur, on=TODAY, motive="hoort niet")
    judge_toets(
        must_have(dossier), by=region.regisseur, on=TODAY, can_take=False, motive="geen tolk te vinden"
    )
    exempt_from_toets(must_have(dossier), by=region.regisseur, on=TODAY, motive="hoort niet")
    assert must_have(dossier).toetsbesluiten.get(soort="ontheven").grond == "auditief"


def test_after_a_move_no_toets_is_asked(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    made = date(2026, 2, 1)
    for gemeente, on, wrong in (
        ("", made, "welke gemeente"),
        ("Rotterdam", None, "wanneer"),
        ("Rotterdam", date(2026, 12, 1), "toekomst"),
    ):
        with pytest.raises(DomainError, match=wrong):
            skip_toets(intake, by=region.regisseur, on=TODAY, gemeente=gemeente, established_on=on)
    skipped(must_have(dossier), region, on=TODAY)
    assert "leerbaarheidstoets" not in {f.veld for f in check_intake(feiten(dossier), on=TODAY)}


def test_waiting_moves_the_pip_only_with_a_reasoned_judgement(region: Region, intake: BredeIntake) -> None:
    with pytest.raises(DomainError, match="Leg uit"):
        wait_for_third(intake, diploma(motive=""), by=region.regisseur, on=date(2026, 11, 2))
    row = wait_for_third(intake, diploma(), by=region.regisseur, on=date(2026, 11, 2))
    with pytest.raises(DomainError, match="wacht u al"):
        wait_for_third(intake, diploma(), by=region.regisseur, on=TODAY)
    with pytest.raises(DomainError, match="toekomst"):
        wait_for_third(
            intake,
            Wacht(WachtOpDerde.Soort.COA, "COA", necessary=False),
            by=region.regisseur,
            on=date(2026, 12, 1),
        )
    with pytest.raises(DomainError, match="vroeg dit pas"):
        third_received(row, by=region.regisseur, on=date(2026, 11, 1))
    third_received(row, by=region.regisseur, on=date(2026, 11, 12))
    assert intake.dossier.gebeurtenissen.filter(kind=Kind.DERDE_ONTVANGEN).exists()


@pytest.mark.parametrize(
    ("on", "alone", "wrong"),
    [
        (date(2026, 11, 24), True, "toekomst"),
        (date(2026, 1, 1), True, "begint op 20-08-2026"),
        (TODAY, False, "wie er nog bij"),
    ],
)
def test_a_talk_is_recorded_as_it_was(
    region: Region, intake: BredeIntake, on: date, alone: bool, wrong: str
) -> None:
    verslag = Verslag(Oproep.Way.KANTOOR, Gesprek.Tolk.NIET, alone=alone, report="x")
    with pytest.raises(DomainError, match=wrong):
        record_gesprek(intake, verslag, by=region.regisseur, on=on)


def test_only_who_guides_gives_input(region: Region, intake: BredeIntake) -> None:
    seen = Indrukken(Inbreng.Indruk.GOED, Inbreng.Indruk.MOEILIJK, "veel oefenen")
    assert give_input(intake, seen, by=region.counsellor, on=TODAY).organisation == "VluchtelingenWerk"
    with pytest.raises(NotAllowed):
        give_input(intake, seen, by=region.regisseur, on=TODAY)
