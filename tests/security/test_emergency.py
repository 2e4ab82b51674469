"""A dossier of another gemeente, opened because it can't wait: with a reason, for some hours, seen by who watches."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from support.canaries import build_canaries, groups_in, text_of
from support.crawl import reachable
from support.region import START, TODAY, Region, make_dossier, someone
from wegwijs import clock
from wegwijs.access.actor import EMERGENCY, Actor, actor_of
from wegwijs.access.commands import begin_emergency, end_role, judge_emergency
from wegwijs.access.models import EmergencyAccess, RoleAssignment
from wegwijs.access.roles import Role
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import open_in_emergency
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.jobs import run_due
from wegwijs.rowsecurity.scope import entered

SignedIn = Callable[[Actor], Client]
PAGE = "/dossiers/noodtoegang/"
WORDS = "Belt in paniek, zegt dat hij vanavond op straat staat"
REASON = EmergencyAccess.Reason.DANGER
RIGHT = EmergencyAccess.Judgement.RIGHT


@pytest.fixture
def watcher(region: Region) -> Actor:
    return someone(region, "privacy", Role.PRIVACY, "SDD", "0505")


@pytest.fixture
def opened(dossier: Dossier, region: Region, watcher: Actor, signed_in: SignedIn) -> Client:
    """The browser of a regisseur of Papendrecht who opened a dossier of Dordrecht."""
    browser = signed_in(region.outsider)
    answer = browser.post(PAGE, {"number": dossier.number, "reason": "gevaar", "because": WORDS})
    assert answer.headers["Location"] == f"/dossier/{dossier.pk}/"
    return browser


def test_it_opens_with_a_reason_and_says_so_on_every_page(dossier: Dossier, opened: Client) -> None:
    page = opened.get(f"/dossier/{dossier.pk}/").content.decode()
    assert "Noodtoegang tot 23-11-2026 16:00" in page
    assert dossier.person.geslachtsnaam in page


def test_without_it_the_dossier_does_not_exist(dossier: Dossier, region: Region, signed_in: SignedIn) -> None:
    assert signed_in(region.outsider).get(f"/dossier/{dossier.pk}/").status_code == 404


def test_only_this_dossier_opens(region: Region, opened: Client) -> None:
    other = make_dossier(region)
    assert opened.get(f"/dossier/{other.pk}/").status_code == 404


def test_one_can_look_and_not_change(dossier: Dossier, opened: Client) -> None:
    for page in ("contact", "taak", "bsn", "beschermd-adres", "gegevens", "regisseur"):
        address = f"/dossiers/{dossier.pk}/{page}/"
        assert opened.get(address).status_code == 404, page
        assert opened.post(address, {"reason": "x"}).status_code == 404, page


def test_the_wall_of_the_database_opens_for_this_dossier_only(
    dossier: Dossier, region: Region, opened: Client
) -> None:
    make_dossier(region)
    actor = actor_of(region.outsider.user, on=TODAY)
    assert actor
    with entered(actor.scope), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM dossiers_dossier WHERE gemeente_id = '0505'")
        assert cursor.fetchall() == [(dossier.pk,)]
        cursor.execute("SELECT DISTINCT dossier_id FROM dossiers_gebeurtenis")
        assert cursor.fetchall() == [(dossier.pk,)]
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (1,)


def test_it_ends_by_itself(dossier: Dossier, opened: Client) -> None:
    with clock.frozen(clock.now() + timedelta(hours=3, minutes=59)):
        assert opened.get(f"/dossier/{dossier.pk}/").status_code == 200
    with clock.frozen(clock.now() + timedelta(hours=4)):
        assert opened.get(f"/dossier/{dossier.pk}/").status_code == 404


def test_one_gives_it_back_when_done(dossier: Dossier, opened: Client) -> None:
    assert (
        "gestopt" in opened.post(f"/dossiers/{dossier.pk}/noodtoegang/einde/", follow=True).content.decode()
    )
    assert opened.get(f"/dossier/{dossier.pk}/").status_code == 404


def test_it_ends_with_the_role_that_gave_the_right(dossier: Dossier, region: Region, opened: Client) -> None:
    role = RoleAssignment.objects.get(employee=region.outsider.employee)
    end_role(role, by=someone(region, "beheer", Role.BEHEER, "SDD"), on=TODAY - timedelta(days=1))
    assert opened.get(f"/dossier/{dossier.pk}/").status_code == 404


def test_each_view_stands_in_the_audit_as_an_emergency(
    dossier: Dossier, region: Region, opened: Client, watcher: Actor, signed_in: SignedIn
) -> None:
    opened.get(f"/dossier/{dossier.pk}/")
    rows = AuditRecord.objects.filter(actor_user=region.outsider.user.pk, subject_id=str(dossier.pk))
    assert {(row.action, row.purpose) for row in rows} == {("wijzigen", EMERGENCY), ("zien", EMERGENCY)}
    assert {row.chain for row in rows} == {"0505"}
    page = signed_in(watcher).get(f"/inzage/?number={dossier.number}").content.decode()
    assert "noodtoegang: dossier" in page
    assert WORDS not in " ".join(row.detail for row in rows)


def test_the_privacy_officer_of_that_gemeente_and_the_team_lead_hear_of_it_at_once_without_a_name(
    dossier: Dossier, region: Region, opened: Client
) -> None:
    someone(region, "elders", Role.PRIVACY, "SDD", "0590")
    run_due()
    linked = {message.to[0]: "/toezicht/noodtoegang/" in message.body for message in mail.outbox}
    assert linked == {"privacy@example.org": True, "bos@example.org": False}
    for message in mail.outbox:
        for secret in (dossier.number, dossier.person.geslachtsnaam, "Visser", WORDS):
            assert secret not in f"{message.subject} {message.body}"


def test_without_anybody_to_mail_the_page_does_not_say_that_somebody_was_mailed(
    dossier: Dossier, region: Region, signed_in: SignedIn
) -> None:
    data = {"number": dossier.number, "reason": "gevaar", "because": WORDS}
    text = signed_in(region.outsider).post(PAGE, data, follow=True).content.decode()
    assert "Het staat klaar voor de privacyfunctionaris in Wegwijs." in text


def test_the_privacy_officer_sees_what_was_looked_at_and_judges(
    dossier: Dossier, opened: Client, watcher: Actor, signed_in: SignedIn
) -> None:
    opened.get(f"/dossier/{dossier.pk}/")
    browser = signed_in(watcher)
    row = EmergencyAccess.objects.get()
    listed = browser.get("/toezicht/noodtoegang/").content.decode()
    assert "C. Visser" in listed
    assert "nog te beoordelen" in listed
    assert "nu open" in listed
    page = browser.get(f"/toezicht/noodtoegang/{row.pk}/").content.decode()
    assert WORDS in page
    assert "dossier" in page
    answer = browser.post(
        f"/toezicht/noodtoegang/{row.pk}/", {"judgement": "onterecht", "because": "Het was familie."}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.judgement, row.judged_by) == ("onterecht", watcher.employee)
    assert AuditRecord.objects.filter(detail="noodtoegang beoordeeld: onterecht").exists()


def test_nobody_else_sees_the_list(region: Region, opened: Client, signed_in: SignedIn) -> None:
    row = EmergencyAccess.objects.get()
    for actor in (region.teamlead, region.regisseur, region.counsellor):
        assert signed_in(actor).get("/toezicht/noodtoegang/").status_code == 404
    elsewhere = someone(region, "elders", Role.PRIVACY, "SDD", "0590")
    assert signed_in(elsewhere).get(f"/toezicht/noodtoegang/{row.pk}/").status_code == 404
    assert "C. Visser" not in signed_in(elsewhere).get("/toezicht/noodtoegang/").content.decode()


def test_nobody_judges_their_own(dossier: Dossier, region: Region) -> None:
    both = someone(region, "beide", Role.PRIVACY, "SDD", "0505")
    assert both.employee
    RoleAssignment.objects.create(
        employee=both.employee, role=Role.REGISSEUR, gemeente_id="0590", valid_from=START
    )
    actor = actor_of(both.user, on=TODAY)
    assert actor
    made = begin_emergency(dossier.pk, gemeente="0505", by=actor, reason=REASON, words=WORDS)
    with pytest.raises(NotAllowed, match="uw eigen noodtoegang"):
        judge_emergency(made, by=actor, judgement=RIGHT, because="mocht")


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        ("2026-0505-9999", WORDS, "Er is geen dossier met dit nummer"),
        ("", WORDS, "Vul dit in"),
        ("own", "kort", "Schrijf in een zin op"),
    ],
)
def test_what_can_not_be_is_said_at_its_field_and_nothing_is_lost(
    number: str, words: str, said: str, dossier: Dossier, region: Region, signed_in: SignedIn
) -> None:
    data = {"number": dossier.number if number == "own" else number, "reason": "gevaar", "because": words}
    page = signed_in(region.outsider).post(PAGE, data).content.decode()
    if number:
        assert said in page
    assert words in page
    assert not EmergencyAccess.objects.exists()


def test_trying_numbers_stands_in_the_audit(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.outsider)
    for number in range(3):
        browser.post(PAGE, {"number": f"2026-0505-99{number}", "reason": "gevaar", "because": WORDS})
    assert AuditRecord.objects.filter(detail="noodtoegang: niets gevonden").count() == 3


def test_who_sees_it_anyhow_or_has_no_right_gets_none(dossier: Dossier, region: Region) -> None:
    with pytest.raises(DomainError, match="gewoon zien"):
        open_in_emergency(dossier.number, by=region.regisseur, reason=REASON, words=WORDS)
    for actor in (region.counsellor, region.administrator, region.decider):
        with pytest.raises(NotAllowed):
            open_in_emergency(dossier.number, by=actor, reason=REASON, words=WORDS)


def test_a_gemeente_that_the_organisation_does_not_work_for_stays_closed(
    dossier: Dossier, region: Region
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(gemeente="0482")
    with pytest.raises(DomainError, match="geen dossier met dit nummer"):
        open_in_emergency(dossier.number, by=region.outsider, reason=REASON, words=WORDS)


def test_no_page_of_it_shows_a_group_of_data_that_has_a_permission_of_its_own(
    region: Region, signed_in: SignedIn
) -> None:
    found, browser = build_canaries(region), signed_in(region.outsider)
    for dossier in found.all:
        browser.post(PAGE, {"number": dossier.number, "reason": "gevaar", "because": WORDS})
    keys = [str(dossier.pk) for dossier in found.all] + [str(dossier.person_id) for dossier in found.all]
    seen = 0
    for address in reachable(signed_in(region.teamlead)):
        if any(key in address for key in keys):
            answer = browser.get(address)
            seen += answer.status_code == 200
            shown = groups_in(text_of(answer)) if answer.status_code == 200 else frozenset()
            assert not shown, f"{address}: {[group.label for group in shown]}"
    assert seen >= 3
