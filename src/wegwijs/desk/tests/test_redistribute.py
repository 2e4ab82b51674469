"""The pages on which a team lead moves a colleague's dossiers, and what the colleague then sees."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from support.region import TODAY, Region, make_dossier
from wegwijs import clock, jobs
from wegwijs.access.actor import Actor
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.dossiers.commands import add_task, assign_regisseur, open_dossier_for
from wegwijs.dossiers.models import Dossier, Herverdeling
from wegwijs.organisations.models import Employee, Gemeente

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]


def person(actor: Actor) -> Employee:
    assert actor.employee
    return actor.employee


@pytest.fixture
def mine(region: Region) -> Dossier:
    """A dossier of the regisseur in Dordrecht with a task, and one in Papendrecht."""
    dossier = make_dossier(region)
    elsewhere, _ = open_dossier_for(
        make_dossier(region).person,
        Gemeente.objects.get(pk="0590"),
        by=region.teamlead,
        on=TODAY,
        reason="test",
    )
    for one in (dossier, elsewhere):
        assign_regisseur(one, person(region.regisseur), by=region.teamlead, on=TODAY)
    add_task(dossier, "Voorschool bellen", due_on=TODAY)
    return dossier


def asked(region: Region, **more: str) -> dict[str, str]:
    until = "" if more.get("soort") == "blijvend" else "04-12-2026"
    return {
        "soort": "waarneming", "valid_from": "23-11-2026", "valid_to": until,
        "taker": str(person(region.colleague).pk), **more,
    }  # fmt: skip


def address(region: Region) -> str:
    return reverse("desk:redistribute", args=[person(region.regisseur).pk])


def hand_over(browser: Client, region: Region, **more: str) -> Herverdeling:
    answer = browser.post(address(region), asked(region, zeker="ja", **more))
    assert answer.status_code == 302, answer.content.decode()
    jobs.run_due()
    return Herverdeling.objects.get()


def test_first_it_says_what_would_move_and_what_cannot(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    text = signed_in(region.teamlead).post(address(region), asked(region)).content.decode()
    assert "Dordrecht: 1 dossier, 1 taak" in text
    assert "B. Jansen is vanaf 23-11-2026 tot en met 04-12-2026 geen regisseur in Papendrecht." in text
    assert not Herverdeling.objects.exists()


def test_for_good_has_no_last_day_and_says_so(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    wrong = {**asked(region), "soort": "blijvend"}
    text = signed_in(region.teamlead).post(address(region), wrong).content.decode()
    assert "Blijvend heeft geen laatste dag." in text


def test_the_stand_in_sees_whose_work_it_is_everywhere(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    batch = hand_over(signed_in(region.teamlead), region)
    assert (batch.state, batch.gemeente_id) == ("klaar", "0505")
    work = signed_in(region.colleague).get("/").content.decode()
    assert "U neemt waar voor A. de Vries in Dordrecht, tot en met 04-12-2026." in work
    assert "A. de Vries (u neemt waar)" in work
    assert "Voorschool bellen" in signed_in(region.colleague).get("/agenda/").content.decode()
    assert "A. de Vries (tot en met 04-12-2026: B. Jansen)" in (
        signed_in(region.regisseur).get(f"/dossier/{mine.pk}/").content.decode()
    )
    away = signed_in(region.regisseur).get("/").content.decode()
    assert "B. Jansen neemt uw dossiers in Dordrecht waar, tot en met 04-12-2026." in away
    assert mine.person.list_name in away


def test_after_the_last_day_it_is_over(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    hand_over(signed_in(region.teamlead), region)
    with clock.frozen(date(2026, 12, 5)):
        text = signed_in(region.colleague).get("/").content.decode()
    assert "neemt waar" not in text
    assert mine.person.list_name not in text


def test_what_is_late_is_told_to_the_stand_in_as_well(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    hand_over(signed_in(region.teamlead), region)
    mine.termijnen.update(last_day=date(2026, 11, 20), state="open", plicht=True)
    gather(on=TODAY)
    told = Alert.objects.filter(kind=AlertKind.LATE, dossier_id=mine.pk).values_list("employee", flat=True)
    assert set(told) <= {person(region.regisseur).pk, person(region.colleague).pk}
    assert mine.termijnen.exists() == bool(told)


def test_who_gets_many_for_good_is_told_once(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    hand_over(signed_in(region.teamlead), region, soort="blijvend")
    work = signed_in(region.colleague).get("/").content.decode()
    assert "U kreeg op 23-11-2026 1 dossier in Dordrecht van A. de Vries." in work
    gather(on=TODAY)
    assert not Alert.objects.filter(kind=AlertKind.ASSIGNED, employee=person(region.colleague)).exists()


def test_its_page_looks_again_until_it_was_carried_out(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.teamlead)
    browser.post(address(region), asked(region, zeker="ja", soort="blijvend"))
    page = reverse("desk:herverdeling", args=[Herverdeling.objects.get().pk])
    waiting = browser.get(page)
    assert "Begint zo" in waiting.content.decode()
    assert "Refresh" in waiting
    jobs.run_due()
    done = browser.get(page)
    assert "1 dossier is verdeeld" in done.content.decode()
    assert "Refresh" not in done


def test_it_can_be_taken_back_on_its_page(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    browser = signed_in(region.teamlead)
    batch = hand_over(browser, region, soort="blijvend")
    browser.post(reverse("desk:herverdeling_undo", args=[batch.pk]))
    jobs.run_due()
    text = browser.get(reverse("desk:herverdeling", args=[batch.pk])).content.decode()
    assert "Teruggedraaid" in text
    mine.refresh_from_db()
    assert mine.regisseur == person(region.regisseur)
    again = browser.post(reverse("desk:herverdeling_undo", args=[batch.pk]), follow=True)
    assert "al teruggedraaid" in again.content.decode()


def test_a_waarneming_that_was_ended_early_says_when_and_by_whom(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    batch = hand_over(signed_in(region.teamlead), region)
    page, said = (
        reverse("desk:herverdeling", args=[batch.pk]),
        f"Beëindigd op 25-11-2026 door {region.teamlead.label}",
    )
    with clock.frozen(date(2026, 11, 25)):
        browser = signed_in(region.teamlead)
        browser.post(reverse("desk:herverdeling_undo", args=[batch.pk]))
        assert "Wordt beëindigd" in browser.get("/team/herverdelingen/").content.decode()
        jobs.run_due()
        for address in (page, "/team/herverdelingen/"):
            assert said in browser.get(address).content.decode()
        text = browser.get(page).content.decode()
        assert "tot en met 24-11-2026" in text
        assert reverse("desk:herverdeling_undo", args=[batch.pk]) not in text


def test_another_gemeente_can_get_another_colleague(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    extra = employ(
        region.organisations["SDD"], username="extra", name="E. Xtra", function="regisseur",
        roles={Role.REGISSEUR: ("0590",)}, valid_from=TODAY,
    )  # fmt: skip
    signed_in(region.teamlead).post(
        address(region), asked(region, zeker="ja", soort="blijvend", taker_0590=str(extra.pk))
    )
    jobs.run_due()
    assert set(Dossier.objects.filter(regisseur__isnull=False).values_list("gemeente", "regisseur__name")) == {
        ("0505", "B. Jansen"), ("0590", "E. Xtra")
    }  # fmt: skip


def test_the_team_page_shows_who_leaves_and_leads_to_the_page(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    Employee.objects.filter(pk=person(region.regisseur).pk).update(valid_to=date(2026, 11, 30))
    text = signed_in(region.teamlead).get("/team/").content.decode()
    assert "uit dienst na 30-11-2026" in text
    assert address(region) in text


@pytest.mark.parametrize("who", ["regisseur", "counsellor", "administrator"])
def test_nobody_else_finds_these_pages(who: str, region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    batch = hand_over(signed_in(region.teamlead), region)
    browser = signed_in(getattr(region, who))
    assert browser.get(address(region)).status_code == 404
    assert browser.get(reverse("desk:herverdeling", args=[batch.pk])).status_code == 404
    assert browser.post(reverse("desk:herverdeling_undo", args=[batch.pk])).status_code == 404


def test_someone_of_another_organisation_is_not_found(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    foreign = reverse("desk:redistribute", args=[person(region.counsellor).pk])
    assert signed_in(region.teamlead).get(foreign).status_code == 404


def test_the_pages_cost_the_same_for_many_dossiers(
    region: Region, mine: Dossier, signed_in: SignedIn, statements: Statements
) -> None:
    browser = signed_in(region.teamlead)
    batch = hand_over(browser, region)
    pages = (address(region), reverse("desk:herverdeling", args=[batch.pk]), reverse("desk:herverdelingen"))
    stand_in = signed_in(region.colleague)
    before = [*(statements(browser, page) for page in pages), statements(stand_in, "/")]
    for _ in range(6):
        assign_regisseur(make_dossier(region), person(region.regisseur), by=region.teamlead, on=TODAY)
    assert [*(statements(browser, page) for page in pages), statements(stand_in, "/")] == before
    assert before[-1] <= 8
    assert max(before) <= 12


def test_where_nothing_is_open_yet_somebody_stands_in_as_well(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.teamlead)
    assert "Dordrecht: 0 dossiers, 0 taken" in browser.post(address(region), asked(region)).content.decode()
    hand_over(browser, region)
    assert "U neemt waar voor A. de Vries" in signed_in(region.colleague).get("/").content.decode()


def test_who_goes_away_and_stands_in_is_named(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    browser = signed_in(region.teamlead)
    hand_over(browser, region)
    text = browser.get(reverse("desk:redistribute", args=[person(region.colleague).pk])).content.decode()
    assert "B. Jansen neemt zelf waar" in text
    assert "Voor A. de Vries in Dordrecht, van 23-11-2026 tot en met 04-12-2026." in text
