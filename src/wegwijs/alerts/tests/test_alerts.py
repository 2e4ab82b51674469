"""What an employee is told: each thing once, gone when its reason is, and a mail that holds numbers only."""

from collections.abc import Callable
from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client

from support.pips import offered, ready_dossier
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.alerts import commands
from wegwijs.alerts.commands import choose_mail, gather, mark_read, send_digests
from wegwijs.alerts.jobs import mail_digests
from wegwijs.alerts.models import Alert, AlertKind, Digest
from wegwijs.dossiers.commands import assign_regisseur, close_dossier
from wegwijs.dossiers.models import Dossier, TermijnRow
from wegwijs.messages.commands import queue_outbound, settle_outbound
from wegwijs.messages.models import OutboundMessage

SignedIn = Callable[[Actor], Client]
CANARY = "Kanarie"
BSN = "999990408"


@pytest.fixture
def dossier(region: Region) -> Dossier:
    """PIP due on 19 November: four days late; its person is a canary."""
    found = ready_dossier(region, bsn=BSN)
    found.person.voornamen = found.person.geslachtsnaam = CANARY
    found.person.save()
    for who in (region.regisseur, region.colleague, region.decider):
        assert who.employee
        who.employee.email = f"{who.user.username}@example.org"
        who.employee.save()
    return found


def kinds(who: Actor) -> list[str]:
    rows = Alert.objects.filter(employee=who.employee, gone_at=None, read_at=None)
    return sorted(rows.values_list("kind", flat=True))


def refuse(dossier: Dossier) -> OutboundMessage:
    message = queue_outbound(
        partner="duo",
        kind="pip",
        key=f"test:{dossier.pk}",
        gemeente=dossier.gemeente_id,
        payload={},
        dossier_id=dossier.pk,
    )
    settle_outbound(message, state="geweigerd", answer=CANARY, by="DUO", final=True)
    return message


def test_what_is_late_is_told_once_and_goes_with_its_reason(region: Region, dossier: Dossier) -> None:
    assert gather(on=TODAY) == 1
    assert gather(on=TODAY) == 0
    assert kinds(region.regisseur) == [AlertKind.LATE]
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="test")
    gather(on=TODAY)
    assert kinds(region.regisseur) == []


def test_what_is_due_within_a_week_becomes_late(region: Region, dossier: Dossier) -> None:
    gather(on=date(2026, 11, 12))
    assert kinds(region.regisseur) == [AlertKind.DUE]
    gather(on=date(2026, 11, 20))
    assert kinds(region.regisseur) == [AlertKind.LATE]
    assert TermijnRow.objects.get(soort="pip").last_day == date(2026, 11, 19)


def test_who_gets_a_dossier_of_another_is_told_and_who_takes_it_is_not(
    region: Region, dossier: Dossier
) -> None:
    assert region.colleague.employee
    assign_regisseur(dossier, region.colleague.employee, by=region.teamlead, on=TODAY)
    gather(on=TODAY)
    assert kinds(region.colleague) == [AlertKind.LATE, AlertKind.ASSIGNED]
    assert kinds(region.regisseur) == []
    own = make_dossier(region)
    assign_regisseur(own, region.colleague.employee, by=region.colleague, on=TODAY)
    assert gather(on=TODAY) == 0


def test_a_message_that_duo_refused_is_told_until_it_is_put_right(region: Region, dossier: Dossier) -> None:
    message = refuse(dossier)
    gather(on=TODAY)
    assert AlertKind.REFUSED in kinds(region.regisseur)
    message.state = OutboundMessage.State.DONE_BY_HAND
    message.save()
    gather(on=TODAY)
    assert AlertKind.REFUSED not in kinds(region.regisseur)


def test_a_plan_that_waits_is_told_to_who_may_decide(region: Region, dossier: Dossier) -> None:
    offered(region, dossier)
    gather(on=TODAY)
    assert kinds(region.decider) == [AlertKind.SECOND]
    assert AlertKind.SECOND not in kinds(region.regisseur)


def test_the_mail_holds_numbers_and_an_address_and_nothing_of_anybody(
    region: Region, dossier: Dossier
) -> None:
    refuse(dossier)
    offered(region, dossier)
    mail_digests()
    assert {m.to[0] for m in mail.outbox} == {
        "devries@example.org",
        f"{region.decider.user.username}@example.org",
    }
    for message in mail.outbox:
        whole = str(message.message()) + message.body + message.subject
        for secret in (
            CANARY,
            BSN,
            str(dossier.person.v_nummer),
            dossier.number,
            str(dossier.pk),
            "Dordrecht",
            "PIP",
        ):
            assert secret not in whole
        assert "/meldingen/" in message.body
    own = next(m for m in mail.outbox if m.to == ["devries@example.org"])
    assert own.subject == "Wegwijs: 2 meldingen"
    assert "- te laat: 1" in own.body


def test_a_mail_goes_once_a_day_and_again_the_next_day(region: Region, dossier: Dossier) -> None:
    gather(on=TODAY)
    assert send_digests(on=TODAY) == 1
    assert send_digests(on=TODAY) == 0
    with clock.frozen(TODAY + timedelta(days=1)):
        assert send_digests(on=TODAY + timedelta(days=1)) == 1
    assert len(mail.outbox) == 2


def test_a_mail_server_that_refuses_is_tried_again(
    region: Region, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: object, **kwargs: object) -> int:
        raise SMTPServerDisconnected

    gather(on=TODAY)
    with monkeypatch.context() as broken:
        broken.setattr(commands, "send_mail", down)
        assert send_digests(on=TODAY) == 0
    assert not Digest.objects.exists()
    assert send_digests(on=TODAY) == 1


def test_a_kind_can_be_kept_out_of_the_mail_and_stays_on_the_screen(region: Region, dossier: Dossier) -> None:
    choose_mail(by=region.regisseur, wanted=[AlertKind.ASSIGNED])
    gather(on=TODAY)
    assert send_digests(on=TODAY) == 0
    assert kinds(region.regisseur) == [AlertKind.LATE]


def test_nothing_goes_to_who_read_it_left_or_has_no_address(region: Region, dossier: Dossier) -> None:
    gather(on=TODAY)
    region.regisseur.user.is_active = False
    region.regisseur.user.save()
    assert send_digests(on=TODAY) == 0
    region.regisseur.user.is_active = True
    region.regisseur.user.save()
    mark_read(by=region.regisseur)
    assert send_digests(on=TODAY) == 0


def test_the_page_shows_marks_and_keeps_the_choice(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    assert "Geen meldingen" in browser.get("/meldingen/").content.decode()
    gather(on=TODAY)
    page = browser.get("/meldingen/").content.decode()
    assert CANARY in page
    assert "4 dagen te laat" in page
    assert "te laat: 1" in page
    row = Alert.objects.get()
    other = signed_in(region.colleague)
    assert other.post(f"/meldingen/{row.pk}/gelezen/").status_code == 404
    assert kinds(region.regisseur) == [AlertKind.LATE]
    assert CANARY not in other.get("/meldingen/").content.decode()
    assert browser.post(f"/meldingen/{row.pk}/gelezen/").status_code == 302
    assert "Geen meldingen" in browser.get("/meldingen/").content.decode()
    assert browser.post("/meldingen/", {"wanted": ["laat"]}).status_code == 302
    assert browser.post("/meldingen/", {"wanted": ["x"]}).status_code == 200
    assert browser.get("/meldingen/?soort=x&na=x_y").status_code == 200
    assert browser.post("/meldingen/gelezen/").status_code == 302


def test_the_page_costs_the_same_for_many(
    region: Region, dossier: Dossier, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    gather(on=TODAY)
    browser = signed_in(region.regisseur)
    few = statements(browser, "/meldingen/")
    row = Alert.objects.get()
    for number in range(60):
        row.pk, row.key = None, f"x:{number}"
        row._state.adding = True
        row.save()
    assert few == statements(browser, "/meldingen/") <= 9
    assert "na=" in browser.get("/meldingen/").content.decode()
