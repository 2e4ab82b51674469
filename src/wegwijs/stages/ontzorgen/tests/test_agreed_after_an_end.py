"""Who agrees on longer while an end of bijstand stands goes on by that agreement, unless an earlier end is told."""

from datetime import date, timedelta

import pytest

from support.ontzorgen import treasurer
from support.plans import running
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.dossiers.commands import correct_event, record_event, withdraw_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.stages.ontzorgen.commands.endings import look_ahead
from wegwijs.stages.ontzorgen.commands.traject import agree_longer
from wegwijs.stages.ontzorgen.models import Kostenpost, Ontzorging

pytestmark = pytest.mark.django_db
State = Ontzorging.State
STOPS, AGREED = date(2027, 1, 1), date(2027, 3, 31)


@pytest.fixture
def row(region: Region) -> Ontzorging:
    """The bijstand stops on New Year's day; agreed since: until the end of March."""
    made = running(region)
    ends(region, made, STOPS)
    made.refresh_from_db()
    assert (made.last_day, made.agreed_until) == (STOPS - timedelta(days=1), None)
    return agree_longer(
        made,
        by=treasurer(region),
        until=AGREED,
        reason="de toeslagen lopen nog niet",
        expected_version=made.version,
    )


def ends(region: Region, row: Ontzorging, on: date) -> Gebeurtenis:
    return record_event(row.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=on)


def agreed(row: Ontzorging) -> tuple[State, date, date | None, str]:
    row.refresh_from_db()
    return State(row.state), row.last_day, row.agreed_until, row.agreed_reason


def test_the_day_of_the_end_that_was_known_ends_nothing(region: Region, row: Ontzorging) -> None:
    for on in (STOPS, STOPS + timedelta(days=20), AGREED):
        with clock.frozen(on):
            look_ahead(on)
        row.refresh_from_db()
        assert row.state != State.KLAAR
        assert row.agreed_until == AGREED


@pytest.mark.parametrize("days", [0, 10, 60, 200])
def test_an_end_no_earlier_than_the_one_that_was_known_leaves_what_was_agreed(
    region: Region, row: Ontzorging, days: int
) -> None:
    before = agreed(row)
    ends(region, row, STOPS + timedelta(days=days))
    assert agreed(row) == before


@pytest.mark.parametrize("days", [10, 60])
def test_an_end_that_is_put_later_moves_the_duty_and_leaves_what_was_agreed(
    region: Region, row: Ontzorging, days: int
) -> None:
    cost = Kostenpost.objects.filter(ontzorging=row).order_by("pk")[0]
    assert cost.last_on == STOPS - timedelta(days=1)
    since = Kostenpost.objects.create(
        ontzorging=row, soort=cost.soort, cents=cost.cents, first_on=STOPS, interval=cost.interval, wijze=cost.wijze, payee=cost.payee,
        label=cost.label, recorded_at=cost.recorded_at,
    )  # fmt: skip
    on, told = STOPS + timedelta(days=days), Gebeurtenis.objects.get(kind=Kind.BIJSTAND_EINDE)
    told.dossier = row.dossier
    correct_event(told, by=region.regisseur, on=on, payload={}, summary="", reason="anders")
    state, last, until, why = agreed(row)
    assert (state, last, until, bool(why)) == (State.LOOPT, on - timedelta(days=1), AGREED, True)
    for one in (cost, since):
        one.refresh_from_db()
    assert (cost.last_on, since.last_on) == (on - timedelta(days=1), None)
    # And put later once more: what was recorded since stays as it is.
    told = Gebeurtenis.objects.get(kind=Kind.BIJSTAND_EINDE, superseded_by=None)
    told.dossier, on = row.dossier, on + timedelta(days=7)
    correct_event(told, by=region.regisseur, on=on, payload={}, summary="", reason="weer anders")
    since.refresh_from_db()
    assert since.last_on is None
    with clock.frozen(on):
        look_ahead(on)
    assert agreed(row)[2] == AGREED


def test_an_earlier_end_cuts_off_what_was_agreed_and_taking_it_back_gives_it_back(
    region: Region, row: Ontzorging
) -> None:
    earlier = ends(region, row, STOPS - timedelta(days=14))
    assert agreed(row)[1:3] == (STOPS - timedelta(days=15), None)
    earlier.dossier = row.dossier
    withdraw_event(earlier, by=region.regisseur, reason="vergissing")
    assert agreed(row)[:3] == (State.LOOPT, STOPS - timedelta(days=1), AGREED)
    with clock.frozen(STOPS):
        look_ahead(STOPS)
    assert agreed(row)[2] == AGREED


def test_what_is_agreed_anew_after_an_earlier_end_stands_by_that_end(region: Region, row: Ontzorging) -> None:
    earlier = STOPS - timedelta(days=14)
    ends(region, row, earlier)
    row.refresh_from_db()
    row = agree_longer(
        row, by=treasurer(region), until=AGREED, reason="nog eens besproken", expected_version=row.version
    )
    for on in (earlier, STOPS):
        with clock.frozen(on):
            look_ahead(on)
        assert agreed(row)[2] == AGREED
        assert row.state != State.KLAAR


def test_when_no_end_stands_what_was_agreed_stays_beside_the_duty(region: Region, row: Ontzorging) -> None:
    told = Gebeurtenis.objects.get(kind=Kind.BIJSTAND_EINDE)
    told.dossier = row.dossier
    withdraw_event(told, by=region.regisseur, reason="vergissing")
    state, last, until, _ = agreed(row)
    assert (state, until, row.capped) == (State.LOOPT, AGREED, None)
    assert last > STOPS
    assert last > TODAY
