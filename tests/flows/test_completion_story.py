"""The route changes, or the level goes down, in a browser: refused where the law refuses, decided where it doesn't.

Given somebody with a PIP for the B1-route, when the regisseur proposes to go down to A2 before 600 hours, then it is refused with
the article; after 600 hours it is put forward and established. A switch at month 17 goes through; one at month 19 is refused, and
granted as a special case with its motive.
"""

from datetime import date

from support.completion import followed, school
from support.pips import established, ready_dossier
from support.story import Story
from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.models import Soort
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.stages.pip.models import Pip

PLANNED = date(2026, 11, 23)
WHY = "U leert minder snel dan wij dachten."


def somebody_with_a_pip(s: Story) -> Dossier:
    s.on(PLANNED.isoformat())
    with entered(EVERYTHING):
        dossier = ready_dossier(s.region)
        established(s.region, dossier)
    return dossier


def lessons(s: Story, dossier: Dossier, hours: int, until: date) -> None:
    with entered(EVERYTHING), clock.frozen(until):
        followed(s.region, dossier, Soort.NT2, hours, at=school(s.region), until=until)


def test_a_b1_participant_goes_down_after_600_hours_and_is_refused_before(story: Story) -> None:
    s = story
    dossier = somebody_with_a_pip(s)
    page = f"/voltooien/dossier/{dossier.pk}/wijzigen/"
    lessons(s, dossier, 588, date(2028, 3, 1))
    s.on("2028-03-02")
    s.as_("regisseur")
    wanted = {"change": "A2", "why": WHY, "judgement": "De school ziet geen groei meer."}
    s.open(page, **wanted)
    s.page.get_by_label("heeft zich voldoende ingespannen").check()
    s.sees("588 van 600 uur")
    s.press("Maak de nieuwe versie")
    s.sees("artikel 17, derde lid")
    lessons(s, dossier, 12, date(2028, 3, 2))
    s.open(page, **wanted)
    s.page.get_by_label("heeft zich voldoende ingespannen").check()
    s.sees("600 van 600 uur")
    s.press("Maak de nieuwe versie")
    s.press("Opslaan en voorleggen")
    decided(s, dossier)
    with entered(EVERYTHING):
        found = Pip.objects.get(dossier=dossier, versie=2)
        assert (found.niveau, found.afschaal_uren, found.state) == ("A2", 600, "vastgesteld")
    s.open(f"/voltooien/dossier/{dossier.pk}/")
    s.sees("Examen lezen op A2")


def test_a_switch_at_month_17(story: Story) -> None:
    s = story
    dossier = somebody_with_a_pip(s)
    s.on("2028-04-20")
    s.as_("regisseur")
    s.open(f"/voltooien/dossier/{dossier.pk}/wijzigen/", change="Z", ground="te_weinig", why=WHY)
    s.sees("Wisselen kan tot en met 23-05-2028")
    s.press("Maak de nieuwe versie")
    s.fill(oordeel="B1 is niet haalbaar binnen de termijn.")
    s.press("Opslaan en voorleggen")
    decided(s, dossier)
    with entered(EVERYTHING):
        assert Pip.objects.get(dossier=dossier, versie=2).leerroute == "Z"


def test_a_switch_at_month_19_is_refused_and_granted_as_a_motivated_special_case(story: Story) -> None:
    s = story
    dossier = somebody_with_a_pip(s)
    page = f"/voltooien/dossier/{dossier.pk}/wijzigen/"
    s.on("2028-06-20")
    s.as_("regisseur")
    s.open(page, change="Z", ground="te_weinig", why=WHY)
    s.press("Maak de nieuwe versie")
    s.sees("Wisselen kon tot en met 23-05-2028")
    s.fill(ground="bijzonder")
    s.press("Maak de nieuwe versie")
    s.sees("zonder motivering wordt het geweigerd")
    s.fill(judgement="Lange ziekte in het gezin; zie het verslag van 1 juni.")
    s.press("Maak de nieuwe versie")
    s.press("Opslaan en voorleggen")
    decided(s, dossier)
    with entered(EVERYTHING):
        found = Pip.objects.get(dossier=dossier, versie=2)
        assert (found.leerroute, found.wisselgrond) == ("Z", "bijzonder")


def decided(s: Story, dossier: Dossier) -> None:
    """The decision-maker establishes what was put forward."""
    s.as_("decider")
    s.open(f"/pip/{dossier.pk}/vaststellen/")
    s.page.get_by_label("Ik heb het plan en de brief gelezen").check()
    s.press("Stel het PIP vast")
    s.page.wait_for_url(f"**/pip/{dossier.pk}/")
