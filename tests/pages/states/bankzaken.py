"""States of what the bank says: statements, large files, opening balances, and lines that nobody knew."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from pages.states.state import State
from pages.states.world import World
from support.bank_camt import camt
from support.ontzorgen import second, treasurer
from support.payments import (
    CLIENTS,
    OTHER,
    OURS,
    open_line,
)
from support.region import TODAY
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.exchange.bank import Balance, Entry
from wegwijs.exchange.bank import Statement as Read
from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.booking import begin_with
from wegwijs.stages.ontzorgen.commands.opening import answer_opening, ask_opening
from wegwijs.stages.ontzorgen.commands.settle import (
    add_account,
    ask_client,
    ask_costs,
    confirm_line,
    refuse_line,
)
from wegwijs.stages.ontzorgen.models import (
    Afschriftbestand,
    BankAccount,
    Ontzorging,
    PaymentOrder,
    Statement,
    StatementLine,
)

PAGE, OPENED = "/betalingen/", "NL86INGB0002445588"


def bank(w: World) -> Iterator[State]:
    by, send = treasurer(w.region), f"{PAGE}afschriften/aanleveren/"
    last = Statement.objects.order_by("-imported_at")[0]
    entry = Entry("1", TODAY, 5_00, counter_iban=OTHER, counter_name="Iemand", remittance="voor u")
    read = Read(OURS, "99", Balance(last.closing, TODAY), Balance(last.closing + 5_00, TODAY), (entry,))

    def file(content: bytes, name: str = "afschrift.xml") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content)

    yield State("to send", send, by)
    yield State("no file", send, by, post={})
    yield State("a pdf", send, by, post={"sent": file(b"%PDF-1.7", "a.pdf")})
    yield State("looked at", send, by, post={"sent": file(camt(read)), "only_look": "on"})
    yield State("taken in", send, by, post={"sent": file(camt(read))}, follow=True)
    yield State("not yours", send, w.region.regisseur, status=404)
    yield from _reading(w)
    yield State("one", f"{PAGE}afschriften/{last.pk}/", by)
    first = Statement.objects.order_by("imported_at")[1]
    yield State("paid and back", f"{PAGE}afschriften/{first.pk}/?na=0", by)
    yield State("beyond its lines", f"{PAGE}afschriften/{first.pk}/?na=99", by)
    yield State("alarms", f"{PAGE}uitzoeken/?wat=alarm", by)
    for outcome in ("uitzoeken", "alarm"):
        at = f"{PAGE}uitzoeken/{open_line(outcome).pk}/"
        yield State(f"{outcome}: to settle", at, by)
        yield State(f"{outcome}: nothing said", at, by, post={})
        yield State(f"{outcome}: nobody chosen", at, by, post={"what": "geven" if outcome == "uitzoeken" else "opdracht", "note": "x"})  # fmt: skip
        yield State(f"{outcome}: costs", at, by, post={"what": "kosten", "note": "van de bank"}, follow=True)
    rows = f"{PAGE}rekeningen/"
    yield State("nothing filled in", rows, by, post={})
    yield State("a number that is known", rows, by, post={"gemeente": "0590", "kind": "clienten", "iban": OURS, "name": "x"})  # fmt: skip
    yield State("recorded", rows, by, post={"gemeente": "0590", "kind": "clienten", "iban": CLIENTS, "name": "Ontzorgen"}, follow=True)  # fmt: skip
    yield from _opening(w)
    yield from _costs(w)
    yield from _said(w)
    yield State("late money: to settle", f"{PAGE}uitzoeken/{open_line('uitzoeken').pk}/", by, before=_late)
    yield State("on a day before", f"{PAGE}stand/?dag=01-10-2026", by)
    yield State("no day", f"{PAGE}stand/?dag=morgen", by)
    yield State("it doesn't hold", f"{PAGE}stand/", by, before=_wrong)
    yield State("it doesn't hold", PAGE, by, before=_wrong)


def _reading(w: World) -> Iterator[State]:
    """A large file, for a worker."""
    by, file = treasurer(w.region), Afschriftbestand.objects.get()
    page = f"{PAGE}afschriften/bestand/{file.pk}/"

    def stands(state: str, **more: object) -> Callable[[], object]:
        values = {"statements": 3, "done": 1, "lines": 5200, "lines_done": 2000, "tallies": {"betaald": 1990, "alarm": 10}}  # fmt: skip
        return lambda: Afschriftbestand.objects.update(state=state, finished_at=clock.now(), **values, **more)

    yield State("waits", page, by)
    yield State("not yours", page, w.region.regisseur, status=404)
    yield State("not there", f"{PAGE}afschriften/bestand/{w.dossiers.waiting.pk}/", by, status=404)
    yield State("is read", page, by, before=stands("bezig"))
    within = {"step": "boeken", "step_done": 1_000, "step_lines": 3_200}
    yield State("is read, within a statement", page, by, before=stands("bezig", **within))
    yield State("stops", page, by, before=stands("bezig", stop_asked=True))
    yield State("done", page, by, before=stands("klaar"))
    why = "1 van de 3 afschriften zijn ingelezen. Daarna: Er ontbreekt een afschrift. Lees eerst het afschrift vanaf 2 november 2026 in."
    yield State("refused", page, by, before=stands("geweigerd", reason=why))
    yield State("refused lately", f"{PAGE}afschriften/", by, before=stands("geweigerd", reason=why))
    yield State("stopped", f"{page}stoppen/", by, post={}, follow=True)
    yield State("stopped too late", f"{page}stoppen/", by, post={}, follow=True, before=stands("klaar"))


def _opening(w: World) -> Iterator[State]:
    by, other = treasurer(w.region), second(w.region)
    page = f"{PAGE}rekeningen/{BankAccount.objects.get(iban=OURS).pk}/beginsaldo/"
    yield State("began at nothing", page, by)
    yield State("not yours", page, w.region.regisseur, status=404)
    new = add_account(
        Gemeente.objects.get(pk="0590"), Fund.Kind.CLIENTS, OPENED, "Ontzorgen Papendrecht", by=by
    )
    page = f"{PAGE}rekeningen/{new.pk}/beginsaldo/"
    said = {"cents": "1.250,00", "reason": "lijst van de oude administratie"}
    yield State("to say", page, by)
    yield State("nothing said", page, by, post={})
    yield State("nothing to begin with", page, by, post={**said, "cents": "0"})
    yield State("said", page, by, post=said, follow=True)
    yield State("to confirm", page, other, before=lambda: ask_opening(new, 1_250_00, "lijst", by=by))
    yield State("no answer", page, other, post={}, before=lambda: ask_opening(new, 1_250_00, "lijst", by=by))
    yield State("own to change", page, by, before=lambda: ask_opening(new, 1_250_00, "lijst", by=by))
    yield State("confirmed", page, by, before=lambda: _confirmed(w, new))
    yield State("to divide", page, by, before=lambda: _begun(w, new))
    yield State("nobody chosen", page, by, post={"cents": "1,00"}, before=lambda: _begun(w, new))


def _costs(w: World) -> Iterator[State]:
    """Called costs of the bank by one."""
    by, other, line = treasurer(w.region), second(w.region), open_line("alarm")
    at, page = f"{PAGE}uitzoeken/{line.pk}/", f"{PAGE}uitzoeken/{line.pk}/collega/"

    def asked() -> StatementLine:
        return ask_costs(line, "kosten van november, staan op het overzicht van de bank", by=by)

    no, again = {"answer": "nee", "version": "1"}, {"answer": "ja", "version": "0"}
    yield State("nobody asks", page, other)
    yield State("not yours", page, w.region.regisseur, status=404)
    for where in (f"{PAGE}uitzoeken/", f"{PAGE}uitzoeken/?wat=collega"):
        yield State("waits for a colleague", where, by, before=asked)
    yield State("nothing for a colleague", f"{PAGE}uitzoeken/?wat=collega", by)
    yield State("to confirm", page, other, before=asked)
    yield State("own", page, by, before=asked)
    yield State("no answer", page, other, post={"version": "1"}, before=asked)
    yield State("refused without a reason", page, other, post=no, before=asked)
    yield State("refused", page, other, post={**no, "reason": "onbekend"}, follow=True, before=asked)
    yield State("asked anew meanwhile", page, other, post=again, status=409, before=asked)
    yield State("confirmed", page, other, post={**again, "version": "1"}, follow=True, before=asked)
    yield State("a late form", at, other, post={"what": "kosten", "note": "ook"}, before=asked)
    yield State(
        "was refused", at, by, before=lambda: refuse_line(asked(), "onbekend bij de bank", 1, by=other)
    )
    yield State("was confirmed", at, by, before=lambda: confirm_line(asked(), 1, by=other))


def _said(w: World) -> Iterator[State]:
    """Said by one to be a client's, or a payment of ours."""
    by, other, of = treasurer(w.region), second(w.region), Ontzorging.objects.order_by("pk")[0]
    line = open_line("uitzoeken")
    at, page = f"{PAGE}uitzoeken/{line.pk}/", f"{PAGE}uitzoeken/{line.pk}/collega/"

    def asked() -> StatementLine:
        return ask_client(line, of, "de afzender belde, het is van haar oom", by=by)

    yield State("parked: said to be a client's", at, by, post={"what": "geven", "ontzorging": str(of.pk), "note": "van een oom"}, follow=True)  # fmt: skip
    yield State("a client's: to confirm", page, other, before=asked)
    yield State("a client's: own", page, by, before=asked)
    yield State("a client's: without a reason", page, other, post={"answer": "nee", "version": "1"}, before=asked)  # fmt: skip
    yield State("a client's: confirmed", page, other, post={"answer": "ja", "version": "1"}, follow=True, before=asked)  # fmt: skip
    yield State("a client's: was refused", at, by, before=lambda: refuse_line(asked(), "andere afzender", 1, by=other))  # fmt: skip
    yield State("a client's: was confirmed", at, by, before=lambda: confirm_line(asked(), 1, by=other))
    alarm = open_line("alarm")
    yield State(
        "ours: to confirm", f"{PAGE}uitzoeken/{alarm.pk}/collega/", other, before=lambda: _ours(alarm, by)
    )


def _ours(line: StatementLine, by: Actor) -> None:
    """Called a payment of ours by one."""
    order = PaymentOrder.objects.exclude(name="").order_by("pk")[0]
    StatementLine.objects.filter(pk=line.pk).update(
        asked_times=1, asked_as="betaald", asked_orders=[order.pk], asked_reason="de bank boekte het anders", asked_by=by.employee,
        asked_at=clock.now(),
    )  # fmt: skip


def _confirmed(w: World, new: BankAccount) -> None:
    answer_opening(
        ask_opening(new, 1_250_00, "lijst van de oude administratie", by=treasurer(w.region)),
        by=second(w.region),
        agrees=True,
    )


def _begun(w: World, new: BankAccount) -> None:
    _confirmed(w, new)
    begin_with(BankAccount.objects.get(pk=new.pk), TODAY, by=treasurer(w.region))


def _late() -> None:
    """The line is of somebody whose ontzorgen is over."""
    line = open_line("uitzoeken")
    StatementLine.objects.filter(pk=line.pk).update(ontzorging=Ontzorging.objects.order_by("pk")[0])


def _wrong() -> None:
    """The bank says a cent more than was booked."""
    last = Statement.objects.order_by("-imported_at")[0]
    Statement.objects.create(
        account=last.account, sha256="f" * 64, number="99", opening=last.closing, closing=last.closing + 1, opening_on=TODAY,
        closing_on=TODAY, imported_by=last.imported_by, imported_at=last.imported_at + timedelta(seconds=1),
    )  # fmt: skip
