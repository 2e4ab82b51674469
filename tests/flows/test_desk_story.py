"""The day of a team in a browser: a late file is found, passed on, worked on, written about in two languages, and accounted for.

Given a file whose plan is late, when the team lead gives it to another regisseur who calls the person up, then the
letter goes out in Dutch and in the person's own language, and the privacy officer sees each of them in the log.
"""

from datetime import date

from playwright.sync_api import expect

from support.story import Story
from wegwijs.access.commands import employ
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier

BSN = "999990408"


def test_a_late_file_is_passed_on_worked_on_and_accounted_for(story: Story) -> None:
    s = story
    dossier = a_file_of_b_jansen(s)
    s.on("2026-11-23")
    the_team_lead_finds_it_and_gives_it_to_a_de_vries(s, dossier)
    a_de_vries_calls_the_person_up_in_two_languages(s, dossier)
    the_privacy_officer_sees_who_looked(s, dossier)


def a_file_of_b_jansen(s: Story) -> Dossier:
    """Its plan had to be there on 29-10-2026; nobody called the person up."""
    s.reported_by_duo(
        BSN, indeling="Gezinsmigrant en overige migrant", detail="Gezinsvormer", settled=date(2026, 8, 1)
    )
    dossier = Dossier.objects.get(person__bsn=BSN)
    s.as_("colleague")
    s.open(
        f"/personen/{dossier.person_id}/wijzigen/?dossier={dossier.pk}",
        voornamen="Selam",
        geslachtsnaam="Tesfay",
        birth="01-01-1992",
    )
    s.press("Opslaan")
    s.open(f"/personen/{dossier.person_id}/talen/?dossier={dossier.pk}", contact="ti", interpreter=True)
    s.press("Opslaan")
    s.open(f"/dossiers/{dossier.pk}/inschrijving/", on="01-08-2026", artikel_28=False)
    s.press("Opslaan")
    s.as_("teamlead")
    s.open(f"/dossiers/{dossier.pk}/regisseur/", employee=str(s.region.colleague.employee.pk))  # type: ignore[union-attr]
    s.press("Opslaan")
    return dossier


def the_team_lead_finds_it_and_gives_it_to_a_de_vries(s: Story, dossier: Dossier) -> None:
    s.open("/team/")
    row = s.page.get_by_role("row", name="B. Jansen")
    row.locator("td[data-label='Te laat'] a").click()
    s.sees("Tesfay, Selam", "29-10-2026", "dagen te laat")
    s.page.get_by_role("link", name="Tesfay, Selam").first.click()
    s.sees("Waarom 29-10-2026?", "regel T-01")
    s.open(f"/dossiers/{dossier.pk}/regisseur/", employee=str(s.region.regisseur.employee.pk))  # type: ignore[union-attr]
    s.press("Opslaan")
    s.sees("A. de Vries")


def a_de_vries_calls_the_person_up_in_two_languages(s: Story, dossier: Dossier) -> None:
    s.as_("regisseur")
    s.open("/")
    s.sees("Tesfay, Selam", "dagen te laat")
    s.open(f"/intake/{dossier.pk}/")
    s.press("Intake beginnen")
    s.open(
        f"/intake/{dossier.pk}/oproep/",
        at="01-12-2026",
        place="Spuiboulevard 300, Dordrecht",
        channel="uitgereikt",
    )
    s.press("Bekijk de brief")
    expect(s.page.get_by_role("article", name="De brief")).to_have_attribute("lang", "nl")
    translation = s.page.get_by_role("article", name="De vertaling")
    expect(translation).to_have_attribute("lang", "ti")
    expect(translation).to_contain_text("01-12-2026")
    s.press("Verstuur de brief")
    s.sees("Oproep 1")
    s.open(f"/dossier/{dossier.pk}/")
    s.sees("Oproep 1")


def the_privacy_officer_sees_who_looked(s: Story, dossier: Dossier) -> None:
    employee = employ(
        s.region.organisations["SDD"], username="privacy", name="T. Willems", function="privacyfunctionaris",
        roles={Role.PRIVACY: ()}, valid_from=date(2022, 1, 1),
    )  # fmt: skip
    s.sign_in(s.page, User.objects.get(employee=employee))
    s.open(f"/inzage/?number={dossier.number}")
    s.sees("D. Bos", "A. de Vries", "B. Jansen", dossier.number)
    expect(s.page.get_by_text("Tesfay")).to_have_count(0)
