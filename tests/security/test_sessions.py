"""How long a sign-in lasts, where one is signed in, and that what gives access is asked at every page."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client

from support.beheer import SECRET, with_password
from support.region import START, TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.commands import employ, end_employment, end_role
from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import Role
from wegwijs.access.sessions import BEGAN, EVERY
from wegwijs.dossiers.commands import end_involvement, involve
from wegwijs.dossiers.models import Dossier

SignedIn = Callable[[Actor], Client]
YESTERDAY = TODAY - timedelta(days=1)
HOUR = 60 * 60


@pytest.fixture
def user(region: Region) -> User:
    return with_password(region.regisseur.user)


@pytest.fixture
def manager(region: Region) -> Actor:
    return someone(region, "beheer", Role.BEHEER, "SDD", name="Q. Prins")


def sign_in(login: str = "devries", **headers: str) -> Client:
    browser = Client(headers=headers)
    browser.post("/aanmelden/login/", {"login": login, "password": SECRET})
    return browser


def lasts(browser: Client) -> float:
    """Seconds until this sign-in ends."""
    row = Session.objects.get(session_key=browser.session.session_key)
    return row.expire_date.timestamp() - time.time()


def make_older(browser: Client, seconds: float, *, whole: bool = False) -> None:
    """As if it was used, or with ``whole`` began, so long ago."""
    session = browser.session
    if whole:
        session[BEGAN] = time.time() - seconds
        session.save()
        return
    row = Session.objects.get(session_key=session.session_key)
    row.expire_date -= timedelta(seconds=seconds)
    row.save()


def test_an_hour_after_the_last_page_one_signs_in_again(user: User) -> None:
    browser = sign_in()
    assert HOUR - 60 < lasts(browser) <= HOUR
    make_older(browser, HOUR + 1)
    assert browser.get("/").headers["Location"].startswith("/aanmelden/login/")


def test_whoever_keeps_working_stays_and_the_row_is_not_written_with_every_page(user: User) -> None:
    browser = sign_in()
    make_older(browser, EVERY - 30)
    browser.get("/")
    assert lasts(browser) < HOUR - EVERY + 60
    make_older(browser, 60)
    browser.get("/")
    assert lasts(browser) > HOUR - 60


def test_a_page_that_looks_again_by_itself_keeps_nobody_signed_in(user: User) -> None:
    browser = sign_in()
    make_older(browser, EVERY + 30)
    browser.get("/?ververs=1")
    assert lasts(browser) < HOUR - EVERY


def test_after_ten_hours_it_ends_however_busy_one_is(user: User) -> None:
    browser = sign_in()
    make_older(browser, 10 * HOUR - 120, whole=True)
    browser.get("/")
    browser.post("/toegang/verlengen/")
    assert lasts(browser) <= 120
    make_older(browser, 10 * HOUR + 1, whole=True)
    assert browser.get("/").headers["Location"].startswith("/aanmelden/login/")


def test_one_sees_where_one_is_signed_in_and_signs_out_elsewhere(user: User) -> None:
    here = sign_in(user_agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0")
    there = sign_in(user_agent="Mozilla/5.0 (iPhone; CPU) AppleWebKit/605 Safari/604.1")
    page = here.get("/aanmelden/sessions/").content.decode()
    assert "Firefox op Windows" in page
    assert "Safari op iPhone" in page
    assert page.count("dit apparaat") == 1
    answer = here.post("/aanmelden/sessions/", follow=True).content.decode()
    assert "op alle andere apparaten afgemeld" in answer
    assert "Afmelden op andere apparaten" not in answer
    assert there.get("/").headers["Location"].startswith("/aanmelden/login/")
    assert here.get("/").status_code == 200


def test_nobody_sees_or_ends_the_sign_ins_of_somebody_else(user: User, region: Region) -> None:
    mine = sign_in(user_agent="Firefox Windows")
    other = region.colleague.user
    other.set_password(SECRET)
    other.save()
    browser = sign_in("jansen")
    assert "Firefox op Windows" not in browser.get("/aanmelden/sessions/").content.decode()
    browser.post("/aanmelden/sessions/")
    assert mine.get("/").status_code == 200


def test_a_new_password_ends_every_other_sign_in(user: User) -> None:
    here, there = sign_in(), sign_in()
    new = "vijf heel andere woorden hier"
    here.post("/aanmelden/password/change/", {"oldpassword": SECRET, "password1": new, "password2": new})
    assert there.get("/").headers["Location"].startswith("/aanmelden/login/")


def test_a_role_that_ended_gives_nothing_in_a_session_that_lives(
    dossier: Dossier, region: Region, manager: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    assert browser.get(f"/dossier/{dossier.pk}/").status_code == 200
    role = RoleAssignment.objects.get(employee=region.regisseur.employee)
    end_role(role, by=manager, on=YESTERDAY)
    assert browser.get(f"/dossier/{dossier.pk}/").status_code == 404
    assert browser.post(f"/dossiers/{dossier.pk}/contact/").status_code == 404


def test_an_employment_that_ended_gives_nothing_in_a_session_that_lives(
    dossier: Dossier, region: Region, manager: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    assert browser.get("/").status_code == 200
    assert region.regisseur.employee
    end_employment(region.regisseur.employee, by=manager, on=YESTERDAY)
    for address in ("/", f"/dossier/{dossier.pk}/", "/zoeken/"):
        assert browser.get(address).status_code == 403


def test_an_involvement_that_ended_gives_nothing_in_a_session_that_lives(
    dossier: Dossier, region: Region, signed_in: SignedIn
) -> None:
    partner = region.organisations["VluchtelingenWerk"]
    made = involve(
        dossier, partner, by=region.regisseur, purpose="begeleiding", basis="Wi 13", on=dossier.opened_on
    )
    browser = signed_in(region.counsellor)
    assert browser.get(f"/dossier/{dossier.pk}/").status_code == 200
    end_involvement(made, by=region.regisseur, on=YESTERDAY)
    assert browser.get(f"/dossier/{dossier.pk}/").status_code == 404


def test_an_account_that_was_closed_is_signed_out(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    User.objects.filter(pk=region.regisseur.user.pk).update(is_active=False)
    assert browser.get("/").headers["Location"].startswith("/aanmelden/login/")


def forget_when(browser: Client) -> None:
    """As if the sign-in were longer ago than counts as showing who one is."""
    session = browser.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 20 * 60
    session.save()


@pytest.fixture
def at_work(manager: Actor) -> Client:
    """Functional management, signed in with a password twenty minutes ago."""
    manager.user.set_password(SECRET)
    manager.user.save()
    browser = sign_in("beheer")
    forget_when(browser)
    return browser


def test_giving_a_role_asks_to_show_who_you_are_and_loses_nothing(at_work: Client, region: Region) -> None:
    assert region.counsellor.employee
    page = f"/beheer/medewerkers/{region.colleague.employee.pk}/rol/"  # type: ignore[union-attr]
    data = {"role": "administratie", "gemeente": "0505", "valid_from": "24-11-2026", "valid_to": "24-12-2026"}
    assert at_work.get(page).status_code == 200, "looking asks nothing"
    answer = at_work.post(page, data)
    assert answer.headers["Location"] == f"/aanmelden/reauthenticate/?next={page}"
    assert not RoleAssignment.objects.filter(
        role="administratie", employee=region.colleague.employee
    ).exists()
    again = at_work.post(answer.headers["Location"], {"password": SECRET, "next": page})
    assert again.headers["Location"] == page
    shown = at_work.get(page).content.decode()
    assert "U hebt laten zien dat u het bent" in shown
    assert 'value="24-12-2026"' in shown
    assert at_work.post(page, data).status_code == 302
    assert RoleAssignment.objects.filter(role="administratie", employee=region.colleague.employee).exists()


def test_a_button_leads_back_to_its_page_and_says_that_nothing_happened(
    at_work: Client, region: Region
) -> None:
    assert region.colleague.employee
    page = f"/beheer/medewerkers/{region.colleague.employee.pk}/"
    answer = at_work.post(f"{page}toelaten/", headers={"Referer": f"http://testserver{page}"})
    assert answer.headers["Location"] == f"/aanmelden/reauthenticate/?next={page}"
    at_work.post(answer.headers["Location"], {"password": SECRET, "next": page})
    assert "doe de laatste stap opnieuw" in at_work.get(page).content.decode()


def test_a_wrong_password_leads_nowhere(at_work: Client, region: Region) -> None:
    assert region.colleague.employee
    page = f"/beheer/medewerkers/{region.colleague.employee.pk}/uit-dienst/"
    answer = at_work.post(page, {"on": "22-11-2026"})
    at_work.post(answer.headers["Location"], {"password": "mis", "next": page})
    assert (
        at_work.post(page, {"on": "22-11-2026"}).headers["Location"].startswith("/aanmelden/reauthenticate/")
    )


def test_who_just_signed_in_is_not_asked_again(manager: Actor, region: Region) -> None:
    manager.user.set_password(SECRET)
    manager.user.save()
    assert region.colleague.employee
    page = f"/beheer/medewerkers/{region.colleague.employee.pk}/rol/"
    data = {"role": "administratie", "gemeente": "0505", "valid_from": "24-11-2026"}
    assert sign_in("beheer").post(page, data).headers["Location"] == page.removesuffix("rol/")


SENSITIVE = {
    "pip/{}/vaststellen/": Role.BESLISSER,
    "dossiers/{}/beschermd-adres/": Role.TEAMLEIDER,
    "duo/koppelingen/0505/": Role.BEHEER,
    "beheer/bevestigen/{}/": Role.BEHEER,
}


@pytest.mark.parametrize("page", SENSITIVE)
def test_what_is_sensitive_asks_first(page: str, region: Region) -> None:
    employee = employ(
        region.organisations["SDD"], username="iemand", name="R. Kok", function="-",
        roles={SENSITIVE[page]: ()}, valid_from=START,
    )  # fmt: skip
    employee.user.set_password(SECRET)
    employee.user.save()
    browser = sign_in("iemand")
    forget_when(browser)
    address = "/" + page.format("00000000-0000-4000-8000-000000000000")
    assert browser.post(address).headers["Location"].startswith("/aanmelden/reauthenticate/?next=")
