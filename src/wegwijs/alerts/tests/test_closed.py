"""What a closed dossier still asks about money of lessons is told, since it stands on no work list."""

from datetime import date

import pytest

from support.contracts import contract, second
from support.lessons import course, followed, learner, learning, of_the_regisseur, week
from support.region import TODAY, Region
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.contracts.commands import Fact, PriceFacts, book_invoiced
from wegwijs.contracts.models import Absence, Moment, PriceForm
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier, complete_task
from wegwijs.dossiers.models import Dossier, Taak
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 10)


def taught(region: Region, dossier: Dossier) -> Inburgeringsaanbod:
    """Two weeks of twelve hours of € 9,50, the second of after the day that counts."""
    of = contract(
        region, prices=(PriceFacts(PriceForm.HOUR, Moment.HOUR, 9_50),), places=None, ceiling=None, absence=Absence.LATE,
    )  # fmt: skip
    row = learning(region, dossier, course(region, of))
    followed(region, row, week(), week(date(2026, 11, 16)))
    return row


def test_of_who_moved_the_regisseur_is_told_until_it_is_settled(region: Region) -> None:
    row = taught(region, of_the_regisseur(region))
    close_dossier(row.dossier, by=region.regisseur, on=DAY, reason=CloseReason.VERHUISD.label)
    gather(on=TODAY)
    alert = Alert.objects.get(kind=AlertKind.CLOSED)
    assert (alert.employee, alert.dossier_id) == (region.regisseur.employee, row.dossier_id)
    assert alert.what == "Lessen van na de verhuizing: wie betaalt die?"
    complete_task(Taak.objects.get(source_key__startswith="aanbod:verhuisd"), by=region.regisseur, on=TODAY)
    gather(on=TODAY)
    alert.refresh_from_db()
    assert alert.gone_at


def test_of_who_died_without_a_regisseur_everyone_who_places_people_there_is_told(region: Region) -> None:
    row = taught(region, learner(region))
    book_invoiced(row.call_off, Fact(24 * 9_50, TODAY, "f", "factuur"), by=second(region))
    row.dossier.person.died_on = DAY
    row.dossier.person.save()
    close_dossier(row.dossier, by=region.duo, on=TODAY, reason="DUO: overleden")
    gather(on=TODAY)
    told = Alert.objects.filter(kind=AlertKind.CLOSED)
    assert region.regisseur.employee in {one.employee for one in told}
    assert {(one.dossier_id, one.what) for one in told} == {
        (row.dossier_id, "Er staan lessen van na het overlijden, en die zijn al gefactureerd")
    }
