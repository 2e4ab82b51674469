"""What the benefits administration says: by file and by hand, a newer row counts, and nothing is paid twice."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from support.ontzorgen import BENEFIT, RENT, cost, treasurer
from support.region import TODAY, Region
from support.selfreliance import paid, payee, planned, proposed, received
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Taak
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.imports.commands import fetch_report, map_columns, store_file, work_on
from wegwijs.imports.kinds import Refusal
from wegwijs.imports.models import ImportFile
from wegwijs.stages.ontzorgen.commands.months import MonthFacts, record_month
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.models import (
    Kostensoort,
    Ontzorging,
    Payee,
    PaymentOrder,
    Uitkeringsmaand,
)
from wegwijs.stages.ontzorgen.models.plan import Betaalwijze
from wegwijs.stages.ontzorgen.month_file import COLUMNS, MONTH_FILE, facts_of
from wegwijs.stages.ontzorgen.queries.months import counting, differences, months_of
from wegwijs.stages.ontzorgen.queries.plans import costs_due, costs_of, incomes_of
from wegwijs.tables import csv_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
NOVEMBER = date(2026, 11, 1)
K = Kostensoort


@pytest.fixture
def row(region: Region, dossier: Dossier) -> Ontzorging:
    return planned(region, dossier)


def month(on: date = NOVEMBER, gross: int = BENEFIT, net: int = BENEFIT, **withheld: int) -> MonthFacts:
    return MonthFacts(on, BENEFIT, gross, net, {K(kind): cents for kind, cents in withheld.items()})


class TestMonth:
    def test_a_correction_is_a_newer_row_that_counts(self, region: Region, row: Ontzorging) -> None:
        by = treasurer(region)
        record_month(row, month(), by=by)
        made, new = record_month(row, month(net=BENEFIT - RENT, huur=RENT), by=by)
        assert new
        assert record_month(row, month(net=BENEFIT - RENT, huur=RENT), by=by) == (made, False)
        rows = months_of(row)
        assert len(rows) == 2
        assert counting(rows)[NOVEMBER].withheld == {"huur": RENT}
        with pytest.raises(ProgrammingError), transaction.atomic():
            Uitkeringsmaand.objects.update(net=0)

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            (month(on=date(2026, 5, 1)), "month"),
            (month(on=date(2027, 1, 1)), "month"),
            (month(on=date(2026, 11, 2)), "month"),
            (month(net=BENEFIT + 1), "net"),
            (month(huur=RENT), "net"),
            (month(net=0, huur=BENEFIT + 1), "huur"),
            (month(gross=100_000_000), "gross"),
        ],
    )
    def test_what_does_not_add_up_is_refused_at_its_field(
        self, facts: MonthFacts, field: str, region: Region, row: Ontzorging
    ) -> None:
        with pytest.raises(DomainError) as refused:
            record_month(row, facts, by=treasurer(region))
        assert refused.value.field == field

    def test_only_who_keeps_the_money_records_it(self, region: Region, row: Ontzorging) -> None:
        for by in (region.regisseur, region.teamlead, region.counsellor):
            with pytest.raises(NotAllowed):
                record_month(row, month(), by=by)


class TestNothingTwice:
    def test_what_was_withheld_is_not_due_and_what_was_proposed_drops_out(
        self, region: Region, row: Ontzorging
    ) -> None:
        rent = row.kosten.get(soort=K.HUUR)
        order = proposed(row, rent, on=NOVEMBER)
        record_month(row, month(net=BENEFIT - RENT, huur=RENT), by=treasurer(region))
        order.refresh_from_db()
        assert order.state == PaymentOrder.State.DROPPED
        assert "al ingehouden" in order.note
        due = costs_due(row, NOVEMBER, date(2026, 11, 30))
        assert K.HUUR not in {one.kostenpost.soort for one in due}

    def test_what_we_had_paid_already_somebody_looks_into(self, region: Region, row: Ontzorging) -> None:
        received(region, row)
        order = paid(region, proposed(row, row.kosten.get(soort=K.HUUR), on=NOVEMBER))
        record_month(row, month(net=BENEFIT - RENT, huur=RENT), by=treasurer(region))
        order.refresh_from_db()
        assert order.state == PaymentOrder.State.EXECUTED
        task = Taak.objects.get(source_key=f"dubbel:{row.pk}:2026-11")
        assert task.assigned_to == treasurer(region).employee
        assert "Huur van november 2026" in task.why

    def test_a_bill_that_was_not_withheld_after_all_is_proposed_anew(
        self, region: Region, row: Ontzorging
    ) -> None:
        by = treasurer(region)
        order = proposed(row, row.kosten.get(soort=K.HUUR), on=NOVEMBER)
        record_month(row, month(net=BENEFIT - RENT, huur=RENT), by=by)
        assert propose(region.dordrecht, since=NOVEMBER, until=NOVEMBER, by=by).made == []
        record_month(row, month(), by=by)
        (made,) = propose(region.dordrecht, since=NOVEMBER, until=NOVEMBER, by=by).made
        assert (made.kostenpost, made.period, made.cents) == (order.kostenpost, NOVEMBER, RENT)

    def test_of_a_bill_that_was_partly_withheld_the_rest_is_proposed(
        self, region: Region, row: Ontzorging
    ) -> None:
        by = treasurer(region)
        power = cost(row, K.STROOM, 9_000, to=payee(region, "Stroomland", Payee.Kind.ENERGY))
        whole = proposed(row, power, on=NOVEMBER)
        # One bill for both is what the administration knows.
        record_month(row, month(net=BENEFIT - 4_000, energie=4_000), by=by)
        whole.refresh_from_db()
        assert whole.state == PaymentOrder.State.DROPPED
        made = propose(region.dordrecht, since=NOVEMBER, until=NOVEMBER, by=by).made
        assert [one.cents for one in made if one.kostenpost == power] == [5_000]

    def test_each_difference_from_the_plan_is_a_sentence(self, region: Region, row: Ontzorging) -> None:
        made, _ = record_month(row, month(net=BENEFIT - RENT - 5_000, huur=RENT), by=treasurer(region))
        found = differences(made, incomes_of(row), costs_of(row))
        said = " ".join(one.words for one in found)
        assert "€ 700,00 minder" in said
        assert "Huur: al € 650,00 ingehouden en betaald. Wij betalen dat niet nog een keer." in said

    def test_a_bill_that_was_to_be_withheld_and_was_not_is_serious(
        self, region: Region, row: Ontzorging
    ) -> None:
        cost(row, K.ZORG, 15_000, wijze=Betaalwijze.BRON, to=payee(region, "Zorgverzekeraar"))
        made, _ = record_month(row, month(), by=treasurer(region))
        found = differences(made, incomes_of(row), costs_of(row))
        assert [one.serious for one in found] == [True]
        assert "Zorgverzekering: volgens het plan wordt € 150,00 ingehouden" in found[0].words


class TestFile:
    def taken(self, region: Region, *rows: list[str]) -> ImportFile:
        by = treasurer(region)
        head = [column.key for column in COLUMNS]
        made = store_file(
            MONTH_FILE, region.dordrecht, file_name="bijstand.csv", content=csv_of([head, *rows]).encode(),
            origin="uitkeringsadministratie", as_of=TODAY, by=by,
        )  # fmt: skip
        map_columns(made, {key: key for key in head}, by=by)
        work_on(made.pk)
        made.refresh_from_db()
        return made

    def line(self, number: str, when: str, *amounts: str, net: str) -> list[str]:
        """Norm and granted, then rent; nothing else is withheld."""
        return [number, when, *amounts, *[""] * (len(COLUMNS) - 3 - len(amounts)), net]

    def test_good_rows_are_taken_and_wrong_ones_come_back_to_be_mended(
        self, region: Region, row: Ontzorging
    ) -> None:
        number = row.dossier.number
        made = self.taken(
            region,
            self.line(number, "2026-11", "1.400,00", "1400.00", "650,00", net="750,00"),
            self.line(number, "10-2026", "1.400,00", "1.400,00", "", net="1.500,00"),
            self.line("2026-0505-9999", "2026-11", "1.400,00", "1.400,00", "", net="1.400,00"),
            self.line(number, "2026-09", "1.400,00", "-5", "", net="1,00"),
        )
        assert (made.total, made.taken) == (4, 1)
        assert Uitkeringsmaand.objects.get().withheld == {"huur": RENT}
        report = str(fetch_report(made, by=treasurer(region)))
        for words in ("samen meer dan toegekend", "wordt in deze gemeente niet ontzorgd", "is geen bedrag"):
            assert words in report

    def test_an_end_that_is_taken_back_lets_the_plan_go_on_and_takes_the_month(
        self, region: Region, row: Ontzorging
    ) -> None:
        record_event(row.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=TODAY)
        wrong, right = (
            self.line(row.dossier.number, "2026-12", "1.400,00", "1.400,00", net="1.400,00") for _ in "ab"
        )
        assert self.taken(region, wrong).taken == 0
        right[-2] = "ja"
        assert self.taken(region, right).taken == 1
        row.refresh_from_db()
        assert (row.state, Uitkeringsmaand.objects.get().net) == (Ontzorging.State.LOOPT, BENEFIT)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"maand": ""}, "maand"),
            ({"maand": "2026-13"}, "maand"),
            ({"toegekend": ""}, "toegekend"),
            ({"naar_ontzorgen": "veel"}, "naar_ontzorgen"),
            ({"ingehouden_huur": "1.23"}, ""),
            ({"ingehouden_huur": "1,234"}, "ingehouden_huur"),
            ({"ingehouden_huur": "-0"}, ""),
        ],
    )
    def test_each_text_is_read_or_refused_at_its_column(self, given: dict[str, str], field: str) -> None:
        whole = {"dossiernummer": "x", "maand": "2026-11", "toegekend": "10,00", "naar_ontzorgen": "1,00"}  # fmt: skip
        if field:
            with pytest.raises(Refusal) as refused:
                facts_of({**whole, **given})
            assert refused.value.field == field
        else:
            assert facts_of({**whole, **given}).month == NOVEMBER

    def test_a_column_for_who_month_and_amounts_is_asked_for(self) -> None:
        with pytest.raises(DomainError, match="Toegekend"):
            MONTH_FILE.check_mapping({"a": "dossiernummer", "b": "maand", "c": "naar_ontzorgen"})


class TestPages:
    def test_they_are_for_who_keeps_the_money(
        self, region: Region, row: Ontzorging, signed_in: SignedIn
    ) -> None:
        base = f"/zelfstandig/{row.dossier_id}/bijstand/"
        for address in (
            base,
            f"{base}vastleggen/",
            "/zelfstandig/bestanden/",
            "/zelfstandig/bestanden/leeg.csv",
        ):
            assert signed_in(treasurer(region)).get(address).status_code == 200, address
            for who in (region.counsellor, region.regisseur, region.teamlead):
                assert signed_in(who).get(address).status_code == 404, (address, who.label)

    def test_a_month_is_typed_over(
        self, region: Region, row: Ontzorging, signed_in: SignedIn, statements: Statements
    ) -> None:
        browser = signed_in(treasurer(region))
        base = f"/zelfstandig/{row.dossier_id}/bijstand/"
        given = {
            "month": "2026-11-01", "norm": "1.400,00", "gross": "1.400,00", "net": "750,00", "huur": "650,00"
        }  # fmt: skip
        assert browser.post(f"{base}vastleggen/", given).status_code == 302
        assert Uitkeringsmaand.objects.get().withheld == {"huur": RENT}
        page = browser.get(base).content.decode()
        assert "Wij betalen dat niet nog een keer" in page
        assert statements(browser, base) <= 12
        refused = browser.post(f"{base}vastleggen/", {**given, "net": "1.400,00"})
        assert "samen meer dan toegekend" in refused.content.decode()
