"""Every page that somebody can reach by its links: it opens, tells nothing it shouldn't, and leaves its trace in the audit."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from stdnum.nl import bsn as bsn_check

from support.crawl import reachable
from support.pips import established, ready_dossier
from support.region import Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import involve
from wegwijs.dossiers.models import Dossier
from wegwijs.people.models import Person

SignedIn = Callable[[Actor], Client]
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
NINE = re.compile(r"(?<!\d)\d{9}(?!\d)")
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CANARY = "Kanariegeel"


@pytest.fixture
def lives(region: Region) -> list[Dossier]:
    """Dossiers at several steps, all of people whose name no page may put in its title."""
    with_pip = ready_dossier(region)
    established(region, with_pip)
    fresh = make_dossier(region, bsn="999993653")
    involve(
        with_pip, region.organisations["VluchtelingenWerk"], by=region.regisseur,
        purpose="maatschappelijke begeleiding", basis="Wi 13", on=with_pip.opened_on,
    )  # fmt: skip
    Person.objects.update(geslachtsnaam=CANARY)
    return [with_pip, fresh]


ACTORS = ["regisseur", "teamlead", "decider", "counsellor", "administrator"]


@pytest.mark.parametrize("job", ACTORS)
def test_no_page_breaks_leads_nowhere_or_tells_who_it_is_about(
    job: str, region: Region, lives: list[Dossier], signed_in: SignedIn
) -> None:
    walked = reachable(signed_in(getattr(region, job)))
    # 405: the address of a button.
    broken = {address: status for address, (status, _) in walked.items() if status not in (200, 302, 405)}
    assert not broken, sorted(broken)
    assert len(walked) >= 5
    for address, (_, text) in walked.items():
        _holds_no_number_or_name(address)
        for title in TITLE.findall(text):
            assert CANARY not in title, address
            assert not NINE.search(title), address
        for dossier in lives:
            assert str(dossier.person.bsn) not in text, f"{address} shows a whole BSN that nobody asked for"


def _holds_no_number_or_name(address: str) -> None:
    outside = UUIDS.sub("", address)
    assert not [number for number in NINE.findall(outside) if bsn_check.is_valid(number)], address
    assert CANARY.lower() not in address.lower()


def test_every_page_of_a_dossier_leaves_its_trace(
    region: Region, lives: list[Dossier], signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    for address, (status, _) in reachable(browser).items():
        keys = {UUID(found) for found in UUIDS.findall(address)} & {dossier.pk for dossier in lives}
        if status != 200 or not keys:
            continue
        before = AuditRecord.objects.count()
        browser.get(address)
        assert AuditRecord.objects.count() > before, f"{address} was seen without a trace"


def test_a_partner_sees_no_numbers_of_persons(
    region: Region, lives: list[Dossier], signed_in: SignedIn
) -> None:
    last_four = [dossier.person.bsn[-4:] for dossier in lives if dossier.person.bsn]
    for address, (_, text) in reachable(signed_in(region.counsellor)).items():
        assert not [digits for digits in last_four if f"***** {digits}" in text], address
        assert str(lives[1].pk) not in text, f"{address} shows a dossier in which the partner isn't involved"
