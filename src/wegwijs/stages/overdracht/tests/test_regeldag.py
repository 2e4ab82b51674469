"""A regeldag: planned for a household, prepared, ticked by whoever runs it, and what it gives to the dossiers."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from support.region import TODAY, Region, make_dossier, make_person
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import close_dossier, involve, open_dossier_for, suspend_dossier
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.people.commands import share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.stages.overdracht.commands import (
    Day,
    Prepared,
    add_step,
    cancel_regeldag,
    close_regeldag,
    fail,
    leave_out,
    move_regeldag,
    plan_regeldag,
    reopen_regeldag,
    report_result,
    tick,
    untick,
)
from wegwijs.stages.overdracht.models import Regeldag, Regelstap
from wegwijs.stages.overdracht.regeldagen import (
    Which,
    along,
    begeleiders_for,
    household_dossiers,
    planned_for,
    regeldagen,
    steps_of,
)
from wegwijs.stages.overdracht.standard import STANDARD

TOMORROW = Day(date(2026, 11, 24), time(9))
S = Regelstap.State


@pytest.fixture
def partner(region: Region, dossier: Dossier) -> Dossier:
    """The other half of the household, with an own dossier."""
    by = region.regisseur
    other = make_person(by, voornamen="Yonas")
    share_household(dossier.person, other, by=by, part=HouseholdMember.Part.PARTNER, on=date(2026, 10, 1))
    made, _ = open_dossier_for(
        other, region.dordrecht, by=by, on=date(2026, 9, 1), variant=Variant.ASIEL, reason="gezin"
    )
    return made


@pytest.fixture
def planned(region: Region, dossier: Dossier, partner: Dossier) -> Regeldag:
    guided(region, dossier)
    guided(region, partner)
    return plan_regeldag([dossier, partner], TOMORROW, by=region.regisseur)


def guided(region: Region, dossier: Dossier) -> None:
    vwn = region.organisations["VluchtelingenWerk"]
    involve(
        dossier,
        vwn,
        by=region.regisseur,
        on=date(2026, 9, 1),
        purpose="maatschappelijke begeleiding",
        basis="Wi 13",
    )


def the(regeldag: Regeldag, key: str) -> Regelstap:
    return regeldag.stappen.get(key=key)


def lapsed(region: Region, regeldag: Regeldag) -> str:
    return along(region.regisseur, [regeldag])[regeldag.pk].lapsed


def test_the_whole_household_comes_along_and_hears_of_it(
    region: Region, dossier: Dossier, partner: Dossier, planned: Regeldag
) -> None:
    assert household_dossiers(dossier, region.regisseur) == [dossier, partner]
    assert [row.key for row in steps_of(planned)] == list(STANDARD)
    for one in (dossier, partner):
        event = one.gebeurtenissen.get(kind=Kind.REGELDAG)
        assert event.payload == {"regeldag": str(planned.pk), "stand": "gepland", "dag": "2026-11-24"}
    assert planned_for(partner) == planned


def test_nobody_has_two_regeldagen_at_once(region: Region, dossier: Dossier, planned: Regeldag) -> None:
    with pytest.raises(DomainError, match="al een regeldag op 24-11-2026"):
        plan_regeldag([dossier], TOMORROW, by=region.regisseur)
    cancel_regeldag(planned, by=region.regisseur, reason="sleutel komt later", dossiers=[dossier])
    assert plan_regeldag([dossier], TOMORROW, by=region.regisseur).pk != planned.pk


@pytest.mark.parametrize(
    ("wanted", "field"),
    [(Day(date(2026, 11, 22), time(9)), "on"), (Day(date(2027, 3, 28), time(2, 30)), "at")],
)
def test_a_day_that_has_gone_or_an_hour_that_the_clock_skips_is_refused(
    region: Region, dossier: Dossier, wanted: Day, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        plan_regeldag([dossier], wanted, by=region.regisseur)
    assert refused.value.field == field


def test_the_begeleider_is_of_who_is_involved(region: Region, dossier: Dossier) -> None:
    assert begeleiders_for([dossier]) == []
    guided(region, dossier)
    assert begeleiders_for([dossier]) == [region.counsellor.employee]


def test_who_is_not_involved_sees_no_regeldag_and_ticks_nothing(
    region: Region, dossier: Dossier, signed_in: Callable[[Actor], object]
) -> None:
    made = plan_regeldag([dossier], TOMORROW, by=region.regisseur)
    assert not regeldagen(region.counsellor, Which.KOMEND).exists()
    assert not regeldagen(region.outsider, Which.KOMEND).exists()
    with pytest.raises(NotAllowed):
        tick(the(made, "bank"), by=region.outsider)
    with pytest.raises(NotAllowed):
        plan_regeldag([dossier], TOMORROW, by=region.counsellor)


def test_of_two_who_tick_the_last_word_stands_with_whose_it_is(region: Region, planned: Regeldag) -> None:
    step = the(planned, "bank")
    tick(step, by=region.counsellor)
    fail(step, by=region.regisseur, reason="de bank was dicht")
    step.refresh_from_db()
    assert (step.state, step.reason, step.settled_by) == (S.NIET, "de bank was dicht", region.regisseur.label)
    untick(step, by=region.counsellor)
    step.refresh_from_db()
    assert (step.state, step.reason, step.settled_by) == (S.OPEN, "", region.counsellor.label)


def test_not_done_asks_a_reason(region: Region, planned: Regeldag) -> None:
    with pytest.raises(DomainError) as refused:
        fail(the(planned, "bank"), by=region.counsellor, reason="  ")
    assert refused.value.field == "reason"


def test_steps_are_added_and_left_out_but_not_once_they_are_settled(
    region: Region, planned: Regeldag
) -> None:
    own = add_step(planned, Prepared("Fiets ophalen", place="Fietspunt"), by=region.counsellor)
    assert steps_of(planned)[-1] == own
    tick(own, by=region.counsellor)
    with pytest.raises(DomainError, match="al gedaan"):
        leave_out(own, by=region.counsellor)
    leave_out(the(planned, "school"), by=region.counsellor)
    assert not planned.stappen.filter(key="school").exists()


def test_the_registration_starts_the_termijnen_when_the_regisseur_says_so(
    region: Region, dossier: Dossier, partner: Dossier, planned: Regeldag
) -> None:
    step = the(planned, "brp")
    with pytest.raises(DomainError, match="de dag in"):
        tick(step, by=region.regisseur)
    for _ in range(2):
        report_result(step, [dossier, partner], by=region.regisseur, on=TODAY, article_28=True)
    for one in (dossier, partner):
        assert one.gebeurtenissen.get(kind=Kind.BRP_INSCHRIJVING).payload["artikel_28"] is True
    step.refresh_from_db()
    assert (step.state, step.result_on) == (S.GEDAAN, TODAY)


def test_from_the_begeleider_a_registration_is_a_task_that_goes_when_it_is_taken_over(
    region: Region, dossier: Dossier, partner: Dossier, planned: Regeldag
) -> None:
    step = the(planned, "brp")
    report_result(step, [dossier], by=region.counsellor, on=TODAY)
    assert not dossier.gebeurtenissen.filter(kind=Kind.BRP_INSCHRIJVING).exists()
    task = dossier.taken.get(source_key="brp:regeldag", done_on=None)
    assert task.title == "Inschrijving in de BRP overnemen: 23-11-2026"
    assert task.link == f"/regeldagen/{planned.pk}/stap/{step.pk}/uitkomst/"
    report_result(step, [dossier], by=region.regisseur, on=TODAY, article_28=False)
    assert not dossier.taken.filter(source_key="brp:regeldag", done_on=None).exists()
    assert not partner.gebeurtenissen.filter(kind=Kind.BRP_INSCHRIJVING).exists()


def test_a_registration_ahead_or_without_the_home_is_refused(
    region: Region, dossier: Dossier, planned: Regeldag
) -> None:
    step = the(planned, "brp")
    for on, article_28, field in ((date(2026, 11, 24), True, "on"), (TODAY, None, "article_28")):
        with pytest.raises(DomainError) as refused:
            report_result(step, [dossier], by=region.regisseur, on=on, article_28=article_28)
        assert refused.value.field == field


def test_the_day_from_which_bijstand_runs_feeds_the_dossier(
    region: Region, dossier: Dossier, planned: Regeldag
) -> None:
    report_result(the(planned, "bijstand"), [dossier], by=region.regisseur, on=date(2026, 11, 24))
    assert dossier.gebeurtenissen.get(kind=Kind.BIJSTAND_RECHT).on == date(2026, 11, 24)


def test_a_dossier_that_knows_another_day_keeps_it_and_is_told(
    region: Region, dossier: Dossier, partner: Dossier, planned: Regeldag
) -> None:
    step = the(planned, "brp")
    assert not report_result(step, [dossier], by=region.regisseur, on=date(2026, 11, 20), article_28=True)
    both = [dossier, partner]
    assert report_result(step, both, by=region.counsellor, on=TODAY) == {}
    kept = report_result(step, both, by=region.regisseur, on=TODAY, article_28=True)
    assert kept == {dossier: date(2026, 11, 20)}
    report_result(step, [dossier], by=region.regisseur, on=TODAY, article_28=True)
    step.refresh_from_db()
    assert step.result_on == date(2026, 11, 20)
    assert [one.gebeurtenissen.get(kind=Kind.BRP_INSCHRIJVING).on for one in both] == [
        date(2026, 11, 20),
        TODAY,
    ]


def test_a_day_is_closed_on_the_day_itself_and_what_is_left_becomes_a_task(
    region: Region, dossier: Dossier, partner: Dossier, planned: Regeldag
) -> None:
    tick(the(planned, "bank"), by=region.counsellor)
    with pytest.raises(DomainError, match="pas op 24-11-2026"):
        close_regeldag(planned, by=region.counsellor, dossiers=[dossier, partner])
    with clock.frozen(date(2026, 11, 24)):
        close_regeldag(planned, by=region.counsellor, dossiers=[dossier, partner])
        event = dossier.gebeurtenissen.filter(kind=Kind.REGELDAG).latest("pk")
        assert (event.summary, event.origin) == ("1 van 11 stappen gedaan", Origin.PARTNER)
        assert (
            dossier.taken.get(source_key=f"regeldag:{planned.pk}").title == "Regeldag: 10 stappen nog regelen"
        )
        with pytest.raises(DomainError, match="afgesloten"):
            tick(the(planned, "water"), by=region.counsellor)
        reopen_regeldag(planned, by=region.counsellor)
        tick(the(planned, "water"), by=region.counsellor)


def test_two_who_move_the_day_see_each_other(region: Region, dossier: Dossier, planned: Regeldag) -> None:
    later = Day(date(2026, 11, 30), time(10), region.counsellor.employee)
    move_regeldag(planned, later, by=region.regisseur, expected_version=1, dossiers=[dossier])
    with pytest.raises(Conflict) as clash:
        move_regeldag(planned, TOMORROW, by=region.colleague, expected_version=1, dossiers=[dossier])
    assert clash.value.theirs["on"] == "30-11-2026"
    assert (
        dossier.gebeurtenissen.filter(kind=Kind.REGELDAG).latest("pk").summary == "verplaatst naar 30-11-2026"
    )


def test_it_lapses_when_nobody_is_left_to_come(
    region: Region, dossier: Dossier, partner: Dossier, planned: Regeldag
) -> None:
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="Overleden")
    assert lapsed(region, planned) == ""
    assert along(region.regisseur, [planned])[planned.pk].active == (partner,)
    close_dossier(
        partner, by=region.regisseur, on=TODAY, reason="Verhuisd: een andere gemeente neemt het over"
    )
    assert lapsed(region, planned) == "Overleden"


def test_it_lapses_for_an_exemption_and_not_for_a_dossier_that_closes_afterwards(
    region: Region, dossier: Dossier
) -> None:
    made = plan_regeldag([dossier], TOMORROW, by=region.regisseur)
    with clock.frozen(TODAY + timedelta(days=9)):
        close_dossier(dossier, by=region.regisseur, on=TODAY + timedelta(days=8), reason="vergissing")
        assert lapsed(region, made) == ""
    other = make_dossier(region)
    second = plan_regeldag([other], TOMORROW, by=region.regisseur)
    suspend_dossier(other, by=region.regisseur, on=TODAY, reason="tijdelijke vrijstelling")
    assert lapsed(region, second) == "tijdelijke vrijstelling"
