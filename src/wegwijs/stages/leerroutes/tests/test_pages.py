"""Pages of placing and of a school: whose they are, what they cost, and what stays when a colleague was earlier."""

from collections.abc import Callable

import pytest
from django.test import Client

from support.contracts import contract
from support.lessons import accepted, asked, course, followed, learner, learning, school, week
from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.stages.leerroutes.commands import wait_for_place
from wegwijs.stages.leerroutes.models import Lesweek, Wachtreden

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Counted = Callable[[Client, str], int]
BSNS = ("999993653", "999995017", "999995078", "999999333")


def test_lists_cost_at_most_eight_statements_whatever_they_show(
    region: Region, signed_in: SignedIn, statements: Counted
) -> None:
    of = course(region, contract(region, places=None, ceiling=None))
    followed(region, learning(region, learner(region), of))
    asked(region, learner(region, BSNS[0]), of)
    wait_for_place(learner(region, BSNS[1]), Wachtreden.GEEN_PLAATS, by=region.regisseur, on=TODAY)
    desk, regisseur = signed_in(school(region)), signed_in(region.regisseur)
    lists = [
        (desk, "/leerroutes/school/"), (desk, "/leerroutes/week/?van=2026-11-02"), (desk, "/leerroutes/cursussen/"),
        (desk, "/leerroutes/bestanden/"), (regisseur, "/leerroutes/wachtlijst/"),
    ]  # fmt: skip
    first = [statements(browser, address) for browser, address in lists]
    followed(region, learning(region, learner(region, BSNS[2]), of))
    wait_for_place(learner(region, BSNS[3]), Wachtreden.OPVANG, by=region.regisseur, on=TODAY)
    course(region, of.contract)
    assert [statements(browser, address) for browser, address in lists] == first
    assert max(first) <= 8, dict(zip((address for _, address in lists), first, strict=True))


def test_a_placement_and_a_participant_cost_at_most_twelve(
    region: Region, signed_in: SignedIn, statements: Counted
) -> None:
    row = learning(region, learner(region), course(region))
    followed(region, row)
    assert statements(signed_in(school(region)), f"/leerroutes/school/{row.pk}/") <= 12
    place = f"/leerroutes/dossier/{row.dossier_id}/"
    assert statements(signed_in(region.regisseur), place) <= 12


def test_finding_a_course_costs_as_much_for_many_as_for_one(
    region: Region, signed_in: SignedIn, statements: Counted
) -> None:
    of, dossier = contract(region, places=None, ceiling=None), learner(region)
    course(region, of)
    browser, address = signed_in(region.regisseur), f"/leerroutes/dossier/{dossier.pk}/zoeken/"
    first = statements(browser, address)
    for _ in range(5):
        course(region, of)
    assert statements(browser, address) == first


def test_what_is_typed_beside_what_a_colleague_wrote_stays(region: Region, signed_in: SignedIn) -> None:
    row = learning(region, learner(region), course(region))
    browser, address = signed_in(school(region)), "/leerroutes/week/?van=2026-11-02"
    followed(region, row, week(followed=600, excused=120))
    typed = {f"followed-{row.pk}": "9", f"excused-{row.pk}": "", f"unexcused-{row.pk}": "", f"offered-{row.pk}": "", f"reason-{row.pk}": "", f"seen-{row.pk}": ""}  # fmt: skip
    shown = browser.post(address, typed).content.decode()
    assert "vulde intussen 10 uur gevolgd in" in shown
    assert Lesweek.objects.get(stands=True).followed == 600
    stands = Lesweek.objects.get(stands=True)
    assert f'value="{stands.pk}"' in shown
    assert browser.post(address, {**typed, f"seen-{row.pk}": str(stands.pk)}).status_code == 302
    assert Lesweek.objects.get(stands=True).followed == 540


def test_who_has_a_place_is_found_by_the_school_only(region: Region, signed_in: SignedIn) -> None:
    row = accepted(region, learner(region), course(region))
    address = f"/leerroutes/school/{row.pk}/"
    assert signed_in(school(region)).get(address).status_code == 200
    for other in (school(region, "NLtraining"), region.regisseur, region.counsellor):
        assert signed_in(other).get(address).status_code == 404


def test_who_buys_for_a_region_without_carrying_it_out_sees_the_courses_of_its_contracts(
    region: Region, signed_in: SignedIn
) -> None:
    of = course(region)
    buys = someone(region, "inkoper", Role.INKOPER, "SCD")
    assert not buys.sees_all
    page = signed_in(buys).get("/leerroutes/cursussen/").content.decode()
    assert of.name in page
    assert signed_in(buys).get(f"/leerroutes/cursussen/{of.pk}/").status_code == 200
    assert (
        of.name not in signed_in(school(region, "NLtraining")).get("/leerroutes/cursussen/").content.decode()
    )


def test_a_week_is_of_one_course_or_of_the_first_of_all(region: Region, signed_in: SignedIn) -> None:
    made = contract(region, places=None, ceiling=None)
    one, other = course(region, made), course(region, made)
    first = learning(region, learner(region), one)
    second = learning(region, learner(region, BSNS[0]), other)
    browser = signed_in(school(region))

    def shown(address: str) -> set[str]:
        page = browser.get(f"/leerroutes/week/?van=2026-11-02{address}").content.decode()
        assert one.name in page
        assert other.name in page
        return {str(row.pk) for row in (first, second) if f"followed-{row.pk}" in page}

    assert shown("") == {str(first.pk), str(second.pk)}
    assert shown(f"&cursus={one.pk}") == {str(first.pk)}
    empty = course(region, made)
    assert shown(f"&cursus={empty.pk}") == shown("&cursus=niets") == {str(first.pk), str(second.pk)}
