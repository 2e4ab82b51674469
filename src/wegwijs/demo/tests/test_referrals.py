"""The example region has a referral in each state, and work for the receivers."""

import pytest

from support.region import TODAY, make_person
from wegwijs import clock
from wegwijs.demo.staff import hire
from wegwijs.demo.stories.referrals import referrals
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.dossiers.models import Taak
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.begeleiding.models import Verwijzing

STORIES = 9


@pytest.mark.django_db
def test_every_state_is_told_and_one_is_silent() -> None:
    with clock.frozen(TODAY):
        staff = hire()
        by, where = staff.actor("devries"), Gemeente.objects.get(pk="0505")
        made = [
            open_dossier_for(make_person(by), where, by=by, on=TODAY.replace(day=1), reason="test")[0]
            for _ in range(STORIES)
        ]
        referrals(staff, made)
    states = list(Verwijzing.objects.values_list("state", flat=True))
    assert len(states) == STORIES
    assert set(states) == set(Verwijzing.State.values)
    assert Taak.objects.filter(title__startswith="Vraag SWT").count() == 1
