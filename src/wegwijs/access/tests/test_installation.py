"""A new installation: one command, then everything on the screen; and a password alone opens nothing."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import actor_of
from wegwijs.access.models import User
from wegwijs.access.roles import Permission
from wegwijs.organisations.models import Gemeente

SECRET = "vier losse woorden samen"


ONE = ["eerste", "E. Eerste", "eerste@example.org"]
TWO = ["tweede", "T. Tweede", "tweede@example.org"]


def set_up(*managers: list[str]) -> None:
    given = [word for manager in managers or (ONE, TWO) for word in ("--beheerder", *manager)]
    call_command("inrichten", *given, "--dvo-vanaf", "2022-01-01", verbosity=0)


@pytest.fixture
def first(db: None, today: None) -> User:
    """The first functional manager of a new installation."""
    set_up()
    return User.objects.get(username="eerste")


def test_the_first_manager_sees_every_gemeente_and_no_dossier(first: User) -> None:
    actor = actor_of(first, on=TODAY)
    assert actor
    assert len(actor.gemeenten(Permission.SETTINGS_VIEW)) == 7
    assert not actor.may(Permission.DOSSIER_VIEW)


def test_it_is_done_once(first: User) -> None:
    with pytest.raises(CommandError, match="al een functioneel beheerder"):
        set_up(["derde", "D. Derde", "derde@example.org"], TWO)


def test_an_address_that_is_none_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="geen e-mailadres"):
        set_up(["eerste", "E. Eerste", "eerste"], TWO)
    assert not Gemeente.objects.exists()


def test_one_manager_is_too_few_to_begin_with(db: None) -> None:
    with pytest.raises(CommandError, match="twee beheerders"):
        set_up(ONE)


def test_the_server_appoints_a_manager_only_when_fewer_than_two_are_left(first: User) -> None:
    third = ["derde", "D. Derde", "derde@example.org"]
    with pytest.raises(CommandError, match="twee beheerders of meer"):
        call_command("beheerder", *third, verbosity=0)
    employee = User.objects.get(username="tweede").employee
    assert employee
    employee.valid_to = date(2026, 11, 22)
    employee.save()
    call_command("beheerder", *third, verbosity=0)
    actor = actor_of(User.objects.get(username="derde"), on=TODAY)
    assert actor
    assert actor.may(Permission.SETTINGS_VIEW)


def sign_in(user: User) -> Client:
    user.set_password(SECRET)
    user.save()
    browser = Client()
    browser.post("/aanmelden/login/", {"login": user.username, "password": SECRET})
    return browser


def test_a_password_alone_leads_to_the_second_step_and_nowhere_else(first: User, settings: Any) -> None:
    settings.SECOND_STEP_REQUIRED = True
    browser = sign_in(first)
    for address in ("/", "/beheer/", "/inzage/"):
        assert browser.get(address).headers["Location"] == "/aanmelden/2fa/"
    assert "Kies eerst een tweede stap" in browser.get("/aanmelden/2fa/").content.decode()


def test_where_it_is_not_required_a_password_is_enough(first: User) -> None:
    assert sign_in(first).get("/beheer/").status_code == 200


def test_a_new_employee_chooses_the_first_password_by_mail(first: User) -> None:
    browser = sign_in(first)
    with clock.frozen(TODAY):
        data = {
            "organisation": "SDD", "name": "N. Nieuw", "function": "regisseur", "username": "nieuw",
            "email": "nieuw@example.org", "phone": "", "volunteer": "nee", "valid_from": "23-11-2026",
        }  # fmt: skip
        browser.post("/beheer/medewerkers/nieuw/", data)
    cache.clear()
    Client().post("/aanmelden/password/reset/", {"email": "nieuw@example.org"})
    [message] = mail.outbox
    link = next(line for line in message.body.splitlines() if line.startswith("http"))
    visitor = Client()
    page = visitor.get(link, follow=True)
    chosen = {"password1": SECRET, "password2": SECRET}
    visitor.post(page.redirect_chain[-1][0], chosen)
    assert User.objects.get(username="nieuw").check_password(SECRET)
    cache.clear()


def oin(browser: Client, value: str) -> str:
    answer = browser.post(
        "/beheer/gemeente/0505/",
        {"oin": value, "college_address": "Postbus 8", "version": Gemeente.objects.get(pk="0505").version},
        follow=True,
    )
    return str(answer.content.decode())


def test_a_gemeente_gets_its_own_oin(first: User) -> None:
    browser = sign_in(first)
    assert "zijn bijgewerkt" in oin(browser, "00000001001234567000")
    assert Gemeente.objects.get(pk="0505").oin == "00000001001234567000"
    assert "heeft 20 cijfers" in oin(browser, "1234")
    other = Gemeente.objects.get(pk="0590").oin
    assert "Een andere gemeente heeft dit OIN al" in oin(browser, other)


def test_only_the_executor_corrects_a_gemeente(region: Region) -> None:
    browser = Client()
    browser.force_login(region.counsellor.user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/beheer/gemeente/0505/").status_code == 404
