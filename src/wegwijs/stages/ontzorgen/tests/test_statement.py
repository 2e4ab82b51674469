"""A month as the client reads it: the lines add up to the balances to the cent, in two languages, one by one and by the pile."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.ontzorgen import BENEFIT, RENT, treasurer
from support.region import TODAY, Region
from support.selfreliance import (
    LEEFGELD,
    OUTCOME,
    paid,
    planned,
    proposed,
    received,
    released,
    statement_line,
)
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.documents.commands.batches import send_batch
from wegwijs.documents.letters.rekening import Moved, RekeningLetter
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.models import BatchLetter, Letter
from wegwijs.documents.pdf import render
from wegwijs.documents.wording import LANGUAGES, words_in
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.models import Account
from wegwijs.people.commands import add_address, set_languages
from wegwijs.people.models import Address, Source
from wegwijs.stages.ontzorgen.commands.booking import take_back
from wegwijs.stages.ontzorgen.commands.statement import send_statement, statement
from wegwijs.stages.ontzorgen.models import Inkomensoort, Kostensoort, Ontzorging, PaymentOrder
from wegwijs.stages.ontzorgen.queries import statement as queries
from wegwijs.stages.ontzorgen.statements_pile import hand_over_statements
from wegwijs.ui.format import euros

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
SENDER = Sender("SDD", "Dordrecht", "Postbus 1", "N. van den Berg", "078", "n@voorbeeld.nl")


@pytest.fixture
def row(region: Region, dossier: Dossier) -> Ontzorging:
    with clock.frozen(date(2026, 10, 2)):
        found = planned(region, dossier)
        received(region, found)
    return found


@pytest.fixture
def october(region: Region, row: Ontzorging) -> Ontzorging:
    """Rent paid, leefgeld that came back, a payment that was withdrawn, an unknown amount that came."""
    rent, leefgeld = row.kosten.get(soort=Kostensoort.HUUR), row.kosten.get(soort=Kostensoort.LEEFGELD)
    with clock.frozen(date(2026, 10, 5)):
        paid(region, proposed(row, rent))
        back = paid(region, proposed(row, leefgeld))
        withdrawn = released(region, proposed(row, leefgeld, on=date(2026, 10, 12)))
    with clock.frozen(date(2026, 10, 9)):
        statement_line(region, row, LEEFGELD, OUTCOME.RETURNED, order=back)
        PaymentOrder.objects.filter(pk=back.pk).update(state="terug")
        take_back([withdrawn], by=treasurer(region))
        statement_line(region, row, 1_234, OUTCOME.INCOME, name="Belastingdienst")
    with clock.frozen(date(2026, 11, 3)):
        received(region, row)
    return row


class TestLines:
    def test_each_entry_is_a_line_with_day_what_and_why(self, october: Ontzorging) -> None:
        book = queries.book_of(october)
        assert book
        found = queries.lines_of(book, queries.Period(OCTOBER, date(2026, 10, 31)))
        assert [(one.cents, one.what, one.back) for one in found.moved] == [
            (BENEFIT, "in_bijstand", ""),
            (-RENT, "uit_huur", ""),
            (-LEEFGELD, "uit_leefgeld", ""),
            (-LEEFGELD, "uit_leefgeld", ""),
            (LEEFGELD, "uit_leefgeld", "kwam_terug"),
            (LEEFGELD, "uit_leefgeld", "ging_niet_door"),
            (1_234, "in_anders", ""),
        ]
        assert found.moved[1].who == "Woonbron"
        assert found.moved[1].of == date(2026, 10, 5)
        assert found.moved[-1].who == "Belastingdienst"

    def test_one_month_ends_where_the_next_begins_and_both_agree_with_the_ledger(
        self, october: Ontzorging
    ) -> None:
        book = queries.book_of(october)
        assert book
        with clock.frozen(date(2026, 12, 2)):
            first, second = queries.periods(book.account)[::-1]
            one, two = queries.lines_of(book, first), queries.lines_of(book, second)
        assert (one.opening, one.closing) == (0, BENEFIT - RENT + 1_234)
        assert two.opening == one.closing
        assert two.closing == Account.objects.get(pk=book.account.pk).balance

    def test_a_month_that_runs_is_not_there(self, region: Region, october: Ontzorging) -> None:
        with pytest.raises(DomainError) as refused:
            statement(october, NOVEMBER, by=treasurer(region), on=TODAY)
        assert refused.value.field == "month"


class TestLetter:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(
        opening=st.integers(0, 10**7), cents=st.lists(st.integers(-(10**6), 10**6).filter(bool), max_size=30)
    )
    def test_begin_in_out_and_end_agree_whatever_happened(self, opening: int, cents: list[int]) -> None:
        moved = tuple(Moved(TODAY, one, "in_anders" if one > 0 else "uit_anders") for one in cents)
        letter = RekeningLetter(SENDER, "1", "X", TODAY, OCTOBER, TODAY, opening, moved, None)
        came, went = sum(one.cents for one in letter.came), sum(one.cents for one in letter.went)
        assert opening + came + went == letter.closing
        assert len(letter.came) + len(letter.went) == len(cents)
        rows = dict(letter.content().blocks[2].rows)
        assert rows["Eind van 23 november 2026"] == f"**{euros(letter.closing)}**"

    def test_every_kind_of_line_has_words_in_every_language(self) -> None:
        keys = [
            *(f"in_{soort.value}" for soort in Inkomensoort), *(f"uit_{soort.value}" for soort in Kostensoort),
            "in_voorschot", "uit_voorschot", "uit_rest", "kwam_terug", "ging_niet_door",
        ]  # fmt: skip
        for language in ("nl", *LANGUAGES):
            assert words_in(language).texts["rekening"].keys() >= set(keys)

    def test_it_is_sent_in_dutch_and_beside_it_the_own_language(
        self, region: Region, october: Ontzorging
    ) -> None:
        set_languages(
            october.dossier.person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti"
        )
        by = treasurer(region)
        made = send_statement(october, OCTOBER, by=by, on=TODAY, channel=Letter.Channel.UITGEREIKT)
        assert (made.kind, made.state) == ("geld_2026-10", "verzonden")
        said = str(made.content)
        assert "€ 762,34" in said
        assert made.vertaling.language == "ti"
        assert not made.vertaling.checked
        with pytest.raises(DomainError, match="al verzonden"):
            send_statement(october, OCTOBER, by=by, on=TODAY, channel=Letter.Channel.UITGEREIKT, again=False)
        with pytest.raises(NotAllowed):
            send_statement(october, OCTOBER, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)

    def test_questions_go_to_who_keeps_the_money_and_the_bank_is_as_of_a_day(
        self, region: Region, october: Ontzorging
    ) -> None:
        letter = statement(october, OCTOBER, by=treasurer(region), on=TODAY)
        assert letter.sender.contact == "N. van den Berg"
        assert letter.known == date(2026, 11, 3)
        assert render(letter.content(), ("X",)).startswith(b"%PDF")


class TestPile:
    def test_everybody_of_a_gemeente_gets_it_once(self, region: Region, october: Ontzorging) -> None:
        by = treasurer(region)
        add_address(
            october.dossier.person, by=region.regisseur, kind=Address.Kind.WOON, street="Spuiboulevard", number="300",
            postcode="3311 GR", place="Dordrecht", valid_from=date(2026, 11, 1), source=Source.BRP,
        )  # fmt: skip
        rows = queries.to_write("0505", OCTOBER)
        assert [one.pk for one in rows] == [october.pk]
        batch = hand_over_statements(region.dordrecht, rows, OCTOBER, by=by)
        send_batch(batch.pk)
        item = BatchLetter.objects.get()
        assert (item.state, item.reason) == ("verzonden", "")
        assert queries.to_write("0505", OCTOBER) == []
        with pytest.raises(DomainError, match="iedereen"):
            hand_over_statements(region.dordrecht, [], OCTOBER, by=by)


class TestPages:
    def test_they_are_for_who_keeps_the_money(
        self, region: Region, october: Ontzorging, signed_in: SignedIn, statements: Statements
    ) -> None:
        base = f"/zelfstandig/{october.dossier_id}/overzicht/"
        browser = signed_in(treasurer(region))
        for address in (base, f"{base}2026-10-01/", "/zelfstandig/overzichten/"):
            assert browser.get(address).status_code == 200, address
            for who in (region.counsellor, region.regisseur, region.teamlead):
                assert signed_in(who).get(address).status_code == 404, (address, who.label)
        assert browser.get(f"{base}2026-11-01/").status_code == 404
        assert browser.get(f"{base}x/").status_code == 404
        assert statements(browser, base) <= 12
        page = browser.get(base).content.decode()
        assert "Huur van uw huis, aan Woonbron" in page

    def test_it_is_sent_and_read_again(
        self, region: Region, october: Ontzorging, signed_in: SignedIn
    ) -> None:
        base = f"/zelfstandig/{october.dossier_id}/overzicht/"
        browser = signed_in(treasurer(region))
        answer = browser.post(f"{base}2026-10-01/", {"address": "", "channel": "uitgereikt"})
        assert answer.status_code == 302, answer.content.decode()[-1500:]
        made = Letter.objects.get()
        file = browser.get(f"{base}brief/{made.pk}/")
        assert file.headers["Content-Type"] == "application/pdf"
        assert signed_in(region.regisseur).get(f"{base}brief/{made.pk}/").status_code == 404


def test_nobody_writes_to_who_died(region: Region, october: Ontzorging, signed_in: SignedIn) -> None:
    by = treasurer(region)
    assert queries.to_write("0505", OCTOBER) == [october]
    close_dossier(october.dossier, by=region.regisseur, on=TODAY, reason=CloseReason.OVERLEDEN.label)
    assert queries.to_write("0505", OCTOBER) == []
    row = Ontzorging.objects.get(pk=october.pk)
    with pytest.raises(DomainError, match="De cliënt is overleden"):
        send_statement(row, OCTOBER, by=by, on=TODAY, channel=Letter.Channel.POST)
    base = f"/zelfstandig/{row.dossier_id}/overzicht/"
    for method in ("get", "post"):
        page = getattr(signed_in(by), method)(
            f"{base}{OCTOBER}/", {"channel": "post", "address": ""}, follow=True
        )
        assert page.status_code == 200
        assert "De cliënt is overleden" in page.content.decode()
    assert not Letter.objects.exists()
