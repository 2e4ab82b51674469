"""The whole story in a browser, as three people: from DUO's notification to a PIP that DUO accepted, each date on the way.

Given someone whom DUO reports, when the regisseur, the counsellor of VluchtelingenWerk and the mandated decision-maker
do their work day by day, then every page is without barriers and every date is the one the law gives.
"""

from datetime import date

import pytest

from support.intake import answer
from support.story import Story, dutch
from wegwijs.demo import duo
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.commands import send_due
from wegwijs.stages.intake.blocks import BLOCKS

pytestmark = pytest.mark.django_db(transaction=True)
BSN = "999990408"


def the_dossier() -> Dossier:
    """The one that the story is about."""
    return Dossier.objects.get(person__bsn=BSN)


def the_regisseur_takes_it_up(s: Story, *, registered: str, article_28: bool) -> None:
    """Name from the BRP, an address, the registration, and a regisseur."""
    s.as_("regisseur")
    pk, person = the_dossier().pk, the_dossier().person_id
    s.open(
        f"/personen/{person}/wijzigen/?dossier={pk}",
        voornamen="Selam",
        geslachtsnaam="Tesfay",
        birth="01-01-1992",
    )
    s.press("Opslaan")
    s.open(f"/dossiers/{pk}/inschrijving/", on=registered, artikel_28=article_28)
    s.press("Opslaan")
    s.as_("teamlead")
    s.open(f"/dossiers/{pk}/regisseur/", employee=str(s.region.regisseur.employee.pk))  # type: ignore[union-attr]
    s.press("Opslaan")
    s.as_("regisseur")
    s.open("/")
    s.sees("Tesfay, Selam", "PIP vaststellen")


def the_intake_is_held(s: Story, *, called: str, at: str, partner: bool, talks: int) -> None:
    pk = the_dossier().pk
    s.on(called)
    s.open(f"/intake/{pk}/")
    s.press("Intake beginnen")
    s.open(f"/intake/{pk}/oproep/", at=dutch(at), place="Spuiboulevard 300, Dordrecht", channel="uitgereikt")
    s.press("Bekijk de brief")
    s.press("Verstuur de brief")
    s.sees("Oproep 1")
    s.on(at)
    s.open(f"/intake/{pk}/oproep/1/", on=dutch(at), outcome="verschenen")
    s.press("Opslaan")
    for number in range(1, talks + 1):
        notice = {"noticed": "alleen"} if number == 1 else {}
        s.open(
            f"/intake/{pk}/gesprek/", on=dutch(at), way="kantoor", interpreter="aanwezig", alone=True,
            report=f"Gesprek {number}: wil kok worden.", **notice,
        )  # fmt: skip
        s.press("Opslaan")
    s.sees(f"{talks} van {talks} gevoerd", "gewezen op")
    for onderdeel, velden in BLOCKS.items():
        s.open(f"/intake/{pk}/onderdeel/{onderdeel.value}/")
        asked = [v for v in velden if s.page.locator(f'form.ww-form [name="{v.name}"]').count()]
        s.fill(**{v.name: answer(v) for v in asked if v.soort.value not in ("meer", "tekst")})
        s.press("Opslaan")
    if partner:
        the_counsellor_brings_something_in(s)


def the_counsellor_brings_something_in(s: Story) -> None:
    pk = the_dossier().pk
    partner = s.region.organisations["VluchtelingenWerk"]
    s.open(f"/dossiers/{pk}/partner/", organisation=str(partner.pk), purpose="maatschappelijke begeleiding")
    s.press("Opslaan")
    s.as_("counsellor")
    s.open("/")
    s.sees("Tesfay, Selam")
    s.open(
        f"/intake/{pk}/inbreng/", daily_life="goed", language="wisselend", helps="Samen oefenen in de winkel"
    )
    s.press("Inbreng versturen")
    s.as_("regisseur")
    s.open(f"/intake/{pk}/")
    s.sees("Samen oefenen in de winkel")


def the_toets_comes_back_and_the_intake_is_complete(s: Story, *, on: str) -> None:
    s.on(on)
    day = date.fromisoformat(on)
    for event in ("SS137", "SS131"):
        duo.happens(BSN, event, on=day)
        s.run_jobs()
    pk = the_dossier().pk
    s.open(f"/intake/{pk}/")
    s.sees("B1-route haalbaar")
    s.open(f"/intake/{pk}/voltooien/", on=dutch(on))
    s.press("Voltooien")
    s.sees("Voltooid op")


def the_plan_is_written_and_put_forward(s: Story, *, on: str, hours: int | None) -> None:
    s.on(on)
    pk = the_dossier().pk
    s.open(f"/pip/{pk}/")
    s.page.locator("main").get_by_role("button").first.click()
    s.page.wait_for_load_state()
    s.open(f"/pip/{pk}/wijzigen/", leerroute="B", motivering="U wilt als kok werken en u leert snel.")
    if hours:
        s.fill(intensiteit_uren=hours)
    s.fill(jong_kind=False)
    s.page.locator('[name="ondersteuning"][value="taalmaatje"]').check()
    s.press("Opslaan en voorleggen")


def the_decision_is_taken_and_sent(s: Story, *, on: str) -> None:
    s.as_("decider")
    pk = the_dossier().pk
    s.open(f"/pip/{pk}/vaststellen/")
    s.page.get_by_label("Ik heb het plan en de brief gelezen").check()
    s.press("Stel het PIP vast")
    s.open(f"/pip/{pk}/versturen/", channel="uitgereikt")
    s.press("Verstuur het PIP")
    send_due()
    s.run_jobs()
    s.as_("regisseur")
    s.open(f"/dossier/{pk}/")
    s.sees("PIP bij DUO", "PIP verzonden", "namens het college van burgemeester en wethouders van Dordrecht")


def last_days(s: Story) -> dict[str, str]:
    return {kind: day.isoformat() for kind, day in the_dossier().termijnen.values_list("soort", "last_day")}


def test_an_asielstatushouder_from_notification_to_accepted_pip(story: Story) -> None:
    s = story
    s.reported_by_duo(BSN, indeling="Asielstatushouder", detail="Asielstatushouder", settled=None)
    s.on("2026-09-10")
    duo.happens(BSN, "SS139", on=date(2026, 9, 10))
    s.run_jobs()
    the_regisseur_takes_it_up(s, registered="10-09-2026", article_28=True)
    s.open(f"/dossier/{the_dossier().pk}/")
    s.sees("19-11-2026", "Waarom 19-11-2026?", "regel T-02")
    the_intake_is_held(s, called="2026-09-14", at="2026-09-22", partner=True, talks=3)
    the_toets_comes_back_and_the_intake_is_complete(s, on="2026-10-12")
    the_plan_is_written_and_put_forward(s, on="2026-10-19", hours=900)
    the_decision_is_taken_and_sent(s, on="2026-10-19")
    assert last_days(s)["pip"] == "2026-11-19"
    assert last_days(s)["inburgeringstermijn"] == "2029-10-19"
    assert last_days(s)["bezwaar"] == "2026-11-30"
    assert the_dossier().termijnen.get(soort="pip").state == "voldaan"


def test_a_gezinsmigrant_from_notification_to_accepted_pip(story: Story) -> None:
    s = story
    s.reported_by_duo(
        BSN, indeling="Gezinsmigrant en overige migrant", detail="Gezinsvormer", settled=date(2026, 8, 1)
    )
    the_regisseur_takes_it_up(s, registered="01-08-2026", article_28=False)
    s.open(f"/dossier/{the_dossier().pk}/")
    s.sees("29-10-2026", "regel T-01")
    the_intake_is_held(s, called="2026-08-24", at="2026-09-01", partner=False, talks=4)
    the_toets_comes_back_and_the_intake_is_complete(s, on="2026-09-21")
    the_plan_is_written_and_put_forward(s, on="2026-09-28", hours=None)
    the_decision_is_taken_and_sent(s, on="2026-09-28")
    assert last_days(s)["pip"] == "2026-10-29"
    assert last_days(s)["inburgeringstermijn"] == "2029-09-28"
    assert last_days(s)["bezwaar"] == "2026-11-09"
