"""From a place asked to hours on file: by keyboard and by a file; and somebody who waits until the law has a consequence."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from support.lessons import course, learning, of_the_regisseur, school
from support.modules import PLANNED
from support.region import Region
from support.story import Axe, OnDay, SignIn, opens, press
from wegwijs.contracts.queries.money import sums_of
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek

pytestmark = pytest.mark.django_db(transaction=True)
WRONG, RIGHT = "dertien", "13"


def test_a_place_is_asked_and_a_school_says_that_there_is_one(
    page: Page, region: Region, sign_in: SignIn, axe: Axe, on_day: OnDay
) -> None:
    of = course(region)
    dossier = of_the_regisseur(region)
    sign_in(page, region.regisseur.user)
    page.goto(f"/leerroutes/dossier/{dossier.pk}/")
    axe(page)
    opens(page, "Zoek een cursus", axe)
    expect(page.locator("main")).to_contain_text("in de eigen buurt")
    opens(page, f"Vraag plaats in {of.name} bij Sagènn Educatie B.V.", axe)
    page.get_by_label("Begint op").fill("30-11-2026")
    page.get_by_role("group", name="Kinderopvang").get_by_label("niet nodig").check()
    page.get_by_role("group", name="Reizen naar de school").get_by_label("geregeld", exact=True).check()
    press(page, "Vraag de plaats", axe)
    expect(page.locator("main")).to_contain_text("wacht op antwoord, uiterlijk 03-12-2026")
    sign_in(page, school(region).user)
    page.goto("/leerroutes/school/")
    axe(page)
    opens(page, f"Bekijk {dossier.person}", axe)
    opens(page, "Er is plaats", axe)
    press(page, "Neem aan", axe)
    expect(page.locator("main")).to_contain_text("De regisseur weet dat er plaats is.")
    on_day(date(2026, 12, 1))
    sign_in(page, school(region).user)
    row = Inburgeringsaanbod.objects.get()
    page.goto(f"/leerroutes/school/{row.pk}/eerste-les/")
    press(page, "Opslaan", axe)
    expect(page.locator("main")).to_contain_text("De eerste les is vastgelegd.")


def test_a_week_is_filled_in_with_the_keyboard_alone(
    page: Page, region: Region, sign_in: SignIn, axe: Axe
) -> None:
    of = course(region)
    first, second = (learning(region, of_the_regisseur(region, bsn), of) for bsn in (None, "999993653"))
    sign_in(page, school(region).user)
    page.goto("/leerroutes/week/?van=2026-11-09")
    axe(page)
    field = page.locator(f'[name="followed-{min(first, second, key=lambda r: (r.name, r.pk)).pk}"]')
    field.focus()
    page.keyboard.type("10")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("werkte")
    press(page, "Bewaar, de rest volgde alles", axe)
    expect(page.locator("main")).to_contain_text("De week van 2 deelnemers is bewaard.")
    assert sorted(Lesweek.objects.values_list("followed", "unexcused", "reason")) == [
        (600, 60, "werk"),
        (720, 0, ""),
    ]


def test_a_file_is_taken_in_and_what_was_wrong_is_mended_and_sent_again(
    page: Page, region: Region, sign_in: SignIn, axe: Axe, run_jobs: Callable[[], int]
) -> None:
    row = learning(region, of_the_regisseur(region), course(region))
    sign_in(page, school(region).user)
    header = "dossiernummer;week;soort;gevolgd\n"
    for lines, said in (
        (
            f"{row.number};02-11-2026;nt2;12\n{row.number};09-11-2026;nt2;{WRONG}\n",
            "‘dertien’ is geen aantal uren.",
        ),
        (f"{row.number};09-11-2026;nt2;{RIGHT}\n", "2026"),
    ):
        page.goto("/leerroutes/bestanden/")
        axe(page)
        file = FilePayload(name="lessen.csv", mimeType="text/csv", buffer=(header + lines).encode())
        page.get_by_label("Bestand", exact=True).set_input_files([file])
        press(page, "Aanleveren", axe)
        press(page, page.locator("main form button[type=submit]").first.inner_text(), axe)
        run_jobs()
        page.reload()
        axe(page)
        expect(page.locator("main")).to_contain_text(said)
    weeks = Lesweek.objects.filter(stands=True).order_by("first_day").values_list("followed", flat=True)
    assert list(weeks) == [720, 780]
    assert sums_of(row.call_off).delivered == 2_800_00


def test_who_waits_for_three_months_has_a_ground_for_more_time(
    page: Page, region: Region, sign_in: SignIn, axe: Axe, on_day: OnDay
) -> None:
    dossier = of_the_regisseur(region)
    sign_in(page, region.regisseur.user)
    page.goto(f"/leerroutes/dossier/{dossier.pk}/zoeken/")
    axe(page)
    opens(page, "Zet op de wachtlijst", axe)
    page.get_by_label("er is geen groep die past bij route, niveau of dagdelen").check()
    press(page, "Zet op de wachtlijst", axe)
    page.goto("/leerroutes/wachtlijst/")
    axe(page)
    expect(page.locator("main")).to_contain_text("grond voor verlenging (X-g)")
    expect(page.locator("main")).not_to_contain_text("sinds 23-01-2027")
    on_day(PLANNED + timedelta(days=100))
    sign_in(page, region.regisseur.user)
    page.goto("/leerroutes/wachtlijst/")
    expect(page.locator("main")).to_contain_text(
        "Sinds 24-01-2027 een grond voor verlenging (X-g)", ignore_case=True
    )
    page.get_by_text("waarom?").first.click()
    expect(page.locator("main")).to_contain_text("Regeling inburgering 2021, artikel 4.1")
