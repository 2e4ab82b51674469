"""Buying: the register of tenders, contracts with their terms, suppliers, the book, closing months."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db import connection

from pages.states.state import State
from pages.states.world import World
from support.contracts import (
    END,
    TERMS,
    awarded,
    bids,
    buyer,
    called_off,
    contract,
    lot,
    second,
    tender,
    waiting,
)
from support.region import TODAY
from wegwijs.contracts.commands import (
    Fact,
    add_option,
    add_tender_file,
    book_delivered,
    book_invoiced,
    book_paid,
    change_lot,
    change_tender,
    close_month,
    end_keurmerk,
    propose_terms,
    record_step,
)
from wegwijs.contracts.commands.tenders import LotFacts, TenderFacts
from wegwijs.contracts.models import (
    Contract,
    Keurmerk,
    LotStep,
    Procedure,
    Rebooking,
    Tender,
)

K = LotStep.Kind
LONG = "Taalroute met avond- en weekendgroepen voor mensen die overdag werken of een opleiding volgen"
FORM = {
    "valid_from": "01-01-2026", "last_day": "31-12-2027", "at_start": "2.800,00", "at_end": "1.800,00", "at_result": "1.000,00",
    "places": "40", "ceiling": "", "started": "3", "completed_percent": "80", "result": "diploma", "absence": "te_laat",
    "notice_hours": "24", "needs_keurmerk": "on", "why": "zoals gegund",
}  # fmt: skip


def states(w: World) -> Iterator[State]:
    """Every page of buying."""
    # Made once, before any state: an address must be known when the states are listed.
    buyer(w.region)
    second(w.region)
    yield from _tenders(w)
    yield from _lots(w)
    yield from _contracts(w)
    yield from _terms(w)
    yield from _beside(w)
    yield from _money(w)


def _nothing() -> None:
    """Rows that are never removed one by one are so all at once, in the transaction of one state."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE contracts_tender, contracts_contract, contracts_lot CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _tenders(w: World) -> Iterator[State]:
    by = buyer(w.region)
    made = tender(w.region, LONG)
    yield State("nothing yet", "/inkoop/", by, before=_nothing)
    yield State("nothing yet, for who looks", "/inkoop/", second(w.region), before=_nothing)
    yield State("without lots", "/inkoop/", by)
    yield State("lots in every stand", "/inkoop/", by, before=lambda: _every_stand(w, made))
    yield State("not yours", "/inkoop/", w.region.regisseur, status=404)
    new = "/inkoop/nieuw/"
    sent = {
        "title": "Leerroutes 2027", "reference": "TN-2027", "procedure": "sociaal", "held_by": "Drechtsteden", "closes_on": "10-01-2027",
        "version": "0",
    }  # fmt: skip
    yield State("to make", new, by)
    yield State("nothing filled in", new, by, post={})
    yield State("known already", new, by, post={**sent, "reference": made.reference})
    yield State("made", new, by, post=sent, follow=True)
    page = f"/inkoop/{made.pk}/"
    yield State("no lots", page, by)
    yield State("no lots, for who looks", page, second(w.region))
    yield State("lots in every stand", page, by, before=lambda: _every_stand(w, made))
    yield State("not there", f"/inkoop/{w.dossiers.waiting.pk}/", by, status=404)
    change = f"{page}wijzigen/"
    other = TenderFacts("Anders", made.reference, Procedure.OPEN, "Rotterdam")
    yield State("to change", change, by)
    yield State("nothing filled in", change, by, post={"version": "1"})
    yield State(
        "two versions", change, by, post={**sent, "version": "1"}, status=409,
        before=lambda: change_tender(made, other, by=by, expected_version=1),
    )  # fmt: skip
    file = f"{page}stuk/"
    yield State("to add", file, by)
    yield State("no file", file, by, post={"title": "Leidraad"})
    part = f"{page}perceel/"
    yield State("to add", part, by)
    yield State("nothing filled in", part, by, post={})
    asked = {"number": "1", "title": "B1-route", "persons": "60", "budget": "6.000,00", "version": "0"}
    yield State("added", part, by, post=asked, follow=True)


def _every_stand(w: World, of: Tender) -> None:
    by = buyer(w.region)
    lot(w.region, of)
    bids(w.region, lot(w.region, of, persons=20))
    failed = lot(w.region, of, persons=6)
    for kind in (K.PUBLISHED, K.CLOSED, K.NO_BIDS):
        record_step(failed, kind, by=by, on=date(2026, 1, 20), note="niemand schreef in")
    contract(w.region, of=awarded(w.region, lot(w.region, of)))
    add_tender_file(of, by=by, title="Leidraad", file_name="leidraad.pdf", content=b"%PDF-1.7")


def _lots(w: World) -> Iterator[State]:
    by = buyer(w.region)
    made = lot(w.region)
    base = f"/inkoop/percelen/{made.pk}/"
    yield State("to change", base, by)
    yield State("nothing filled in", base, by, post={"version": "1"})
    facts = LotFacts(1, "Z-route", 20, 9_200_00)
    sent = {"number": "1", "title": "B1", "persons": "60", "budget": "6.000", "version": "1"}
    yield State(
        "two versions", base, by, post=sent, status=409,
        before=lambda: change_lot(made, facts, by=by, expected_version=1),
    )  # fmt: skip
    bid = f"{base}aanbod/"
    yield State("to record", bid, by)
    yield State("nothing filled in", bid, by, post={})
    offer = {"bidder": "Taal en Co", "received_on": "09-01-2026", "price": "5.600"}
    yield State("not open", bid, by, post=offer)
    yield State(
        "recorded",
        bid,
        by,
        post={**offer, "bidder": "Derde"},
        follow=True,
        before=lambda: bids(w.region, made),
    )
    step = f"{base}stap/"
    yield State("first", step, by)
    yield State("nothing chosen", step, by, post={})
    yield State("with bids", step, by, before=lambda: bids(w.region, made))
    yield State("recorded", step, by, post={"kind": "gepubliceerd", "on": "02-01-2026"}, follow=True)
    back = f"{base}herstel/"
    yield State("to take back", back, by, before=lambda: bids(w.region, made))
    yield State("no reason", back, by, post={}, before=lambda: bids(w.region, made))
    yield State("nothing to take back", back, by, post={"why": "vergissing"})
    yield State(
        "taken back", back, by, post={"why": "vergissing"}, follow=True, before=lambda: bids(w.region, made)
    )
    sums = f"{base}verken/"
    yield State("to fill in", sums, by)
    yield State("nothing filled in", f"{sums}?fixed=", by)
    yield State("worked out", f"{sums}?fixed=40.000&each=500&size=15&finish=80", by)
    yield State("never fits", f"{sums}?fixed=900.000&each=9.000&size=15&finish=80", second(w.region))


def _contracts(w: World) -> Iterator[State]:
    by, looks = buyer(w.region), second(w.region)
    made = contract(w.region)
    page = f"/contracten/{made.pk}/"
    yield State("nothing yet", "/contracten/", by, before=_nothing)
    yield State("nothing yet, for who looks", "/contracten/", looks, before=_nothing)
    yield State("nothing to look at", "/contracten/?toon=let-op", by)
    yield State("what it costs, and what asks attention", "/contracten/", by, before=lambda: _busy(w, made))
    yield State("for the team leader", "/contracten/", w.region.teamlead, before=lambda: _busy(w, made))
    yield State("not yours", "/contracten/", w.region.regisseur, status=404)
    yield State("nothing called off", page, by)
    yield State("waits for terms", f"/contracten/{waiting(w.region).pk}/", by)
    yield State("all there is", page, by, before=lambda: _busy(w, made))
    yield State("all there is, for who decides", page, looks, before=lambda: _busy(w, made))
    yield State("not there", f"/contracten/{w.dossiers.waiting.pk}/", by, status=404)
    new = "/contracten/nieuw/"
    sagenn = w.region.organisations["Sagènn"].pk
    sent = {**FORM, "number": "C-2026-9", "title": LONG, "supplier": str(sagenn), "lot": ""}
    yield State("to make", new, by)
    yield State("nothing filled in", new, by, post={})
    yield State("a bonus by half", new, by, post={**sent, "bonus": "500", "at_start": "0"})
    yield State("made", new, by, post=sent, follow=True)


def _busy(w: World, made: Contract) -> None:
    """Two people in it, something delivered, invoiced and paid, a version that waits, and its keurmerk ends."""
    by = w.region.regisseur
    row = called_off(w.region, made)
    called_off(w.region, made, on=date(2026, 10, 5))
    books = second(w.region)
    for book, cents, who in (
        (book_delivered, 2_800_00, by),
        (book_invoiced, 2_800_00, books),
        (book_paid, 1_000_00, books),
    ):
        book(row, Fact(cents, TODAY, "begonnen", "traject begonnen"), by=who)
    close_month(date(2026, 10, 1), by=second(w.region))
    book_delivered(row, Fact(50_00, date(2026, 10, 20), "laat", "extra les"), by=by)
    add_option(made, by=buyer(w.region), extends_to=date(2028, 12, 31), decide_by=date(2027, 2, 1))
    _offered(w, made)
    for mark in Keurmerk.objects.filter(supplier=made.supplier):
        end_keurmerk(mark, by=buyer(w.region), last_day=TODAY + timedelta(days=30), why="audit niet gehaald")


def _offered(w: World, made: Contract) -> None:
    facts = replace(
        TERMS, valid_from=date(2027, 1, 1), index_basis_points=340, index_source="CBS", why="prijzen van 2027"
    )
    propose_terms(made, facts, by=buyer(w.region))


def _since(w: World, made: Contract) -> None:
    called_off(w.region, made)
    propose_terms(made, replace(TERMS, valid_from=date(2026, 10, 1), for_running=True), by=buyer(w.region))


def _owed(w: World, made: Contract) -> None:
    rows = [called_off(w.region, made) for _ in range(2)]
    terms = made.terms.get()
    Rebooking.objects.bulk_create(
        Rebooking(terms=terms, call_off=one, owed=24_00 * at) for at, one in enumerate(rows)
    )


def _terms(w: World) -> Iterator[State]:
    by, looks = buyer(w.region), second(w.region)
    made = contract(w.region, "NLtraining")
    page = f"/contracten/{made.pk}/voorwaarden/"
    yield State("to propose", page, by)
    yield State("nothing filled in", page, by, post={})
    yield State(
        "longer than agreed", page, by, post={**FORM, "valid_from": "01-01-2027", "last_day": "31-12-2030"}
    )
    yield State("proposed", page, by, post={**FORM, "valid_from": "01-01-2027"}, follow=True)
    yield State("with an option", page, by, before=lambda: _optional(w, made))
    decide = f"{page}beoordelen/"
    yield State("nothing waits", decide, looks, status=404)
    yield State("to decide", decide, looks, before=lambda: _offered(w, made))
    yield State("to decide for who had begun", decide, looks, before=lambda: _since(w, made))
    yield State("what must come back first", f"/contracten/{made.pk}/", by, before=lambda: _owed(w, made))
    yield State("made it yourself", decide, by, before=lambda: _offered(w, made))
    yield State("nothing chosen", decide, looks, post={}, before=lambda: _offered(w, made))
    yield State(
        "decided", decide, looks, post={"accept": "ja"}, follow=True, before=lambda: _offered(w, made)
    )
    first = waiting(w.region, short="NLtraining")
    yield State("the first terms", f"/contracten/{first.pk}/voorwaarden/beoordelen/", looks)


def _optional(w: World, made: Contract) -> None:
    add_option(made, by=buyer(w.region), extends_to=date(2028, 12, 31), decide_by=date(2027, 6, 1))


def _beside(w: World) -> Iterator[State]:
    by = buyer(w.region)
    made = contract(w.region, "NLtraining")
    page = f"/contracten/{made.pk}/"
    yield State("to record", f"{page}verlenging/", by)
    yield State("nothing filled in", f"{page}verlenging/", by, post={})
    yield State(
        "recorded",
        f"{page}verlenging/",
        by,
        post={"extends_to": "31-12-2028", "decide_by": "01-06-2027"},
        follow=True,
    )
    option = add_option(made, by=by, extends_to=END + timedelta(days=90), decide_by=END)
    yield State("declined", f"{page}verlenging/{option.pk}/niet/", by, post={}, follow=True)
    yield State("to join", f"{page}deelname/", by)
    yield State("nothing filled in", f"{page}deelname/", by, post={})
    joins = {"gemeente": "0590", "valid_from": "01-01-2027", "source": "collegebesluit"}
    yield State("joined", f"{page}deelname/", by, post=joins, follow=True)
    stop = f"{page}deelname/{made.shares.get().pk}/"
    yield State("to stop", stop, by)
    yield State("no day", stop, by, post={})
    yield State("stopped", stop, by, post={"last_day": "31-12-2026"}, follow=True)
    yield State("suppliers", "/contracten/aanbieders/", by)
    yield State("suppliers, for who looks", "/contracten/aanbieders/", second(w.region))
    new = f"/contracten/aanbieders/{w.region.organisations['NLtraining'].pk}/keurmerk/"
    held = {
        "kind": "tst", "number": "99", "valid_from": "01-01-2026", "valid_to": "31-12-2026", "checked_on": "23-11-2026", "source": "DUO",
    }  # fmt: skip
    yield State("to record", new, by)
    yield State("nothing filled in", new, by, post={})
    yield State("recorded", new, by, post=held, follow=True)
    end = f"/contracten/keurmerken/{Keurmerk.objects.filter(supplier=made.supplier)[0].pk}/einde/"
    yield State("to end", end, by)
    yield State("nothing filled in", end, by, post={})
    yield State("ended", end, by, post={"last_day": "31-12-2026", "why": "audit"}, follow=True)


def _money(w: World) -> Iterator[State]:
    by, closes = buyer(w.region), second(w.region)
    made = contract(w.region)
    page = "/contracten/geld/"
    yield State("nothing booked", f"{page}?op=01-01-2024", by)
    yield State("today", page, closes, before=lambda: _busy(w, made))
    yield State("a day of a closed month", f"{page}?op=30-10-2026", by, before=lambda: _busy(w, made))
    yield State("not a day", f"{page}?op=gisteren", by)
    yield State("not yours", page, w.region.regisseur, status=404)
    months = "/contracten/maanden/"
    yield State("the first time", months, closes)
    yield State("nothing chosen", months, closes, post={})
    yield State("closed", months, closes, post={"month": "2026-10-01", "sure": "on"}, follow=True)
    yield State("all are closed", months, closes, before=lambda: close_month(date(2026, 10, 1), by=closes))
    yield State("not yours", months, by, status=404)
