"""A colleague's dossiers go to another for a period or for good, and come back where nobody worked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.region import TODAY, Region, make_dossier
from wegwijs import clock, jobs
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.models import Waarneming
from wegwijs.access.roles import Role
from wegwijs.dossiers.commands import (
    Wanted,
    add_task,
    assign_regisseur,
    carry_out,
    give_task,
    record_contact,
    record_event,
    redistribute,
    undo_redistribution,
)
from wegwijs.dossiers.jobs import pick_up_herverdelingen, work_on_herverdeling
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import (
    Contactmoment,
    Dossier,
    Gebeurtenis,
    HerverdeeldDossier,
    Herverdeling,
    TermijnRow,
)
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Employee

Soort, State = Herverdeling.Soort, Herverdeling.State
FRIDAY = date(2026, 12, 4)


def person(actor: Actor) -> Employee:
    assert actor.employee
    return actor.employee


def wanted(region: Region, soort: Herverdeling.Soort, **more: object) -> Wanted:
    last = FRIDAY if soort == Soort.WAARNEMING else None
    made = Wanted(soort, TODAY, last, {"0505": person(region.colleague)})
    return replace(made, **more)  # type: ignore[arg-type]


def handed_over(region: Region, soort: Herverdeling.Soort, **more: object) -> Herverdeling:
    (batch,) = redistribute(person(region.regisseur), wanted(region, soort, **more), by=region.teamlead)
    carry_out(batch.pk)
    batch.refresh_from_db()
    return batch


@pytest.fixture
def mine(region: Region) -> list[Dossier]:
    """Three dossiers of the regisseur, each with an open task."""
    found = []
    for _ in range(3):
        dossier = make_dossier(region)
        assign_regisseur(dossier, person(region.regisseur), by=region.teamlead, on=TODAY)
        add_task(dossier, "Voorschool bellen", due_on=TODAY)
        found.append(dossier)
    return found


def lines(dossier: Dossier) -> list[str]:
    return [event.summary for event in Gebeurtenis.objects.filter(dossier=dossier, superseded_by=None)]


def worked_on(dossier: Dossier, by: Actor) -> None:
    record_contact(
        dossier,
        by=by,
        on=TODAY,
        way=Contactmoment.Way.TELEFOON,
        outgoing=True,
        reached=True,
        summary="Gebeld.",
    )


class TestForGood:
    def test_dossiers_termijnen_and_tasks_go_to_the_new_regisseur_with_one_line_each(
        self, region: Region, mine: list[Dossier]
    ) -> None:
        before = {dossier.pk: len(lines(dossier)) for dossier in mine}
        batch = handed_over(region, Soort.BLIJVEND)
        assert (batch.state, batch.total) == (State.KLAAR, 3)
        for dossier in mine:
            dossier.refresh_from_db()
            assert dossier.regisseur == person(region.colleague)
            assert dossier.taken.get().assigned_to == person(region.colleague)
            assert len(lines(dossier)) == before[dossier.pk] + 1
        assert not TermijnRow.objects.filter(regisseur=person(region.regisseur)).exists()

    def test_only_the_chosen_phase_moves(self, region: Region, mine: list[Dossier]) -> None:
        Dossier.objects.filter(pk=mine[0].pk).update(fase="pip")
        assert handed_over(region, Soort.BLIJVEND, fase="pip").total == 1
        assert Dossier.objects.filter(regisseur=person(region.regisseur)).count() == 2

    def test_running_it_again_changes_nothing(self, region: Region, mine: list[Dossier]) -> None:
        batch = handed_over(region, Soort.BLIJVEND)
        before = Gebeurtenis.objects.count()
        carry_out(batch.pk)
        assert Gebeurtenis.objects.count() == before

    def test_undo_puts_back_what_nobody_worked_on_and_says_why_the_rest_stays(
        self, region: Region, mine: list[Dossier]
    ) -> None:
        batch = handed_over(region, Soort.BLIJVEND)
        worked_on(mine[0], region.colleague)
        with clock.frozen(TODAY + timedelta(days=1)):
            give_task(mine[1], by=region.colleague, title="School bellen", why="", due_on=None)
        undo_redistribution(batch, by=region.teamlead)
        carry_out(batch.pk)
        for dossier in mine:
            dossier.refresh_from_db()
        assert [d.regisseur == person(region.regisseur) for d in mine] == [False, False, True]
        assert mine[2].taken.get().assigned_to == person(region.regisseur)
        assert "Regisseur toegewezen: herverdeling teruggedraaid" in lines(mine[2])
        stayed = HerverdeeldDossier.objects.filter(state=HerverdeeldDossier.State.BLEEF)
        assert {line.reason for line in stayed} == {"Er is intussen aan het dossier gewerkt."}

    def test_what_duo_reported_meanwhile_is_nobodys_work(self, region: Region, mine: list[Dossier]) -> None:
        batch = handed_over(region, Soort.BLIJVEND)
        record_event(mine[0], Kind.DUO_SIGNAAL, by=region.duo, on=TODAY)
        undo_redistribution(batch, by=region.teamlead)
        carry_out(batch.pk)
        mine[0].refresh_from_db()
        assert mine[0].regisseur == person(region.regisseur)

    def test_who_left_gets_nothing_back(self, region: Region, mine: list[Dossier]) -> None:
        batch = handed_over(region, Soort.BLIJVEND)
        Employee.objects.filter(pk=person(region.regisseur).pk).update(valid_to=TODAY - timedelta(days=1))
        undo_redistribution(batch, by=region.teamlead)
        carry_out(batch.pk)
        batch.refresh_from_db()
        assert "geen regisseur meer" in batch.stopped_because
        assert Dossier.objects.filter(regisseur=person(region.colleague)).count() == 3


class TestForAPeriod:
    def test_the_regisseur_stays_and_the_colleague_stands_in_until_the_last_day(
        self, region: Region, mine: list[Dossier]
    ) -> None:
        handed_over(region, Soort.WAARNEMING)
        mine[0].refresh_from_db()
        assert mine[0].regisseur == person(region.regisseur)
        said = "B. Jansen neemt waar voor A. de Vries van 23-11-2026 tot en met 04-12-2026"
        assert all(lines(dossier).count(said) == 1 for dossier in mine)
        account = region.colleague.user
        on_last, after = actor_of(account, on=FRIDAY), actor_of(account, on=FRIDAY + timedelta(days=1))
        assert on_last
        assert after
        assert on_last.covers == {(person(region.regisseur).pk, "0505")}
        assert after.covers == frozenset()

    def test_it_begins_on_its_first_day_by_itself(self, region: Region, mine: list[Dossier]) -> None:
        batch = handed_over(region, Soort.WAARNEMING, valid_from=date(2026, 12, 1))
        assert batch.state == State.WACHT
        with clock.frozen(date(2026, 12, 1)):
            pick_up_herverdelingen()
        batch.refresh_from_db()
        assert (batch.state, batch.lines.count()) == (State.KLAAR, 3)

    def test_stopping_it_ends_it_at_once_and_keeps_the_line_where_somebody_worked(
        self, region: Region, mine: list[Dossier]
    ) -> None:
        batch = handed_over(region, Soort.WAARNEMING)
        worked_on(mine[0], region.colleague)
        undo_redistribution(batch, by=region.teamlead)
        carry_out(batch.pk)
        assert not Waarneming.objects.exists()
        kept = Gebeurtenis.objects.filter(kind=Kind.WAARNEMING, superseded_by=None)
        assert list(kept.values_list("dossier", flat=True)) == [mine[0].pk]

    def test_what_has_not_begun_is_taken_back_without_a_trace_in_the_dossiers(
        self, region: Region, mine: list[Dossier]
    ) -> None:
        batch = handed_over(region, Soort.WAARNEMING, valid_from=date(2026, 12, 1))
        undo_redistribution(batch, by=region.teamlead)
        with clock.frozen(date(2026, 12, 1)):
            pick_up_herverdelingen()
        assert not Gebeurtenis.objects.filter(kind=Kind.WAARNEMING).exists()

    def test_stopping_it_later_keeps_the_days_that_were(self, region: Region, mine: list[Dossier]) -> None:
        batch = handed_over(region, Soort.WAARNEMING)
        with clock.frozen(TODAY + timedelta(days=3)):
            undo_redistribution(batch, by=region.teamlead)
            carry_out(batch.pk)
        until = Waarneming.objects.get().valid_to
        assert until == TODAY + timedelta(days=2)
        batch.refresh_from_db()
        assert (batch.state, batch.ended_on) == (State.BEEINDIGD, TODAY + timedelta(days=3))
        assert batch.ended_by == region.teamlead.label
        for dossier in mine:
            said = [line for line in lines(dossier) if "neemt waar" in line]
            assert said == ["B. Jansen neemt waar voor A. de Vries van 23-11-2026 tot en met 25-11-2026"]

    def test_what_is_over_can_not_be_stopped(self, region: Region, mine: list[Dossier]) -> None:
        batch = handed_over(region, Soort.WAARNEMING)
        with clock.frozen(FRIDAY + timedelta(days=1)), pytest.raises(DomainError, match="voorbij"):
            undo_redistribution(batch, by=region.teamlead)

    def test_who_is_away_can_not_stand_in(self, region: Region, mine: list[Dossier]) -> None:
        handed_over(region, Soort.WAARNEMING)
        back = wanted(region, Soort.WAARNEMING, takers={"0505": person(region.regisseur)})
        with pytest.raises(DomainError, match=r"A\. de Vries is zelf weg van 23-11-2026") as refused:
            redistribute(person(region.colleague), back, by=region.teamlead)
        assert refused.value.field == "taker"

    def test_two_may_not_stand_in_for_one_at_the_same_time(self, region: Region, mine: list[Dossier]) -> None:
        handed_over(region, Soort.WAARNEMING)
        with pytest.raises(DomainError, match=r"B\. Jansen neemt al waar") as refused:
            handed_over(region, Soort.WAARNEMING, valid_from=FRIDAY)
        assert refused.value.field == "valid_from"


class TestRefused:
    def test_a_colleague_without_the_role_there(self, region: Region, mine: list[Dossier]) -> None:
        with pytest.raises(DomainError, match=r"C\. Visser is vanaf 23-11-2026 geen regisseur in 0505"):
            handed_over(region, Soort.BLIJVEND, takers={"0505": person(region.outsider)})

    def test_a_role_that_ends_within_the_period(self, region: Region, mine: list[Dossier]) -> None:
        person(region.colleague).roles.update(valid_to=FRIDAY - timedelta(days=1))
        with pytest.raises(DomainError, match="tot en met 04-12-2026 geen regisseur"):
            handed_over(region, Soort.WAARNEMING)

    def test_somebody_who_may_not_assign(self, region: Region, mine: list[Dossier]) -> None:
        with pytest.raises(NotAllowed):
            redistribute(person(region.regisseur), wanted(region, Soort.BLIJVEND), by=region.regisseur)

    @pytest.mark.parametrize(
        ("changed", "field"),
        [({"valid_from": TODAY - timedelta(days=1)}, "valid_from"), ({"valid_to": None}, "valid_to"),
         ({"valid_to": TODAY - timedelta(days=1)}, "valid_to"), ({"takers": {}}, "taker")],
    )  # fmt: skip
    def test_a_wrong_period_or_nobody(
        self, changed: dict[str, object], field: str, region: Region, mine: list[Dossier]
    ) -> None:
        with pytest.raises(DomainError) as refused:
            handed_over(region, Soort.WAARNEMING, **changed)
        assert refused.value.field == field

    def test_when_the_asker_lost_the_right_nothing_moves(self, region: Region, mine: list[Dossier]) -> None:
        (batch,) = redistribute(person(region.regisseur), wanted(region, Soort.BLIJVEND), by=region.teamlead)
        person(region.teamlead).roles.update(valid_to=TODAY - timedelta(days=1))
        carry_out(batch.pk)
        batch.refresh_from_db()
        assert (batch.state, batch.lines.count()) == (State.KLAAR, 0)
        assert "mag dit niet meer" in batch.stopped_because


def test_many_dossiers_go_in_a_job_a_few_in_each_transaction(region: Region) -> None:
    for _ in range(25):
        Dossier.objects.filter(pk=make_dossier(region).pk).update(regisseur=person(region.regisseur))
    (batch,) = redistribute(person(region.regisseur), wanted(region, Soort.BLIJVEND), by=region.teamlead)
    work_on_herverdeling.defer(batch=str(batch.pk), gemeente="0505")
    jobs.run_due()
    assert batch.lines.count() == 25


def test_a_second_gemeente_goes_to_somebody_else(region: Region, mine: list[Dossier]) -> None:
    extra = employ(
        region.organisations["SDD"], username="extra", name="E. Xtra", function="regisseur",
        roles={Role.REGISSEUR: ("0590",)}, valid_from=TODAY,
    )  # fmt: skip
    takers = {"0505": person(region.colleague), "0590": extra}
    made = redistribute(
        person(region.regisseur), wanted(region, Soort.BLIJVEND, takers=takers), by=region.teamlead
    )
    assert {(batch.gemeente_id, batch.taker.name) for batch in made} == {
        ("0505", "B. Jansen"),
        ("0590", "E. Xtra"),
    }
