"""The example region has a group of which most answered their invitation, some don't come, and some must be called."""

from datetime import timedelta

import pytest

from support.region import TODAY, make_person
from wegwijs import clock
from wegwijs.demo.staff import hire
from wegwijs.demo.stories.groups import groups
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.dossiers.models import Dossier, Fase
from wegwijs.groups.models import Attendance, Group
from wegwijs.groups.queries.invite import to_invite, unanswered
from wegwijs.groups.queries.remind import to_remind
from wegwijs.organisations.models import Gemeente

HERE = "0505"


@pytest.mark.django_db
def test_a_group_was_invited_and_answered_and_the_next_one_waits_for_its_letters() -> None:
    with clock.frozen(TODAY):
        staff = hire()
        by, where = staff.regisseur(HERE), Gemeente.objects.get(pk=HERE)
        for _ in range(40):
            open_dossier_for(make_person(by), where, by=by, on=TODAY - timedelta(days=200), reason="test")
        # Who is still on the way has no place yet.
        Dossier.objects.update(fase=Fase.INTAKE)
        groups(staff)
        planner = staff.actor("visser")
        rows = Attendance.objects.filter(session__group__name="Welkom 7", session__on__gt=TODAY)
        assert set(rows.values_list("reply", flat=True)) == {"", "komt", "komt_niet"}
        assert unanswered(planner, TODAY + timedelta(days=7)).exists()
        waiting = set(to_invite(planner).values_list("group__name", flat=True))
        assert "Welkom 8" in waiting
        assert "Welkom 7" not in waiting
        assert {row.group.name for row in to_remind(planner)} == {"PVT 4"}
        assert Group.objects.count() == 4
