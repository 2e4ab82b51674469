"""The timeline of the dossier page: newest first, no more than shows, and of each organisation."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import correct_event, involve, record_contact, withdraw_event
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.dossiers.queries import shown_to, timeline
from wegwijs.dossiers.timeline import timeline_page

SignedIn = Callable[[Actor], Client]


def call(dossier: Dossier, by: Actor, *, days_ago: int = 0) -> Contactmoment:
    return record_contact(
        dossier, by=by, on=TODAY - timedelta(days=days_ago), way=Contactmoment.Way.TELEFOON, outgoing=True,
        reached=True, summary="Gebeld",
    )  # fmt: skip


@pytest.fixture
def busy(region: Region, dossier: Dossier) -> Dossier:
    """Once called by a partner, forty times by the regisseur after that."""
    involve(
        dossier, region.counsellor.organisation, by=region.regisseur, on=dossier.opened_on, purpose="x", basis="Wi 13"
    )  # fmt: skip
    call(dossier, region.counsellor, days_ago=60)
    for number in range(40):
        call(dossier, region.regisseur, days_ago=number)
    return dossier


@pytest.mark.parametrize("who", ["regisseur", "teamlead", "decider", "counsellor", "administrator"])
def test_it_is_the_whole_timeline_cut_off(region: Region, busy: Dossier, who: str) -> None:
    """The same lines as reading everything and then choosing, for every role and organisation."""
    actor: Actor = getattr(region, who)
    lines = shown_to(actor, timeline(busy), busy)
    for source in ("", *sorted({line.organisation for line in lines})):
        wanted = [line.pk for line in lines if not source or line.organisation == source]
        page = timeline_page(actor, busy, source=source, first=25)
        assert [line.pk for line in page.shown] == wanted[:25]
        assert page.more == (len(wanted) > 25)
        assert page.sources == sorted({line.organisation for line in lines})
        whole = timeline_page(actor, busy, source=source, first=None)
        assert [line.pk for line in whole.shown] == wanted
        assert not whole.more


def test_older_lines_are_a_link_away(region: Region, busy: Dossier, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    page = browser.get(f"/dossier/{busy.pk}/").content.decode()
    assert page.count('class="ww-event') - page.count('class="ww-event__') == 25
    assert "Toon ook de oudere regels" in page
    assert "VluchtelingenWerk" in page
    whole = browser.get(f"/dossier/{busy.pk}/?tijdlijn=alles").content.decode()
    assert "Toon ook de oudere regels" not in whole


def test_what_was_corrected_or_withdrawn_is_gone(region: Region, dossier: Dossier) -> None:
    by = region.regisseur
    for _ in range(2):
        call(dossier, by)
    first, second = timeline(dossier).filter(kind="contact").order_by("pk")
    again = correct_event(
        first, by=by, on=TODAY, payload={"gesproken": False}, summary="Niet bereikt", reason="fout"
    )
    withdraw_event(second, by=by, reason="dubbel")
    found = {line.pk for line in timeline_page(by, dossier).shown}
    assert again.pk in found
    assert not found & {first.pk, second.pk}


def test_what_is_read_does_not_grow_with_what_is_stored(region: Region, busy: Dossier) -> None:
    process = timeline(busy).exclude(kind="contact").count()
    page = timeline_page(region.regisseur, busy, first=25)
    assert len(page.process) == process
    assert len(page.shown) + len(page.process) <= 25 + process


def test_recording_a_contact_costs_at_most_twelve_statements(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    typed = {"on": "23-11-2026", "way": "telefoon", "outgoing": "ja", "reached": "ja", "summary": "Gebeld"}
    browser = signed_in(region.regisseur)
    with CaptureQueriesContext(connection) as seen:
        assert browser.post(f"/dossiers/{dossier.pk}/contact/", typed).status_code == 302
    # Without the two with which the test takes its own scope away and back, and the savepoint around a request in a test.
    said = [query["sql"] for query in seen.captured_queries[1:-1]]
    assert len(said) - 2 <= 12
    assert sum("SAVEPOINT" in sql for sql in said) == 2
