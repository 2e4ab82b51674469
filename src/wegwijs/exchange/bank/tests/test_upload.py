"""Statements sent by hand: a small file is taken in at once, a large one by a worker."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support.ontzorgen import treasurer
from support.payments import account, as_file, income
from support.region import Region
from wegwijs import jobs
from wegwijs.access.actor import Actor
from wegwijs.exchange.bank import intake
from wegwijs.stages.ontzorgen.models import Afschriftbestand, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line

SignedIn = Callable[[Actor], Client]
Patch = pytest.MonkeyPatch
SEND, PAGE = "/betalingen/afschriften/aanleveren/", "/betalingen/afschriften/bestand/"


def odd(cents: int) -> Line:
    return income(cents, counter_name="Onbekend")


@pytest.mark.django_db
def test_a_large_file_goes_to_its_page_and_a_small_one_as_before(
    region: Region, signed_in: SignedIn, monkeypatch: Patch
) -> None:
    account(region)
    monkeypatch.setattr(intake, "LARGE", 1)
    browser, large = signed_in(treasurer(region)), as_file(0, odd(1_00), odd(2_00))
    answer = browser.post(SEND, {"sent": SimpleUploadedFile("groot.xml", large)})
    file = Afschriftbestand.objects.get()
    assert (answer["Location"], file.gemeente_id) == (f"{PAGE}{file.pk}/", "0505")
    waits = browser.get(f"{PAGE}{file.pk}/")
    assert ("Wacht" in waits.content.decode(), "Refresh" in waits) == (True, True)
    jobs.run_due()
    done = browser.get(f"{PAGE}{file.pk}/")
    assert ("2 regels ingelezen: 2 keer nog uit te zoeken" in done.content.decode(), "Refresh" in done) == (
        True,
        False,
    )
    again = browser.post(SEND, {"sent": SimpleUploadedFile("groot.xml", large)}, follow=True).content.decode()
    assert "was al aangeleverd" in again
    small = browser.post(SEND, {"sent": SimpleUploadedFile("klein.xml", as_file(3_00, odd(4_00)))})
    assert small["Location"] == "/betalingen/afschriften/"
    assert (Afschriftbestand.objects.count(), StatementLine.objects.count()) == (1, 3)


def test_bookings_are_counted_without_reading(monkeypatch: Patch) -> None:
    monkeypatch.setattr(intake, "LARGE", 1)
    for one in (b"<Ntry>", b"<ns0:Ntry>", b"\n:61:2611", b"\r:61:2611", b"<TxDtls>", b"<ns0:TxDtls >"):
        assert (intake.is_large(one), intake.is_large(one * 2)) == (False, True)
    assert not intake.is_large(b"<NtryRef>1</NtryRef>" * 3)
