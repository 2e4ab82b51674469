"""A run that the bank books as one sum: all its orders are settled by it, or it waits for a person; and one that comes back opens again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from support.ontzorgen import RENT, ontzorgd, second, treasurer
from support.payments import (
    CLIENTS,
    OTHER,
    OURS,
    RENT_DAY,
    account,
    back,
    bijstand,
    funded,
    income,
    landlord,
    rent,
    sent,
    statement,
    statements_in,
    taken_in,
)
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Taak
from wegwijs.errors import DomainError
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.proposals import pay_again
from wegwijs.stages.ontzorgen.commands.settle import ask_costs, ask_orders, confirm_line
from wegwijs.stages.ontzorgen.models import PaymentOrder, PaymentRun, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line
from wegwijs.stages.ontzorgen.queries.statements import alarms, newest, stands

pytestmark = pytest.mark.django_db
O, R, L = PaymentOrder.State, PaymentRun.State, StatementLine.Outcome  # noqa: E741
BOTH = 2 * RENT - 1_00
TASK = "Zoek uit welke betalingen de bank in één bedrag boekte"


@pytest.fixture
def run(region: Region) -> PaymentRun:
    """Two payments of two people, at the bank."""
    for cents, name, iban, comes in (
        (RENT, "Woonkracht10", "NL02ABNA0123456789", 1_400_00),
        (RENT - 1_00, "Trivire", OTHER, 1_380_00),
    ):
        of = ontzorgd(region)
        rent(of, landlord(region, iban, name=name), cents)
        account(region)
        bijstand(of, comes)
        funded(region, of, comes)
    return sent(region)


def lump(cents: int = -BOTH, **more: object) -> Line:
    values = {"booked_on": RENT_DAY, "cents": cents, **more}
    return Line(**values)  # type: ignore[arg-type]


def states() -> list[str]:
    return list(PaymentOrder.objects.order_by("end_to_end").values_list("state", flat=True))


def at_bank(region: Region, *lines: Line, **more: object) -> int:
    """Taken in on the day of payment; how many lines."""
    with clock.frozen(RENT_DAY):
        return taken_in(region, statement(region, *lines, on=RENT_DAY, **more)).lines


def holds() -> bool:
    with clock.frozen(RENT_DAY + timedelta(days=9)):
        (found,) = stands(["0505"], on=clock.today())
        return found.holds and not proved().findings


NAMES = [
    {"batch": True},
    {"batch": True, "batch_count": 2},
    {"remittance": "SEPA batch {} verwerkt"},
    {},
    {"batch_count": 2},
]


@pytest.mark.parametrize("said", NAMES)
def test_by_its_number_or_only_its_sum_all_its_orders_are_settled(
    region: Region, run: PaymentRun, said: dict[str, object]
) -> None:
    named = {
        key: run.msg_id if value is True else value.format(run.msg_id) if isinstance(value, str) else value
        for key, value in said.items()
    }
    assert at_bank(region, lump(**{"bank_reference": "B1", **named})) == 2  # type: ignore[arg-type]
    run.refresh_from_db()
    assert (states(), run.state) == ([O.EXECUTED, O.EXECUTED], R.DONE)
    line = StatementLine.objects.filter(outcome=L.PAID)[0]
    assert "als één bedrag geboekt: € 1.299,00" in line.note
    assert holds()


def test_one_that_comes_back_afterwards_opens_that_one_only(region: Region, run: PaymentRun) -> None:
    at_bank(region, lump(batch=run.msg_id))
    order = PaymentOrder.objects.get(name="Trivire")
    at_bank(region, back(order))
    order.refresh_from_db()
    assert (order.state, PaymentOrder.objects.get(name="Woonkracht10").state) == (O.RETURNED, O.EXECUTED)
    with clock.frozen(RENT_DAY):
        assert pay_again(order, by=treasurer(region), on=RENT_DAY).state == O.PROPOSED
    assert holds()


WRONG = [
    (-BOTH + 1, {"batch": True}, "als één bedrag van € 1.298,99, maar de run is € 1.299,00 met 2 betalingen"),
    (-BOTH, {"batch": True, "batch_count": 3}, "als één bedrag van € 1.299,00 en 3 betalingen"),
    (-BOTH, {"batch_count": 3}, "geen opdracht van ons"),
    (-BOTH, {"counter_iban": OTHER}, "geen opdracht van ons"),
    (-BOTH - 5, {}, "geen opdracht van ons"),
    (-BOTH, {"booked_on": TODAY}, "geen opdracht van ons"),
]


@pytest.mark.parametrize(("cents", "said", "words"), WRONG)
def test_what_does_not_equal_a_run_waits_for_a_person(
    region: Region, run: PaymentRun, cents: int, said: dict[str, object], words: str
) -> None:
    assert (
        at_bank(
            region,
            lump(cents, **{key: run.msg_id if value is True else value for key, value in said.items()}),
        )
        == 1
    )
    line = StatementLine.objects.get(cents=cents)
    assert (line.outcome, words in line.note) == (L.ALARM, True)
    assert [key for key, _, _ in alarms()] == [line.pk]
    tasks = Taak.objects.filter(title=TASK, done_on=None)
    if "als één bedrag" in words:
        found = tasks.get()
        assert (found.assigned_to, found.link) == (
            treasurer(region).employee,
            f"/betalingen/uitzoeken/{line.pk}/",
        )
        assert words.split(",")[0] in found.why.replace("\N{NO-BREAK SPACE}", " ")
        assert found.dossier in {one.ontzorging.dossier for one in PaymentOrder.objects.all()}
        with clock.frozen(RENT_DAY):
            asked = ask_costs(line, "teruggestort door de bank", by=treasurer(region))
            assert tasks.exists()
            confirm_line(asked, asked.asked_times, by=second(region))
    assert not tasks.exists()
    assert states() == [O.RELEASED, O.RELEASED]
    assert holds()


def test_the_page_of_the_run_leads_to_the_sum_that_is_not_it(
    region: Region, run: PaymentRun, signed_in: Callable[[Actor], Client]
) -> None:
    browser, page = signed_in(treasurer(region)), f"/betalingen/runs/{run.pk}/"
    assert "een ander bedrag" not in browser.get(page).content.decode()
    at_bank(region, lump(-BOTH + 1, batch=run.msg_id))
    line = StatementLine.objects.get(outcome=L.ALARM)
    said = browser.get(page).content.decode()
    assert "De bank boekte deze run als een ander bedrag" in said
    assert f'href="/betalingen/uitzoeken/{line.pk}/"' in said


def test_a_person_says_which_payments_were_in_it(
    region: Region, run: PaymentRun, signed_in: Callable[[Actor], Client]
) -> None:
    """The bank left one out, and booked the other two together."""
    of = ontzorgd(region)
    rent(of, landlord(region, CLIENTS, name="Vivare"), 100_00)
    bijstand(of, 300_00)
    funded(region, of, 300_00)
    with clock.frozen(TODAY + timedelta(days=1)):
        later = sent(region, RENT_DAY + timedelta(days=1))
    at_bank(region, lump(-BOTH - 100_00))
    line = StatementLine.objects.get(outcome=L.ALARM)
    every = {one.name: one for one in PaymentOrder.objects.all()}
    by = treasurer(region)
    with pytest.raises(DomainError, match=r"zijn samen € 1\.299,00 en de bank boekte € 1\.399,00"):
        ask_orders(line, [every["Trivire"], every["Woonkracht10"]], "x", by=by)
    with clock.frozen(RENT_DAY):
        browser, page = signed_in(by), f"/betalingen/uitzoeken/{line.pk}/"
        said = browser.get(page).content.decode()
        assert "Meer betalingen van ons in één bedrag" in said
        # None of our payments is this amount by itself.
        assert "Toch een betaling van ons" not in said
        given = {
            "what": "meer",
            "together": [str(one.pk) for one in every.values()],
            "note": "volgens de bank",
        }
        assert browser.post(page, given).status_code == 302
        line.refresh_from_db()
        assert (line.outcome, len(line.asked_orders)) == (L.ALARM, 3)
        seen = signed_in(second(region)).get(f"{page}collega/").content.decode()
        assert "Trivire" in seen
        assert "Vivare" in seen
        confirm_line(line, 1, by=second(region))
    line.refresh_from_db()
    later.refresh_from_db()
    assert (line.outcome, line.note, later.state) == (
        L.PAID,
        "3 betalingen in één bedrag. volgens de bank",
        R.DONE,
    )
    assert {one.state for one in PaymentOrder.objects.all()} == {O.EXECUTED}
    assert holds()


def test_two_runs_of_the_same_sum_are_for_a_person_unless_named(region: Region, run: PaymentRun) -> None:
    PaymentRun.objects.filter(pk=run.pk).update(due_on=RENT_DAY)
    twin = PaymentRun.objects.get(pk=run.pk)
    # The last of the two by its key: the task stands in a dossier of the first, and this one has no payments.
    twin.pk, twin.msg_id, twin.key = UUID(int=2**128 - 1), "WW-ANDER", "ander"
    twin._state.adding = True
    twin.save()
    at_bank(region, lump())
    assert "past bij 2 betaalruns" in StatementLine.objects.get(cents=-BOTH).note
    assert Taak.objects.filter(title=TASK, done_on=None).count() == 1
    at_bank(region, lump(batch=run.msg_id, bank_reference="B2"))
    assert states() == [O.EXECUTED, O.EXECUTED]


@pytest.mark.parametrize("named", [True, False])
def test_the_same_line_in_an_overlapping_statement_is_the_same(
    region: Region, run: PaymentRun, named: bool
) -> None:
    line = lump(batch=run.msg_id if named else "", bank_reference="B1")
    with clock.frozen(RENT_DAY):
        facts = statement(region, line, on=RENT_DAY)
        taken_in(region, facts)
        longer = replace(
            facts,
            lines=(line, Line(RENT_DAY, 9_00, counter_name="Wie")),
            closing=facts.closing + 9_00,
            number="lang",
        )
        assert taken_in(region, longer).lines == 1
    assert StatementLine.objects.filter(outcome=L.ALARM).count() == 0
    assert holds()


CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId><CreDtTm>2026-12-01T08:00:00</CreDtTm></GrpHdr>
<Stmt><Id>b1</Id><ElctrncSeqNb>901</ElctrncSeqNb><CreDtTm>2026-12-01T08:00:00</CreDtTm><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{opening}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">1299.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>
<AcctSvcrRef>B77</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><Btch>{named}</Btch></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"""


@pytest.mark.parametrize(
    "named", ["<PmtInfId>{}</PmtInfId><NbOfTxs>2</NbOfTxs>", "<MsgId>{}</MsgId>", "<NbOfTxs>2</NbOfTxs>"]
)
def test_in_camt_a_batch_without_its_transactions_is_the_run(
    region: Region, run: PaymentRun, named: str
) -> None:
    last = newest(account(region))
    assert last
    with clock.frozen(RENT_DAY):
        whole = CAMT.format(
            iban=OURS, opening=f"{last.closing / 100:.2f}", closing=f"{(last.closing - BOTH) / 100:.2f}", day=RENT_DAY.isoformat(),
            named=named.format(run.msg_id),
        )  # fmt: skip
        made = taken_in(region, *statements_in("dag.xml", whole.encode()))
    assert (made.outcomes[L.PAID], states()) == (2, [O.EXECUTED, O.EXECUTED])
    assert holds()


MT940 = """\
:20:P261201000000001
:25:{iban}EUR
:28C:00901
:60F:C{day}EUR{opening}
:61:{day}{booked}D1299,00NTRFNONREF//B88
:86:{details}
:62F:C{day}EUR{closing}
-
"""


def comma(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


@pytest.mark.parametrize("details", ["/PREF/{}/", "SEPA OVERBOEKING VERZAMELBETALING"])
def test_in_mt940_one_line_is_the_run(region: Region, run: PaymentRun, details: str) -> None:
    last = newest(account(region))
    assert last
    text = MT940.format(
        iban=OURS, opening=comma(last.closing), closing=comma(last.closing - BOTH), day=f"{RENT_DAY:%y%m%d}", booked=f"{RENT_DAY:%m%d}",
        details=details.format(run.msg_id),
    )  # fmt: skip
    with clock.frozen(RENT_DAY):
        made = taken_in(region, *statements_in("dag.sta", text.encode()))
    assert (made.outcomes[L.PAID], states()) == (2, [O.EXECUTED, O.EXECUTED])
    assert holds()


def test_income_beside_it_is_left_as_it_is(region: Region, run: PaymentRun) -> None:
    assert at_bank(region, lump(batch=run.msg_id), income(7_00, counter_name="Wie")) == 3
    assert StatementLine.objects.get(cents=7_00).outcome == L.PARKED
