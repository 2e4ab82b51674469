"""A referral from question to answer: the regisseur sees first what is told, the wijkteam answers on a phone, access is gone."""

import pytest
from playwright.sync_api import Page, expect

from support.referrals import receiver, referred
from support.region import TODAY, Region, make_dossier
from support.story import Axe, SignIn, press
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.stages.begeleiding.commands import accept_referral, stop_referral
from wegwijs.stages.begeleiding.models import Stopreden, Verwijzing

pytestmark = pytest.mark.django_db(transaction=True)
ANSWER = "Er lagen brieven van een half jaar. Samen gelezen en geordend."


def refers(page: Page, axe: Axe, pk: object) -> None:
    """First refused without a ground, then seen as the receiver will see it, changed once, and sent."""
    page.goto(f"/dossier/{pk}/")
    page.get_by_role("link", name="Verwijzingen").click()
    axe(page)
    page.get_by_role("link", name="Verwijs", exact=True).click()
    axe(page)
    page.get_by_label("Naar wie").select_option(label="Sociaal Wijkteam")
    page.get_by_label("Reden").select_option("administratie")
    page.get_by_label("Wat vraagt u").fill("Zij krijgt veel brieven die zij niet begrijpt.")
    page.get_by_label("telefoonnummer").check()
    press(page, "Bekijk wat de ontvanger ziet", axe)
    expect(page.locator("main")).to_contain_text("Zonder toestemming of wettelijke grond mag u niets delen.")
    page.get_by_label("toestemming van de inburgeraar").check()
    page.get_by_label("Toestemming gegeven op").fill("23-11-2026")
    page.get_by_label("Hoe is de toestemming gegeven").select_option("mondeling")
    press(page, "Bekijk wat de ontvanger ziet", axe)
    expect(page.get_by_text("Er is nog niets verstuurd.")).to_be_visible()
    press(page, "Pas aan", axe)
    expect(page.get_by_label("Wat vraagt u")).to_have_value("Zij krijgt veel brieven die zij niet begrijpt.")
    page.get_by_label("telefoonnummer").uncheck()
    press(page, "Bekijk wat de ontvanger ziet", axe)
    expect(page.locator("main")).not_to_contain_text("Telefoon niet bekend")
    press(page, "Verstuur", axe)
    expect(page.get_by_text("De verwijzing is verstuurd naar Sociaal Wijkteam.")).to_be_visible()


def takes_and_answers(page: Page, axe: Axe) -> str:
    """On a phone; returns the address of the referral."""
    page.goto("/")
    axe(page)
    expect(page.locator("main")).to_contain_text("nieuw, vandaag")
    page.get_by_role("link", name="Bekijk Selam Tesfay").click()
    axe(page)
    address = page.url
    expect(page.locator("main")).to_contain_text("Post, formulieren en regelzaken")
    press(page, "Neem aan", axe)
    page.get_by_role("link", name="Geef antwoord").click()
    axe(page)
    page.get_by_label("wij helpen verder").check()
    page.get_by_label("Wat is er gevonden").fill(ANSWER)
    page.get_by_label("Wat volgt er").fill("Elke week een uur.")
    press(page, "Verstuur het antwoord", axe)
    expect(page.get_by_text("Uw antwoord is bij de regisseur.")).to_be_visible()
    return address


def test_a_wijkteam_is_asked_and_answers_and_sees_nothing_any_more(
    page: Page, region: Region, sign_in: SignIn, axe: Axe
) -> None:
    dossier = make_dossier(region)
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    swt = receiver(region)
    sign_in(page, region.regisseur.user)
    refers(page, axe, dossier.pk)
    sent = Verwijzing.objects.get()
    assert list(sent.shared) == ["naam", "contactpersoon"]
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, swt.user)
    address = takes_and_answers(page, axe)
    for gone in (
        address,
        f"{address}antwoord/",
        f"/dossier/{dossier.pk}/",
        f"/verwijzingen/dossier/{dossier.pk}/",
    ):
        answer = page.goto(gone)
        assert answer
        assert answer.status == 404, gone
        expect(page.get_by_text("Tesfay")).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, region.regisseur.user)
    page.goto(f"/dossier/{dossier.pk}/")
    expect(page.get_by_text("Antwoord van SWT op de verwijzing", exact=True)).to_be_visible()
    page.get_by_role("link", name="Open", exact=True).click()
    axe(page)
    expect(page.locator("main")).to_contain_text(ANSWER)
    expect(page.locator("main")).to_contain_text("beantwoord op 23-11-2026", ignore_case=True)


def test_words_for_an_answer_stay_when_the_question_is_withdrawn_meanwhile(
    page: Page, region: Region, sign_in: SignIn, axe: Axe
) -> None:
    dossier = make_dossier(region)
    asked = referred(dossier, region, "naam")
    swt = receiver(region)
    accept_referral(asked, by=swt, on=TODAY)
    sign_in(page, swt.user)
    page.goto(f"/verwijzingen/{asked.pk}/antwoord/")
    page.get_by_label("wij helpen verder").check()
    page.get_by_label("Wat is er gevonden").fill(ANSWER)
    page.get_by_label("Wat volgt er").fill("Elke week een uur.")
    stop_referral(asked, Stopreden.NIET_NODIG, by=region.regisseur, on=TODAY, expected_version=2)
    press(page, "Verstuur het antwoord", axe)
    expect(page.get_by_role("heading", name="Deze pagina is er niet")).to_be_visible()
    expect(page.get_by_label("Uw tekst 1")).to_have_value(ANSWER)
    expect(page.get_by_label("Uw tekst 2")).to_have_value("Elke week een uur.")
    expect(page.locator("body")).not_to_contain_text("Tesfay")
