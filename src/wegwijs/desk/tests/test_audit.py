"""The audit can be read by who watches over it, tells when it was touched, and no page is shown without it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from support.region import START, TODAY, Region, make_dossier
from support.tampering import tamper
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.audit.commands import check_chains, record
from wegwijs.audit.jobs import check_audit
from wegwijs.audit.models import Action, AuditRecord, ChainCheck
from wegwijs.audit.queries import link_pending
from wegwijs.dossiers.models import Contactmoment, Dossier

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
PAGE = "/inzage/"


@pytest.fixture
def watcher(region: Region) -> Actor:
    """The privacy officer of the executor, for Dordrecht only."""
    employee = employ(
        region.organisations["SDD"], username="kuiper", name="P. Kuiper", function="privacyfunctionaris",
        roles={Role.PRIVACY: ("0505",)}, valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


def text(browser: Client, address: str = PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_who_saw_and_changed_a_dossier_and_its_person(
    dossier: Dossier, region: Region, watcher: Actor, signed_in: SignedIn
) -> None:
    signed_in(region.colleague).get(f"/dossier/{dossier.pk}/")
    page = text(signed_in(watcher), f"{PAGE}?number={dossier.number}")
    assert "B. Jansen" in page
    assert "gezien" in page
    assert "persoonsgegevens" in page
    assert dossier.person.geslachtsnaam not in page


def test_nobody_else_may_look(region: Region, signed_in: SignedIn) -> None:
    for actor in (region.regisseur, region.teamlead, region.counsellor):
        assert signed_in(actor).get(PAGE).status_code == 404
        assert signed_in(actor).post("/inzage/controle/").status_code == 404


def test_another_gemeente_is_not_shown(region: Region, watcher: Actor, signed_in: SignedIn) -> None:
    record(by=region.outsider, action=Action.VIEW, kind="dossier", key="x", gemeente="0590", detail="elders")
    record(by=region.counsellor, action=Action.SEARCH, kind="dossier", key="-", detail="bij de partner")
    page = text(signed_in(watcher))
    assert "elders" not in page
    assert "bij de partner" not in page


def test_a_dossier_of_another_gemeente_finds_nothing(
    dossier: Dossier, region: Region, watcher: Actor, signed_in: SignedIn
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(gemeente="0590")
    assert "Niets gevonden" in text(signed_in(watcher), f"{PAGE}?number={dossier.number}")


def test_one_employee_one_act_and_one_period(
    dossier: Dossier, region: Region, watcher: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(watcher)
    record(
        by=region.colleague,
        action=Action.REVEAL,
        kind="dossier",
        key=dossier.pk,
        gemeente="0505",
        detail="bsn",
    )
    account = region.colleague.user.pk
    assert "getoond" in text(
        browser, f"{PAGE}?account={account}&action=tonen&since=23-11-2026&until=23-11-2026"
    )
    assert "Niets gevonden" in text(browser, f"{PAGE}?account={account}&since=24-11-2026")
    assert "Niets gevonden" in text(browser, f"{PAGE}?account={account}&until=22-11-2026")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=31-2-2026", "bestaat niet"),
        ("since=24-11-2026&until=23-11-2026", "Kies een latere dag"),
        ("account=999999", "Deze keuze is er niet meer"),
    ],
)
def test_what_was_typed_wrongly_stays_with_a_message(
    query: str, said: str, watcher: Actor, signed_in: SignedIn
) -> None:
    assert said in text(signed_in(watcher), f"{PAGE}?{query}")


def test_looking_at_the_audit_is_in_the_audit(dossier: Dossier, watcher: Actor, signed_in: SignedIn) -> None:
    text(signed_in(watcher), f"{PAGE}?number={dossier.number}")
    row = AuditRecord.objects.get(subject_kind="inzage")
    assert (row.actor, row.detail) == ("P. Kuiper, SDD", dossier.number)


def test_pages_follow_each_other_without_gaps(region: Region, watcher: Actor, signed_in: SignedIn) -> None:
    for number in range(60):
        record(
            by=region.colleague,
            action=Action.VIEW,
            kind="post",
            key=number,
            gemeente="0505",
            detail=f"stuk{number:02d}",
        )
    browser = signed_in(watcher)
    first = browser.get(f"{PAGE}?action=zien&account={region.colleague.user.pk}").context
    second = browser.get(PAGE + first["next"]).context
    seen = [line.detail for line in [*first["lines"], *second["lines"]]]
    assert seen == [f"stuk{number:02d}" for number in reversed(range(60))]
    assert second["next"] == ""


def test_the_page_costs_the_same_however_many_rows(
    region: Region, watcher: Actor, signed_in: SignedIn, statements: Statements
) -> None:
    browser = signed_in(watcher)
    make_dossier(region)
    few = statements(browser, PAGE)
    for _ in range(5):
        make_dossier(region)
    assert statements(browser, PAGE) == few
    assert few <= 12


def test_a_check_on_demand_says_that_all_is_whole(
    dossier: Dossier, watcher: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(watcher)
    assert "nog niet gecontroleerd" in text(browser)
    browser.post("/inzage/controle/")
    page = text(browser)
    assert "Alles is heel" in page
    assert "heel op 23-11-2026 12:00" in page


def test_a_row_changed_outside_the_product_is_an_incident_on_the_page(
    dossier: Dossier, watcher: Actor, signed_in: SignedIn
) -> None:
    row = AuditRecord.objects.filter(chain="0505").order_by("id")[0]
    tamper("UPDATE audit_auditrecord SET detail = 'iets anders' WHERE id = %s", row.pk)
    check_audit()
    page = text(signed_in(watcher))
    assert "Het logboek van Dordrecht is niet heel" in page
    assert str(row.pk) in page


def test_rows_cut_off_at_the_end_are_missed_since_the_last_check(dossier: Dossier, region: Region) -> None:
    record(by=region.regisseur, action=Action.VIEW, kind="dossier", key=dossier.pk, gemeente="0505")
    [before] = check_chains(["0505"])
    tamper("DELETE FROM audit_auditrecord WHERE id = %s", before.last_id)
    [after] = check_chains(["0505"])
    assert not before.broken
    assert after.broken == [before.last_id]


def test_checks_can_not_be_rewritten(dossier: Dossier) -> None:
    check_chains()
    with pytest.raises(Exception, match="Cannot update or delete"):
        ChainCheck.objects.all().delete()


@pytest.mark.parametrize("page", ["/dossier/{}/", "/dossiers/{}/contact/", "/intake/{}/"])
def test_no_page_without_its_audit(page: str, dossier: Dossier, region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    browser.raise_request_exception = False
    assert browser.get(page.format(dossier.pk)).status_code == 200
    link_pending()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditrecord RENAME TO audit_is_gone")
    answer = browser.get(page.format(dossier.pk))
    assert answer.status_code == 500
    assert dossier.person.geslachtsnaam not in answer.content.decode()


def test_a_change_without_its_audit_does_not_happen(
    dossier: Dossier, region: Region, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    browser.raise_request_exception = False
    link_pending()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditrecord RENAME TO audit_is_gone")
    data = {"on": "23-11-2026", "way": "telefoon", "outgoing": "ja", "reached": "ja", "summary": "belde"}
    assert browser.post(f"/dossiers/{dossier.pk}/contact/", data).status_code == 500
    assert not Contactmoment.objects.exists()
