"""A landlord has a new account number: each client for whom we pay him hears it by letter, in one act that a worker carries out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import CLIENTS, OTHER, landlord, numbered, own_account, rent
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.documents.commands.batches import send_batch
from wegwijs.documents.letters.ontvanger import OntvangerLetter
from wegwijs.documents.models import BatchLetter, Letter, LetterBatch
from wegwijs.dossiers.models import Taak
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.people.commands import add_address, set_languages
from wegwijs.people.models import Address, Source
from wegwijs.stages.ontzorgen.commands.new_number import about_number
from wegwijs.stages.ontzorgen.models import Ontzorging, Payee
from wegwijs.stages.ontzorgen.models.plan import Betaalwijze
from wegwijs.stages.ontzorgen.payee_pile import tell_clients
from wegwijs.stages.ontzorgen.queries import payees as queries

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
SHOWN = OTHER[-4:]
Paid = tuple[Payee, list[Ontzorging]]


def lives(region: Region, row: Ontzorging) -> None:
    add_address(
        row.dossier.person, by=region.regisseur, kind=Address.Kind.WOON, street="Spuiboulevard", number="300", postcode="3311 GR",
        place="Dordrecht", valid_from=date(2026, 11, 1), source=Source.BRP,
    )  # fmt: skip


@pytest.fixture
def paid(region: Region) -> Paid:
    """Three clients of one landlord with a new number; and others for whom we don't pay him (any more)."""
    payee = landlord(region)
    rows = [ontzorgd(region) for _ in range(7)]
    for row in rows:
        lives(region, row)
    first, twice, third, alone, stopped, over, elsewhere = rows
    for row in (first, twice, third, over):
        rent(row, payee)
    rent(twice, payee, 20_00)
    rent(alone, payee, wijze=Betaalwijze.ZELF, reason="zo afgesproken")
    rent(stopped, payee, last_on=TODAY - timedelta(days=1))
    rent(elsewhere, landlord(region, "NL02ABNA0123456789", name="Trivire"))
    Ontzorging.objects.filter(pk=over.pk).update(state="klaar", ended_on=TODAY, end_reason="afspraak")
    numbered(region, payee, OTHER)
    return payee, sorted((first, twice, third), key=lambda one: one.dossier.number)


def of(row: Ontzorging) -> Ontzorging:
    rows = Ontzorging.objects.select_related(
        "dossier__person", "dossier__gemeente", "dossier__regisseur", "administrator"
    )
    return rows.get(pk=row.pk)


def test_each_client_for_whom_we_pay_gets_one_letter_once(region: Region, paid: Paid) -> None:
    payee, rows = paid
    assert list(queries.paid_for(payee, on=TODAY)) == rows
    set_languages(rows[0].dossier.person, by=region.regisseur, languages={"tr": "moedertaal"}, contact="tr")
    batch = tell_clients(payee, by=treasurer(region))
    with pytest.raises(DomainError, match="worden al gemaakt"):
        tell_clients(payee, by=treasurer(region))
    send_batch(batch.pk)
    assert list(BatchLetter.objects.values_list("state", "reason")) == [("verzonden", "")] * 3
    change = queries.new_number(payee)
    assert change
    assert (change.piles, change.told_at) == ([batch.pk], clock.now())
    made = {one.reference: one for one in Letter.objects.all()}
    assert set(made) == {one.dossier.number for one in rows}
    assert made[rows[0].dossier.number].vertaling.language == "tr"
    for one in made.values():
        said = str(one.content)
        assert SHOWN in said
        assert "Woonkracht10" in said
        assert OTHER not in said.replace(" ", "")
    with pytest.raises(DomainError, match="heeft de brief al"):
        tell_clients(payee, by=treasurer(region))
    late = ontzorgd(region)
    lives(region, late)
    rent(late, payee)
    again = tell_clients(payee, by=treasurer(region))
    assert list(again.items.values_list("subject", flat=True)) == [late.dossier_id]
    # The first stays known beside the second.
    change.refresh_from_db()
    assert change.piles == [batch.pk, again.pk]
    assert [one.pk for one in queries.piles_of([change])[change.pk]] == change.piles
    with pytest.raises(DatabaseError, match="blijft bekend"), transaction.atomic():
        payee.changes.filter(pk=change.pk).update(piles=[again.pk])


TELL = "Vertel de cliënten dat een ontvanger een nieuw rekeningnummer heeft"


def test_who_confirms_a_number_asks_to_tell_the_clients(region: Region, paid: Paid) -> None:
    payee, rows = paid
    task = Taak.objects.get(title=TELL, done_on=None)
    assert (task.dossier, task.link) == (rows[0].dossier, f"/betalingen/ontvangers/{payee.pk}/clienten/")
    assert "voor 3 cliënten" in task.why
    assert OTHER[-4:] not in task.why
    assert task.assigned_to
    # A newer number: the task is about that one.
    with clock.frozen(clock.now() + timedelta(days=2)):
        numbered(region, payee, CLIENTS)
        newer = Taak.objects.get(title=TELL, done_on=None)
        assert newer.pk != task.pk
        tell_clients(payee, by=treasurer(region))
    assert not Taak.objects.filter(title=TELL, done_on=None).exists()


def test_nobody_is_asked_to_tell_of_a_first_number_or_when_nobody_is_paid_for(region: Region) -> None:
    payee = landlord(region)
    rent(ontzorgd(region), payee)
    alone = landlord(region, "NL02ABNA0123456789", name="Trivire")
    numbered(region, alone, OTHER)
    assert not Taak.objects.filter(title=TELL).exists()


def test_who_isnt_paid_for_any_more_gets_none(region: Region, paid: Paid) -> None:
    payee, rows = paid
    batch = tell_clients(payee, by=treasurer(region))
    rows[1].kosten.update(last_on=TODAY - timedelta(days=1))
    Address.objects.filter(person=rows[2].dossier.person).update(as_of=TODAY - timedelta(days=900))
    send_batch(batch.pk)
    reasons = dict(BatchLetter.objects.values_list("subject", "reason"))
    assert reasons[rows[0].dossier_id] == ""
    assert "geen eigen rekening" in reasons[rows[1].dossier_id]
    assert "stuur deze brief los" in reasons[rows[2].dossier_id]


def test_only_a_number_that_took_anothers_place_is_told(region: Region) -> None:
    payee, row = landlord(region), ontzorgd(region)
    rent(row, payee)
    for one in (payee, own_account(region, row)):
        with pytest.raises(DomainError, match="geen nieuw rekeningnummer"):
            tell_clients(one, by=treasurer(region))
    numbered(region, payee, OTHER)
    for by in (region.regisseur, region.counsellor, region.teamlead):
        with pytest.raises(NotAllowed):
            tell_clients(payee, by=by)
    change = queries.new_number(payee)
    assert change
    letter = about_number(of(row), change, by=second(region), on=TODAY)
    assert isinstance(letter, OntvangerLetter)
    with pytest.raises(ValueError, match="no more of an account number"):
        replace(letter, last=OTHER)


def test_by_its_pages(region: Region, paid: Paid, signed_in: SignedIn, statements: Statements) -> None:
    payee, rows = paid
    at, browser = f"/betalingen/ontvangers/{payee.pk}/", signed_in(treasurer(region))
    assert "weten nog niet van het nieuwe rekeningnummer" in browser.get(at).content.decode()
    page = browser.get(f"{at}clienten/").content.decode()
    assert page.count("nog geen brief<") == 3
    assert SHOWN in page
    assert "hierover is geen wettelijke regel" in page
    assert OTHER not in page.replace(" ", "")
    for row in rows:
        assert row.dossier.number in page
    for who in (region.regisseur, region.counsellor, region.teamlead):
        assert signed_in(who).get(f"{at}clienten/").status_code == 404
        assert signed_in(who).post(f"{at}clienten/").status_code == 404
    assert browser.post(f"{at}clienten/").headers["Location"] == at
    page = browser.get(at).content.decode()
    assert "0 van 3 brieven verzonden, Wegwijs is bezig" in page
    assert "weten nog niet" not in page
    assert "worden al gemaakt" in browser.post(f"{at}clienten/", follow=True).content.decode()
    batch = LetterBatch.objects.get()
    assert batch
    send_batch(batch.pk)
    assert "3 van 3 brieven verzonden" in browser.get(at).content.decode()
    assert f"/documenten/partij/{batch.pk}/" in browser.get(at).content.decode()
    assert (
        "Brieven over een rekeningnummer" in browser.get(f"/documenten/partij/{batch.pk}/").content.decode()
    )
    page = browser.get(f"{at}clienten/").content.decode()
    assert page.count("verzonden op 23-11-2026") == 3
    letter = Letter.objects.get(reference=rows[0].dossier.number)
    assert f"/zelfstandig/{rows[0].dossier_id}/overzicht/brief/{letter.pk}/" in page
    assert statements(browser, f"{at}clienten/") <= 8
    assert statements(browser, at) <= 12


def test_one_alone_and_a_list_that_goes_on(
    region: Region, paid: Paid, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    payee, rows = paid
    browser = signed_in(treasurer(region))
    change = queries.new_number(payee)
    assert change
    los = f"/zelfstandig/{rows[0].dossier_id}/rekeningnummer/{change.pk}/"
    assert SHOWN in browser.get(los).content.decode()
    monkeypatch.setattr(queries, "PAGE", 2)
    at = f"/betalingen/ontvangers/{payee.pk}/clienten/"
    first = browser.get(at).content.decode()
    assert rows[2].dossier.number not in first
    assert f"?na={rows[1].dossier.number}" in first
    assert rows[2].dossier.number in browser.get(f"{at}?na={rows[1].dossier.number}").content.decode()
    other = own_account(region, rows[0])
    empty = browser.get(f"/betalingen/ontvangers/{other.pk}/clienten/").content.decode()
    assert "Er is niets te vertellen" in empty
