"""Account numbers: asked by one, confirmed by another, used a day later; nobody pays themselves unseen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import (
    CLIENTS,
    LANDLORD,
    OTHER,
    filled,
    funded,
    landlord,
    later,
    let_in,
    numbered,
    own_account,
    rent,
)
from support.region import Region
from wegwijs import clock
from wegwijs.dossiers.models import Taak
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.stages.ontzorgen.commands.blocking import ask_unblock, block_payee
from wegwijs.stages.ontzorgen.commands.payees import (
    NumberFacts,
    PayeeFacts,
    add_payee,
    ask_number,
    confirm_number,
    record_staff_account,
    refuse_number,
    told_client,
)
from wegwijs.stages.ontzorgen.commands.runs import release, sign_first
from wegwijs.stages.ontzorgen.models import NameCheck, Payee, PayeeChange, PaymentOrder, PaymentRun
from wegwijs.stages.ontzorgen.queries.payees import staff_in, standings, usable

pytestmark = pytest.mark.django_db
FACTS = NumberFacts(LANDLORD, NameCheck.MATCH, "brief van de verhuurder")


@pytest.fixture
def payee(region: Region) -> Payee:
    return add_payee(PayeeFacts(region.dordrecht, Payee.Kind.LANDLORD, "Woonkracht10"), by=treasurer(region))


def test_a_number_counts_a_day_after_another_confirmed_it(region: Region, payee: Payee) -> None:
    change = ask_number(payee, FACTS, by=treasurer(region))
    assert usable(payee, at=clock.now()) == ""
    confirm_number(change, by=second(region))
    with later(hours=23, minutes=59):
        assert usable(payee, at=clock.now()) == ""
        assert "te gebruiken vanaf 24-11-2026 12:00" in standings([payee], at=clock.now())[payee.pk].reason
    with later(hours=24):
        assert usable(payee, at=clock.now()) == LANDLORD


def test_while_a_new_number_waits_nothing_goes_to_the_old_one(region: Region) -> None:
    payee = landlord(region)
    assert usable(payee, at=clock.now()) == LANDLORD
    numbered(region, payee, OTHER)
    assert usable(payee, at=clock.now()) == ""
    with later(hours=25):
        assert usable(payee, at=clock.now()) == OTHER


def test_who_asked_does_not_confirm_by_any_way(region: Region, payee: Payee) -> None:
    change = ask_number(payee, FACTS, by=treasurer(region))
    with pytest.raises(NotAllowed, match="zelf gevraagd"):
        confirm_number(change, by=treasurer(region))
    now = clock.now()
    forged = {"confirmed_by": change.asked_by, "confirmed_at": now, "usable_from": now + timedelta(days=1)}
    with pytest.raises(IntegrityError, match="account_confirmed_by_another"), transaction.atomic():
        PayeeChange.objects.filter(pk=change.pk).update(**forged)
    with pytest.raises(IntegrityError, match="account_after_a_hold"), transaction.atomic():
        PayeeChange.objects.filter(pk=change.pk).update(
            confirmed_by=second(region).employee, confirmed_at=now, usable_from=now
        )


def test_what_was_asked_or_decided_is_not_changed(region: Region, payee: Payee) -> None:
    change = ask_number(payee, FACTS, by=treasurer(region))
    with pytest.raises(ProgrammingError, match="zoals zij gevraagd is"), transaction.atomic():
        PayeeChange.objects.filter(pk=change.pk).update(iban=OTHER)
    confirm_number(change, by=second(region))
    with pytest.raises(DomainError, match="al beslist"):
        refuse_number(change, "toch niet", by=second(region))


@pytest.mark.parametrize(
    ("iban", "words"),
    [("NL02ABNA0123456788", "controlecijfers"), ("123456789", "oud rekeningnummer"), ("", "ontbreekt"), ("US12 3456", "SEPA")],
)  # fmt: skip
def test_a_number_that_can_not_be_is_refused(region: Region, payee: Payee, iban: str, words: str) -> None:
    with pytest.raises(DomainError, match=words) as caught:
        ask_number(payee, NumberFacts(iban, NameCheck.MATCH, "x"), by=treasurer(region))
    assert caught.value.field == "iban"


def test_another_name_asks_why_it_is_right_all_the_same(region: Region, payee: Payee) -> None:
    with pytest.raises(DomainError, match="De naam klopt niet"):
        ask_number(payee, NumberFacts(LANDLORD, NameCheck.NO_MATCH, "gebeld"), by=treasurer(region))
    ask_number(payee, NumberFacts(LANDLORD, NameCheck.NO_MATCH, "De verhuurder heet nu anders: brief van 1 november"), by=treasurer(region))  # fmt: skip


def test_one_number_waits_at_a_time(region: Region, payee: Payee) -> None:
    ask_number(payee, FACTS, by=treasurer(region))
    with pytest.raises(DomainError, match="wacht al"):
        ask_number(payee, NumberFacts(OTHER, NameCheck.MATCH, "x"), by=second(region))


def test_an_account_of_an_employee_is_seen_and_nobody_confirms_their_own(
    region: Region, payee: Payee
) -> None:
    by, other = treasurer(region), second(region)
    assert by.employee
    assert other.employee
    record_staff_account(by.employee, "nl02 abna 0123 4567 89", by=other)
    change = ask_number(payee, FACTS, by=by)
    assert change.of_staff
    refuse_number(change, "eigen rekening", by=other)
    record_staff_account(other.employee, OTHER, by=by)
    mine = ask_number(payee, NumberFacts(OTHER, NameCheck.CLOSE, "x"), by=by)
    with pytest.raises(NotAllowed, match="uw eigen rekening"):
        confirm_number(mine, by=other)


def test_a_number_is_of_one_employee(region: Region) -> None:
    by, other = treasurer(region), second(region)
    assert by.employee
    assert other.employee
    record_staff_account(by.employee, OTHER, by=by)
    record_staff_account(by.employee, OTHER, by=other)
    with pytest.raises(DomainError, match="van een andere collega"):
        record_staff_account(other.employee, OTHER, by=other)


def test_the_client_is_told_of_a_new_number_by_another_than_who_asked(region: Region) -> None:
    of = ontzorgd(region)
    payee = own_account(region, of)
    task = Taak.objects.get(dossier=of.dossier, source_key__startswith="rekening:")
    change = payee.changes.get()
    # Who keeps their money asked for it: then it is for who confirmed.
    assert of.administrator == change.asked_by
    assert (task.assigned_to, task.done_on) == (change.confirmed_by, None)
    with pytest.raises(NotAllowed, match="Laat een collega de cliënt bellen"):
        told_client(change, by=treasurer(region))
    told_client(change, by=second(region))
    task.refresh_from_db()
    change.refresh_from_db()
    assert task.done_on
    assert change.told_at


def test_an_own_account_is_of_one_person_and_there_once(region: Region) -> None:
    of, by = ontzorgd(region), treasurer(region)
    own_account(region, of)
    for facts, words in (
        (PayeeFacts(region.dordrecht, Payee.Kind.CLIENT, "x"), "dossiernummer"),
        (PayeeFacts(region.dordrecht, Payee.Kind.CLIENT, "x", of.dossier), "is er al"),
        (PayeeFacts(region.dordrecht, Payee.Kind.WATER, "x", of.dossier), "Laat het dossier leeg"),
    ):
        with pytest.raises(DomainError, match=words):
            add_payee(facts, by=by)


def test_a_number_changed_after_the_first_signature_takes_the_order_out_and_the_signature_with_it(
    region: Region,
) -> None:
    of, payee = ontzorgd(region), landlord(region)
    rent(of, payee)
    funded(region, of)
    run = sign_first(filled(region), by=treasurer(region))
    assert (run.state, run.count) == (PaymentRun.State.SIGNED, 1)
    numbered(region, payee, OTHER)
    run.refresh_from_db()
    order = PaymentOrder.objects.get()
    assert (run.state, run.first_by, run.sha256, run.count) == (PaymentRun.State.DRAFT, None, "", 0)
    assert (order.state, order.run) == (PaymentOrder.State.PROPOSED, None)
    assert "het rekeningnummer van Woonkracht10 is veranderd" in order.note


def test_who_is_blocked_is_paid_nothing_until_somebody_takes_it_back(region: Region) -> None:
    of, payee = ontzorgd(region), landlord(region)
    rent(of, payee)
    funded(region, of)
    run = sign_first(filled(region), by=treasurer(region))
    block_payee(payee, "valse rekening", by=second(region), version=1)
    run.refresh_from_db()
    assert run.state == PaymentRun.State.DRAFT
    assert (
        "geblokkeerd: valse rekening"
        in standings([Payee.objects.get(pk=payee.pk)], at=clock.now())[payee.pk].reason
    )
    with pytest.raises(Conflict):
        ask_unblock(payee, "nagekeken", by=second(region), version=1)
    let_in(region, payee)
    assert usable(Payee.objects.get(pk=payee.pk), at=clock.now()) == LANDLORD


def test_who_keeps_no_money_does_nothing_here(region: Region, payee: Payee) -> None:
    change = ask_number(payee, FACTS, by=treasurer(region))
    for act in (
        lambda: add_payee(PayeeFacts(region.dordrecht, Payee.Kind.WATER, "x"), by=region.regisseur),
        lambda: ask_number(payee, NumberFacts(CLIENTS, NameCheck.MATCH, "x"), by=region.teamlead),
        lambda: confirm_number(change, by=region.counsellor),
        lambda: block_payee(payee, "x", by=region.teamlead, version=1),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_nobody_signs_for_a_payment_to_themselves_whenever_their_account_was_told(region: Region) -> None:
    """The number was confirmed before anybody knew whose it was."""
    by, other = treasurer(region), second(region)
    assert by.employee
    of = ontzorgd(region)
    rent(of, landlord(region, LANDLORD))
    funded(region, of)
    run = filled(region)
    record_staff_account(by.employee, LANDLORD, by=other)
    assert [str(one) for one in staff_in(run)] == [str(by.employee)]
    with pytest.raises(NotAllowed, match="uw eigen rekening"):
        sign_first(run, by=by)
    signed = sign_first(run, by=other)
    with pytest.raises(NotAllowed, match="uw eigen rekening"):
        release(signed, signed.sha256, by=by)
