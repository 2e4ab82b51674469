"""What waits for a second person is told to who may be it, and not to who asked or signed first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from support import payments
from support.ontzorgen import ontzorgd
from support.plans import funded, running, second, treasurer
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.stages.ontzorgen.commands.blocking import ask_unblock, block_payee, confirm_unblock
from wegwijs.stages.ontzorgen.commands.payees import NumberFacts, ask_number, confirm_number
from wegwijs.stages.ontzorgen.commands.runs import release, sign_first, unsign
from wegwijs.stages.ontzorgen.commands.settle import ask_client, ask_costs, confirm_line, refuse_line
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance, decide_advance
from wegwijs.stages.ontzorgen.models import NameCheck, StatementLine

SignedIn = Callable[[Actor], Client]
pytestmark = pytest.mark.django_db


def told(who: Actor) -> bool:
    rows = Alert.objects.filter(employee=who.employee, kind=AlertKind.SECOND, gone_at=None)
    return rows.filter(what="voorschot beslissen").exists()


def told_of(kind: AlertKind, *who: Actor) -> list[bool]:
    gather(on=TODAY)
    return [Alert.objects.filter(employee=one.employee, kind=kind, gone_at=None).exists() for one in who]


def test_an_advance_is_told_until_somebody_decides(region: Region) -> None:
    by, other = treasurer(region), second(region)
    funded(region, 500_00)
    row = ask_advance(running(region), Asked(100_00, "De huurtoeslag komt later.", TODAY.replace(month=12), 50_00), by=by)  # fmt: skip
    gather(on=TODAY)
    assert told(region.teamlead)
    assert told(other)
    assert not told(by)
    assert not told(region.regisseur)
    decide_advance(row, by=region.teamlead, grant=True)
    gather(on=TODAY)
    assert not told(region.teamlead)


def test_a_run_is_told_to_the_second_until_it_is_released_or_the_signature_is_gone(
    region: Region, signed_in: SignedIn
) -> None:
    by, other = treasurer(region), second(region)
    of = ontzorgd(region)
    payments.rent(of, payments.landlord(region))
    payments.funded(region, of)
    run = sign_first(payments.filled(region), by=by)
    assert told_of(AlertKind.RUN, by, other, region.teamlead) == [False, True, False]
    page = signed_in(other).get("/meldingen/").content.decode()
    assert f'href="/betalingen/runs/{run.pk}/"' in page
    run = unsign(run, by=by)
    assert told_of(AlertKind.RUN, by, other) == [False, False]
    with clock.frozen(clock.now() + timedelta(hours=1)):
        run = sign_first(run, by=other)
        assert told_of(AlertKind.RUN, by, other) == [True, False]
        release(run, run.sha256, by=by)
        assert told_of(AlertKind.RUN, by, other) == [False, False]


def test_an_account_number_is_told_to_who_may_confirm_it(region: Region, signed_in: SignedIn) -> None:
    by, other = treasurer(region), second(region)
    payee = payments.landlord(region)
    change = ask_number(payee, NumberFacts(payments.OTHER, NameCheck.MATCH, "huurcontract"), by=by)
    assert told_of(AlertKind.NUMBER, by, other, region.regisseur) == [False, True, False]
    page = signed_in(other).get("/meldingen/").content.decode()
    assert f'href="/betalingen/ontvangers/nummer/{change.pk}/"' in page
    confirm_number(change, by=other)
    assert told_of(AlertKind.NUMBER, by, other) == [False, False]


def test_who_was_blocked_is_told_to_who_may_let_them_in(region: Region, signed_in: SignedIn) -> None:
    by, other = treasurer(region), second(region)
    payee = block_payee(payments.landlord(region), "vals", by=by, version=1)
    assert told_of(AlertKind.LET_IN, by, other) == [False, False]
    row = ask_unblock(payee, "nagekeken", by=by, version=2)
    assert told_of(AlertKind.LET_IN, by, other, region.regisseur) == [False, True, False]
    page = signed_in(other).get("/meldingen/").content.decode()
    assert f'href="/betalingen/ontvangers/{payee.pk}/toelaten/beoordelen/"' in page
    confirm_unblock(row, by=other, version=3)
    assert told_of(AlertKind.LET_IN, by, other) == [False, False]


def test_what_a_line_is_is_told_to_who_may_confirm_it(region: Region) -> None:
    by, other, of = treasurer(region), second(region), ontzorgd(region)
    payments.taken_in(region, payments.statement(region, payments.income(9_00, counter_name="Wie")))
    ask_client(StatementLine.objects.get(), of, "van een oom", by=by)
    assert told_of(AlertKind.LINE, by, other) == [False, True]


def test_costs_of_the_bank_are_told_to_who_may_confirm_them(region: Region, signed_in: SignedIn) -> None:
    by, other = treasurer(region), second(region)
    payments.taken_in(region, payments.statement(region, payments.income(9_00, counter_name="Wie")))
    line = ask_costs(StatementLine.objects.get(), "rente over november", by=by)
    assert told_of(AlertKind.LINE, by, other, region.regisseur) == [False, True, False]
    page = signed_in(other).get("/meldingen/").content.decode()
    assert f'href="/betalingen/uitzoeken/{line.pk}/collega/"' in page
    refuse_line(line, "de bank weet van niets", 1, by=other)
    assert told_of(AlertKind.LINE, by, other) == [False, False]
    with clock.frozen(clock.now() + timedelta(hours=1)):
        line = ask_costs(line, "staat op het overzicht van de bank", by=other)
        assert told_of(AlertKind.LINE, by, other) == [True, False]
        confirm_line(line, line.asked_times, by=by)
        assert told_of(AlertKind.LINE, by, other) == [False, False]
