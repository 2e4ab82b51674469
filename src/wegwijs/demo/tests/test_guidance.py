"""The example region has plans in every state, two volunteers with one talk due, and figures for the grant."""

from datetime import timedelta

import pytest

from support.region import TODAY, make_person
from wegwijs import clock
from wegwijs.access.queries.volunteers import overdue
from wegwijs.demo.staff import hire
from wegwijs.demo.stories.guidance import PLANS, guidance
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.begeleiding.models import Begeleidingsplan, Planversie
from wegwijs.stages.begeleiding.queries.figures import Span, figures
from wegwijs.stages.begeleiding.queries.offer import offers, versions

HERE, SMALL = "0505", "0610"


@pytest.mark.django_db
def test_every_state_is_told_and_a_small_gemeente_shows_no_number_to_a_controller() -> None:
    with clock.frozen(TODAY):
        staff = hire()
        for code, number in ((HERE, PLANS[HERE]), (SMALL, PLANS[SMALL])):
            by, where = staff.regisseur(code), Gemeente.objects.get(pk=code)
            for _ in range(number):
                open_dossier_for(make_person(by), where, by=by, on=TODAY - timedelta(days=200), reason="test")
        guidance(staff, (HERE, SMALL))
        plans = Begeleidingsplan.objects.filter(dossier__gemeente=HERE)
        assert {plan.state for plan in plans} == set(Begeleidingsplan.State.values)
        assert plans.filter(state="loopt", ends_on__lt=TODAY).exists()
        assert plans.filter(state="loopt", ends_on__range=(TODAY, TODAY + timedelta(days=28))).exists()
        assert Planversie.objects.filter(number=2).exists()
        assert [one.name for one in overdue(staff.organisations["VluchtelingenWerk"], on=TODAY)] == [
            "J. Dekker"
        ]
        assert len(versions()) == 3
        assert offers([HERE], on=TODAY)[HERE].departures
        told = {row.code: row for row in figures(staff.actor("hendriks"), Span(2026, 2), today=TODAY)}
        assert (told[HERE].withheld, told[SMALL].withheld) == (False, True)
        assert told[HERE].delivered > 0
