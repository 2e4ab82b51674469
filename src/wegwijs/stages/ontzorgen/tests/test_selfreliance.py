"""Eight tasks with history, lessons read from who registered them, and signals that reach somebody."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from support.groups import group, half_day
from support.guidance import guided
from support.ontzorgen import ontzorgd, second, treasurer
from support.region import TODAY, Region, make_dossier
from support.selfreliance import SINCE, planned
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier, Taak
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.groups.commands import enrol
from wegwijs.groups.models import Attendance
from wegwijs.hours.models import Soort
from wegwijs.stages.ontzorgen.commands.geldsignalen import Found, escalate, report_signal, solve
from wegwijs.stages.ontzorgen.commands.handover import begin_handover
from wegwijs.stages.ontzorgen.commands.selfreliance import record_levels
from wegwijs.stages.ontzorgen.models import Geldsignaal, Ontzorging, Zelftaak
from wegwijs.stages.ontzorgen.presenters import after as shown
from wegwijs.stages.ontzorgen.queries import selfreliance as queries

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
T, N, S = Zelftaak.Taak, Zelftaak.Niveau, Geldsignaal.Soort


@pytest.fixture
def row(region: Region, dossier: Dossier) -> Ontzorging:
    guided(region, dossier)
    return planned(region, dossier)


def debt(**changes: object) -> Found:
    values: dict[str, object] = {
        "soort": S.SCHULD, "since": TODAY, "party": "Deurwaarder", "cents": 45_000, "note": "brief gezien", **changes
    }  # fmt: skip
    return Found(**values)  # type: ignore[arg-type]


class TestLevels:
    def test_each_step_is_a_row_and_the_last_counts(self, region: Region, row: Ontzorging) -> None:
        by = region.counsellor
        record_levels(row, {T.POST: N.NIET, T.BANK: N.SAMEN}, by=by, on=date(2026, 7, 1))
        made = record_levels(row, {T.POST: N.ALLEEN, T.BANK: N.SAMEN}, by=treasurer(region), on=TODAY)
        levels = queries.levels_of(row)
        assert [one.taak for one in made] == [T.POST]
        assert queries.now_of(levels)[T.POST].niveau == N.ALLEEN
        assert queries.alone(levels) == [T.POST]
        lines = {line.label: line for line in shown.task_lines(levels)}
        assert lines["Post openen en ordenen"].first == "doet het nog niet"
        assert lines["Post openen en ordenen"].since == "sinds 23-11-2026"
        assert lines["Internetbankieren"].since == "sinds 01-07-2026"
        picture = shown.progress(levels)
        assert picture
        assert [bar.name for bar in picture.bars] == ["post", "bankieren"]

    def test_what_was_on_an_earlier_day_is_written_beside_what_came_later(
        self, region: Region, row: Ontzorging
    ) -> None:
        record_levels(row, {T.POST: N.ALLEEN}, by=region.counsellor, on=TODAY)
        record_levels(row, {T.POST: N.NIET}, by=region.counsellor, on=SINCE)
        assert queries.now_of(queries.levels_of(row))[T.POST].niveau == N.ALLEEN

    def test_nothing_new_another_day_or_another_person_is_refused(
        self, region: Region, row: Ontzorging
    ) -> None:
        record_levels(row, {T.POST: N.ALLEEN}, by=region.counsellor, on=TODAY)
        with pytest.raises(DomainError, match="niets veranderd"):
            record_levels(row, {T.POST: N.ALLEEN}, by=region.counsellor, on=TODAY)
        for day in (SINCE - timedelta(days=1), TODAY + timedelta(days=1)):
            with pytest.raises(DomainError) as refused:
                record_levels(row, {T.POST: N.NIET}, by=region.counsellor, on=day)
            assert refused.value.field == "on"
        with pytest.raises(NotAllowed):
            record_levels(row, {T.POST: N.NIET}, by=region.regisseur, on=TODAY)

    def test_a_step_is_never_edited(self, region: Region, row: Ontzorging) -> None:
        record_levels(row, {T.POST: N.ALLEEN}, by=region.counsellor, on=TODAY)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Zelftaak.objects.update(niveau=N.NIET)


class TestSignals:
    def test_a_partner_reports_and_who_keeps_the_money_has_a_task(
        self, region: Region, row: Ontzorging
    ) -> None:
        made = report_signal(row, debt(), by=region.counsellor)
        task = Taak.objects.get(source_key=f"geldsignaal:{made.pk}")
        assert task.assigned_to == treasurer(region).employee
        assert task.due_on == TODAY
        assert "€" not in task.why
        assert [one.pk for one in queries.open_signals(treasurer(region))] == [made.pk]
        assert queries.open_signals(region.outsider) == []

    def test_a_specialist_gets_the_task_and_the_outcome_ends_it(
        self, region: Region, row: Ontzorging
    ) -> None:
        by, other = treasurer(region), second(region)
        made = report_signal(row, debt(), by=by)
        assert other.employee
        given = escalate(made, other.employee, by=by, version=made.version)
        assert Taak.objects.get(done_on=None).assigned_to == other.employee
        with pytest.raises(Conflict):
            solve(made, "Regeling getroffen", by=by, on=TODAY, version=made.version)
        done = solve(given, "Regeling getroffen", by=by, on=TODAY, version=given.version)
        assert (done.state, done.closed_on) == (Geldsignaal.State.KLAAR, TODAY)
        assert not Taak.objects.filter(done_on=None).exists()
        assert queries.open_signals(by) == []
        with pytest.raises(DomainError, match="al opgelost"):
            solve(done, "Nog eens", by=by, on=TODAY, version=done.version)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"since": TODAY + timedelta(days=1)}, "since"),
            ({"cents": 0}, "cents"),
            ({"note": "BSN 999990408"}, "note"),
            ({"party": "van 999990408"}, "party"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(
        self, changes: dict[str, object], field: str, region: Region, row: Ontzorging
    ) -> None:
        with pytest.raises(DomainError) as refused:
            report_signal(row, debt(**changes), by=region.counsellor)
        assert refused.value.field == field

    def test_a_specialist_works_at_the_executor_today(self, region: Region, row: Ontzorging) -> None:
        by, other = treasurer(region), second(region)
        made = report_signal(row, debt(), by=by)
        assert other.employee
        other.employee.valid_to = TODAY - timedelta(days=1)
        other.employee.save()
        for whom in (region.counsellor.employee, other.employee):
            assert whom
            with pytest.raises(DomainError) as refused:
                escalate(made, whom, by=by, version=made.version)
            assert refused.value.field == "employee"

    def test_a_partner_solves_nothing(self, region: Region, row: Ontzorging) -> None:
        made = report_signal(row, debt(), by=region.counsellor)
        with pytest.raises(NotAllowed):
            solve(made, "x", by=region.counsellor, on=TODAY, version=made.version)


class TestPage:
    def test_who_keeps_the_money_the_guide_and_the_team_leader_see_it_and_nobody_else(
        self, region: Region, row: Ontzorging, signed_in: SignedIn
    ) -> None:
        address = f"/zelfstandig/{row.dossier_id}/"
        for who in (treasurer(region), region.counsellor, region.teamlead):
            assert signed_in(who).get(address).status_code == 200, who.label
        for who in (region.regisseur, region.outsider, region.administrator, region.decider):
            assert signed_in(who).get(address).status_code == 404, who.label

    def test_what_the_trainer_registered_is_shown(
        self, region: Region, row: Ontzorging, signed_in: SignedIn
    ) -> None:
        page = signed_in(region.counsellor).get(f"/zelfstandig/{row.dossier_id}/").content.decode()
        assert "Nog geen lessen van de Eurowijzer" in page

    def test_it_costs_at_most_twelve_statements(
        self, region: Region, row: Ontzorging, signed_in: SignedIn, statements: Statements
    ) -> None:
        record_levels(row, {T.POST: N.ALLEEN, T.BANK: N.HULP}, by=region.counsellor, on=TODAY)
        report_signal(row, debt(), by=region.counsellor)
        address = f"/zelfstandig/{row.dossier_id}/"
        assert statements(signed_in(treasurer(region)), address) <= 12
        assert statements(signed_in(region.counsellor), address) <= 12

    def test_forms_record_and_report(self, region: Region, row: Ontzorging, signed_in: SignedIn) -> None:
        browser = signed_in(region.counsellor)
        base = f"/zelfstandig/{row.dossier_id}/"
        answer = browser.post(f"{base}vastleggen/", {"on": "23-11-2026", "post": "hulp"})
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        assert Zelftaak.objects.get().niveau == N.HULP
        answer = browser.post(
            f"{base}signaal/", {"soort": "beslag", "since": "20-11-2026", "cents": "1.234,56"}
        )
        assert answer.status_code == 302
        made = Geldsignaal.objects.get()
        assert made.cents == 123_456
        keeper = signed_in(treasurer(region))
        specialist = second(region).employee
        assert specialist
        answer = keeper.post(
            f"{base}signaal/{made.pk}/specialist/", {"employee": str(specialist.pk), "version": "1"}
        )
        assert answer.status_code == 302
        answer = keeper.post(
            f"{base}signaal/{made.pk}/oplossen/", {"outcome": "Geregeld", "on": "23-11-2026", "version": "2"}
        )
        assert answer.status_code == 302
        assert keeper.get(f"{base}signaal/{made.pk}/oplossen/").status_code == 404

    def test_a_dossier_without_ontzorgen_has_no_such_page(self, region: Region, signed_in: SignedIn) -> None:
        other = make_dossier(region)
        assert signed_in(treasurer(region)).get(f"/zelfstandig/{other.pk}/").status_code == 404


def test_lessons_about_money_are_those_of_the_groups(region: Region, dossier: Dossier) -> None:
    row = ontzorgd(region, dossier)
    made = group(region, half_day(region, soort=Soort.FINANCIEEL, title="Geld"))
    enrol(made, dossier, by=region.regisseur)
    assert Attendance.objects.filter(dossier=dossier).exists()
    found = queries.lessons_of(row.dossier)
    assert [one.session.title for one in found] == ["Geld"]
    with clock.frozen(TODAY):
        assert shown.lesson_lines(found)[0].words == "komt nog"


def test_the_dossier_page_says_how_it_stands_to_who_may_know(
    region: Region, row: Ontzorging, signed_in: SignedIn
) -> None:
    begin_handover(row, by=treasurer(region))
    address = f"/dossier/{row.dossier_id}/"
    regisseur = signed_in(region.regisseur).get(address).content.decode()
    assert "Wordt overgedragen" in regisseur
    assert f"/zelfstandig/{row.dossier_id}/" not in regisseur
    assert f"/zelfstandig/{row.dossier_id}/" in signed_in(region.counsellor).get(address).content.decode()
    assert "Wordt overgedragen" not in signed_in(region.administrator).get(address).content.decode()
