"""Invoices of suppliers: sent, typed, judged line by line, confirmed, booked, paid."""

from collections.abc import Iterator
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from pages.states.state import State
from pages.states.world import World
from support.bills import decided, exported, line, received, started
from support.contracts import buyer, second
from support.invoices import Sample
from wegwijs.contracts.commands import ColumnFacts, LineFacts, confirm_invoice, mark_paid, set_columns
from wegwijs.contracts.models import BookingField, CallOff, Contract, Invoice

LONG = "Taaltraject met avond- en weekendgroepen voor mensen die overdag werken of een opleiding volgen"


def states(w: World) -> Iterator[State]:
    """Every page of invoices."""
    row = started(w.region)
    yield from _list(w, row)
    yield from _one(w, row)
    yield from _sent(w)
    yield from _typed(w, row)
    yield from _books(w, row)


def _nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE contracts_invoice CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _busy(w: World, row: CallOff) -> None:
    """One in every state, and some that don't fit."""
    exported(w.region, received(w.region, line(row)))
    decided(w.region, received(w.region, _given_back(row), credit=True, due=None), note="afgesproken")
    received(w.region, line(row, description=LONG), due=date(2026, 11, 20))
    received(w.region, line(row), currency="USD")


def _given_back(row: CallOff) -> LineFacts:
    return line(row, unit_price=100_00, amount=100_00)


def _list(w: World, row: CallOff) -> Iterator[State]:
    by, books = buyer(w.region), second(w.region)
    page = "/facturen/"
    yield State("nothing yet", page, by, before=_nothing)
    yield State("to look at", page, by, before=lambda: _busy(w, row))
    yield State("to confirm", page, books, before=lambda: _busy(w, row))
    yield State("refused", f"{page}?stand=geweigerd", by, before=lambda: _busy(w, row))
    yield State("none in this state", f"{page}?stand=bevestigd&voor=gisteren", by, before=lambda: _busy(w, row))  # fmt: skip
    yield State("not yours", page, w.region.teamlead, status=404)


def _one(w: World, row: CallOff) -> Iterator[State]:
    by, books = buyer(w.region), second(w.region)
    ghost = line(row, number="2", description=LONG, period_from=date(2026, 9, 1), period_to=date(2026, 9, 30))
    dear = line(row, number="3", quantity=100, unit_price=999_99, amount=999_99, references=())
    three = received(
        w.region, line(row), ghost, dear, content=b"<Invoice/>", file_name="factuur maart.xml", iban=""
    )
    page = f"/facturen/{three.pk}/"
    lines = list(three.lines.all())
    sent = {f"state-{one.pk}": said for one, said in zip(lines, ("akkoord", "geweigerd", "uitgesteld"), strict=True)}  # fmt: skip
    yield State("three lines of which two don't fit", page, by)
    yield State("nothing chosen", page, by, post={})
    yield State("a line that can't be accepted", page, by, post={**sent, f"state-{lines[1].pk}": "akkoord"})
    yield State("settled", page, by, post=sent, follow=True)
    yield State("refused without words", page, by, post={**sent, f"state-{lines[0].pk}": "geweigerd"})
    wrong = received(w.region, line(row), net=1, findings=("Er staat geen KvK-nummer van de leverancier op.",))  # fmt: skip
    yield State("refused as it came", f"/facturen/{wrong.pk}/", by)
    yield State("without lines", f"/facturen/{received(w.region, net=0).pk}/", by)
    yield State("not there", f"/facturen/{w.dossiers.waiting.pk}/", by, status=404)
    yield State("not yours", page, w.region.regisseur, status=404)
    one = received(w.region, line(row))
    at = f"/facturen/{one.pk}/"
    yield State("to confirm", at, books, before=lambda: decided(w.region, one))
    yield State("waits for somebody else", at, by, before=lambda: decided(w.region, one))
    yield State("confirmed", f"{at}bevestigen/", books, post={}, follow=True, before=lambda: decided(w.region, one))  # fmt: skip
    yield State("nothing to confirm", f"{at}bevestigen/", books, post={}, follow=True)
    yield State("another account", at, by, before=lambda: _earlier(w))


def _earlier(w: World) -> None:
    other = started(w.region)
    confirm_invoice(
        decided(w.region, received(w.region, line(other), iban="NL02RABO0123456789")), by=second(w.region)
    )


def _sent(w: World) -> Iterator[State]:
    by, page = buyer(w.region), "/facturen/aanleveren/"

    def file(content: bytes, name: str = "factuur.xml") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content, "application/xml")

    sagenn = str(w.region.organisations["Sagènn"].pk)
    yield State("to send", page, by)
    yield State("no file", page, by, post={})
    yield State("no invoice", page, by, post={"sent": [file(b"<html/>"), file(b"%PDF-1.7")]})
    yield State("nobody knows who sends it", page, by, post={"sent": file(Sample().data())})
    yield State("sent", page, by, post={"sent": file(Sample().data()), "supplier": sagenn}, follow=True)
    broken = Sample().put(".//cbc:PayableAmount", "1.00").data()
    two = {"sent": [file(Sample().put("cbc:ID", "A-2").data()), file(broken)], "supplier": sagenn}
    yield State("two, of which one breaks rules", page, by, post=two, follow=True)
    yield State("not yours", page, w.region.regisseur, status=404)


def _typed(w: World, row: CallOff) -> Iterator[State]:
    by, page = buyer(w.region), "/facturen/nieuw/"
    sent = {
        "supplier": str(w.region.organisations["Sagènn"].pk), "number": "P-1", "dated": "02-11-2026", "net": "2.800,00",
        "call_off-1": row.number, "quantity-1": "1", "price-1": "2.800,00", "period_from-1": "01-10-2026", "period_to-1": "31-10-2026",
    }  # fmt: skip
    yield State("to type", page, by)
    yield State("nothing filled in", page, by, post={})
    yield State("half a line, and days the wrong way", page, by, post={**sent, "price-1": "", "period_to-1": "01-09-2026"})  # fmt: skip
    yield State("another total", page, by, post={**sent, "net": "2.900"})
    yield State("no lines", page, by, post={k: v for k, v in sent.items() if not k.endswith("-1")})
    yield State("five lines more", page, by, post={**sent, "stap": "erbij"})
    yield State("no more lines than this", page, by, post={"call_off-60": "", "stap": "erbij"})
    yield State("typed", page, by, post=sent, follow=True)


def _books(w: World, row: CallOff) -> Iterator[State]:
    by, page = second(w.region), "/facturen/boeken/"
    other = started(w.region, Contract.objects.get(pk=row.contract_id))
    booked = exported(w.region, received(w.region, line(other)))
    mine = f"/facturen/{booked.pk}/"
    yield State("nothing to book", page, by)
    yield State("nothing to make", page, by, post={}, follow=True)
    yield State("to book", page, by, before=lambda: _confirmed(w))
    yield State("booked", page, by, post={}, follow=True, before=lambda: _confirmed(w))
    yield State("with columns", page, by, before=lambda: _columns(w))
    yield State("not yours", page, buyer(w.region), status=404)
    yield State("to choose", f"{page}kolommen/", by, before=lambda: _columns(w))
    half = {"title-1": "Dagboek", "title-2": "Bedrag", "holds-2": "bedrag", "fixed-2": "70"}
    yield State("half a column", f"{page}kolommen/", by, post=half)
    yield State("chosen", f"{page}kolommen/", by, post={"title-1": "Nr", "holds-1": "factuurnummer"}, follow=True)  # fmt: skip
    yield State("in the books", mine, by)
    yield State("to say that it was paid", f"{mine}betaald/", by)
    yield State("no day", f"{mine}betaald/", by, post={})
    yield State("paid", f"{mine}betaald/", by, post={"on": "20-11-2026"}, follow=True)
    yield State("paid before", f"{mine}betaald/", by, post={"on": "20-11-2026"}, before=lambda: mark_paid(booked, by=by, on=date(2026, 11, 20)))  # fmt: skip


def _confirmed(w: World) -> Invoice:
    return confirm_invoice(decided(w.region, received(w.region, line(started(w.region)))), by=second(w.region))  # fmt: skip


def _columns(w: World) -> None:
    fixed = ColumnFacts("Dagboek", BookingField.FIXED, "70")
    set_columns([fixed, ColumnFacts("Factuur", BookingField.INVOICE)], by=second(w.region))
