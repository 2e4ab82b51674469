"""Large files of statements: a worker reads them once, whatever happens to it; stopped they leave nothing half; a page says how far it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import account, funded, income, statement
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands import reading, statements
from wegwijs.stages.ontzorgen.commands.reading import hand_in, read_file, stop
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, StatementFacts
from wegwijs.stages.ontzorgen.jobs import pick_up_statements
from wegwijs.stages.ontzorgen.models import Afschriftbestand, Statement, StatementLine
from wegwijs.stages.ontzorgen.presenters.reading import stand
from wegwijs.stages.ontzorgen.queries.known import Line
from wegwijs.ui.format import moment

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Counted = Callable[[Client, str], int]
Patch = pytest.MonkeyPatch
S = Afschriftbestand.State
PAGE = "/betalingen/afschriften/bestand/"
YESTERDAY = TODAY - timedelta(days=1)


class Killed(BaseException):
    """The worker is gone."""


@pytest.fixture
def two(region: Region) -> list[StatementFacts]:
    """Statements of two days that follow on each other."""
    account(region)
    first = replace(statement(region, odd(1_00), odd(2_00)), opening_on=YESTERDAY, closing_on=YESTERDAY)
    rest = {"opening": 3_00, "opening_on": TODAY, "closing": 7_00, "closing_on": TODAY}
    return [first, StatementFacts(first.iban, "2", lines=[odd(4_00)], **rest)]  # type: ignore[arg-type]


def odd(cents: int) -> Line:
    return income(cents, counter_name="Onbekend")


def handed(region: Region, content: bytes = b"<x/>") -> Afschriftbestand:
    return hand_in("groot.xml", content, by=treasurer(region)).file


def reader(found: list[StatementFacts]) -> reading.Read:
    return lambda name, content: FileFacts(name, "a" * 64, content, found)


def now(file: Afschriftbestand) -> Afschriftbestand:
    file.refresh_from_db()
    return file


def asked(file: Afschriftbestand) -> None:
    """Somebody says stop in another connection."""
    Afschriftbestand.objects.filter(pk=file.pk).update(stop_asked=True)


def during(patch: Patch, name: str, act: Callable[[], object], *, nth: int = 1) -> None:
    """At the nth time that a file comes to this step."""
    real, times = getattr(statements, name), iter(range(1, 100))

    def step(*args: Any, **kwargs: Any) -> Any:
        if next(times) == nth:
            act()
        return real(*args, **kwargs)

    patch.setattr(statements, name, step)


def test_it_waits_and_is_read_with_what_came_of_it(region: Region, two: list[StatementFacts]) -> None:
    file = handed(region)
    assert (now(file).state, file.gemeente_id in treasurer(region).gemeenten(reading.EDIT)) == (
        S.WAITING,
        True,
    )
    read_file(file.pk, reader(two))
    file = now(file)
    assert (file.state, file.done, file.statements, file.lines_done, file.lines) == (S.DONE, 2, 2, 3, 3)
    assert (file.tallies, bytes(file.content), StatementLine.objects.count()) == ({"uitzoeken": 3}, b"", 3)
    assert not proved().findings
    details = (
        AuditRecord.objects.filter(subject_id=str(file.pk)).order_by("pk").values_list("detail", flat=True)
    )
    assert list(details) == ["aangeleverd", "ingelezen"]


def test_twice_is_once(region: Region, two: list[StatementFacts]) -> None:
    file = handed(region)
    read_file(file.pk, reader(two))
    again = hand_in("anders.xml", b"<x/>", by=treasurer(region))
    read_file(file.pk, reader(two))
    assert (again.file.pk, again.new, now(file).name) == (file.pk, False, "groot.xml")
    assert (StatementLine.objects.count(), Afschriftbestand.objects.count()) == (3, 1)


def test_another_worker_at_the_same_file_leaves_it(region: Region, two: list[StatementFacts]) -> None:
    file = handed(region)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"{reading.KIND}:{file.pk}"])
            read_file(file.pk, reader(two))
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert (now(file).state, Statement.objects.count()) == (S.READING, 0)
    read_file(file.pk, reader(two))
    assert (now(file).state, Statement.objects.count()) == (S.DONE, 2)


def test_what_is_refused_says_why_and_is_read_anew_when_sent_again(
    region: Region, two: list[StatementFacts]
) -> None:
    file = handed(region)
    read_file(file.pk, reader([two[1]]))
    assert (now(file).state, bytes(file.content)) == (S.REFUSED, b"")
    assert "Dit is het eerste afschrift van deze rekening" in file.reason
    assert hand_in("groot.xml", b"<x/>", by=second(region)).new
    assert (now(file).state, file.reason, bytes(file.content), file.label) == (
        S.WAITING,
        "",
        b"<x/>",
        second(region).label,
    )
    read_file(file.pk, reader(two))
    assert now(file).state == S.DONE


def test_the_real_reader_refuses_what_is_no_statement(region: Region) -> None:
    file = handed(region, b"%PDF-1.7")
    pick_up_statements()
    assert (now(file).state, "Dit is een pdf" in file.reason) == (S.REFUSED, True)


def test_what_breaks_is_told_without_its_text(region: Region) -> None:
    def breaks(name: str, content: bytes) -> FileFacts:
        raise ValueError("NL91ABNA0417164300")

    file = handed(region)
    read_file(file.pk, breaks)
    assert now(file).reason == "Er ging iets mis in Wegwijs (ValueError). Meld dit aan de beheerder."


def test_who_may_no_more_reads_nothing(region: Region, two: list[StatementFacts]) -> None:
    file = handed(region)
    with clock.frozen(TODAY), pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "actor_of", lambda user, on: None)
        read_file(file.pk, reader(two))
    assert (now(file).state, "mag dit niet meer" in file.reason) == (S.REFUSED, True)
    assert not Statement.objects.exists()


def test_stopped_while_it_waits(region: Region, two: list[StatementFacts]) -> None:
    file = handed(region)
    stop(file, by=treasurer(region))
    read_file(file.pk, reader(two))
    assert (now(file).state, Statement.objects.count(), bytes(file.content)) == (S.STOPPED, 0, b"")
    with pytest.raises(DomainError, match="niet meer gelezen"):
        stop(file, by=treasurer(region))


def test_stopped_between_statements_what_was_taken_in_stays(
    region: Region, two: list[StatementFacts], monkeypatch: Patch
) -> None:
    file = handed(region)
    during(monkeypatch, "_take_in", lambda: asked(file), nth=2)
    read_file(file.pk, reader(two))
    assert (now(file).state, file.done, file.tallies) == (S.STOPPED, 1, {"uitzoeken": 2})
    assert StatementLine.objects.count() == 2
    hand_in("groot.xml", b"<x/>", by=treasurer(region))
    read_file(file.pk, reader(two))
    assert (now(file).state, file.tallies, StatementLine.objects.count()) == (S.DONE, {"uitzoeken": 3}, 3)
    assert not proved().findings


@pytest.mark.parametrize("step", ["known", "_orders_moved", "book_lines", "record"])
def test_stopped_inside_a_statement_nothing_of_it_stays(
    region: Region, two: list[StatementFacts], monkeypatch: Patch, step: str
) -> None:
    file = handed(region)
    with monkeypatch.context() as patch:
        during(patch, step, lambda: asked(file), nth=2)
        read_file(file.pk, reader(two))
    assert (now(file).state, file.done, Statement.objects.count()) == (S.STOPPED, 1, 1)
    assert StatementLine.objects.count() == 2


def test_whoever_stops_too_late_reads_so(
    region: Region, two: list[StatementFacts], signed_in: SignedIn
) -> None:
    file = handed(region)
    read_file(file.pk, reader(two))
    page = signed_in(second(region)).post(f"{PAGE}{file.pk}/stoppen/", follow=True).content.decode()
    assert "Stoppen kwam te laat: het hele bestand was al ingelezen. Dat blijft staan." in page
    assert (now(file).state, file.stop_asked) == (S.DONE, False)


def test_a_worker_whose_file_was_ended_by_another_takes_in_nothing(
    region: Region, two: list[StatementFacts], monkeypatch: Patch
) -> None:
    file = handed(region)
    with monkeypatch.context() as patch:
        during(patch, "_take_in", lambda: Afschriftbestand.objects.filter(pk=file.pk).update(state=S.REFUSED))
        read_file(file.pk, reader(two))
    assert (file.finished_at, now(file).done, Statement.objects.count()) == (None, 0, 0)


def test_a_killed_worker_is_followed_by_another(
    region: Region, two: list[StatementFacts], monkeypatch: Patch
) -> None:
    def dies() -> None:
        raise Killed

    file = handed(region)
    with monkeypatch.context() as patch:
        during(patch, "book_lines", dies, nth=2)
        with pytest.raises(Killed):
            read_file(file.pk, reader(two))
    assert (now(file).state, file.done, StatementLine.objects.count()) == (S.READING, 1, 2)
    read_file(file.pk, reader(two))
    assert (now(file).state, file.tallies, StatementLine.objects.count()) == (S.DONE, {"uitzoeken": 3}, 3)


def test_only_who_keeps_money_hands_in_and_stops(region: Region) -> None:
    with pytest.raises(NotAllowed):
        hand_in("a.xml", b"<x/>", by=region.regisseur)
    with pytest.raises(NotAllowed):
        stop(handed(region), by=region.regisseur)


def test_it_is_stopped_on_its_page(region: Region, signed_in: SignedIn) -> None:
    file, browser = handed(region), signed_in(second(region))
    page = browser.post(f"{PAGE}{file.pk}/stoppen/", follow=True).content.decode()
    assert "Er is niets ingelezen" in page
    assert "gestopt" in browser.get("/betalingen/afschriften/").content.decode()
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert "groot.xml" not in signed_in(second(region)).get("/betalingen/afschriften/").content.decode()


def test_its_page_has_a_title_of_ours_and_says_how_far_and_why(region: Region, signed_in: SignedIn) -> None:
    file = handed(region)
    Afschriftbestand.objects.update(
        state=S.READING, statements=2, done=1, lines=6_000, lines_done=1_000, step="boeken", step_done=2_500, step_lines=5_000
    )  # fmt: skip
    page = signed_in(second(region)).get(f"{PAGE}{file.pk}/").content.decode()
    assert f"<h1>Bestand van de bank van {moment(file.handed_in_at).replace(' ', ', ')}</h1>" in page
    assert "groot.xml · Dordrecht" in page
    assert 'value="4625" max="6000"' in page
    assert "Regels boeken: 2.500 van 5.000. Een afschrift staat er pas in als het helemaal klaar is." in page
    assert "hierover is geen wettelijke regel" in page
    assert "1 afschrift is al ingelezen en blijft staan." in _stopping(file)


def _stopping(file: Afschriftbestand) -> str:
    return stand(Afschriftbestand(pk=file.pk, state=S.READING, stop_asked=True, done=1)).text


def test_what_the_pages_cost(region: Region, signed_in: SignedIn, statements: Counted) -> None:
    browser, file = signed_in(treasurer(region)), handed(region)
    funded(region, ontzorgd(region))
    assert statements(browser, f"{PAGE}{file.pk}/") <= 12
    first = statements(browser, "/betalingen/afschriften/")
    handed(region, b"<y/>")
    assert statements(browser, "/betalingen/afschriften/") == first <= 8


def test_nobody_else_finds_it(region: Region, signed_in: SignedIn) -> None:
    file = handed(region)
    for by in (region.regisseur, region.teamlead, region.counsellor, region.administrator):
        assert signed_in(by).get(f"{PAGE}{file.pk}/").status_code == 404
        assert signed_in(by).post(f"{PAGE}{file.pk}/stoppen/").status_code == 404
    assert now(file).state == S.WAITING
