"""Payments: payees and their numbers, proposals, runs, statements of the bank, what must be looked into, and whether it adds up."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from pages.states.state import State
from pages.states.world import World
from support.bank_camt import camt
from support.ontzorgen import second, treasurer
from support.payments import (
    CLIENTS,
    OTHER,
    OURS,
    everything_once,
    landlord,
    numbered,
    open_line,
    rent,
)
from support.region import TODAY
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.exchange.bank import Balance, Entry
from wegwijs.exchange.bank import Statement as Read
from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.blocking import (
    ask_unblock,
    block_payee,
    confirm_unblock,
    refuse_unblock,
)
from wegwijs.stages.ontzorgen.commands.booking import begin_with
from wegwijs.stages.ontzorgen.commands.opening import answer_opening, ask_opening
from wegwijs.stages.ontzorgen.commands.payees import (
    confirm_number,
    record_staff_account,
    refuse_number,
)
from wegwijs.stages.ontzorgen.commands.runs import release, sign_first, withdraw
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
    Machtiging,
    Ontzorging,
    Payee,
    PayeeChange,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementLine,
)

PAGE, OPENED = "/betalingen/", "NL86INGB0002445588"
LISTS = ("", "voorstellen/", "teruggekomen/", "ontvangers/", "afschriften/", "uitzoeken/", "stand/", "rekeningen/", "ontvangers/medewerkers/")  # fmt: skip


def states(w: World) -> Iterator[State]:
    """Every page of payments."""
    by = treasurer(w.region)
    second(w.region)
    for page in LISTS:
        yield State("nothing yet", f"{PAGE}{page}", by)
        yield State("not yours", f"{PAGE}{page}", w.region.regisseur, status=404)
    yield State("nothing yet", f"{PAGE}voorstellen/nog-niet/?gemeente=0505", by)
    yield State("not yours", f"{PAGE}voorstellen/nog-niet/", w.region.regisseur, status=404)
    of = everything_once(w.region)
    yield State(
        "with reasons",
        f"{PAGE}voorstellen/nog-niet/?gemeente=0505",
        by,
        before=lambda: Machtiging.objects.all().delete(),
    )
    for page in LISTS:
        yield State("with something of everything", f"{PAGE}{page}", by)
    yield from _payees(w)
    yield from _numbers(w)
    yield from _runs(w, of)
    yield from _orders(w)
    yield from _bank(w)
    yield from _person(w, of)


def _payees(w: World) -> Iterator[State]:
    by, page = treasurer(w.region), f"{PAGE}ontvangers/"
    yield State("nobody of that name", f"{page}?wacht=ja", by, post={"zoek": "zzz"})
    yield State("whose number waits", f"{page}?wacht=ja", by)
    yield State("to fill in", f"{page}nieuw/", by)
    yield State("nothing filled in", f"{page}nieuw/", by, post={})
    wrong = {"gemeente": "0505", "kind": "client", "name": "S. Tesfay", "dossier": "geen"}
    yield State("a dossier that isn't there", f"{page}nieuw/", by, post=wrong)
    new = {"gemeente": "0505", "kind": "energie", "name": "Stroom voor iedereen", "dossier": ""}
    yield State("made", f"{page}nieuw/", by, post=new, follow=True)
    payee = Payee.objects.get(kind="verhuurder")
    at = f"{page}{payee.pk}/"
    yield State("one", at, by)
    yield State("not there", f"{page}{w.dossiers.waiting.pk}/", by, status=404)
    yield State("to block", f"{at}blokkeren/", by)
    yield State("blocked without a reason", f"{at}blokkeren/", by, post={"version": "1"})
    yield State(
        "blocked", f"{at}blokkeren/", by, post={"version": "1", "reason": "valse rekening"}, follow=True
    )
    yield State(
        "two versions", f"{at}blokkeren/", by, post={"version": "7", "reason": "valse rekening"}, status=409
    )
    yield from _blocked(w, payee)
    new_number = partial(numbered, w.region, payee, OTHER)
    yield State("nobody to tell", f"{at}clienten/", by)
    yield State("clients to tell", f"{at}clienten/", by, before=new_number)
    yield State("clients told", f"{at}clienten/", by, post={}, follow=True, before=new_number)
    yield State("nothing to tell", f"{at}clienten/", by, post={}, follow=True)
    yield State("not yours to tell", f"{at}clienten/", w.region.regisseur, status=404)
    staff = f"{page}medewerkers/"
    yield State("no employee chosen", staff, by, post={})
    assert by.employee
    yield State("told", staff, by, post={"employee": str(by.employee.pk), "iban": CLIENTS}, follow=True)


def _blocked(w: World, payee: Payee) -> Iterator[State]:
    """Whom nobody pays any more, and who asked to pay them again."""
    by, other, at = treasurer(w.region), second(w.region), f"{PAGE}ontvangers/{payee.pk}/"
    ask, page = f"{at}toelaten/", f"{at}toelaten/beoordelen/"

    def blocked() -> Payee:
        return block_payee(payee, "valse rekening", by=other, version=1)

    def asked() -> Payee:
        return ask_unblock(blocked(), "de verhuurder liet zijn bankpas zien", by=by, version=2)

    why, no = {"version": "2", "reason": "pas gezien"}, {"answer": "nee", "version": "3"}
    yield State("not blocked", ask, by)
    yield State("nobody asks to let in", page, other)
    yield State("not yours to let in", page, w.region.regisseur, status=404)
    yield State("not yours to ask", ask, w.region.regisseur, status=404)
    yield State("was blocked", at, by, before=blocked)
    yield State("to ask to let in", ask, by, before=blocked)
    yield State("asked without a reason", ask, by, post={"version": "2"}, before=blocked)
    yield State("asked to let in", ask, by, post=why, follow=True, before=blocked)
    yield State("asked twice", ask, other, before=asked)
    yield State("waits to be let in", f"{PAGE}ontvangers/?wacht=ja", other, before=asked)
    yield State("to let in", page, other, before=asked)
    yield State("own question", page, by, before=asked)
    yield State("no answer about letting in", page, other, post={"version": "3"}, before=asked)
    yield State("kept out without a reason", page, other, post=no, before=asked)
    yield State("kept out", page, other, post={**no, "reason": "onbekend"}, follow=True, before=asked)
    yield State("let in again", page, other, post={"answer": "ja", "version": "3"}, follow=True, before=asked)
    yield State(
        "two versions of a payee",
        page,
        other,
        post={"answer": "ja", "version": "2"},
        status=409,
        before=asked,
    )
    yield State("was kept out", at, by, before=lambda: refuse_unblock(asked(), "pas is van een ander", by=other, version=3))  # fmt: skip
    yield State("was let in", at, by, before=lambda: confirm_unblock(asked(), by=other, version=3))


def _numbers(w: World) -> Iterator[State]:
    by, other, page = treasurer(w.region), second(w.region), f"{PAGE}ontvangers/"
    payee, change = Payee.objects.get(kind="verhuurder"), PayeeChange.objects.get(confirmed_at=None)
    ask, at, own = f"{page}{payee.pk}/nummer/", f"{page}nummer/{change.pk}/", f"{page}{change.payee_id}/"
    yield State("to ask", ask, by)
    yield State("nothing asked", ask, by, post={})
    yield State(
        "no number that can be", ask, by, post={"iban": "NL00", "name_check": "klopt_niet", "source": "x"}
    )
    said = {"iban": OTHER, "name_check": "klopt", "source": "huurcontract"}
    yield State("asked", ask, by, post=said, follow=True)
    yield State("a number that waits", own, by)
    yield State("to judge", at, by)
    yield State("own question", at, other)
    assert by.employee
    yield State("of an employee", at, by, before=lambda: record_staff_account(by.employee, OTHER, by=by))  # type: ignore[arg-type]
    yield State("nothing said", at, by, post={})
    yield State("refused without a reason", at, by, post={"answer": "nee"})
    yield State("confirmed", at, by, post={"answer": "ja"}, follow=True)
    yield State("decided before", at, by, before=lambda: refuse_number(change, "van een ander", by=by))
    yield State("told the client", f"{at}verteld/", by, post={}, follow=True, before=lambda: confirm_number(change, by=by))  # fmt: skip
    letter = f"/zelfstandig/{change.payee.dossier_id}/rekeningnummer/{change.pk}/"
    yield State("letter, not confirmed", letter, by, status=404)
    yield State("letter to send", letter, by, before=lambda: confirm_number(change, by=by))
    yield State(
        "letter without an address", letter, by, post={}, before=lambda: confirm_number(change, by=by)
    )
    sent = {"address": "", "channel": "uitgereikt"}
    yield State(
        "letter sent", letter, by, post=sent, follow=True, before=lambda: confirm_number(change, by=by)
    )
    yield State("told too early", f"{at}verteld/", by, post={}, follow=True)


def _runs(w: World, of: Ontzorging) -> Iterator[State]:
    by, other, page = treasurer(w.region), second(w.region), f"{PAGE}runs/"
    yield State("all", f"{PAGE}?stand=alles&voor=gisteren", by)
    yield State("to make", f"{page}nieuw/", by)
    yield State("nothing chosen", f"{page}nieuw/", by, post={})
    new = {"gemeente": "0505", "due_on": "21-12-2026", "kind": "week"}
    yield State("empty", f"{page}nieuw/", by, post=new, follow=True)
    run = PaymentRun.objects.get(state="concept")
    at = f"{page}{run.pk}/"
    yield State("concept", at, by)
    yield State("not there", f"{page}{w.dossiers.waiting.pk}/", by, status=404)
    yield State("to put in", f"{at}erin/", by)
    yield State("none chosen", f"{at}erin/", by, post={})
    yield State("nothing to put in", f"{at}erin/", by, before=lambda: PaymentOrder.objects.filter(state="voorgesteld").update(state="vervallen", dropped_because="besloten"))  # fmt: skip
    order = PaymentOrder.objects.get(run=run)
    yield State("out", f"{PAGE}opdrachten/{order.pk}/eruit/", by, post={}, follow=True)
    yield State("signed", f"{at}tekenen/", by, post={}, follow=True)
    yield State("signature taken back", f"{at}ontekenen/", by, post={}, follow=True, before=lambda: sign_first(run, by=by))  # fmt: skip
    yield State("for the second", at, other, before=lambda: sign_first(run, by=by))
    yield State("released over another hash", f"{at}vrijgeven/", other, post={"sha256": "0"}, follow=True, before=lambda: sign_first(run, by=by))  # fmt: skip
    yield State("released", at, by, before=lambda: _released(w, run))
    yield State("to withdraw", f"{at}intrekken/", by)
    yield State("withdrawn without a reason", f"{at}intrekken/", by, post={})
    yield State("withdrawn", f"{at}intrekken/", by, post={"reason": "verkeerde dag"}, follow=True)
    yield State("withdrawn before", at, by, before=lambda: withdraw(run, "verkeerd", by=by))
    done = PaymentRun.objects.get(state="klaar")
    yield State("done", f"{page}{done.pk}/", by)
    yield State("other account and amount", at, by, before=lambda: _differs(w, of, run))


def _released(w: World, run: PaymentRun) -> None:
    held = sign_first(run, by=treasurer(w.region))
    release(held, held.sha256, by=second(w.region))


def _differs(w: World, of: Ontzorging, run: PaymentRun) -> None:
    rent(
        of,
        landlord(w.region, CLIENTS, name="Trivire met een lange naam van de stichting"),
        700_00,
        soort="gas",
    )


def _orders(w: World) -> Iterator[State]:
    by, page = treasurer(w.region), f"{PAGE}opdrachten/"
    back = PaymentOrder.objects.get(state="terug")
    waits = PaymentOrder.objects.filter(state="voorgesteld").order_by("due_on")[0]
    yield State("to pay anew", f"{page}{back.pk}/opnieuw/", by)
    yield State("no day", f"{page}{back.pk}/opnieuw/", by, post={"on": ""})
    yield State("paid anew", f"{page}{back.pk}/opnieuw/", by, post={"on": "24-11-2026"}, follow=True)
    yield State("not to pay", f"{page}{waits.pk}/niet/", by)
    yield State("not paid without a reason", f"{page}{waits.pk}/niet/", by, post={})
    yield State("not paid", f"{page}{waits.pk}/niet/", by, post={"reason": "al betaald"}, follow=True)
    propose = f"{PAGE}voorstellen/"
    yield State("nothing chosen", propose, by, post={})
    yield State("too far", propose, by, post={"gemeente": "0505", "until": "01-12-2027"})
    yield State("proposed", propose, by, post={"gemeente": "0505", "until": "15-12-2026"}, follow=True)
    yield State("another gemeente", f"{propose}?gemeente=0590", by)


def _bank(w: World) -> Iterator[State]:
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


def _person(w: World, of: Ontzorging) -> Iterator[State]:
    by, page = treasurer(w.region), f"{PAGE}dossier/"
    yield State("with payments", f"{page}{of.dossier_id}/", by)
    yield State("nobody is ontzorgd", f"{page}{w.dossiers.waiting.pk}/", by)
    yield State("not yours", f"{page}{of.dossier_id}/", w.region.counsellor, status=404)
