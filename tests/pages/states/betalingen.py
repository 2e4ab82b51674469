"""Payments: payees and their numbers, proposals, runs, statements of the bank, what must be looked into, and whether it adds up."""

from collections.abc import Iterator
from functools import partial

from pages.states import bankzaken
from pages.states.state import State
from pages.states.world import World
from support.ontzorgen import second, treasurer
from support.payments import (
    CLIENTS,
    OTHER,
    everything_once,
    landlord,
    numbered,
    rent,
)
from wegwijs.stages.ontzorgen.commands.blocking import (
    ask_unblock,
    block_payee,
    confirm_unblock,
    refuse_unblock,
)
from wegwijs.stages.ontzorgen.commands.payees import (
    confirm_number,
    record_staff_account,
    refuse_number,
)
from wegwijs.stages.ontzorgen.commands.runs import release, sign_first, withdraw
from wegwijs.stages.ontzorgen.models import (
    Machtiging,
    Ontzorging,
    Payee,
    PayeeChange,
    PaymentOrder,
    PaymentRun,
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
    yield from bankzaken.bank(w)
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


def _person(w: World, of: Ontzorging) -> Iterator[State]:
    by, page = treasurer(w.region), f"{PAGE}dossier/"
    yield State("with payments", f"{page}{of.dossier_id}/", by)
    yield State("nobody is ontzorgd", f"{page}{w.dossiers.waiting.pk}/", by)
    yield State("not yours", f"{page}{of.dossier_id}/", w.region.counsellor, status=404)
