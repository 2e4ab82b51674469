"""Settings of a real installation."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from wegwijs import clock
from wegwijs.config import postgres

CODE = """
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
assert "wegwijs.demo" not in settings.INSTALLED_APPS
assert not getattr(settings, "DEMO_PERSONAS", False)
assert not settings.DEBUG
"""

PERSONAS = """
import django
from django.conf import settings
settings.DEMO_PERSONAS = True
django.setup()
from django.urls import Resolver404, resolve
for page in ("/toegang/personas/", "/proef/duo/"):
    try:
        resolve(page)
    except Resolver404:
        continue
    raise SystemExit(f"there is {page}")
"""


HEADERS = """
import django
django.setup()
from django.test import Client
answer = Client(headers={"Host": "wegwijs.example", "X-Forwarded-Proto": "https"}).get("/.well-known/security.txt")
assert answer.status_code == 200, answer.status_code
text = answer.content.decode()
assert text.startswith("Contact: mailto:beveiliging@wegwijs.example\\r\\nExpires: 20"), text
assert "Canonical: https://wegwijs.example/.well-known/security.txt" in text
year, rest = answer.headers["Strict-Transport-Security"].removeprefix("max-age=").split("; ")
assert int(year) >= 365 * 24 * 60 * 60
assert rest == "includeSubDomains"
plain = Client(headers={"Host": "wegwijs.example"}).get("/zoeken/")
assert (plain.status_code, plain.headers["Location"]) == (301, "https://wegwijs.example/zoeken/")
"""


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": ":".join(sys.path),
        "DJANGO_SETTINGS_MODULE": "wegwijs.config.settings.production",
        "WEGWIJS_SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnop",
        "WEGWIJS_HOSTS": "wegwijs.example",
        "DATABASE_URL": "postgresql://wegwijs@db.example/wegwijs",
        "WEGWIJS_BEVEILIGING_CONTACT": "mailto:beveiliging@wegwijs.example",
        "WEGWIJS_BEVEILIGING_TOT": (clock.today() + timedelta(days=200)).isoformat(),
        "WEGWIJS_OIDC_SERVER": "https://login.example",
        "WEGWIJS_OIDC_CLIENT": "wegwijs",
        "WEGWIJS_OIDC_SECRET": "geheim",
    }


def _python(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)


def test_django_s_own_deployment_checks_find_nothing(environment: dict[str, str]) -> None:
    ended = _python(environment, "-c", CODE)
    assert ended.returncode == 0, ended.stderr


def test_a_browser_is_held_to_https_and_finds_whom_to_tell_of_a_hole(environment: dict[str, str]) -> None:
    ended = _python(environment, "-c", HEADERS)
    assert ended.returncode == 0, ended.stderr


def test_nobody_to_tell_is_a_warning(environment: dict[str, str]) -> None:
    ended = _python({**environment, "WEGWIJS_BEVEILIGING_CONTACT": ""}, "-c", CODE)
    assert "wie meldt men een lek" in ended.stderr


def test_the_personas_of_the_trial_can_not_be_switched_on(environment: dict[str, str]) -> None:
    ended = _python(environment, "-c", PERSONAS.replace("True", "False"))
    assert ended.returncode == 0, ended.stderr
    ended = _python(environment, "-c", PERSONAS)
    assert "DEMO_PERSONAS laat iedereen zonder wachtwoord binnen" in ended.stderr


@pytest.mark.parametrize("name", ["WEGWIJS_SECRET_KEY", "DATABASE_URL", "WEGWIJS_OIDC_CLIENT"])
def test_a_setting_that_is_missing_is_named(name: str, environment: dict[str, str]) -> None:
    ended = _python({**environment, name: ""}, "-m", "wegwijs", "migrate")
    assert ended.returncode == 2
    assert name in ended.stderr


@dataclass(frozen=True)
class Installed:
    """A server of one's own after ``wegwijs migrate``, and how a worker ended that was started before."""

    server: postgres.Server
    before: "subprocess.CompletedProcess[str]"


@pytest.fixture(scope="module")
def installed(environment: dict[str, str]) -> Iterator[Installed]:
    """Made once: applying every migration takes longest."""
    with postgres.temporary() as server:
        there = {**environment, "DATABASE_URL": server.url()}
        before = _python(there, "-m", "wegwijs", "worker")
        migrated = _python(there, "-m", "wegwijs", "migrate")
        assert migrated.returncode == 0, migrated.stderr
        yield Installed(server, before)


def test_nothing_starts_where_rows_are_not_kept_apart(
    environment: dict[str, str], installed: Installed
) -> None:
    assert installed.before.returncode == 2
    assert "wegwijs migrate" in installed.before.stderr
    superuser = {**environment, "DATABASE_URL": installed.server.url(role="postgres")}
    for command in ("worker", "serve"):
        ended = _python(superuser, "-m", "wegwijs", command)
        assert ended.returncode == 2
        assert "NOBYPASSRLS" in ended.stderr


def test_an_unreachable_database_is_said_in_one_line(environment: dict[str, str]) -> None:
    nowhere = {**environment, "DATABASE_URL": "postgresql://wegwijs@127.0.0.1:1/wegwijs"}
    ended = _python(nowhere, "-m", "wegwijs", "worker")
    assert ended.returncode == 2
    assert "niet bereikbaar" in ended.stderr


def test_migrate_and_a_worker_run_on_a_server_of_ones_own(
    environment: dict[str, str], installed: Installed
) -> None:
    there = {**environment, "DATABASE_URL": installed.server.url()}
    code = (
        "import django; django.setup();"
        "from wegwijs.config.jobs import release_orphans; release_orphans._task.defer(timestamp=0);"
        "from wegwijs.config.processes import run_worker; run_worker(1, wait=False);"
        "from procrastinate.contrib.django.models import ProcrastinateJob as Job;"
        "print(Job.objects.filter(status='succeeded').exists())"
    )
    ran = _python(there, "-c", code)
    assert ran.stdout.strip() == "True", ran.stderr
    counted = (
        "import django; django.setup(); from django.core.cache import cache; print(cache.add('deur', 1))"
    )
    assert _python(there, "-c", counted).stdout.strip() == "True", "where wrong passwords are counted"
    whole = _python(there, "-m", "wegwijs", "verify-audit")
    assert (whole.returncode, "Het logboek is heel." in whole.stdout) == (0, True), whole.stderr
