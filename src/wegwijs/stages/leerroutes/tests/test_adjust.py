"""Another route, or down to A2: refused where the law refuses, and the next version of the PIP where it doesn't."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.completion import followed, on_route, school
from support.lessons import course, learner, learning
from support.pips import established, ready_dossier
from support.region import Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands.adjust import Wanted, adjust_pip
from wegwijs.stages.leerroutes.queries.adjust import Allowed, Change, standing, whole_hours
from wegwijs.stages.pip.commands import establish_pip, offer_pip, save_draft
from wegwijs.stages.pip.content import content_of
from wegwijs.stages.pip.models import Pip, Wisselgrond
from wi2021.facts import Leerroute

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
# The PIP is of 23 November 2026: month 17 and month 19 after it.
IN_TIME, LATE = date(2028, 4, 20), date(2028, 6, 20)
WHY = "U leert veel sneller dan wij dachten."


@pytest.fixture
def b1(region: Region) -> Dossier:
    dossier = ready_dossier(region)
    established(region, dossier)
    return dossier


def switch(ground: Wisselgrond | None = Wisselgrond.TE_WEINIG, judgement: str = "") -> Wanted:
    return Wanted(Change.Z, WHY, ground, judgement)


class TestSwitch:
    def test_at_month_17_with_its_ground(self, region: Region, b1: Dossier) -> None:
        with clock.frozen(IN_TIME):
            with pytest.raises(DomainError, match="Kies de reden"):
                adjust_pip(b1, switch(None), by=region.regisseur, on=IN_TIME)
            draft = adjust_pip(b1, switch(), by=region.regisseur, on=IN_TIME)
        assert (draft.versie, draft.leerroute, draft.niveau, draft.wisselgrond) == (2, "Z", "A2", "te_weinig")
        assert draft.wisselmotief == WHY

    def test_at_month_19_refused_by_default_and_granted_as_a_motivated_special_case(
        self, region: Region, b1: Dossier
    ) -> None:
        with clock.frozen(LATE):
            with pytest.raises(DomainError, match=r"Wisselen kon tot en met 23-05-2028.*artikel"):
                adjust_pip(b1, switch(), by=region.regisseur, on=LATE)
            with pytest.raises(DomainError, match="zonder motivering"):
                adjust_pip(b1, switch(Wisselgrond.BIJZONDER), by=region.regisseur, on=LATE)
            assert Pip.objects.count() == 1
            wanted = switch(
                Wisselgrond.BIJZONDER, "Ernstige ziekte in het gezin, zie verslag van 01-06-2028."
            )
            draft = adjust_pip(b1, wanted, by=region.regisseur, on=LATE)
            full = content_of(draft)
            saved = save_draft(draft, full, by=region.regisseur, on=LATE, expected_version=draft.version)
            decided = establish_pip(
                offer_pip(saved, by=region.regisseur, on=LATE), by=region.decider, on=LATE
            )
        assert (decided.leerroute, decided.wisselgrond) == ("Z", "bijzonder")

    def test_a_special_case_is_no_reason_while_there_is_time(self, region: Region, b1: Dossier) -> None:
        with clock.frozen(IN_TIME), pytest.raises(DomainError, match="nog tijd om gewoon te wisselen"):
            adjust_pip(b1, switch(Wisselgrond.BIJZONDER, "bijzonder"), by=region.regisseur, on=IN_TIME)

    def test_from_the_onderwijsroute_to_b1_always(self, region: Region) -> None:
        dossier = on_route(region, "O")
        option = standing(dossier).of(Change.B1)
        other = standing(dossier).of(Change.Z)
        assert option
        assert other
        assert (option.allowed, other.allowed) == (Allowed.JA, Allowed.BIJZONDER)
        assert standing(dossier).of(Change.A2) is None

    def test_hours_go_along(self, region: Region) -> None:
        dossier = on_route(region, "B")
        followed(region, dossier, Soort.NT2, 240, at=school(region))
        option = standing(dossier).of(Change.Z)
        assert option
        assert option.carried == ("**240 uur** gaat af van de cursusuren van de Z-route.",)


class TestDown:
    def test_refused_before_600_hours_and_possible_after_e15(self, region: Region, b1: Dossier) -> None:
        wanted = Wanted(Change.A2, "B1 lukt niet.", judgement="De school ziet geen groei meer.", effort=True)
        with clock.frozen(IN_TIME):
            followed(region, b1, Soort.NT2, 588, at=school(region), until=IN_TIME)
            followed(region, b1, Soort.KNM, 60, at=school(region), until=IN_TIME)
            followed(region, b1, Soort.NT2, 60, at=region.organisations["SDD"], until=IN_TIME)
            with pytest.raises(DomainError, match="600 uur les; er zijn er 588"):
                adjust_pip(b1, wanted, by=region.regisseur, on=IN_TIME)
            followed(region, b1, Soort.NT2, 12, at=school(region), until=IN_TIME)
            with pytest.raises(DomainError, match="voldoende inspande"):
                adjust_pip(b1, Wanted(Change.A2, "B1 lukt niet."), by=region.regisseur, on=IN_TIME)
            draft = adjust_pip(b1, wanted, by=region.regisseur, on=IN_TIME)
            assert (draft.niveau, draft.afschaal_uren, draft.leerroute) == ("A2", 600, "B")
            establish_pip(offer_pip(draft, by=region.regisseur, on=IN_TIME), by=region.decider, on=IN_TIME)
            assert standing(b1).of(Change.A2) is None

    def test_half_hours_of_before_and_after_the_plan_are_hours_together(self) -> None:
        assert whole_hours(580 * 60 + 30, 19 * 60 + 30) == (580, 20)
        assert whole_hours(580 * 60 + 30, 19 * 60 + 29) == (580, 19)


class TestPage:
    def test_shows_conditions_and_facts_before_the_decision(
        self, region: Region, b1: Dossier, signed_in: SignedIn, statements: Callable[[Client, str], int]
    ) -> None:
        address = f"/voltooien/dossier/{b1.pk}/wijzigen/"
        browser = signed_in(region.regisseur)
        page = browser.get(address).content.decode()
        for said in ("0 van 600 uur", "23-05-2028", "Wisselen kan tot en met", "Het contract", "artikel 17"):
            assert said in page, said
        assert statements(browser, address) <= 12
        for stranger in (region.decider, region.outsider, region.counsellor):
            assert signed_in(stranger).get(address).status_code == 404

    def test_leads_to_the_draft_and_then_says_that_one_is_in_the_making(
        self, region: Region, b1: Dossier, signed_in: SignedIn
    ) -> None:
        address, browser = f"/voltooien/dossier/{b1.pk}/wijzigen/", signed_in(region.regisseur)
        refused = browser.post(address, {"change": "A2", "why": WHY, "effort": "on", "judgement": "x"})
        assert "600 uur" in refused.content.decode()
        sent = {"change": "Z", "ground": "te_weinig", "why": WHY, "judgement": ""}
        answer = browser.post(address, sent)
        assert (answer.status_code, answer["Location"]) == (302, f"/pip/{b1.pk}/wijzigen/")
        assert "al een nieuwe versie in de maak" in browser.get(address).content.decode()

    def test_says_what_the_contract_means_for_lessons_that_run(
        self, region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
    ) -> None:
        dossier = learner(region)
        learning(region, dossier, course(region))
        browser, address = signed_in(region.regisseur), f"/voltooien/dossier/{dossier.pk}/wijzigen/"
        assert "Nu bij Sagènn" in browser.get(address).content.decode()
        assert statements(browser, address) <= 12

    def test_a_plan_that_is_not_here_cannot_be_followed(self, region: Region, signed_in: SignedIn) -> None:
        dossier = on_route(region, "B")
        page = signed_in(region.regisseur).get(f"/voltooien/dossier/{dossier.pk}/wijzigen/").content.decode()
        assert "Het PIP staat niet in Wegwijs" in page
        with pytest.raises(NotAllowed):
            adjust_pip(dossier, switch(), by=region.decider, on=IN_TIME)
        assert standing(dossier).route is Leerroute.B1
