"""Pages of payments: who gets in, what they cost, and that a forged post changes nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import (
    CLIENTS,
    LANDLORD,
    OTHER,
    RENT_DAY,
    as_file,
    back,
    filled,
    funded,
    income,
    landlord,
    own_account,
    paid,
    rent,
    sent,
    statement,
    taken_in,
)
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.stages.ontzorgen.commands.payees import NumberFacts, ask_number, refuse_number
from wegwijs.stages.ontzorgen.commands.runs import sign_first
from wegwijs.stages.ontzorgen.models import (
    NameCheck,
    Ontzorging,
    Payee,
    PayeeChange,
    PaymentFile,
    PaymentOrder,
    PaymentRun,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries import payees, runs, statements
from wegwijs.stages.ontzorgen.queries.known import Line

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Counted = Callable[[Client, str], int]


LISTS = ["", "voorstellen/", "teruggekomen/", "ontvangers/", "afschriften/", "uitzoeken/", "stand/", "rekeningen/", "ontvangers/medewerkers/", "?stand=alles"]  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_at_most_eight_statements_whatever_it_shows(region: Region, signed_in: SignedIn, statements: Counted, of: Ontzorging, address: str) -> None:  # fmt: skip
    browser = signed_in(treasurer(region))
    filled(region)
    taken_in(region, statement(region, income(3_00, counter_name="Onbekend")))
    first = statements(browser, f"/betalingen/{address}")
    other = ontzorgd(region)
    rent(other, landlord(region, CLIENTS, name="Trivire"))
    funded(region, other)
    taken_in(region, statement(region, income(4_00, counter_name="Onbekend")))
    filled(region, RENT_DAY + timedelta(days=1))
    assert statements(browser, f"/betalingen/{address}") == first <= 8


def test_a_page_costs_at_most_twelve(
    region: Region, signed_in: SignedIn, statements: Counted, of: Ontzorging
) -> None:
    run = sent(region)
    own_account(region, of)
    taken_in(region, statement(region, paid(PaymentOrder.objects.get()), income(1_00, counter_name="Wie")))
    browser = signed_in(treasurer(region))
    change = ask_number(
        Payee.objects.get(kind="client"), NumberFacts(OTHER, NameCheck.MATCH, "x"), by=second(region)
    )
    line = StatementLine.objects.get(outcome="uitzoeken")
    for address in (
        f"runs/{run.pk}/", f"ontvangers/{change.payee_id}/", f"ontvangers/nummer/{change.pk}/", f"afschriften/{line.statement_id}/",
        f"uitzoeken/{line.pk}/", f"dossier/{of.dossier_id}/", f"runs/{run.pk}/erin/", "voorstellen/nog-niet/?gemeente=0505",
    ):  # fmt: skip
        assert statements(browser, f"/betalingen/{address}") <= 12, address


def test_a_payee_is_found_by_name_without_the_name_in_an_address(
    region: Region, signed_in: SignedIn, of: Ontzorging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payees, "PAGE", 2)
    browser, names = signed_in(treasurer(region)), ("Aa", "Bb", "Cc")
    for name in names:
        landlord(region, OTHER, name=name)
    first = browser.get("/betalingen/ontvangers/")
    last = Payee.objects.get(name="Bb")
    assert f'href="?na={last.pk}"' in first.content.decode()
    assert ">Aa<" in first.content.decode()
    second_page = browser.get(f"/betalingen/ontvangers/?na={last.pk}").content.decode()
    assert ">Cc<" in second_page
    assert ">Bb<" not in second_page
    assert ">Aa<" in browser.get("/betalingen/ontvangers/?na=niets").content.decode()
    found = browser.post("/betalingen/ontvangers/", {"zoek": "c\0C "}).content.decode()
    assert ">Cc<" in found
    assert ">Aa<" not in found
    assert ">Aa<" in browser.get("/betalingen/ontvangers/?zoek=Cc").content.decode()


def test_the_page_of_one_person_says_when_it_does_not_show_all(
    region: Region, signed_in: SignedIn, of: Ontzorging, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, page = signed_in(treasurer(region)), f"/betalingen/dossier/{of.dossier_id}/"
    sent(region)
    taken_in(region, statement(region, paid(PaymentOrder.objects.get())))
    assert "nieuwste" not in browser.get(page).content.decode()
    for part in (runs, statements):
        monkeypatch.setattr(part, "PAGE", 0)
    said = browser.get(page).content.decode()
    assert "U ziet de 50 nieuwste regels van het afschrift." in said
    assert "nieuwste betalingen" in said


def test_who_keeps_no_money_finds_no_page(region: Region, signed_in: SignedIn, of: Ontzorging) -> None:
    run = filled(region)
    payee = Payee.objects.get()
    for by in (region.regisseur, region.teamlead, region.counsellor, region.administrator):
        browser = signed_in(by)
        for address in (
            *LISTS,
            f"runs/{run.pk}/",
            f"ontvangers/{payee.pk}/",
            f"dossier/{of.dossier_id}/",
            "afschriften/aanleveren/",
        ):
            assert browser.get(f"/betalingen/{address}").status_code == 404, address
        for address in (
            f"runs/{run.pk}/tekenen/",
            f"runs/{run.pk}/bestand/",
            f"ontvangers/{payee.pk}/toelaten/",
            f"ontvangers/{payee.pk}/toelaten/beoordelen/",
        ):
            assert browser.post(f"/betalingen/{address}").status_code == 404
    run.refresh_from_db()
    assert run.state == PaymentRun.State.DRAFT


def test_a_run_goes_from_two_signatures_to_the_bank(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    one, two = signed_in(treasurer(region)), signed_in(second(region))
    run = filled(region)
    at = f"/betalingen/runs/{run.pk}/"
    assert "Zet de eerste handtekening" in one.get(at).content.decode()
    one.post(f"{at}tekenen/")
    run.refresh_from_db()
    assert run.sha256 in two.get(at).content.decode()
    assert "u zette de eerste handtekening" in one.get(at).content.decode()
    # Forged: the same person, and a hash that nobody was shown.
    one.post(f"{at}vrijgeven/", {"sha256": run.sha256})
    two.post(f"{at}vrijgeven/", {"sha256": "0" * 64})
    two.post(f"{at}bestand/")
    run.refresh_from_db()
    assert (run.state, PaymentFile.objects.count()) == (PaymentRun.State.SIGNED, 0)
    two.post(f"{at}vrijgeven/", {"sha256": run.sha256})
    answer = one.post(f"{at}bestand/")
    assert answer["Content-Disposition"] == f'attachment; filename="{run.msg_id}.xml"'
    assert answer.content == bytes(PaymentFile.objects.get().content) == two.post(f"{at}bestand/").content


def test_a_number_is_not_confirmed_by_who_asked_also_when_the_post_is_forged(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    change = ask_number(
        Payee.objects.get(), NumberFacts(OTHER, NameCheck.CLOSE, "brief"), by=treasurer(region)
    )
    at = f"/betalingen/ontvangers/nummer/{change.pk}/"
    one = signed_in(treasurer(region))
    assert "U heeft dit nummer zelf gevraagd" in one.get(at).content.decode()
    one.post(at, {"answer": "ja"})
    change.refresh_from_db()
    assert change.confirmed_at is None
    signed_in(second(region)).post(at, {"answer": "nee", "reason": "de verhuurder weet van niets"})
    assert PayeeChange.objects.get(pk=change.pk).refusal == "de verhuurder weet van niets"


def test_the_second_reads_who_else_has_the_same_number(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    """A client's money that would go to the landlord, or to somebody who has the money of several: for a person to judge."""
    payee, browser = own_account(region, of), signed_in(second(region))

    def read(iban: str) -> str:
        change = ask_number(payee, NumberFacts(iban, NameCheck.CLOSE, "brief"), by=treasurer(region))
        page = browser.get(f"/betalingen/ontvangers/nummer/{change.pk}/").content.decode()
        refuse_number(change, "een proef", by=second(region))
        return page

    assert "Woonkracht10 (verhuurder)" in read(LANDLORD)
    assert "Ook de rekening van" not in read(OTHER)


def test_a_statement_is_looked_at_then_taken_in_once(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = as_file(1_400_00, income(5_00, counter_name="Iemand", remittance="BSN 999990408 voor u"))
    browser, at = signed_in(treasurer(region)), "/betalingen/afschriften/aanleveren/"

    def send(**more: str) -> str:
        file = SimpleUploadedFile("a.xml", content)
        return browser.post(at, {"sent": file, **more}, follow=True).content.decode()

    assert "kan gelezen worden" in send(only_look="on")
    assert StatementLine.objects.count() == 1
    assert "1 regel ingelezen" in send()
    assert "al ingelezen" in send()
    assert StatementLine.objects.count() == 2
    line = StatementLine.objects.get(outcome="uitzoeken")
    page = browser.get(f"/betalingen/uitzoeken/{line.pk}/").content.decode()
    assert "999990408" not in page
    browser.post(
        f"/betalingen/uitzoeken/{line.pk}/", {"what": "geven", "ontzorging": str(of.pk), "note": "oom"}
    )
    line.refresh_from_db()
    assert (line.outcome, line.waits) == ("uitzoeken", True)
    answer = {"answer": "ja", "version": "1"}
    assert (
        signed_in(second(region)).post(f"/betalingen/uitzoeken/{line.pk}/collega/", answer).status_code == 302
    )
    line.refresh_from_db()
    assert line.outcome == "inkomen"
    wrong = browser.post(at, {"sent": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}).content.decode()
    assert "Dit is een pdf" in wrong


def test_what_came_back_is_paid_anew_from_the_list(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    sent(region)
    order = PaymentOrder.objects.get()
    taken_in(region, statement(region, paid(order), back(order)))
    browser = signed_in(treasurer(region))
    assert "De rekening is opgeheven" in browser.get("/betalingen/teruggekomen/").content.decode()
    browser.post(f"/betalingen/opdrachten/{order.pk}/opnieuw/", {"on": "30-11-2026"})
    assert PaymentOrder.objects.get(again=order).state == PaymentOrder.State.PROPOSED


def test_the_landlords_own_words_never_reach_who_may_not_read_them(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    sign_first(filled(region), by=treasurer(region))
    assert LANDLORD[:8] not in signed_in(region.counsellor).get("/").content.decode()


def test_the_tab_counts_all_that_must_be_looked_into(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    browser = signed_in(treasurer(region))
    assert "Uitzoeken (" not in browser.get("/betalingen/").content.decode()
    taken_in(region, statement(region, income(4_00, counter_name="Onbekend")))
    taken_in(region, statement(region, Line(TODAY, -4_00, counter_name="Onbekend")))
    assert "Uitzoeken (2)" in browser.get("/betalingen/").content.decode()


def test_an_amount_in_a_stored_note_stays_on_one_line(
    region: Region, signed_in: SignedIn, of: Ontzorging
) -> None:
    taken_in(region, statement(region, Line(TODAY, -4_00, counter_name="Onbekend")))
    line = StatementLine.objects.get(outcome="alarm")
    StatementLine.objects.filter(pk=line.pk).update(note="samen € 1.399,00 en geboekt € -12,50")
    page = signed_in(treasurer(region)).get("/betalingen/uitzoeken/").content.decode()
    assert "samen €\N{NO-BREAK SPACE}1.399,00 en geboekt €\N{NO-BREAK SPACE}-12,50" in page
