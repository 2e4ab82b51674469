"""A page that follows a job reloads by itself: the audit holds that it was seen, not each look of the browser."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import Wanted, redistribute
from wegwijs.dossiers.models import Dossier, Herverdeling
from wegwijs.imports.commands import map_columns, store_file, work_on
from wegwijs.imports.models import ImportFile
from wegwijs.stages.overdracht.coa_file import COA_FILE

SignedIn = Callable[[Actor], Client]
POLL = "?ververs=1"


def seen(of: UUID) -> int:
    return AuditRecord.objects.filter(subject_id=str(of), action="zien").count()


@pytest.fixture
def upload(region: Region) -> ImportFile:
    rows = b"v-nummer;achternaam;geboortedatum\n2811111111;Habte;1990-01-01\n"
    made = store_file(
        COA_FILE, region.dordrecht, file_name="coa.csv", content=rows, origin="COA", as_of=TODAY, by=region.regisseur
    )  # fmt: skip
    map_columns(made, made.mapping, by=region.regisseur)
    return made


def test_the_first_look_and_the_outcome_are_recorded_and_the_looks_between_are_not(
    region: Region, upload: ImportFile, signed_in: SignedIn
) -> None:
    browser, page = signed_in(region.regisseur), f"/bestanden/{upload.pk}/"
    assert browser.get(page).headers["Refresh"]
    assert seen(upload.pk) == 1
    for _ in range(3):
        assert "Refresh" in browser.get(page + POLL).headers
    assert seen(upload.pk) == 1
    work_on(upload.pk)
    assert "Refresh" not in browser.get(page + POLL).headers
    assert seen(upload.pk) == 2


def test_the_address_alone_hides_no_look(region: Region, upload: ImportFile, signed_in: SignedIn) -> None:
    page = f"/bestanden/{upload.pk}/"
    for who in (region.regisseur, region.colleague):
        before = seen(upload.pk)
        browser = signed_in(who)
        browser.get(page + POLL)
        assert seen(upload.pk) == before + 1
        browser.get(page)
        assert seen(upload.pk) == before + 2


def test_the_same_holds_for_a_herverdeling(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    assert region.regisseur.employee
    assert region.colleague.employee
    away = Wanted(
        Herverdeling.Soort.WAARNEMING, TODAY, date(2026, 12, 4), {"0505": region.colleague.employee}
    )
    (batch,) = redistribute(region.regisseur.employee, away, by=region.teamlead)
    Herverdeling.objects.update(state=Herverdeling.State.LOOPT)
    browser, page = signed_in(region.teamlead), f"/team/herverdeling/{batch.pk}/"
    for _ in range(3):
        browser.get(page + POLL)
    assert seen(batch.pk) == 1
    Herverdeling.objects.update(state=Herverdeling.State.KLAAR)
    browser.get(page + POLL)
    assert seen(batch.pk) == 2
