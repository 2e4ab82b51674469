"""The regisseur is told of a group of which somebody didn't answer."""

from datetime import timedelta

import pytest

from support import groups as given
from support.region import TODAY, Region
from support.walk import browser_of
from wegwijs import clock
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.alerts.queries import unread
from wegwijs.dossiers.models import Dossier
from wegwijs.groups.models import Attendance

pytestmark = pytest.mark.django_db
FIRST, LATER = TODAY + timedelta(days=10), TODAY + timedelta(days=5)


def test_the_regisseur_is_told_once_a_group_until_nobody_is_silent(region: Region) -> None:
    group = given.group(region, given.half_day(region, FIRST))
    given.members(region, group, 2)
    Attendance.objects.update(invited_on=TODAY)
    Dossier.objects.update(regisseur=region.regisseur.employee)
    with clock.frozen(LATER):
        gather(on=LATER)
        alert = Alert.objects.get(kind=AlertKind.SILENT)
        assert (alert.employee, alert.thing_id) == (region.regisseur.employee, group.pk)
        lines, _ = unread(region.regisseur)
        assert [line.thing for line in lines if line.kind == AlertKind.SILENT] == [group.pk]
        page = browser_of(region.regisseur).get("/meldingen/").content.decode()
        assert f"/groepen/{group.pk}/uitnodigen/" in page
        Attendance.objects.update(reminded_on=LATER)
        gather(on=LATER)
        assert not Alert.objects.filter(kind=AlertKind.SILENT, gone_at=None).exists()


def test_without_a_regisseur_nobody_is_told(region: Region) -> None:
    group = given.group(region, given.half_day(region, FIRST))
    given.members(region, group, 1)
    Attendance.objects.update(invited_on=TODAY)
    with clock.frozen(LATER):
        gather(on=LATER)
    assert not Alert.objects.filter(kind=AlertKind.SILENT).exists()
