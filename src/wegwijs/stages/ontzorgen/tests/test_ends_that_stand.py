"""Whatever is told, corrected and taken back of the end of bijstand, in any order and on any day: the plan is what the ends that stand make of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support.ontzorgen import treasurer
from support.plans import running
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.dossiers.commands import correct_event, record_event, withdraw_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis, TermijnRow
from wegwijs.stages.ontzorgen.commands.endings import look_ahead
from wegwijs.stages.ontzorgen.commands.traject import agree_longer
from wegwijs.stages.ontzorgen.models import Kostenpost, Ontzorging
from wi2021.termijnen.soorten import Soort

pytestmark = pytest.mark.django_db
State = Ontzorging.State
# Before the right began, now, within the six months, within what was agreed, and after it.
DAYS = st.integers(-30, 280)
WHICH = st.integers(0, 5)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("end"), DAYS, st.just(0)),
        st.tuples(st.just("back"), st.just(0), WHICH),
        st.tuples(st.just("correct"), DAYS, WHICH),
        st.tuples(st.just("pass"), st.integers(1, 40), st.just(0)),
    ),
    min_size=2, max_size=8,
)  # fmt: skip


@pytest.fixture
def row(region: Region) -> Ontzorging:
    """Runs since the second of November, longer by agreement, with a cost and an income that end by themselves."""
    made = running(region)
    until = date(2027, 8, 1)
    made = agree_longer(
        made, by=treasurer(region), until=until, reason="op verzoek", expected_version=made.version
    )
    Kostenpost.objects.filter(pk=made.kosten.order_by("pk")[0].pk).update(last_on=date(2027, 1, 15))
    return made


@contextmanager
def undone() -> Iterator[None]:
    """What happens in it, didn't."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def standing(row: Ontzorging) -> list[Gebeurtenis]:
    """The ends that nobody took back, as they were told."""
    rows = Gebeurtenis.objects.filter(dossier=row.dossier_id, kind=Kind.BIJSTAND_EINDE, superseded_by=None)
    return list(rows.select_related("dossier").order_by("pk"))


def happens(region: Region, row: Ontzorging, acts: Sequence[tuple[str, int, int]]) -> date:
    """Each act on its day, with the job of each morning; the last day."""
    today = TODAY
    for what, days, which in acts:
        with clock.frozen(today):
            found = standing(row)
            if what == "end":
                record_event(
                    row.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=TODAY + timedelta(days=days)
                )
            elif what == "pass":
                today += timedelta(days=days)
            elif found and what == "back":
                withdraw_event(found[which % len(found)], by=region.regisseur, reason="vergissing")
            elif found:
                on = TODAY + timedelta(days=days)
                correct_event(found[which % len(found)], by=region.regisseur, on=on, payload={}, summary="", reason="anders")  # fmt: skip
        with clock.frozen(today):
            look_ahead(today)
    return today


def plan(row: Ontzorging) -> dict[str, Any]:
    """How it stands. That a handover began is an act of its day, and no end that is taken back undoes it."""
    row.refresh_from_db()
    kept = {name: value for name, value in (row.capped or {}).items() if name != "state"}
    return {
        "over": row.state == State.KLAAR, "ended": (row.ended_on, row.end_reason), "last": row.last_day,
        "agreed": (row.agreed_until, row.agreed_reason), "kept": kept,
        "costs": list(row.kosten.order_by("pk").values_list("pk", "last_on")),
        "incomes": list(row.inkomsten.order_by("pk").values_list("pk", "last_on")),
        "term": TermijnRow.objects.get(dossier=row.dossier_id, soort=Soort.ONTZORGEN.value).last_day,
    }  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, turn=st.randoms(use_true_random=False))
@example(acts=[("end", 0, 0), ("correct", 1, 0)], turn=Random(1))  # noqa: S311 - an order of days
def test_only_the_ends_that_stand_count(
    region: Region, row: Ontzorging, acts: list[tuple[str, int, int]], turn: Any
) -> None:
    """Beside it: nothing but those, told on the last day in another order."""
    with undone():
        today = happens(region, row, acts)
        left = [one.on for one in standing(row)]
        found = plan(row)
    turn.shuffle(left)
    with undone(), clock.frozen(today):
        for on in left:
            record_event(row.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=on)
        assert found == plan(row)
