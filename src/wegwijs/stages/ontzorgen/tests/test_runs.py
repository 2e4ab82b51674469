"""Proposals and runs: each cost once, two people over the very bytes, and the bank has them once."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from support.ontzorgen import RENT, second, treasurer
from support.payments import (
    OTHER,
    RENT_DAY,
    account,
    filled,
    funded,
    is_unchanged,
    landlord,
    later,
    numbered,
    orders_in_file,
    proposed,
    released,
    rent,
    sent,
)
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.queries import held, proved
from wegwijs.stages.ontzorgen.commands.blocking import block_payee
from wegwijs.stages.ontzorgen.commands.proposals import drop_order, propose
from wegwijs.stages.ontzorgen.commands.runs import (
    RunKind,
    hand_over,
    make_run,
    orders_in,
    put_in,
    release,
    sign_first,
    take_out,
    unsign,
    withdraw,
)
from wegwijs.stages.ontzorgen.models import (
    Interval,
    Kostensoort,
    Machtiging,
    Ontzorging,
    Payee,
    PaymentFile,
    PaymentOrder,
    PaymentRun,
    Uitkeringsmaand,
)
from wegwijs.stages.ontzorgen.queries import runs as queries
from wegwijs.stages.ontzorgen.queries.money import balances_of
from wegwijs.stages.ontzorgen.queries.runs import Changed, differences, free_of, orders_of

pytestmark = pytest.mark.django_db
Patch = pytest.MonkeyPatch
O, R = PaymentOrder.State, PaymentRun.State  # noqa: E741


def test_a_cost_is_proposed_once_for_each_day_that_it_falls_due(region: Region, of: Ontzorging) -> None:
    rent(of, Payee.objects.get(), 80_00, soort=Kostensoort.LEEFGELD, interval=Interval.WEEK, first_on=TODAY)
    first = proposed(region)
    assert sorted((one.period, one.cents) for one in first) == [
        (TODAY, 80_00), (TODAY + timedelta(days=7), 80_00), (RENT_DAY, RENT),
    ]  # fmt: skip
    assert proposed(region) == []
    codes = {one.end_to_end for one in first}
    assert len(codes) == 3
    assert max(map(len, codes)) <= 35
    assert {one.remittance for one in first} == {"leefgeld week van 23-11-2026", "leefgeld week van 30-11-2026", "huur december 2026"}  # fmt: skip


def test_what_can_not_be_paid_yet_says_why(region: Region, of: Ontzorging) -> None:

    def waits() -> str:
        found = propose(region.dordrecht, since=TODAY, until=RENT_DAY, by=treasurer(region))
        assert not found.made
        return " ".join(one.reason for one in found.waits)

    numbered(region, Payee.objects.get(), OTHER)
    assert "te gebruiken vanaf 24-11-2026" in waits()
    Machtiging.objects.all().update(withdrawn_on=TODAY)
    assert "geen machtiging voor: de vijf vaste lasten betalen" in waits()
    Uitkeringsmaand.objects.create(
        ontzorging=of, month=date(2026, 12, 1), norm=1_400_00, gross=1_400_00, withheld={"huur": RENT}, net=750_00, label="x",
        recorded_at=clock.now(),
    )  # fmt: skip
    assert waits() == ""


def test_nothing_is_proposed_before_it_runs_or_after_it_ended(region: Region, of: Ontzorging) -> None:
    for change in (
        {"state": Ontzorging.State.VOORBEREIDEN},
        {"state": Ontzorging.State.LOOPT, "last_day": TODAY},
    ):
        Ontzorging.objects.filter(pk=of.pk).update(**change)
        assert proposed(region) == []


def test_a_proposal_whose_cost_was_replaced_goes_and_what_somebody_took_away_stays_away(
    region: Region, of: Ontzorging
) -> None:
    (order,) = proposed(region)
    cost = of.kosten.get()
    type(cost).objects.filter(pk=cost.pk).update(last_on=TODAY)
    rent(of, cost.payee, 700_00, replaces=cost)
    (fresh,) = proposed(region)
    order.refresh_from_db()
    assert (order.state, order.dropped_because) == (O.DROPPED, PaymentOrder.Dropped.PLAN)
    assert fresh.cents == 700_00
    drop_order(fresh, "de verhuurder wacht", by=treasurer(region))
    assert proposed(region) == []


def test_a_run_is_signed_by_two_and_the_file_is_what_was_signed_for(region: Region, of: Ontzorging) -> None:
    run = sign_first(filled(region), by=treasurer(region))
    assert (run.state, run.count, run.cents) == (R.SIGNED, 1, RENT)
    done = release(run, run.sha256, by=second(region))
    order = PaymentOrder.objects.get()
    file = PaymentFile.objects.get()
    assert (done.state, order.state) == (R.RELEASED, O.RELEASED)
    assert sha256(bytes(file.content)).hexdigest() == done.sha256
    assert orders_in_file(bytes(file.content)) == [(order.end_to_end, order.iban, RENT)]
    assert balances_of([of])[of.pk] == 1_400_00 - RENT
    found = held(account(region).fund, on=TODAY)
    assert (found.transit, found.adds_up) == (RENT, True)


def test_nobody_signs_twice_by_any_way(region: Region, of: Ontzorging) -> None:
    run = sign_first(filled(region), by=treasurer(region))
    with pytest.raises(NotAllowed, match="Laat een collega"):
        release(run, run.sha256, by=treasurer(region))
    with pytest.raises(IntegrityError, match="run_released_by_two"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(second_by=run.first_by, second_at=clock.now())
    with pytest.raises(IntegrityError, match="released_with_hash_and_sums"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(state=R.RELEASED)
    assert PaymentOrder.objects.get().state == O.IN_RUN


def test_the_second_signs_for_the_hash_that_was_shown(region: Region, of: Ontzorging) -> None:
    run = sign_first(filled(region), by=treasurer(region))
    with pytest.raises(DomainError, match="veranderd sinds u hem bekeek"):
        release(run, "0" * 64, by=second(region))
    # Rewritten behind our back: the file comes out differently.
    PaymentOrder.objects.filter(run=run).update(state=O.PROPOSED)
    PaymentOrder.objects.filter(run=run).update(cents=RENT + 1, state=O.IN_RUN)
    with pytest.raises(DomainError, match="komt er nu anders uit"):
        release(run, run.sha256, by=second(region))
    assert not PaymentFile.objects.exists()


def test_a_number_changed_behind_the_signature_is_found_at_the_second(region: Region, of: Ontzorging) -> None:
    run = sign_first(filled(region), by=treasurer(region))
    PaymentOrder.objects.filter(run=run).update(state=O.PROPOSED)
    PaymentOrder.objects.filter(run=run).update(iban=OTHER, state=O.IN_RUN)
    with pytest.raises(DomainError, match="uit de run gevallen"):
        release(run, run.sha256, by=second(region))
    run.refresh_from_db()
    assert (run.state, run.first_by, PaymentOrder.objects.get().run) == (R.DRAFT, None, None)


@pytest.mark.parametrize("ended", ["machtiging", "ontzorgen"])
def test_what_ended_after_the_first_signature_is_not_paid(region: Region, of: Ontzorging, ended: str) -> None:
    run = sign_first(filled(region), by=treasurer(region))
    if ended == "machtiging":
        Machtiging.objects.filter(ontzorging=of).update(withdrawn_on=TODAY)
    else:
        Ontzorging.objects.filter(pk=of.pk).update(state="klaar", ended_on=TODAY, end_reason="overleden")
    with pytest.raises(DomainError, match="machtiging eindigde"):
        release(run, run.sha256, by=second(region))
    order = PaymentOrder.objects.get()
    assert (order.state, order.run) == (O.PROPOSED, None)
    assert (
        "loopt niet meer" in (again := put_in(run, [order.pk], by=treasurer(region))[order.pk])
        or "geen machtiging" in again
    )


def test_released_it_never_changes_and_a_flipped_byte_is_found(region: Region, of: Ontzorging) -> None:
    run = released(region)
    order, file = PaymentOrder.objects.get(), PaymentFile.objects.get()
    for change in ({"cents": 1}, {"sha256": "0" * 64}, {"second_by": None}):
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            PaymentRun.objects.filter(pk=run.pk).update(**change)
    for change in ({"cents": 1}, {"iban": OTHER}, {"run": None}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            PaymentOrder.objects.filter(pk=order.pk).update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        PaymentFile.objects.filter(pk=file.pk).update(content=b"x")
    content = bytes(file.content)
    for at in range(0, len(content), 97):
        assert not is_unchanged(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :], run.sha256)


def test_the_bank_has_it_once_and_again_the_same_bytes_with_a_mark(region: Region, of: Ontzorging) -> None:
    run = released(region)
    first = bytes(hand_over(run, by=treasurer(region)).content)
    with later(hours=30):
        assert bytes(hand_over(run, by=second(region)).content) == first
    marks = AuditRecord.objects.filter(subject_kind="betaalrun", action=Action.EXPORT).order_by("pk")
    assert [one.detail for one in marks] == ["naar de bank", "opnieuw opgehaald: zelfde bestand"]
    run.refresh_from_db()
    with pytest.raises(ProgrammingError, match="één keer naar de bank"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(handed_over_at=clock.now() + timedelta(hours=1))
    with pytest.raises(DomainError, match="naar de bank"):
        withdraw(run, "toch niet", by=treasurer(region))


def test_not_handed_over_before_it_is_released_nor_to_who_was_blocked_since(
    region: Region, of: Ontzorging
) -> None:
    run = sign_first(filled(region), by=treasurer(region))
    with pytest.raises(DomainError, match="tweede handtekening"):
        hand_over(run, by=treasurer(region))
    release(run, run.sha256, by=second(region))
    block_payee(Payee.objects.get(), "valse rekening", by=second(region), version=1)
    with pytest.raises(DomainError, match="Trek de run in"):
        hand_over(run, by=treasurer(region))


def test_a_withdrawn_run_gives_the_money_back_and_its_costs_are_paid_by_new_orders(
    region: Region, of: Ontzorging
) -> None:
    run = released(region)
    withdraw(run, "verkeerde dag", by=treasurer(region))
    assert balances_of([of])[of.pk] == 1_400_00
    assert [one.state for one in PaymentOrder.objects.order_by("made_at", "state")].count(O.DROPPED) == 1
    again = filled(region)
    assert again.pk != run.pk
    assert again.msg_id.endswith("-2")
    done = sign_first(again, by=treasurer(region))
    release(done, done.sha256, by=second(region))
    assert balances_of([of])[of.pk] == 1_400_00 - RENT
    assert proposed(region) == []
    assert not proved().findings


def test_what_is_in_a_run_is_not_free_and_too_little_stays_out(region: Region, of: Ontzorging) -> None:
    payee = Payee.objects.get()
    rent(of, payee, 700_00, soort=Kostensoort.ZORG)
    rent(of, payee, 60_00, soort=Kostensoort.WATER)
    run = filled(region)
    orders = orders_of(run)
    assert sum(one.cents for one in orders) <= 1_400_00
    assert free_of([of])[of.pk] == 1_400_00 - sum(one.cents for one in orders)
    left = PaymentOrder.objects.get(state=O.PROPOSED)
    assert "te weinig op de rekening" in left.note
    assert "te weinig" in put_in(run, [left.pk], by=treasurer(region))[left.pk]


def test_orders_go_in_and_out_until_somebody_signs(region: Region, of: Ontzorging) -> None:
    run = filled(region)
    order = PaymentOrder.objects.get()
    take_out(order, by=treasurer(region))
    with pytest.raises(DomainError, match="geen betaling in deze run"):
        sign_first(run, by=treasurer(region))
    assert put_in(run, [order.pk], by=treasurer(region)) == {}
    sign_first(run, by=treasurer(region))
    order.refresh_from_db()
    with pytest.raises(DomainError, match="wacht op een tweede handtekening"):
        take_out(order, by=treasurer(region))
    unsign(run, by=second(region))
    take_out(order, by=treasurer(region))
    assert not orders_of(run)


def test_a_run_kind_takes_its_own(region: Region, of: Ontzorging) -> None:
    rent(of, Payee.objects.get(), 80_00, soort=Kostensoort.LEEFGELD, interval=Interval.WEEK, first_on=TODAY)
    proposed(region)
    week = make_run(region.dordrecht, TODAY, RunKind.WEEK, by=treasurer(region))
    month = make_run(region.dordrecht, RENT_DAY, RunKind.MONTH, by=treasurer(region))
    assert [one.cents for one in orders_of(week)] == [80_00]
    assert [one.cents for one in orders_of(month)] == [RENT]
    for days in (-1, 366):
        with pytest.raises(DomainError, match="een dag binnen een jaar"):
            make_run(region.dordrecht, TODAY + timedelta(days=days), RunKind.WEEK, by=treasurer(region))


def soort(one: Changed) -> str:
    """Of which cost it is."""
    order = one.before or one.now
    assert order
    assert order.kostenpost
    return order.kostenpost.soort


def test_what_differs_from_the_run_before_is_shown(region: Region, of: Ontzorging) -> None:
    payee = Payee.objects.get()
    rent(of, payee, 60_00, soort=Kostensoort.WATER)
    rent(of, payee, 10_00, soort=Kostensoort.ANDERS, interval=Interval.EENMAAL, reason="eenmalig")
    funded(region, of)
    Machtiging.objects.create(
        ontzorging=of, voor=Machtiging.Waarvoor.ANDERE, signed_on=date(2026, 9, 1), reference="map 12", label="test",
        recorded_at=clock.now(),
    )  # fmt: skip
    sent(region)
    # Somebody left it out of the plan, without an end.
    of.kosten.filter(soort=Kostensoort.WATER).update(wijze="zelf", reason="doet het zelf")
    cost = of.kosten.get(soort=Kostensoort.HUUR)
    type(cost).objects.filter(pk=cost.pk).update(last_on=date(2026, 12, 31))
    rent(of, landlord(region, OTHER, name="Trivire"), 655_00, replaces=cost, first_on=date(2027, 1, 1))
    rent(of, payee, 20_00, soort=Kostensoort.ZORG, first_on=date(2027, 1, 1))
    with later(days=30):
        propose(region.dordrecht, since=date(2026, 12, 23), until=date(2027, 1, 1), by=treasurer(region))
        run = make_run(region.dordrecht, date(2027, 1, 1), RunKind.ALL, by=treasurer(region))
        found = {soort(one): one for one in differences(run, orders_of(run))}
    assert (found["huur"].amount, found["huur"].account) == (True, True)
    assert found["water"].now is None
    assert found["zorg"].before is None
    assert "anders" not in found, "what is paid once isn't missed"


def test_the_same_moment_makes_the_same_file_again(region: Region, of: Ontzorging) -> None:
    from wegwijs.stages.ontzorgen.commands.runs import file_of

    run = sign_first(filled(region), by=treasurer(region))
    with later(minutes=50), transaction.atomic():
        assert file_of(run, orders_in(run)).sha256 == run.sha256


def test_who_keeps_no_money_makes_and_signs_nothing(region: Region, of: Ontzorging) -> None:
    run = filled(region)
    for by in (region.regisseur, region.teamlead, region.counsellor):
        for act in (
            sign_first,
            lambda run, by: release(run, "", by=by),
            hand_over,
            lambda run, by: withdraw(run, "x", by=by),
        ):
            with pytest.raises(NotAllowed):
                act(run, by=by)


def test_what_a_withdrawn_run_held_comes_back_as_often_as_the_plan_does(
    region: Region, of: Ontzorging
) -> None:
    """Withdrawn after two signatures, then withheld by mistake: the rent is still to be paid when that is put right."""
    withdraw(released(region), "verkeerde dag", by=second(region))
    (anew,) = PaymentOrder.objects.filter(state=O.PROPOSED)
    PaymentOrder.objects.filter(pk=anew.pk).update(
        state=O.DROPPED, dropped_because=PaymentOrder.Dropped.WITHHELD
    )
    (made,) = proposed(region)
    assert (made.kostenpost_id, made.period, made.cents) == (anew.kostenpost_id, RENT_DAY, RENT)
    drop_order(made, "toch niet", by=treasurer(region))
    assert proposed(region) == []


def test_every_run_has_its_place_in_the_list_also_of_one_day(region: Region, monkeypatch: Patch) -> None:
    account(region)
    monkeypatch.setattr(queries, "PAGE", 1)
    by = treasurer(region)
    wanted = {make_run(region.dordrecht, RENT_DAY, kind, by=by).pk for kind in RunKind}
    found, after = set(), None
    for _ in wanted:
        rows = queries.runs_listed(by, all_=True, after=after)
        found.add(rows[0].pk)
        after = rows[0].pk
    assert found == wanted
    assert len(rows) == 1
