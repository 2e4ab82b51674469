"""What was agreed stays; a change is a version that a second person puts in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from support.contracts import (
    BEGIN,
    END,
    PRICES,
    TERMS,
    awarded,
    buyer,
    called_off,
    contract,
    lot,
    marked,
    second,
    waiting,
)
from support.region import TODAY, Region
from wegwijs.contracts.commands import (
    ContractFacts,
    KeurmerkFacts,
    PriceFacts,
    TermsFacts,
    add_option,
    decide_terms,
    decline_option,
    end_keurmerk,
    end_share,
    make_contract,
    propose_terms,
    record_keurmerk,
    take_part,
)
from wegwijs.contracts.models import Contract, Keurmerk, Moment, PriceForm, Result, Terms
from wegwijs.contracts.presenters.agreements import notices
from wegwijs.contracts.queries.agreements import (
    contract_or_404,
    keurmerk_on,
    offered,
    price_of,
    terms_for,
    terms_on,
    trajectory_price,
)
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 1)
DEARER = (PriceFacts(PriceForm.TRAJECTORY, Moment.STARTED, 5_800_00),)


def newer(made: Contract, region: Region, **more: object) -> Terms:
    facts = replace(TERMS, **{"valid_from": LATER, "prices": DEARER, "result": Result.NONE, **more})  # type: ignore[arg-type]
    row = propose_terms(made, facts, by=buyer(region))
    return decide_terms(row, by=second(region), accept=True)


def test_terms_hold_only_when_a_second_person_said_so(region: Region) -> None:
    made = waiting(region)
    row = offered(made)
    assert row
    assert terms_on(made, BEGIN) is None
    with pytest.raises(DomainError, match="zelf gemaakt"):
        decide_terms(row, by=buyer(region), accept=True)
    decide_terms(row, by=second(region), accept=True)
    again = Contract.objects.get(pk=made.pk)
    found = terms_on(again, BEGIN)
    assert found
    assert trajectory_price(found) == 5_600_00
    with pytest.raises(DomainError, match="al beoordeeld"):
        decide_terms(row, by=second(region), accept=False)


def test_a_refused_version_never_holds_and_another_can_be_made(region: Region) -> None:
    made = waiting(region)
    row = offered(made)
    assert row
    decide_terms(row, by=second(region), accept=False)
    assert terms_on(Contract.objects.get(pk=made.pk), TODAY) is None
    propose_terms(made, TERMS, by=buyer(region))


def test_agreed_terms_and_prices_cannot_be_edited_or_removed(region: Region) -> None:
    made = contract(region)
    terms = made.terms.get()
    for act in (
        lambda: Terms.objects.update(places=99),
        lambda: terms.prices.update(cents=1),
        lambda: terms.prices.all().delete(),
        lambda: Terms.objects.update(state="vervallen"),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()


def test_one_version_waits_at_a_time(region: Region) -> None:
    made = waiting(region)
    with pytest.raises(DomainError, match="wacht al een versie"):
        propose_terms(made, TERMS, by=buyer(region))


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"valid_from": BEGIN}, "valid_from", "Kies een dag daarna"),
        ({"last_day": LATER - timedelta(days=1)}, "last_day", "ligt voor de eerste"),
        ({"last_day": END + timedelta(days=1)}, "last_day", "Langer kan alleen met een verlenging"),
        ({"prices": ()}, "prices", "wat een traject of een uur kost"),
        ({"prices": PRICES, "result": Result.NONE}, "result", "Kies wat het resultaat is"),
        ({"index_basis_points": 340}, "index_source", "waar de prijswijziging vandaan komt"),
        (
            {"prices": (PriceFacts(PriceForm.TRAJECTORY, Moment.RESULT, 1),)},
            "prices",
            "kan niet worden betaald",
        ),
    ],
)
def test_a_version_that_cannot_be_is_refused_at_its_field(
    region: Region, change: dict[str, object], field: str, words: str
) -> None:
    made = contract(region)
    with pytest.raises(DomainError, match=words) as seen:
        propose_terms(made, replace(TERMS, **{"valid_from": LATER, **change}), by=buyer(region))  # type: ignore[arg-type]
    assert seen.value.field == field


def test_the_first_terms_begin_with_the_contract(region: Region) -> None:
    facts = ContractFacts("C-x", "B1", region.organisations["Sagènn"], LATER)
    with pytest.raises(DomainError, match="De eerste voorwaarden ook"):
        make_contract(facts, TERMS, by=buyer(region))


def test_a_contract_needs_a_supplier_a_new_number_and_an_awarded_lot(region: Region) -> None:
    made = waiting(region, of=awarded(region))
    with pytest.raises(DomainError, match="dit nummer"):
        make_contract(replace(_facts(region), number=made.number.lower()), TERMS, by=buyer(region))
    with pytest.raises(DomainError, match="geen aanbieder"):
        make_contract(replace(_facts(region), supplier=region.organisations["COA"]), TERMS, by=buyer(region))
    with pytest.raises(DomainError, match="nog niet gegund"):
        make_contract(replace(_facts(region), lot=lot(region)), TERMS, by=buyer(region))


def _facts(region: Region) -> ContractFacts:
    return ContractFacts("C-nieuw", "B1", region.organisations["Sagènn"], BEGIN)


def test_a_new_price_holds_for_who_begins_later_unless_the_version_says_for_all(region: Region) -> None:
    made = contract(region)
    newer(made, region)
    again = Contract.objects.get(pk=made.pk)
    for began, expected in ((date(2026, 9, 1), 2_800_00), (LATER, 5_800_00)):
        terms = terms_for(again, began=began, on=date(2027, 2, 1))
        assert terms
        price = price_of(terms, PriceForm.TRAJECTORY, Moment.STARTED)
        assert price
        assert price.cents == expected


def test_an_index_in_the_middle_of_a_course_can_hold_for_who_began(region: Region) -> None:
    made = contract(region)
    newer(made, region, for_running=True, index_basis_points=340, index_source="CBS")
    again = Contract.objects.get(pk=made.pk)
    before = terms_for(again, began=date(2026, 9, 1), on=LATER - timedelta(days=1))
    since = terms_for(again, began=date(2026, 9, 1), on=LATER)
    assert before
    assert since
    assert (before.number, since.number) == (1, 2)


def test_a_contract_is_made_longer_by_an_option_that_was_agreed(region: Region) -> None:
    made = contract(region)
    until = date(2028, 12, 31)
    option = add_option(made, by=buyer(region), extends_to=until, decide_by=date(2027, 9, 1))
    with pytest.raises(DomainError, match="Kies die dag of eerder"):
        newer(made, region, option=option, last_day=until + timedelta(days=1))
    newer(made, region, option=option, last_day=until)
    with pytest.raises(DomainError, match="al besloten"):
        decline_option(option, by=buyer(region))


def test_an_option_that_was_declined_is_not_used(region: Region) -> None:
    made = contract(region)
    option = add_option(made, by=buyer(region), extends_to=date(2028, 12, 31), decide_by=date(2027, 9, 1))
    row = decline_option(option, by=buyer(region))
    with pytest.raises(DomainError, match="niet gebruikt"):
        newer(made, region, option=row, last_day=date(2028, 12, 31))


@pytest.mark.parametrize(
    ("extends_to", "decide_by", "field"),
    [(END, BEGIN, "extends_to"), (date(2028, 12, 31), date(2028, 12, 31), "decide_by")],
)
def test_an_option_makes_longer_and_is_decided_before(
    region: Region, extends_to: date, decide_by: date, field: str
) -> None:
    with pytest.raises(DomainError) as seen:
        add_option(contract(region), by=buyer(region), extends_to=extends_to, decide_by=decide_by)
    assert seen.value.field == field


def test_a_gemeente_joins_later_and_stops(region: Region) -> None:
    made = contract(region)
    papendrecht = Gemeente.objects.get(pk="0590")
    take_part(made, papendrecht, by=buyer(region), valid_from=LATER, source="collegebesluit")
    with pytest.raises(DomainError, match="doet dan al mee"):
        take_part(made, papendrecht, by=buyer(region), valid_from=LATER, source="nog eens")
    with pytest.raises(DomainError, match="begint op"):
        take_part(made, papendrecht, by=buyer(region), valid_from=date(2025, 1, 1), source="eerder")
    row = made.shares.get(gemeente=papendrecht)
    with pytest.raises(DomainError, match="Kies die dag of later"):
        end_share(row, by=buyer(region), last_day=LATER - timedelta(days=1))
    end_share(row, by=buyer(region), last_day=date(2027, 6, 30))
    with pytest.raises(DomainError, match="lag al vast"):
        end_share(row, by=buyer(region), last_day=date(2027, 7, 1))


def test_a_gemeente_does_not_stop_before_a_trajectory_that_must_begin(region: Region) -> None:
    made = contract(region)
    called_off(region, made, on=date(2026, 12, 7))
    with pytest.raises(DomainError, match="07-12-2026 begint nog een traject"):
        end_share(made.shares.get(), by=buyer(region), last_day=TODAY)


def test_a_keurmerk_holds_for_its_days_and_can_end_earlier(region: Region) -> None:
    supplier = region.organisations["Sagènn"]
    row = marked(region, until=date(2027, 12, 31))
    assert keurmerk_on(supplier, date(2027, 12, 31)) == row
    assert keurmerk_on(supplier, date(2028, 1, 1)) is None
    with pytest.raises(DomainError, match="staat er al"):
        marked(region)
    end_keurmerk(row, by=buyer(region), last_day=TODAY, why="ingetrokken na een audit")
    assert keurmerk_on(supplier, TODAY + timedelta(days=1)) is None
    with pytest.raises(DomainError, match="Kies een dag"):
        end_keurmerk(row, by=buyer(region), last_day=TODAY, why="x")
    odd = KeurmerkFacts(Keurmerk.Kind.TST, "9", TODAY, TODAY - timedelta(days=1), TODAY, "DUO")
    with pytest.raises(DomainError, match="ligt voor de eerste"):
        record_keurmerk(supplier, odd, by=buyer(region))


def test_what_asks_for_attention_is_told_most_urgent_first(region: Region) -> None:
    made = contract(region, last_day=date(2027, 1, 31))
    end_keurmerk(Keurmerk.objects.get(), by=buyer(region), last_day=date(2026, 11, 1), why="verlopen")
    add_option(made, by=buyer(region), extends_to=date(2028, 1, 31), decide_by=date(2026, 12, 1))
    told = notices(contract_or_404(buyer(region), made.pk, on=TODAY), TODAY)
    assert [one.severity for one in told] == ["late", "soon", "soon"]
    assert "geen keurmerk" in told[0].text


def test_who_only_looks_makes_no_contract_and_does_not_confirm(region: Region) -> None:
    with pytest.raises(NotAllowed):
        make_contract(_facts(region), TERMS, by=second(region))
    row = offered(waiting(region))
    assert row
    with pytest.raises(NotAllowed):
        decide_terms(row, by=region.regisseur, accept=True)


def test_terms_take_every_fact(region: Region) -> None:
    facts: TermsFacts = replace(TERMS, places=None, ceiling=None, needs_keurmerk=False)
    row = waiting(region, facts).terms.get()
    assert (row.places, row.ceiling, row.needs_keurmerk) == (None, None, False)
