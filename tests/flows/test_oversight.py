"""A dossier of another gemeente opened in an emergency, and the privacy officer who judges it and answers a sign."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from support.region import TODAY, Region, make_dossier
from support.story import Axe, SignIn
from wegwijs.access.commands import employ
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.oversight.commands import find_signs

pytestmark = pytest.mark.django_db(transaction=True)


def watcher(region: Region) -> User:
    employee = employ(
        region.organisations["SDD"], username="privacy", name="T. Willems", function="privacyfunctionaris",
        roles={Role.PRIVACY: ()}, valid_from=date(2022, 1, 1),
    )  # fmt: skip
    return User.objects.get(employee=employee)


def look(region: Region, dossier: Dossier) -> None:
    """A colleague looks four times where there is nothing to do."""
    for _ in range(4):
        record(
            by=region.colleague,
            action=Action.VIEW,
            kind="dossier",
            key=dossier.pk,
            gemeente="0505",
            detail="dossier",
        )
    find_signs(TODAY.replace(day=1))


def test_an_emergency_is_judged_and_a_sign_is_answered(
    page: Page, region: Region, sign_in: SignIn, axe: Axe
) -> None:
    dossier = make_dossier(region)
    look(region, dossier)
    privacy = watcher(region)
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, region.outsider.user)
    page.goto("/zoeken/")
    page.get_by_role("link", name="Vraag noodtoegang").click()
    axe(page)
    page.get_by_label("Dossiernummer").fill(dossier.number)
    page.get_by_label("iemand staat aan de balie").check()
    page.get_by_label("Wat is er aan de hand").fill("Staat aan de balie met een brief van de verhuurder")
    page.get_by_role("button", name="Open dit dossier").click()
    expect(page.get_by_text("Noodtoegang tot 23-11-2026 16:00")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Ik ben klaar").click()
    expect(page.get_by_text("De noodtoegang is gestopt")).to_be_visible()
    page.goto(f"/dossier/{dossier.pk}/")
    expect(page.get_by_text(dossier.number)).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, privacy)
    page.goto("/toezicht/noodtoegang/")
    axe(page)
    page.get_by_role("link", name="C. Visser").click()
    expect(page.get_by_text("Staat aan de balie met een brief")).to_be_visible()
    axe(page)
    page.get_by_label("terecht", exact=True).check()
    page.get_by_label("Waarom").fill("De verhuurder bevestigt het.")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Het oordeel is vastgelegd")).to_be_visible()
    page.get_by_role("link", name="Signalen").click()
    axe(page)
    page.get_by_role("link", name="B. Jansen").click()
    axe(page)
    page.get_by_label("wordt onderzocht").check()
    page.get_by_label("Waarom").fill("Gevraagd aan de teamleider.")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("wordt onderzocht")).to_be_visible()
    page.get_by_role("link", name="Mijn account").click()
    axe(page)
