"""With the application's own filter gone, PostgreSQL still gives nobody a row of somebody else: on pages, in searches, in jobs."""

import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.test import Client

from security.test_ids import PATTERNS, filled
from support.crawl import reachable
from support.forgetful import forget_filters
from support.pips import established, ready_dossier
from support.region import TODAY, Region, make_person
from wegwijs import jobs
from wegwijs.access import middleware
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import add_task, involve, open_dossier_for
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Person
from wegwijs.rowsecurity.scope import EVERYTHING, enter

SignedIn = Callable[[Actor], Client]
CANARY = "Kanariegeel"
BSN = "999993653"
JOBS = ["regisseur", "teamlead", "decider", "counsellor", "administrator", "outsider"]


@pytest.fixture
def foreign(region: Region) -> Dossier:
    """A dossier of Sliedrecht, for which nobody of this region works, of someone with a name that can't be missed."""
    mine = ready_dossier(region)
    established(region, mine)
    involve(
        mine, region.organisations["VluchtelingenWerk"], by=region.regisseur,
        purpose="begeleiding", basis="Wi 13", on=mine.opened_on,
    )  # fmt: skip
    person = make_person(region.duo, geslachtsnaam=CANARY, bsn=BSN)
    dossier, _ = open_dossier_for(
        person, Gemeente.objects.get(pk="0610"), by=region.duo, on=mine.opened_on, reason="test"
    )
    add_task(dossier, f"Bellen met {CANARY}", source_key="test")
    return dossier


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch, foreign: Dossier) -> None:
    """Every filter of the application is gone: all dossiers visible, all gemeenten allowed, partners see everything."""
    forget_filters(monkeypatch)


def names(text: str, dossier: Dossier) -> bool:
    # The end of a BSN, as it is shown behind stars; not four digits within a key or a token.
    masked = re.search(rf"(?<![\w-]){BSN[-4:]}(?![\w-])", text)
    return CANARY in text or dossier.number in text or str(dossier.pk) in text or bool(masked)


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("job", JOBS)
class TestWithoutTheFilter:
    """As if a programmer forgot it everywhere."""

    def test_no_page_that_one_can_reach_shows_a_foreign_row(
        self, job: str, region: Region, foreign: Dossier, signed_in: SignedIn
    ) -> None:
        walked = reachable(signed_in(getattr(region, job)))
        assert len(walked) >= 5
        assert not [address for address, (_, text) in walked.items() if names(text, foreign)]

    def test_no_address_of_a_foreign_thing_opens(
        self, job: str, region: Region, foreign: Dossier, signed_in: SignedIn
    ) -> None:
        browser = signed_in(getattr(region, job))
        for pattern in PATTERNS:
            for key in (foreign.pk, foreign.person_id):
                answer = browser.get(filled(pattern, key))
                assert answer.status_code in (404, 405), pattern
                assert CANARY.encode() not in answer.content

    @pytest.mark.parametrize("asked", [CANARY, BSN, "number"])
    def test_no_search_finds_it(
        self, job: str, asked: str, region: Region, foreign: Dossier, signed_in: SignedIn
    ) -> None:
        text = foreign.number if asked == "number" else asked
        answer = signed_in(getattr(region, job)).post("/zoeken/", {"q": text})
        assert answer.status_code == 200
        assert not names(answer.content.decode().replace(text, ""), foreign)


def test_the_filter_really_was_gone(
    region: Region, foreign: Dossier, forgetful: None, monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn
) -> None:
    """With the wall gone too the same pages do show it: so the tests above can fail."""
    real = middleware._actor

    def open_to_all(request: HttpRequest) -> Actor | None:
        actor = real(request)
        enter(EVERYTHING)
        return actor

    monkeypatch.setattr(middleware, "_actor", open_to_all)
    answer = signed_in(region.teamlead).post("/zoeken/", {"q": CANARY}, follow=True)
    assert names(answer.content.decode(), foreign)


seen: list[tuple[str, UUID]] = []


@jobs.job(jobs.Reach.GEMEENTE)
def look_around(*, gemeente: str) -> None:
    """Note the dossier of every event that this job can see."""
    rows = Gebeurtenis.objects.order_by().values_list("dossier", flat=True).distinct()
    seen.extend((gemeente, pk) for pk in rows)


@jobs.job(jobs.Reach.NONE)
def look_in_vain() -> None:
    """The same of a job that needs no rows."""
    seen.extend(("none", pk) for pk in Dossier.objects.values_list("pk", flat=True))


class TestJobs:
    """Jobs of two gemeenten in turn, in one worker, on one connection (misuse case 41)."""

    @pytest.fixture(autouse=True)
    def _nothing_seen(self) -> Iterator[None]:
        seen.clear()
        yield
        seen.clear()

    def expected(self) -> dict[str, set[UUID]]:
        found: dict[str, set[UUID]] = {}
        for pk, gemeente in Dossier.objects.values_list("pk", "gemeente_id"):
            found.setdefault(gemeente, set()).add(pk)
        return found

    def test_two_thousand_in_turn_see_no_foreign_row(self, region: Region, foreign: Dossier) -> None:
        mine = self.expected()
        for _ in range(1000):
            look_around(gemeente="0505")
            look_around(gemeente="0610")
        assert len(seen) == 2000
        assert not [row for row in seen if row[1] not in mine[row[0]]]

    def test_through_the_queue_as_well(self, region: Region, foreign: Dossier) -> None:
        for _ in range(50):
            for code in ("0505", "0610", "0590"):
                look_around.defer(gemeente=code)
            look_in_vain.defer()
        jobs.run_due()
        mine = self.expected()
        assert len(seen) == 50 * 2
        assert not [row for row in seen if row[1] not in mine.get(row[0], set())]

    def test_a_job_that_fails_leaves_no_scope_behind(self, region: Region, foreign: Dossier) -> None:
        @jobs.job(jobs.Reach.GEMEENTE)
        def break_off(*, gemeente: str) -> None:
            raise RuntimeError(gemeente)

        with pytest.raises(RuntimeError):
            break_off(gemeente="0505")
        assert Dossier.objects.count() == 2

    def test_a_job_for_one_gemeente_must_be_told_which(self) -> None:
        with pytest.raises(TypeError, match="gemeente"):
            jobs.job(jobs.Reach.GEMEENTE)(lambda name: None)


def test_nobody_works_for_the_gemeente_of_the_foreign_dossier(region: Region, foreign: Dossier) -> None:
    assert "0610" not in region.teamlead.gemeenten()
    assert Person.objects.get(pk=foreign.person_id).geslachtsnaam == CANARY
    assert foreign.opened_on < TODAY
