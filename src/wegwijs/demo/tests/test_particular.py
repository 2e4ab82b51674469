"""The example region has keys of schools, schools of people's own choice, a place for the Z-route and a decision on fewer hours."""

from datetime import date

import pytest

from support.completion import ASYLUM, FAMILY, on_route, school
from support.region import TODAY, Region
from wegwijs.access.commands import employ
from wegwijs.access.models import AccessKey
from wegwijs.access.queries.keys import running_out
from wegwijs.access.roles import Role
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.particular import WORKS, particular
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.models import Soort, Uren
from wegwijs.organisations.region import START
from wegwijs.stages.leerroutes.models import EigenSchool, Gegevensvraag
from wegwijs.stages.leerroutes.queries.voltooien import completion
from wegwijs.stages.participatie.models import Plaatsing, Plaatsingsdoel


@pytest.mark.django_db
def test_what_few_have(region: Region) -> None:
    for name, role in (("kok", Role.BEHEER), ("elamrani", Role.REGISSEUR)):
        employ(region.organisations["SDD"], username=name, name=name, function="", roles={role: ()}, valid_from=START)  # fmt: skip
    school(region)
    early = date(2026, 3, 10)
    for route, group in (("Z", ASYLUM), ("Z", ASYLUM), ("B", FAMILY), ("B", FAMILY), ("B", FAMILY)):
        on_route(region, route, pip=early, group=group)
    particular(Staff(region.organisations), ["0505"])
    assert AccessKey.objects.count() == 2
    assert [row.organisation.short for row, _, _ in running_out(TODAY)] == ["NLtraining"]
    assert EigenSchool.objects.count() == 3
    assert sorted(Gegevensvraag.objects.values_list("ended", flat=True)) == ["", "beantwoord"]
    assert Plaatsing.objects.get().doel == Plaatsingsdoel.Z
    assert Uren.objects.filter(soort=Soort.PARTICIPATIE).count() == 2 * WORKS
    [decided] = [one for one in map(completion, Dossier.objects.filter(route="Z")) if one.decided]
    assert decided.hours
    assert decided.hours.verlaagd == 160
