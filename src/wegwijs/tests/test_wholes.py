"""A whole in one statement is the same as the row with its parts asked one kind at a time."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from support.intake import begun, call, diploma, fill_all
from support.region import TODAY, Region
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake.commands import wait_for_third
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.queries import INTAKES, PARTS
from wegwijs.wholes import Whole


@pytest.fixture
def intake(region: Region, dossier: Dossier) -> BredeIntake:
    made = begun(dossier, region)
    call(made, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    fill_all(made, region)
    wait_for_third(made, diploma(), by=region.regisseur, on=TODAY)
    return made


def test_every_part_has_every_value_in_the_same_order(intake: BredeIntake) -> None:
    found = INTAKES.get(intake.pk)
    assert found == intake
    for name in PARTS:
        rows = getattr(intake, name)
        asked = list(rows.order_by(*rows.model._meta.ordering, "pk"))
        given = list(getattr(found, name).all())
        assert [vars(row) | {"_state": 0} for row in _bare(given)] == [
            vars(row) | {"_state": 0} for row in _bare(asked)
        ], name


def _bare(rows: list) -> list:  # type: ignore[type-arg]
    for row in rows:
        row._state.fields_cache.clear()
    return rows


def test_it_costs_one_statement_and_a_part_knows_its_row(intake: BredeIntake) -> None:
    with CaptureQueriesContext(connection) as seen:
        found = INTAKES.get(intake.pk)
        assert found
        assert all(part.intake is found for name in PARTS for part in getattr(found, name).all())
    assert len(seen) == 1


def test_a_field_can_stay_behind_and_a_row_that_is_not_there_is_none(intake: BredeIntake) -> None:
    found = Whole(BredeIntake, ["gesprekken"], without=["gesprekken.report"]).get(intake.pk)
    assert found
    (talk,) = found.gesprekken.all()
    assert talk.get_deferred_fields() == {"report"}
    assert talk.report == "Besproken."
    assert INTAKES.get(uuid4()) is None
