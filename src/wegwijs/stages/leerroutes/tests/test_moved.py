"""A move told late: which weeks fall after it, that they aren't paid by themselves, and who is asked."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.bills import ACCEPT, decided, line, received
from support.contracts import contract, second
from support.lessons import FIRST, course, followed, learning, of_the_regisseur, school, week
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.contracts.commands import LineFacts, PriceFacts, confirm_invoice
from wegwijs.contracts.models import Absence, InvoiceLine, Moment, PriceForm, Reason
from wegwijs.contracts.queries.invoices import lines_of
from wegwijs.contracts.queries.money import since_move, sums_of
from wegwijs.contracts.queries.verdicts import verdicts
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier, resume_dossier
from wegwijs.dossiers.models import Taak
from wegwijs.errors import DomainError
from wegwijs.stages.leerroutes.commands import end_lessons
from wegwijs.stages.leerroutes.models import Eindreden, Inburgeringsaanbod

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
HOUR = 9_50
HOURLY = (PriceFacts(PriceForm.HOUR, Moment.HOUR, HOUR),)
# A Tuesday: in its week there were lessons before and after.
MOVED = date(2026, 11, 10)
WEEKS = (FIRST, date(2026, 11, 9), date(2026, 11, 16))


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    """Three weeks of twelve hours, of € 9,50 each."""
    of = contract(region, prices=HOURLY, places=None, ceiling=None, absence=Absence.LATE)
    made = learning(region, of_the_regisseur(region), course(region, of))
    followed(region, made, *(week(day) for day in WEEKS))
    return made


def moved(region: Region, row: Inburgeringsaanbod, on: date = MOVED) -> None:
    close_dossier(row.dossier, by=region.regisseur, on=on, reason=CloseReason.VERHUISD.label)
    row.refresh_from_db()


def hours(row: Inburgeringsaanbod, first: date, last: date, number: int) -> LineFacts:
    return line(
        row.call_off, quantity=number * 100, unit_price=HOUR, amount=number * HOUR, period_from=first, period_to=last,
    )  # fmt: skip


def page(row: Inburgeringsaanbod) -> str:
    return f"/leerroutes/dossier/{row.dossier_id}/"


class TestTold:
    def test_the_old_gemeente_sees_the_weeks_and_what_the_law_leaves_open(
        self, region: Region, row: Inburgeringsaanbod, signed_in: SignedIn, statements: Callable[[Client, str], int]
    ) -> None:  # fmt: skip
        moved(region, row)
        browser = signed_in(region.regisseur)
        text = browser.get(page(row)).content.decode()
        assert "Betaalt de vorige gemeente de lessen van na 10-11-2026?" in text
        assert "09-11 t/m 15-11-2026" in text
        assert "16-11 t/m 22-11-2026" in text
        assert "02-11 t/m 08-11-2026" not in text
        assert "In de week van 09-11-2026 viel de verhuizing zelf" in text
        assert "€\u00a0228,00" in text
        assert "MOV-05" in text
        assert statements(browser, page(row)) <= 12

    def test_the_regisseur_has_a_task(self, region: Region, row: Inburgeringsaanbod) -> None:
        moved(region, row)
        task = Taak.objects.get(source_key__startswith="aanbod:verhuisd")
        assert (task.assigned_to, task.link) == (region.regisseur.employee, page(row))
        assert task.why.startswith(
            "Sagènn gaf les tot en met 22-11-2026. De wet zegt niet wie lessen na 10-11-2026 betaalt (MOV-05)."
        )

    def test_also_where_the_school_had_ended_the_lessons(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        end_lessons(row, Eindreden.GESTOPT, by=school(region), last_day=date(2026, 11, 22))
        moved(region, row)
        assert row.call_off.moved_on == MOVED
        assert Taak.objects.filter(source_key=f"aanbod:verhuisd:{row.pk}", done_on=None).exists()

    def test_told_at_once_nothing_is_asked(self, region: Region, row: Inburgeringsaanbod) -> None:
        moved(region, row, TODAY)
        assert not Taak.objects.filter(source_key__startswith="aanbod:verhuisd").exists()
        assert since_move(row.call_off) == (0, 0)

    def test_of_another_reason_nobody_moved(self, region: Region, row: Inburgeringsaanbod) -> None:
        close_dossier(row.dossier, by=region.regisseur, on=MOVED, reason=CloseReason.DUBBEL.label)
        row.call_off.refresh_from_db()
        assert row.call_off.moved_on is None

    def test_opened_again_it_is_of_this_gemeente_again(self, region: Region, row: Inburgeringsaanbod) -> None:
        moved(region, row)
        resume_dossier(row.dossier, by=region.regisseur, on=TODAY, reason="toch niet verhuisd")
        row.call_off.refresh_from_db()
        assert row.call_off.moved_on is None
        assert not Taak.objects.filter(source_key__startswith="aanbod:verhuisd", done_on=None).exists()


class TestInvoice:
    def said(self, region: Region, one: LineFacts) -> tuple[str | None, str, bool]:
        invoice = received(region, one, dated=TODAY)
        (kept,) = lines_of(invoice)
        found = verdicts(invoice, [kept])[kept.pk]
        return found.reason, found.words, found.may_accept

    def test_weeks_of_before_are_owed(self, region: Region, row: Inburgeringsaanbod) -> None:
        moved(region, row)
        assert self.said(region, hours(row, FIRST, date(2026, 11, 8), 12)) == (None, "", True)

    def test_weeks_of_after_wait_for_a_person(self, region: Region, row: Inburgeringsaanbod) -> None:
        moved(region, row)
        reason, words, may = self.said(region, hours(row, FIRST, TODAY, 36))
        assert (reason, may) == (Reason.MOVED, True)
        assert "verhuisde op 10-11-2026" in words
        assert "€ 228,00 van weken die daarna eindigden" in words
        assert "MOV-05, Wet inburgering 2021, artikel 1, eerste lid" in words

    def test_what_was_accepted_of_after_takes_nothing_of_before(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        moved(region, row)
        late = received(region, hours(row, WEEKS[2], TODAY, 12), dated=TODAY)
        confirm_invoice(decided(region, late, ACCEPT, "afgesproken"), by=second(region))
        assert self.said(region, hours(row, FIRST, date(2026, 11, 8), 12)) == (None, "", True)
        assert self.said(region, hours(row, FIRST, TODAY, 24))[0] == Reason.MOVED

    def test_who_pays_is_recorded_with_words(self, region: Region, row: Inburgeringsaanbod) -> None:
        moved(region, row)
        invoice = received(region, hours(row, WEEKS[2], TODAY, 12), dated=TODAY)
        with pytest.raises(DomainError, match="waarom u toch akkoord geeft"):
            decided(region, invoice)
        decided(region, invoice, ACCEPT, "afgesproken met Papendrecht")
        confirm_invoice(invoice, by=second(region))
        kept = InvoiceLine.objects.get()
        assert (kept.reason, kept.note) == (Reason.MOVED, "afgesproken met Papendrecht")
        assert sums_of(row.call_off).invoiced == 12 * HOUR

    def test_what_was_accepted_before_the_move_was_known_is_looked_at_again(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        invoice = decided(region, received(region, hours(row, FIRST, TODAY, 36), dated=TODAY))
        moved(region, row)
        with pytest.raises(DomainError, match=r"opnieuw worden beoordeeld.*MOV-05"):
            confirm_invoice(invoice, by=second(region))
        assert sums_of(row.call_off).invoiced == 0
        confirm_invoice(decided(region, invoice, ACCEPT, "wij betalen deze maand"), by=second(region))
        assert sums_of(row.call_off).invoiced == 36 * HOUR

    def test_what_was_invoiced_already_is_told(
        self, region: Region, row: Inburgeringsaanbod, signed_in: SignedIn
    ) -> None:
        confirm_invoice(
            decided(region, received(region, hours(row, FIRST, TODAY, 36), dated=TODAY)), by=second(region)
        )
        moved(region, row)
        assert "al gefactureerd" in Taak.objects.get(source_key__startswith="aanbod:verhuisd").why
        assert (
            "waarvan €\u00a0228,00 al is gefactureerd"
            in signed_in(region.regisseur).get(page(row)).content.decode()
        )
