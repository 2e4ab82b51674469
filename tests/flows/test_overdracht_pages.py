"""From COA to the gemeente in a browser: a new dossier, a double person, the steps, a file, and who someone is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.region import TODAY, Region, build_region, make_dossier
from support.story import Axe, OnDay, SignIn
from wegwijs.dossiers.models import Dossier, Variant

pytestmark = pytest.mark.django_db(transaction=True)
FILE = """V-nummer;Achternaam;Voornaam;Geboortedatum;AZC;Datum koppeling;Moedertaal;DigiD;Opmerking
2811111111;Çelik;Zoë;14-06-1988;azc Dronten;01-10-2026;Turks;ja;
28abc;Janssen;Piet;01-01-1990;azc Dronten;01-10-2026;Turks;ja;belt terug
2822222222;Osman;;;azc Dronten;01-10-2026;Somalisch;nee;
"""


@pytest.fixture
def region(page: Page, sign_in: SignIn, on_day: OnDay) -> Region:
    """The region, with its regisseur signed in."""
    on_day(TODAY)
    made = build_region()
    sign_in(page, made.regisseur.user)
    return made


def enter(page: Page, v_nummer: str) -> None:
    page.goto("/overdracht/nieuw/")
    page.get_by_label("COA koppelde iemand aan de gemeente").check()
    page.get_by_label("Op welke dag").fill("20-11-2026")
    page.locator("#id_v_nummer").fill(v_nummer)
    page.get_by_label("Voornamen").fill("Amina")
    page.get_by_label("Achternaam").fill("Warsame")
    page.get_by_label("Geboortedatum").fill("00-03-1991")
    page.get_by_role("button", name="Dossier openen").click()


def test_a_new_dossier_and_then_the_same_person_again(page: Page, region: Region, axe: Axe) -> None:
    page.goto("/overdracht/")
    expect(page.get_by_text("Niemand onderweg")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Nieuw dossier").click()
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_text("Er is nog niets opgeslagen")).to_be_visible()
    axe(page)
    enter(page, "2811111111")
    expect(page.get_by_text("1 van 6 punten klaar")).to_be_visible()
    axe(page)
    enter(page, "2822222222")
    expect(page.get_by_role("heading", name="Is dit dezelfde persoon?")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Terug naar wat u invulde").click()
    expect(page.get_by_label("Achternaam")).to_have_value("Warsame")
    page.get_by_role("button", name="Dossier openen").click()
    page.get_by_role("button", name="Dezelfde persoon: open het dossier bij deze").click()
    expect(page.get_by_text("liep al")).to_be_visible()
    assert Dossier.objects.count() == 1


def test_a_handover_step_by_step(page: Page, region: Region, axe: Axe) -> None:
    dossier = make_dossier(region)
    page.goto(f"/overdracht/{dossier.pk}/")
    page.locator("a[href$='/driegesprek/']").click()
    page.get_by_label("Gevoerd op").fill("12-10-2026")
    page.get_by_label("in het azc").check()
    page.get_by_label("inburgeraar").check()
    axe(page)
    page.get_by_role("button", name="Opslaan").click()
    page.locator("a[href$='/profiel/']").first.click()
    axe(page)
    page.get_by_label("Opvanglocatie").fill("azc Dronten")
    page.get_by_label("Gekoppeld op").fill("1-10-2026")
    page.get_by_label("Aantal personen in het gezin").fill("3")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("op 01-10-2026, opvang in azc Dronten")).to_be_visible()
    axe(page)
    page.goto("/overdracht/")
    expect(page.get_by_role("link", name="Tesfay, Selam")).to_be_visible()
    axe(page)


def test_a_file_of_coa(
    page: Page, region: Region, axe: Axe, run_jobs: Callable[[], int], tmp_path: Path
) -> None:
    file = tmp_path / "tvs.csv"
    file.write_bytes(FILE.encode("utf-16"))
    page.goto("/overdracht/bestand/")
    axe(page)
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_label("AZC")).to_have_value("locatie")
    axe(page)
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    run_jobs()
    expect(page.get_by_text("2 van 3 regels geweigerd")).to_be_visible()
    expect(page.get_by_text("Een v-nummer heeft 10 cijfers.")).to_be_visible()
    axe(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Geweigerde regels als CSV").click()
    assert fetched.value.suggested_filename.startswith("geweigerde-regels")


def test_who_someone_is(page: Page, region: Region, axe: Axe) -> None:
    dossier = make_dossier(region, variant=Variant.GEZIN, bsn="999990408")
    double = make_dossier(region)
    page.goto(f"/dossier/{dossier.pk}/")
    page.get_by_role("link", name="persoonsgegevens").click()
    axe(page)
    page.get_by_role("link", name="Wijzig wie het is").click()
    axe(page)
    page.locator("#id_v_nummer").fill(str(double.person.v_nummer))
    page.get_by_role("button", name="Opslaan").click()
    axe(page)
    page.get_by_role("link", name="Naast elkaar bekijken").click()
    axe(page)
    page.get_by_role("button", name="Het zijn twee personen").click()
    page.get_by_role("link", name="Wijzig talen en tolk").click()
    axe(page)
    page.get_by_label("Contacttaal").select_option("ti")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Tigrinya").first).to_be_visible()
    for name in ("Nieuw adres", "Huisgenoot", "Kind", "Vul in de referent", "Toevoegen verblijfstitel"):
        page.goto(f"/personen/{dossier.person_id}/")
        page.get_by_role("link", name=name, exact=True).click()
        axe(page)
