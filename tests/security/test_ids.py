"""Guessing an id gives nothing: what isn't yours doesn't exist, whatever you ask or send."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from support.pips import established, ready_dossier
from support.region import Region
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.models import Dossier

SignedIn = Callable[[Actor], Client]
NOBODY = UUID("00000000-0000-4000-8000-000000000000")
VALUES = {"int": "1", "slug": "onbekend", "str": "x"}
OURS = ("aanmelden/", "ui/", "toegang/", "duo/v1/")


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


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_id_that_nobody_has_is_not_found(pattern: str, region: Region, signed_in: SignedIn) -> None:
    browser, address = signed_in(region.teamlead), filled(pattern, NOBODY)
    assert browser.get(address).status_code in (404, 405)
    assert browser.post(address, {}).status_code in (404, 405)


@pytest.fixture
def somebody_s(region: Region) -> Dossier:
    """A dossier of Dordrecht with an intake and an established PIP."""
    dossier = ready_dossier(region)
    established(region, dossier)
    return dossier


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_dossier_of_another_gemeente_or_partner_is_not_found(
    pattern: str, region: Region, somebody_s: Dossier, signed_in: SignedIn
) -> None:
    address = filled(pattern, somebody_s.pk)
    for actor in (region.outsider, region.counsellor):
        browser, before = signed_in(actor), AuditRecord.objects.count()
        for answer in (browser.get(address), browser.post(address, {})):
            assert answer.status_code in (404, 405), actor.label
            assert b"Tesfay" not in answer.content
        assert AuditRecord.objects.count() == before
