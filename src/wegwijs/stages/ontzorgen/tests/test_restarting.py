"""An end of bijstand that is taken back: the plan goes on as it was, T-15 is counted anew, and what dropped out may be proposed again."""

from datetime import date, timedelta

import pytest

from support.ontzorgen import treasurer
from support.payments import account, funded, landlord, proposed
from support.plans import cost
from support.plans import running as started
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier, correct_event, record_event, withdraw_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak, TermijnRow
from wegwijs.imports.kinds import Refusal
from wegwijs.ledger.commands import Move, close_account, move
from wegwijs.ledger.models import Account
from wegwijs.stages.ontzorgen.commands import booking
from wegwijs.stages.ontzorgen.commands.bijstand import take_back_end
from wegwijs.stages.ontzorgen.commands.endings import end_early, look_ahead
from wegwijs.stages.ontzorgen.commands.traject import agree_longer
from wegwijs.stages.ontzorgen.models import Eindreden, Kostenpost, Kostensoort, Ontzorging, PaymentOrder
from wegwijs.stages.ontzorgen.month_file import MONTH_FILE, _whose
from wi2021.termijnen.soorten import Soort

pytestmark = pytest.mark.django_db
State, Order = Ontzorging.State, PaymentOrder.State
AGAIN, NEW = (
    "Kijk het geldplan na: de bijstand loopt door",
    "Begin het ontzorgen opnieuw: de bijstand loopt door",
)


@pytest.fixture
def row(region: Region, dossier: Dossier) -> Ontzorging:
    """Runs by the law since the second of November, agreed to last longer, with rent to a landlord that can be paid."""
    made = started(region, dossier)
    made = agree_longer(
        made,
        by=treasurer(region),
        until=date(2027, 8, 1),
        reason="op eigen verzoek",
        expected_version=made.version,
    )
    Kostenpost.objects.filter(ontzorging=made, soort="huur").update(payee=landlord(region))
    account(region)
    funded(region, made)
    return made


def ends(region: Region, row: Ontzorging, on: date) -> Gebeurtenis:
    event = record_event(row.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=on)
    row.refresh_from_db()
    return event


def taken_back(region: Region, row: Ontzorging, event: Gebeurtenis) -> None:
    withdraw_event(event, by=region.regisseur, reason="vergissing")
    row.refresh_from_db()


def last_days(row: Ontzorging) -> list[date | None]:
    return list(row.kosten.order_by("pk").values_list("last_on", flat=True))


def term(row: Ontzorging) -> date:
    return TermijnRow.objects.get(dossier=row.dossier, soort=Soort.ONTZORGEN.value).last_day


def test_that_ended_goes_on_with_all_that_was_cut_off(region: Region, row: Ontzorging) -> None:
    order = proposed(region)[0]
    before, until = last_days(row), term(row)
    event = ends(region, row, TODAY)
    order.refresh_from_db()
    assert (row.state, order.state, term(row)) == (State.KLAAR, Order.DROPPED, TODAY - timedelta(days=1))
    taken_back(region, row, event)
    assert (row.state, row.ended_on, row.end_reason, row.capped) == (State.LOOPT, None, "", None)
    assert (row.last_day, row.agreed_until, row.agreed_reason) == (
        until,
        date(2027, 8, 1),
        "op eigen verzoek",
    )
    assert (last_days(row), term(row)) == (before, until)
    told = Gebeurtenis.objects.filter(kind=Kind.ONTZORGEN).latest("pk").summary
    assert told == "gaat door tot en met 01-08-2027: het einde van de bijstand is teruggenomen"
    assert Taak.objects.filter(title=AGAIN, done_on=None, assigned_to=treasurer(region).employee).count() == 1
    assert not Taak.objects.filter(title="Betaal uit wat er nog op de rekening staat", done_on=None).exists()
    again = proposed(region)[0]
    assert (again.kostenpost, again.period) == (order.kostenpost, order.period)
    assert again.end_to_end != order.end_to_end


def test_that_lies_ahead_gives_back_the_shortened_plan_before_and_after_its_morning(
    region: Region, row: Ontzorging
) -> None:
    event = ends(region, row, TODAY + timedelta(days=5))
    assert (row.state, row.agreed_until) == (State.LOOPT, None)
    taken_back(region, row, event)
    assert (row.agreed_until, last_days(row)) == (date(2027, 8, 1), [None, None])
    event = ends(region, row, TODAY + timedelta(days=5))
    with clock.frozen(TODAY + timedelta(days=5)):
        look_ahead(clock.today())
        row.refresh_from_db()
        assert row.state == State.KLAAR
        taken_back(region, row, event)
    assert (row.state, row.agreed_until, last_days(row)) == (State.LOOPT, date(2027, 8, 1), [None, None])


def test_a_corrected_end_counts_from_its_new_day(region: Region, row: Ontzorging) -> None:
    event = ends(region, row, TODAY)
    later = TODAY + timedelta(days=20)
    correct_event(event, by=region.regisseur, on=later, payload={}, summary="", reason="een maand later")
    row.refresh_from_db()
    assert (row.state, row.last_day, row.end_reason) == (State.LOOPT, later - timedelta(days=1), "")
    assert set(last_days(row)) == {later - timedelta(days=1)}
    assert not Taak.objects.filter(title=AGAIN).exists()


def test_what_somebody_changed_meanwhile_keeps_what_they_said(region: Region, row: Ontzorging) -> None:
    event = ends(region, row, TODAY + timedelta(days=5))
    cost = row.kosten.order_by("pk")[0]
    Kostenpost.objects.filter(pk=cost.pk).update(last_on=TODAY)
    taken_back(region, row, event)
    assert last_days(row) == [TODAY, None]


def test_a_closed_account_stays_closed_and_a_new_plan_is_asked(region: Region, row: Ontzorging) -> None:
    event = ends(region, row, TODAY)
    held = booking.books(region.dordrecht)
    mine = Account.objects.get(source=row.source)
    move(Move(mine.pk, held.bank, mine.balance, TODAY, "proef", "uitbetaald"), by=treasurer(region))
    close_account(mine, on=TODAY)
    taken_back(region, row, event)
    assert row.state == State.KLAAR
    assert (
        Taak.objects.filter(title=NEW, done_on=None, link=f"/ontzorgen/{row.dossier_id}/starten/").count()
        == 1
    )


def test_who_died_after_the_bijstand_ended_ended_by_that(region: Region, row: Ontzorging) -> None:
    event = ends(region, row, TODAY)
    with clock.frozen(TODAY + timedelta(days=9)):
        close_dossier(row.dossier, by=region.regisseur, on=clock.today(), reason=CloseReason.OVERLEDEN.label)
        taken_back(region, row, event)
    assert (row.state, row.end_reason, row.ended_on) == (
        State.KLAAR,
        Eindreden.OVERLEDEN,
        TODAY + timedelta(days=9),
    )
    assert not Taak.objects.filter(title__in=(AGAIN, NEW)).exists()


def test_what_a_person_ended_no_taken_back_end_undoes(region: Region, row: Ontzorging) -> None:
    event = ends(region, row, TODAY + timedelta(days=5))
    end_early(row, Eindreden.BIJSTAND, by=treasurer(region), on=TODAY)
    ends(region, row, TODAY + timedelta(days=3))
    taken_back(region, row, event)
    assert (row.state, row.ended_on) == (State.KLAAR, TODAY)


class TestBeside:
    """Two ends of one right: the earliest that stands is the end."""

    def test_the_second_taken_back_gives_the_first_again(self, region: Region, row: Ontzorging) -> None:
        before = last_days(row)
        first = ends(region, row, TODAY + timedelta(days=30))
        second = ends(region, row, TODAY + timedelta(days=10))
        later = ends(region, row, TODAY + timedelta(days=40))
        assert (row.last_day, term(row)) == (TODAY + timedelta(days=9), TODAY + timedelta(days=9))
        announced = Taak.objects.filter(title="Bespreek het einde van het ontzorgen", done_on=None)
        assert "02-12-2026" in announced.get().why
        taken_back(region, row, second)
        assert (row.state, row.last_day, term(row)) == (
            State.LOOPT,
            TODAY + timedelta(days=29),
            TODAY + timedelta(days=29),
        )
        assert set(last_days(row)) == {TODAY + timedelta(days=29)}
        assert "22-12-2026" in announced.get().why
        told = Gebeurtenis.objects.filter(kind=Kind.ONTZORGEN)
        assert (
            told.latest("pk").summary
            == "gaat door tot en met 22-12-2026: het einde van de bijstand is teruggenomen"
        )
        count = told.count()
        taken_back(region, row, later)
        assert told.count() == count
        taken_back(region, row, first)
        assert (row.agreed_until, last_days(row), row.capped) == (date(2027, 8, 1), before, None)
        assert not announced.exists()

    def test_the_first_taken_back_leaves_what_the_second_ended(self, region: Region, row: Ontzorging) -> None:
        order = proposed(region)[0]
        first = ends(region, row, TODAY)
        second = ends(region, row, TODAY - timedelta(days=5))
        assert (row.state, row.ended_on) == (State.KLAAR, TODAY - timedelta(days=6))
        taken_back(region, row, second)
        assert (row.state, row.ended_on) == (State.KLAAR, TODAY - timedelta(days=1))
        second = ends(region, row, TODAY + timedelta(days=20))
        taken_back(region, row, first)
        assert (row.state, row.ended_on, row.last_day) == (State.LOOPT, None, TODAY + timedelta(days=19))
        again = proposed(region)[0]
        assert (again.kostenpost, again.period) == (order.kostenpost, order.period)

    def test_the_administration_takes_back_each_end_at_once(self, region: Region, row: Ontzorging) -> None:
        ends(region, row, TODAY + timedelta(days=20))
        ends(region, row, TODAY)
        assert take_back_end(row.dossier, by=treasurer(region))
        row.refresh_from_db()
        assert (row.state, row.agreed_until, row.capped) == (State.LOOPT, date(2027, 8, 1), None)

    def test_a_cost_that_came_after_the_first_end_is_cut_and_put_back_too(
        self, region: Region, row: Ontzorging
    ) -> None:
        ends(region, row, TODAY + timedelta(days=30))
        cost(row, treasurer(region), Kostensoort.WATER, 20_00)
        second = ends(region, row, TODAY + timedelta(days=20))
        water = row.kosten.get(soort=Kostensoort.WATER)
        assert water.last_on == TODAY + timedelta(days=19)
        taken_back(region, row, second)
        water.refresh_from_db()
        assert water.last_on == TODAY + timedelta(days=29)


def test_who_died_since_does_not_go_on(region: Region, row: Ontzorging) -> None:
    event = ends(region, row, TODAY + timedelta(days=5))
    close_dossier(row.dossier, by=region.regisseur, on=TODAY, reason="overleden")
    row.refresh_from_db()
    taken_back(region, row, event)
    assert row.state == State.KLAAR
    assert not Taak.objects.filter(title__in=(AGAIN, NEW)).exists()


class TestFile:
    def test_a_month_after_the_end_is_refused_with_what_to_do(self, region: Region, row: Ontzorging) -> None:
        ends(region, row, TODAY)
        with pytest.raises(Refusal) as refused:
            _whose(row.dossier.number, date(2026, 12, 1), "0505")
        assert "De bijstand eindigt in het dossier na 22-11-2026" in refused.value.reason
        assert "Zet ja bij ‘Einde teruggenomen’" in refused.value.remedy

    def test_the_file_takes_it_back_once(self, region: Region, row: Ontzorging) -> None:
        ends(region, row, TODAY)
        assert take_back_end(row.dossier, by=treasurer(region))
        row.refresh_from_db()
        assert row.state == State.LOOPT
        assert not take_back_end(row.dossier, by=treasurer(region))
        assert _whose(row.dossier.number, date(2026, 12, 1), "0505") == row
        assert "einde_teruggenomen" in MONTH_FILE.columns
