"""Guessing an id gives nothing: what isn't yours doesn't exist, whatever you ask or send."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from support.pips import established, ready_dossier
from support.region import TODAY, Region, build_region
from support.walk import browser_of
from wegwijs import clock
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
NOBODY = UUID("00000000-0000-4000-8000-000000000000")
VALUES = {"int": "1", "slug": "onbekend", "str": "x"}
NOT_THERE = (404, 405)
OURS = ("aanmelden/", "ui/", "toegang/", "duo/v1/", "aanbieders/v1/")


def patterns(resolver: Any, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, here)
        elif "<uuid:" in here and not here.startswith(OURS):
            yield here


PATTERNS = sorted(set(patterns(get_resolver())))


def filled(pattern: str, first: UUID) -> str:
    """An address of a pattern: its first key is ``first``, the others exist nowhere."""
    parts, keys = pattern.split("<"), iter([first])
    address = parts[0]
    for part in parts[1:]:
        converter, rest = part.split(":", 1)
        after = rest.split(">", 1)[1]
        value = str(next(keys, NOBODY)) if converter == "uuid" else VALUES[converter]
        address += value + after
    return f"/{address}"


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Region]:
    """One region for both walks: building it takes longest."""
    with django_db_blocker.unblock(), clock.frozen(TODAY), transaction.atomic():
        yield build_region()
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Answer:
    """What came back, and how many audit rows asking left."""

    asked: str
    status: int
    content: bytes
    rows: int


def answers(browser: Client, address: str) -> Iterator[Answer]:
    """Ask for it, then send something to it; undone afterwards."""
    for send in (browser.get, browser.post):
        with transaction.atomic():
            before = AuditRecord.objects.count()
            answer = send(address)
            rows = AuditRecord.objects.count() - before
            transaction.set_rollback(True)
        yield Answer(f"{send.__name__} {address}", answer.status_code, answer.content, rows)


def test_an_id_that_nobody_has_is_not_found(region: Region) -> None:
    browser = browser_of(region.teamlead)
    found = [
        (answer.asked, answer.status)
        for pattern in PATTERNS
        for answer in answers(browser, filled(pattern, NOBODY))
        if answer.status not in NOT_THERE
    ]
    assert len(PATTERNS) > 100
    assert not found


@pytest.fixture(scope="module")
def somebody_s(region: Region) -> Dossier:
    """A dossier of Dordrecht with an intake and an established PIP."""
    dossier = ready_dossier(region)
    established(region, dossier)
    return dossier


def test_a_dossier_of_another_gemeente_or_partner_is_not_found(region: Region, somebody_s: Dossier) -> None:
    """Nothing is told, and nothing is written down as seen or changed."""
    browsers = {actor.label: browser_of(actor) for actor in (region.outsider, region.counsellor)}
    found = [
        (who, answer.asked, answer.status, answer.rows)
        for who, browser in browsers.items()
        for pattern in PATTERNS
        for answer in answers(browser, filled(pattern, somebody_s.pk))
        if answer.status not in NOT_THERE or b"Tesfay" in answer.content or answer.rows
    ]
    assert not found
