"""Guessing passwords: the door shuts for everybody alike, in all processes together, and opens again."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import connection
from django.test import Client

from support.beheer import SECRET, with_password
from support.region import Region, build_region, someone
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.lockout import shut_until
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.audit.models import AuditRecord

SignedIn = Callable[[Actor], Client]
SHUT = "te vaak een verkeerd wachtwoord"


@pytest.fixture
def user(region: Region) -> User:
    return with_password(region.regisseur.user)


@pytest.fixture
def manager(region: Region) -> Actor:
    return someone(region, "beheer", Role.BEHEER, "SDD", name="Q. Prins")


def sign_in(login: str, password: str, browser: Client | None = None, **headers: Any) -> str:
    answer = (browser or Client()).post(
        "/aanmelden/login/", {"login": login, "password": password}, follow=True, **headers
    )
    return answer.content.decode()


def guess(login: str, times: int = 5) -> list[str]:
    return [sign_in(login, f"gok {number}") for number in range(times)]


def test_after_five_wrong_passwords_also_the_right_one_is_refused(user: User) -> None:
    assert not [page for page in guess("devries") if SHUT in page]
    assert SHUT in sign_in("devries", SECRET)
    assert SHUT in sign_in("DeVries ", SECRET), "however it is written"


def test_the_message_is_the_same_for_an_account_that_does_not_exist(user: User) -> None:
    known, unknown = guess("devries", 7), guess("bestaat.niet", 7)
    for ours, theirs in zip(known, unknown, strict=True):
        assert (SHUT in ours) == (SHUT in theirs)
        assert ("gebruikersnaam of het wachtwoord klopt niet" in ours) == (
            "gebruikersnaam of het wachtwoord klopt niet" in theirs
        )


def test_it_ends_by_itself(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    guess("devries")
    until = shut_until("devries")
    assert until
    real = ratelimit.time
    later = SimpleNamespace(time=lambda: real.time() + 901, monotonic=real.monotonic, sleep=real.sleep)
    monkeypatch.setattr(ratelimit, "time", later)
    monkeypatch.setattr(clock, "machine", later.time)
    assert shut_until("devries") is None
    assert "Mijn werk" in sign_in("devries", SECRET)


def test_one_address_that_tries_many_accounts_is_stopped_and_another_is_not(user: User) -> None:
    for number in range(30):
        sign_in(f"naam{number}", "Welkom2026!")
    assert SHUT in sign_in("devries", SECRET)
    assert "Mijn werk" in sign_in("devries", SECRET, REMOTE_ADDR="10.0.0.2")


def test_signing_in_rightly_counts_for_nothing(user: User) -> None:
    for _ in range(8):
        assert "Mijn werk" in sign_in("devries", SECRET)


def test_it_stands_in_the_audit_once_and_in_the_log_without_what_was_typed(
    user: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("WARNING"):
        guess("devries", 12)
        guess("mijnwachtwoord", 7)
    assert user.employee
    rows = AuditRecord.objects.filter(subject_kind="medewerker", actor="niet aangemeld")
    assert [row.subject_id for row in rows] == [str(user.employee.pk)]
    said = " ".join(row.getMessage() for row in caplog.records)
    assert "wrong password from 127.0.0.1" in said
    assert "sign-in refused after too many wrong passwords" in said
    assert "devries" not in said
    assert "mijnwachtwoord" not in said


def test_functional_management_opens_the_door_again(
    user: User, manager: Actor, region: Region, signed_in: SignedIn
) -> None:
    guess("devries")
    assert user.employee
    page = f"/beheer/medewerkers/{user.employee.pk}/"
    browser = signed_in(manager)
    assert "Aanmelden kan even niet" in browser.get(page).content.decode()
    assert signed_in(region.teamlead).post(f"{page}toelaten/").status_code == 404
    answer = browser.post(f"{page}toelaten/", follow=True)
    assert "A. de Vries kan weer aanmelden" in answer.content.decode()
    assert "Aanmelden kan even niet" not in answer.content.decode()
    assert "Mijn werk" in sign_in("devries", SECRET)
    assert AuditRecord.objects.filter(
        detail__startswith="weer toegelaten", actor_user=manager.user.pk
    ).exists()
    assert "de tijd is al om" in browser.post(f"{page}toelaten/", follow=True).content.decode()


def test_the_password_once_more_is_counted_as_well(user: User) -> None:
    browser = Client()
    sign_in("devries", SECRET, browser)
    for number in range(5):
        browser.post("/aanmelden/reauthenticate/", {"password": f"gok {number}"})
    assert SHUT in browser.post("/aanmelden/reauthenticate/", {"password": SECRET}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_processes_that_work_at_the_same_time_count_together() -> None:
    """Each thread has a connection of its own to the database, and that is all that they share."""
    cache.clear()
    user = build_region().regisseur.user
    user.set_password(SECRET)
    user.save()
    together = Barrier(6)
    said: list[bool] = []

    def knock() -> None:
        together.wait()
        said.extend(SHUT in page for page in guess("devries", 3))
        connection.close()

    threads = [Thread(target=knock) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until = shut_until("devries")
    cache.clear()
    assert said.count(False) == 5
    assert until
    assert until - timedelta(minutes=15) < until
