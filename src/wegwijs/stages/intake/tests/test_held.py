"""Acts that meet: two browsers on one intake, an intake that is closed or completed, mistakes that are taken back."""

from collections.abc import Callable
from datetime import date

import pytest

from support.intake import begun, call, diploma, fill_all, skipped
from support.region import TODAY, Region, make_dossier
from wegwijs.dossiers.commands import close_dossier, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Fase, Variant
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.stages.intake import commands
from wegwijs.stages.intake.blocks import missing
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Inbreng, Oproep
from wegwijs.stages.intake.queries import feiten, must_have, summary_for_pip
from wi2021.intake import Onderdeel, check_intake

OUT = Oproep.Uitkomst
TALK = Verslag(Oproep.Way.KANTOOR, Gesprek.Tolk.NIET, alone=True, report="Kennisgemaakt.")
SEEN = Indrukken(Inbreng.Indruk.GOED, Inbreng.Indruk.MOEILIJK, "veel oefenen")


@pytest.fixture
def intake(region: Region, dossier: Dossier) -> BredeIntake:
    return begun(dossier, region)


@pytest.fixture
def full(region: Region, dossier: Dossier, intake: BredeIntake) -> BredeIntake:
    fill_all(intake, region, on=date(2026, 11, 9))
    skipped(intake, region, on=date(2026, 11, 9))
    return must_have(dossier)


@pytest.fixture
def done(region: Region, dossier: Dossier, full: BredeIntake) -> BredeIntake:
    commands.complete_intake(full, by=region.regisseur, on=date(2026, 11, 10), fewer_why="genoeg")
    return must_have(dossier)


def test_two_browsers_send_one_oproep(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    first, second = must_have(dossier), must_have(dossier)
    call(first, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    with pytest.raises(DomainError, match="loopt al"):
        call(second, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    assert must_have(dossier).oproepen.count() == 1


def test_two_browsers_record_one_outcome(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    call(intake, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    first, second = Oproep.objects.get(), Oproep.objects.get()
    commands.record_oproep_outcome(first, by=region.regisseur, on=date(2026, 10, 8), outcome=OUT.VERSCHENEN)
    with pytest.raises(DomainError, match="staat al vast"):
        commands.record_oproep_outcome(second, by=region.colleague, on=date(2026, 10, 8), outcome=OUT.NIET)
    assert Oproep.objects.get().outcome == OUT.VERSCHENEN


def test_the_same_talk_is_not_recorded_twice(region: Region, intake: BredeIntake) -> None:
    commands.record_gesprek(intake, TALK, by=region.regisseur, on=TODAY)
    with pytest.raises(DomainError, match="staat er al"):
        commands.record_gesprek(intake, TALK, by=region.regisseur, on=TODAY)


def test_an_outcome_does_not_come_before_its_letter(region: Region, intake: BredeIntake) -> None:
    oproep = call(intake, region, on=date(2026, 10, 5), at=date(2026, 10, 8))
    with pytest.raises(DomainError, match="ging pas uit"):
        commands.record_oproep_outcome(
            oproep, by=region.regisseur, on=date(2026, 10, 4), outcome=OUT.VERSCHENEN
        )


def test_a_talk_answers_the_oproep_that_still_ran(
    region: Region, dossier: Dossier, intake: BredeIntake
) -> None:
    call(intake, region, on=date(2026, 10, 5), at=date(2026, 10, 12))
    commands.record_gesprek(intake, TALK, by=region.regisseur, on=date(2026, 10, 12))
    assert Oproep.objects.get().outcome == OUT.VERSCHENEN
    assert not dossier.taken.filter(done_on=None).exists()
    again = call(must_have(dossier), region, on=date(2026, 10, 13), at=date(2026, 10, 20))
    assert (again.number, again.warning) == (2, False)


def test_a_running_oproep_is_settled_before_the_intake_is_completed(
    region: Region, dossier: Dossier, full: BredeIntake
) -> None:
    call(full, region, on=TODAY, at=date(2026, 11, 27))
    with pytest.raises(DomainError, match="loopt nog"):
        commands.complete_intake(full, by=region.regisseur, on=TODAY, fewer_why="genoeg")


def test_an_intake_is_not_completed_before_its_last_act(region: Region, full: BredeIntake) -> None:
    with pytest.raises(DomainError, match="nog aan de intake gewerkt"):
        commands.complete_intake(full, by=region.regisseur, on=date(2026, 11, 8), fewer_why="genoeg")


ACTS: list[Callable[[BredeIntake, Region], object]] = [
    lambda i, r: call(i, r, on=TODAY, at=TODAY),
    lambda i, r: commands.record_gesprek(i, TALK, by=r.regisseur, on=TODAY),
    lambda i, r: commands.note_right_to_talk_alone(
        i, by=r.regisseur, on=TODAY, choice=BredeIntake.Alleen.SAMEN
    ),
    lambda i, r: commands.fill_block(
        i, Onderdeel.VVE, {}, by=r.regisseur, on=TODAY, expected_version=1
    ),
    lambda i, r: commands.judge_toets(i, by=r.regisseur, on=TODAY, can_take=True, motive="x"),
    lambda i, r: commands.exempt_from_toets(i, by=r.regisseur, on=TODAY, motive="x"),
    lambda i, r: skipped(i, r, on=TODAY),
    lambda i, r: commands.withdraw_toets_decision(i, by=r.regisseur, on=TODAY, reason="x"),
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_a_completed_intake_stays_as_it_was(
    region: Region, done: BredeIntake, act: Callable[[BredeIntake, Region], object]
) -> None:
    with pytest.raises(DomainError, match="voltooid"):
        act(done, region)


@pytest.mark.parametrize("act", ACTS)
def test_nothing_happens_in_a_closed_dossier(
    region: Region, dossier: Dossier, full: BredeIntake, act: Callable[[BredeIntake, Region], object]
) -> None:
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
    with pytest.raises(DomainError, match="gesloten"):
        act(must_have(Dossier.objects.get(pk=dossier.pk)), region)


def test_a_closed_dossier_takes_no_input(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    commands.give_input(intake, SEEN, by=region.counsellor, on=TODAY)
    with pytest.raises(DomainError, match="staat er al"):
        commands.give_input(intake, SEEN, by=region.counsellor, on=TODAY)
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
    with pytest.raises(DomainError, match="gesloten"):
        commands.give_input(
            must_have(Dossier.objects.get(pk=dossier.pk)), SEEN, by=region.counsellor, on=TODAY
        )


def test_waiting_goes_on_after_the_intake(region: Region, done: BredeIntake) -> None:
    row = commands.wait_for_third(done, diploma(), by=region.regisseur, on=TODAY)
    commands.third_received(row, by=region.regisseur, on=TODAY)
    commands.third_received(row, by=region.regisseur, on=TODAY)
    assert timeline(done.dossier).filter(kind=Kind.DERDE_ONTVANGEN).count() == 1


def test_who_may_not_record_writes_nothing(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    for actor in (region.counsellor, region.administrator, region.outsider, region.decider):
        with pytest.raises(NotAllowed):
            commands.record_gesprek(intake, TALK, by=actor, on=TODAY)
        with pytest.raises(NotAllowed):
            commands.complete_intake(intake, by=actor, on=TODAY, fewer_why="genoeg")
    assert not must_have(dossier).gesprekken.exists()


def test_a_completed_intake_goes_on_when_someone_appears_after_all(
    region: Region, dossier: Dossier, done: BredeIntake
) -> None:
    with pytest.raises(DomainError, match="waarom"):
        commands.reopen_intake(done, by=region.regisseur, on=TODAY, reason="")
    commands.reopen_intake(done, by=region.regisseur, on=TODAY, reason="kwam toch")
    dossier.refresh_from_db()
    assert dossier.fase == Fase.INTAKE
    assert not timeline(dossier).filter(kind=Kind.INTAKE_VOLTOOID).exists()
    commands.record_gesprek(must_have(dossier), TALK, by=region.regisseur, on=TODAY)
    commands.complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, fewer_why="genoeg")
    commands.complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, fewer_why="genoeg")
    assert timeline(dossier).filter(kind=Kind.INTAKE_VOLTOOID).count() == 1


def test_only_a_completed_intake_without_a_pip_is_reopened(
    region: Region, dossier: Dossier, full: BredeIntake
) -> None:
    with pytest.raises(DomainError, match="niet voltooid"):
        commands.reopen_intake(full, by=region.regisseur, on=TODAY, reason="x")
    commands.complete_intake(full, by=region.regisseur, on=TODAY, fewer_why="genoeg")
    payload = {
        "versie": 1,
        "dagtekening": "2026-11-23",
        "leerroute": "B",
        "gemeente": "0505",
        "gesprekken": 6,
    }
    record_event(dossier, Kind.PIP_VASTGESTELD, by=region.decider, on=TODAY, payload=payload)
    with pytest.raises(DomainError, match="PIP is al vastgesteld"):
        commands.reopen_intake(must_have(dossier), by=region.regisseur, on=TODAY, reason="x")  # fmt: skip


def test_a_decision_on_the_toets_can_be_taken_back(
    region: Region, dossier: Dossier, full: BredeIntake
) -> None:
    with pytest.raises(DomainError, match="waarom"):
        commands.withdraw_toets_decision(full, by=region.regisseur, on=TODAY, reason="")
    commands.withdraw_toets_decision(full, by=region.regisseur, on=TODAY, reason="verkeerd dossier")
    assert "leerbaarheidstoets" in {f.veld for f in check_intake(feiten(dossier), on=TODAY)}
    assert not timeline(dossier).filter(kind=Kind.TOETS_OVERGESLAGEN).exists()
    with pytest.raises(DomainError, match="niets besloten"):
        commands.withdraw_toets_decision(full, by=region.regisseur, on=TODAY, reason="x")


def test_only_family_migrants_are_asked_about_a_loan(region: Region) -> None:
    asked = {variant: {v.name for v in missing(Onderdeel.TAALNIVEAU, {}, variant)} for variant in Variant}
    assert "lening" not in asked[Variant.ASIEL]
    assert "lening" in asked[Variant.GEZIN]
    family = make_dossier(region, variant=Variant.GEZIN)
    intake = begun(family, region)
    without = {"luisteren": "A1", "spreken": "A1", "lezen": "A1", "schrijven": "A1", "schrift": "NVT"}
    commands.fill_block(
        intake, Onderdeel.TAALNIVEAU, without, by=region.regisseur, on=TODAY, expected_version=0
    )
    assert Onderdeel.TAALNIVEAU not in feiten(family).ingevuld


def test_a_corrected_result_of_duo_counts(region: Region, dossier: Dossier, intake: BredeIntake) -> None:
    payload = {"resultaat": "Onbekend", "score": "0", "drempel": "0"}
    first = record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=date(2026, 11, 2), payload=payload, origin=Origin.DUO
    )  # fmt: skip
    right = {**payload, "resultaat": "B1-route niet haalbaar"}
    record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=date(2026, 11, 2), payload=right, origin=Origin.DUO,
        supersedes=first,
    )  # fmt: skip
    summary = summary_for_pip(dossier)
    assert summary
    assert summary.toetsuitslag == "B1-route niet haalbaar"
