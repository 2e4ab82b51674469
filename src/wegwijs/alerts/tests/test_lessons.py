"""A signal about lessons is told to the regisseur until it was taken up."""

import pytest

from support.lessons import course, learner, learning, school
from support.region import TODAY, Region
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.stages.leerroutes.commands import send_signal, take_up_signal
from wegwijs.stages.leerroutes.models import Opvolging, Signaalsoort

pytestmark = pytest.mark.django_db


def test_a_signal_is_told_until_it_was_taken_up(region: Region) -> None:
    row = learning(region, learner(region), course(region))
    who = region.regisseur.employee
    assert who
    assign_regisseur(row.dossier, who, by=region.teamlead, on=TODAY)
    sent = send_signal(row, Signaalsoort.UITVAL, "Komt al twee weken niet.", by=school(region))
    gather(on=TODAY)
    alert = Alert.objects.get(kind=AlertKind.LESSONS, employee=who)
    assert (alert.what, alert.dossier_id) == ("dreigt uit te vallen", row.dossier_id)
    take_up_signal(sent, Opvolging.GESPREK, "", by=region.regisseur, on=TODAY)
    gather(on=TODAY)
    alert.refresh_from_db()
    assert alert.gone_at is not None
