"""The plan: what goes out and comes in, what falls due less what was withheld, and the pages that show it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.guidance import guided
from support.plans import by_duty, cost, funded, income, planned, received, running, second, treasurer
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.ontzorgen.commands.plan import (
    Bill,
    Expected,
    change_cost,
    change_income,
    end_cost,
    end_income,
    redirect,
)
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Inkomensoort,
    Interval,
    Kostensoort,
    Ontzorging,
    PaymentOrder,
    Uitkeringsmaand,
)
from wegwijs.stages.ontzorgen.queries.forecast_facts import KnownCost, forecast_of, known
from wegwijs.stages.ontzorgen.queries.plans import costs_due, due_among

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
W, K = Betaalwijze, Kostensoort
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)


def month(ontzorging: Ontzorging, **withheld: int) -> Uitkeringsmaand:
    # The clock stands still in tests; a correction comes later.
    at = clock.now() + timedelta(minutes=ontzorging.maanden.count())
    return Uitkeringsmaand.objects.create(
        ontzorging=ontzorging, month=date(2026, 12, 1), norm=1_400_00, gross=1_400_00, withheld=withheld, net=1_000_00,
        label="proef", recorded_at=at,
    )  # fmt: skip


@pytest.mark.django_db
class TestDue:
    def test_each_day_of_each_cost_and_nothing_past_the_end(self, region: Region) -> None:
        made = running(region)
        due = costs_due(made, *DECEMBER)
        assert [(one.kostenpost.soort, one.on.day, one.cents) for one in due] == [
            ("huur", 1, 650_00), ("leefgeld", 4, 60_00), ("leefgeld", 11, 60_00), ("leefgeld", 18, 60_00), ("leefgeld", 25, 60_00),
        ]  # fmt: skip
        assert costs_due(made, made.last_day + timedelta(days=1), date(2027, 12, 31)) == []

    def test_what_was_withheld_isnt_paid_again_and_the_rest_is(self, region: Region) -> None:
        made = running(region)
        month(made, huur=600_00)
        (rent,) = [one for one in costs_due(made, *DECEMBER) if one.kostenpost.soort == "huur"]
        assert (rent.cents, rent.withheld) == (50_00, 600_00)
        month(made, huur=650_00)
        assert {one.kostenpost.soort for one in costs_due(made, *DECEMBER)} == {"leefgeld"}

    def test_what_the_client_or_the_source_pays_isnt_ours(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        cost(made, by, K.WATER, 20_00, wijze=W.ZELF, reason="Betaalt al jaren zelf.")
        cost(made, by, K.ZORG, 160_00, wijze=W.BRON)
        assert {one.kostenpost.soort for one in costs_due(made, *DECEMBER)} == {"huur", "leefgeld"}

    def test_stroom_that_was_withheld_counts_for_one_bill_of_both(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        cost(made, by, K.ENERGIE, 150_00)
        month(made, stroom=90_00)
        (bill,) = [one for one in costs_due(made, *DECEMBER) if one.kostenpost.soort == "energie"]
        assert (bill.cents, bill.withheld) == (60_00, 90_00)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    amounts=st.lists(
        st.tuples(st.integers(1, 900_00), st.sampled_from(["wij", "bron", "zelf"]), st.integers(1, 28)), max_size=6
    ),
    withheld=st.integers(0, 3_000_00),
    cut=st.integers(1, 31),
)  # fmt: skip
def test_paid_and_withheld_together_are_the_cost_wherever_a_month_is_cut(
    amounts: list[tuple[int, str, int]], withheld: int, cut: int
) -> None:
    costs = [
        KnownCost(str(place), "huur", cents, "maand", date(2026, 12, on), None, wijze)
        for place, (cents, wijze, on) in enumerate(amounts)
    ]
    months = {date(2026, 12, 1): {"huur": withheld}}
    first, last = DECEMBER
    whole = list(due_among(costs, months, first, last))
    middle = date(2026, 12, cut)
    parts = [
        *due_among(costs, months, first, middle),
        *due_among(costs, months, middle + timedelta(days=1), last),
    ]
    assert whole == parts
    for due, _, cents, taken in whole:
        assert cents + taken == due.cents
        assert due.wijze == W.WIJ
    ours = sum(one.cents for one in costs if one.wijze == W.WIJ)
    source = sum(one.cents for one in costs if one.wijze == W.BRON)
    assert sum(cents for _, _, cents, _ in whole) == max(0, ours - max(0, withheld - source))


@pytest.mark.django_db
class TestCosts:
    def test_a_change_is_a_new_row_from_its_day(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        rent = made.kosten.get(soort=K.HUUR)
        new = change_cost(
            rent, Bill(K.HUUR, 680_00, Interval.MAAND, date(2027, 1, 1), payee=rent.payee), by=by
        )
        rent.refresh_from_db()
        assert (rent.last_on, new.replaces) == (date(2026, 12, 31), rent)
        due = [
            one
            for one in costs_due(made, date(2026, 12, 1), date(2027, 1, 31))
            if one.kostenpost.soort == "huur"
        ]
        assert [one.cents for one in due] == [650_00, 680_00]
        with pytest.raises(DomainError, match="net al gewijzigd"):
            change_cost(rent, Bill(K.HUUR, 1, Interval.MAAND, date(2027, 2, 1), payee=rent.payee), by=by)

    def test_a_change_counts_from_a_day_of_the_plan_on(self, region: Region) -> None:
        """The first day of the calendar has none before it, on which the old row could end."""
        rent = running(region).kosten.get(soort=K.HUUR)
        for day in (date(1, 1, 1), date(9999, 12, 31)):
            with pytest.raises(DomainError) as refused:
                change_cost(
                    rent, Bill(K.HUUR, 1, Interval.MAAND, day, payee=rent.payee), by=treasurer(region)
                )
            assert refused.value.field == "first_on"

    def test_a_proposal_falls_away_and_what_was_signed_for_stands_in_the_way(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        rent = made.kosten.get(soort=K.HUUR)
        order = PaymentOrder.objects.create(
            ontzorging=made, kostenpost=rent, payee=rent.payee, cents=650_00, due_on=date(2026, 12, 1),
            period=date(2026, 12, 1), remittance="huur", end_to_end="proef-1", label="proef", made_at=clock.now(),
        )  # fmt: skip
        end_cost(rent, by=by, last_on=date(2026, 11, 30))
        order.refresh_from_db()
        assert order.state == PaymentOrder.State.DROPPED

    def test_deviation_and_others_need_a_reason_leefgeld_goes_to_the_client(self, region: Region) -> None:
        made, by = planned(region), treasurer(region)
        with pytest.raises(DomainError, match="waarom dat hier niet gebeurt") as refused:
            cost(made, by, K.WATER, 20_00, wijze=W.ZELF)
        assert refused.value.field == "reason"
        with pytest.raises(DomainError, match="De wet noemt deze kosten niet"):
            cost(made, by, K.TELEFOON, 20_00)
        payee = made.kosten.get(soort=K.LEEFGELD).payee
        assert payee is not None
        assert payee.dossier_id == made.dossier_id

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"cents": 0}, "cents"),
            ({"cents": 99_999_999_00}, "cents"),
            ({"first_on": date(2026, 1, 1)}, "first_on"),
            ({"first_on": date(2028, 1, 1)}, "first_on"),
            ({"last_on": date(2026, 11, 1)}, "last_on"),
            ({"payee_name": ""}, "payee"),
            ({"reference": "999990408"}, "reference"),
        ],
    )
    def test_what_doesnt_fit_names_its_field(
        self, region: Region, values: dict[str, object], field: str
    ) -> None:
        with pytest.raises(DomainError) as refused:
            cost(planned(region), treasurer(region), K.WATER, **{"cents": 20_00, **values})  # type: ignore[arg-type]
        assert refused.value.field == field


@pytest.mark.django_db
class TestIncome:
    def test_other_amounts_from_a_day_on_keep_what_was_expected(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        row = income(made, by, Inkomensoort.ZORGTOESLAG, 130_00, sender="Belastingdienst", low=0)
        new = change_income(
            row, Expected(Inkomensoort.ZORGTOESLAG, "Belastingdienst", 140_00, 0, 140_00, Interval.MAAND, date(2027, 1, 27)),
            by=by, expected_version=row.version,
        )  # fmt: skip
        row.refresh_from_db()
        assert (row.last_on, new.pk != row.pk) == (date(2027, 1, 26), True)
        with pytest.raises(Conflict):
            end_income(row, by=by, last_on=TODAY, expected_version=1)

    def test_the_checklist_of_account_numbers_is_ticked_and_unticked(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        row = income(made, by, Inkomensoort.ZORGTOESLAG, 130_00, sender="Belastingdienst")
        row = redirect(row, by=by, on=TODAY, expected_version=row.version)
        assert row.redirected_on == TODAY
        assert redirect(row, by=by, on=None, expected_version=row.version).redirected_on is None

    def test_amounts_in_their_range(self, region: Region) -> None:
        with pytest.raises(DomainError) as refused:
            income(planned(region), treasurer(region), cents=100, low=200)
        assert refused.value.field == "low"


@pytest.mark.django_db
class TestForecast:
    def test_from_the_balance_with_what_is_due_and_expected(self, region: Region) -> None:
        made = running(region)
        received(made, 500_00, by=treasurer(region))
        month(made, huur=650_00)
        found = forecast_of(known([made.pk], today=TODAY)[made.pk], today=TODAY)
        assert found.balance == 500_00
        assert found.weeks[0].cents == 1_300_00
        assert found.weeks[0].leefgeld == 60_00
        # December: the rent was withheld, and the benefits administration says what comes here.
        assert sum(week.costs for week in found.weeks[1:5]) == 0
        assert next(week.cents for week in found.weeks if week.monday == date(2026, 12, 21)) == 1_000_00
        assert found.hole is not None or found.weeks[-1].end >= 0

    def test_income_that_didnt_come_is_late_and_in_the_worst_case_doesnt_come(self, region: Region) -> None:
        made = running(region)
        with clock.frozen(date(2026, 12, 4)):
            found = forecast_of(known([made.pk], today=clock.today())[made.pk], today=clock.today())
        assert [(one.soort, on) for one, on in found.late] == [("bijstand", date(2026, 11, 27))]
        assert (found.weeks[0].low, found.weeks[0].cents) == (0, 1_300_00)


@pytest.mark.django_db
class TestPages:
    def test_who_sees_what(self, region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
        made = running(region, guided(region, dossier))
        received(made, 500_00, by=treasurer(region))
        address = f"/ontzorgen/{dossier.pk}/"
        assert signed_in(region.regisseur).get(address).status_code == 404
        assert signed_in(region.decider).get(address).status_code == 404
        own = signed_in(treasurer(region)).get(address).content.decode()
        assert "Half jaar vooruit" in own
        assert "Woonstichting" in own
        partner = signed_in(region.counsellor).get(address).content.decode()
        assert "€ 650,00 per maand" in partner
        for hidden in ("Half jaar vooruit", "Woonstichting", "500,00", "Wijzig", "Neem over"):
            assert hidden not in partner
        assert signed_in(region.counsellor).get(f"{address}kosten/nieuw/").status_code == 404
        assert "Wijzig" not in signed_in(region.teamlead).get(address).content.decode()

    def test_a_page_costs_no_more_than_twelve(
        self, region: Region, dossier: Dossier, signed_in: SignedIn, statements: Statements
    ) -> None:
        running(region, dossier)
        browser = signed_in(treasurer(region))
        assert statements(browser, f"/ontzorgen/{dossier.pk}/") <= 12
        assert statements(browser, f"/ontzorgen/{dossier.pk}/weken/") <= 12

    def test_a_cost_is_added_changed_and_stopped(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        made, browser = running(region, dossier), signed_in(treasurer(region))
        address = f"/ontzorgen/{dossier.pk}/"
        typed = {
            "soort": "water",
            "cents": "21,50",
            "first_on": "5-12-2026",
            "wijze": "wij",
            "payee_name": "Waterbedrijf",
        }
        assert browser.post(f"{address}kosten/nieuw/", typed).status_code == 302
        row = made.kosten.get(soort=K.WATER)
        assert (row.cents, row.interval) == (21_50, Interval.MAAND)
        changed = {
            **typed,
            "cents": "23,00",
            "first_on": "5-1-2027",
            "payee": str(row.payee_id),
            "payee_name": "",
        }
        assert browser.post(f"{address}kosten/{row.pk}/", changed).status_code == 302
        assert browser.post(f"{address}kosten/{row.pk}/stoppen/", {"last_on": "x"}).status_code == 200
        phone = {**typed, "soort": "telefoon", "reason": "Voor school."}
        assert "Zonder machtiging" in browser.post(f"{address}kosten/nieuw/", phone).content.decode()

    def test_an_advance_is_asked_and_decided(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        made = running(region, dossier)
        funded(region, 1_000_00)
        row = ask_advance(made, Asked(100_00, "Gat.", date(2027, 1, 4), 50_00), by=treasurer(region))
        address = f"/ontzorgen/{dossier.pk}/voorschot/{row.pk}/"
        assert signed_in(treasurer(region)).get(address).status_code == 404
        assert signed_in(second(region)).post(address, {"grant": "ja"}).status_code == 302
        row.refresh_from_db()
        assert row.state == "toegekend"


@pytest.mark.django_db
class TestDesk:
    def test_who_ends_first_stands_first_with_what_asks_attention(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        running(region, dossier)
        other = planned(region, make_dossier(region))
        browser = signed_in(treasurer(region))
        lines = browser.get("/ontzorgen/").context["lines"]
        assert {line.pk for line in lines} == {str(dossier.pk), str(other.dossier_id)}
        with clock.frozen(date(2026, 12, 4)):
            page = browser.get("/ontzorgen/?toon=inkomen").context
        assert [line.pk for line in page["lines"]] == [str(dossier.pk)]
        assert page["lines"][0].asks == (("bijstand van 27-11-2026 bleef uit", "late"),)
        tiles = {label: number for number, label, *_ in page["tiles"]}
        assert tiles["Inkomen bleef uit"] == 1

    def test_who_falls_short_within_some_weeks(
        self, region: Region, dossier: Dossier, signed_in: SignedIn, statements: Statements
    ) -> None:
        made = running(region, dossier)
        running(region, make_dossier(region))
        # Enough until the rent of the first of January.
        received(made, 700_00 + 6 * 60_00, by=treasurer(region))
        made.inkomsten.all().delete()
        browser = signed_in(treasurer(region))

        def shown(asked: str) -> set[str]:
            return {line.pk for line in browser.get(f"/ontzorgen/?{asked}").context["lines"]}

        assert str(dossier.pk) not in shown("tekort=4")
        assert str(dossier.pk) in shown("tekort=8")
        assert str(dossier.pk) in shown("tekort=8&van=mij&stand=loopt")
        assert str(dossier.pk) not in shown("tekort=8&stand=afbouw")
        assert shown("tekort=x") == shown("")
        assert statements(browser, "/ontzorgen/?tekort=26") <= 8
        page = browser.get("/ontzorgen/?tekort=8&van=mij").content.decode()
        assert "Komt tekort binnen 8 weken" in page
        assert "?van=mij&amp;tekort=4&amp;toon=alle" in page

    def test_cost_of_the_list_and_its_pages(
        self, region: Region, signed_in: SignedIn, statements: Statements, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(3):
            running(region, make_dossier(region))
        browser = signed_in(treasurer(region))
        assert statements(browser, "/ontzorgen/") <= 8
        monkeypatch.setattr("wegwijs.stages.ontzorgen.queries.desk.PAGE", 2)
        first = browser.get("/ontzorgen/")
        second_page = browser.get(f"/ontzorgen/{first.context['more']}")
        seen = [line.pk for page in (first, second_page) for line in page.context["lines"]]
        assert len(seen) == len(set(seen)) == 3

    def test_the_teamleider_looks_and_others_dont(self, region: Region, signed_in: SignedIn) -> None:
        assert signed_in(region.teamlead).get("/ontzorgen/").status_code == 200
        for by in (region.regisseur, region.counsellor, region.decider):
            assert signed_in(by).get("/ontzorgen/").status_code == 404

    def test_who_has_the_right_and_isnt_ontzorgd(
        self, region: Region, dossier: Dossier, signed_in: SignedIn, statements: Statements
    ) -> None:
        by_duty(region, dossier)
        browser = signed_in(treasurer(region))
        assert [line.pk for line in browser.get("/ontzorgen/recht/").context["lines"]] == [str(dossier.pk)]
        assert statements(browser, "/ontzorgen/recht/") <= 8
        assert browser.post(f"/ontzorgen/{dossier.pk}/starten/", {"partner": "geen"}).status_code == 302
        assert browser.get("/ontzorgen/recht/").context["lines"] == []
