"""Planning a talk asks only what that kind of talk needs."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from support.region import Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import Planned, plan_afspraak
from wegwijs.dossiers.models import Afspraak, Dossier

Soort = Afspraak.Soort


@pytest.mark.parametrize(("soort", "asks"), [(Soort.DRIEGESPREK, True), (Soort.INTAKE, False)])
def test_who_comes_from_elsewhere_is_asked_at_a_driegesprek_only(
    soort: Afspraak.Soort, asks: bool, region: Region, dossier: Dossier, signed_in: Callable[[Actor], Client]
) -> None:
    assert region.regisseur.employee
    planned = Planned(
        region.regisseur.employee,
        soort,
        date(2026, 11, 26),
        time(10),
        60,
        Afspraak.Way.VIDEO,
        counterpart="L. Maas",
    )
    row = plan_afspraak(dossier, planned, by=region.regisseur)
    desk, address = signed_in(region.regisseur), f"/dossiers/{dossier.pk}/afspraak/{row.pk}/"
    page = desk.get(address).content.decode()
    assert ('name="counterpart"' in page) == asks
    assert ('name="soort"' in page) != asks
    typed = {
        "soort": "intake", "on": "27-11-2026", "at": "11:00", "minutes": "45", "way": "video", "version": "1",
        "employee": str(region.regisseur.employee.pk), "counterpart": "K. Bos",
    }  # fmt: skip
    assert desk.post(address, typed).status_code == 302
    row.refresh_from_db()
    assert (row.soort, row.counterpart) == (soort, "K. Bos" if asks else "")
    assert desk.post(address, typed).status_code == 409


def test_a_driegesprek_is_planned_from_the_handover(
    region: Region, dossier: Dossier, signed_in: Callable[[Actor], Client]
) -> None:
    page = signed_in(region.regisseur).get(f"/dossiers/{dossier.pk}/afspraak/").content.decode()
    assert 'value="driegesprek"' not in page
    assert 'value="intake"' in page
