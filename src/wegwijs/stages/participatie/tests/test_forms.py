"""The official form: two people, never changed, and remembered by each signing. Wegwijs brings no text of its own."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from support.region import START, TODAY, Region
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.stages.participatie.commands import drop_form, offer_form, put_form_in_force, record_signing
from wegwijs.stages.participatie.models import Verklaringstekst
from wegwijs.stages.participatie.queries import Signing
from wegwijs.stages.participatie.queries.texts import form_on

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 formulier"
PAGE = "/participatie/verklaring/"
SignedIn = Callable[[Actor], Client]


def manager(region: Region, name: str) -> Actor:
    employee = employ(
        region.organisations["SDD"], username=name, name=name.capitalize(), function="beheer", roles={Role.BEHEER: ()},
        valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


@pytest.fixture
def first(region: Region) -> Actor:
    return manager(region, "eerste")


@pytest.fixture
def second(region: Region) -> Actor:
    return manager(region, "tweede")


def offered(by: Actor, content: bytes = PDF, valid_from: date = TODAY) -> Verklaringstekst:
    return offer_form(by=by, valid_from=valid_from, source="Staatsblad", file_name="f.pdf", content=content)


class TestTwoPeople:
    def test_a_version_counts_once_a_second_person_put_it_in_force(self, first: Actor, second: Actor) -> None:
        made = offered(first)
        assert form_on(TODAY) is None
        with pytest.raises(NotAllowed, match="zelf voorgelegd"):
            put_form_in_force(made, by=first)
        put_form_in_force(made, by=second)
        assert form_on(TODAY) == made
        assert form_on(TODAY - timedelta(days=1)) is None
        with pytest.raises(DomainError, match="al vastgesteld"):
            drop_form(made, by=second)

    def test_the_newest_that_began_counts(self, first: Actor, second: Actor) -> None:
        put_form_in_force(offered(first), by=second)
        put_form_in_force(offered(first, PDF + b"2", TODAY + timedelta(days=10)), by=second)
        now, later = form_on(TODAY), form_on(TODAY + timedelta(days=10))
        assert now
        assert later
        assert (now.number, later.number) == (1, 2)

    def test_what_can_not_be_is_refused(self, region: Region, first: Actor, second: Actor) -> None:
        with pytest.raises(DomainError, match="geen PDF"):
            offered(first, b"<html>")
        offered(first)
        with pytest.raises(DomainError, match="staat er al"):
            offered(second)
        with pytest.raises(DomainError, match="wacht al een versie"):
            offered(second, PDF + b"2")
        with pytest.raises(NotAllowed):
            offered(region.regisseur)

    def test_the_database_itself_changes_no_file(self, first: Actor, second: Actor) -> None:
        made = offered(first)
        acts: tuple[Callable[[], object], ...] = (
            lambda: Verklaringstekst.objects.update(content=b"x"),
            Verklaringstekst.objects.all().delete,
        )
        for act in acts:
            with pytest.raises(DatabaseError), transaction.atomic():
                act()
        put_form_in_force(made, by=second)
        with pytest.raises(DatabaseError), transaction.atomic():
            Verklaringstekst.objects.update(state="vervallen")


class TestSigned:
    def test_a_signing_remembers_the_version_and_who_was_there(
        self, region: Region, dossier: Dossier, first: Actor, second: Actor
    ) -> None:
        event = record_signing(dossier, by=region.regisseur, on=TODAY, how=Signing.BIJEENKOMST)
        assert event.payload == {"hoe": "bijeenkomst", "versie": None, "erbij": ""}
        put_form_in_force(offered(first), by=second)
        event = record_signing(
            dossier, by=region.regisseur, on=TODAY, how=Signing.BIJEENKOMST, present="wethouder, M. Bakker"
        )
        assert event.payload == {"hoe": "bijeenkomst", "versie": 1, "erbij": "wethouder, M. Bakker"}
        assert event.summary.endswith("formulier versie 1")


class TestPages:
    def test_while_there_is_none_the_page_says_where_to_get_it(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        browser = signed_in(region.regisseur)
        for address in (PAGE, f"/participatie/{dossier.pk}/", f"/participatie/{dossier.pk}/ondertekening/"):
            page = browser.get(address).content.decode()
            assert "Wegwijs heeft die tekst nog niet" in page
            assert "BWBR0045555" in page

    def test_from_a_file_to_a_version_in_force(
        self, first: Actor, second: Actor, region: Region, signed_in: SignedIn
    ) -> None:
        file = SimpleUploadedFile("formulier.pdf", PDF, "application/pdf")
        sent = {"file": file, "valid_from": "01-12-2026", "source": "Staatsblad, gelezen 23-11-2026"}
        one, other = signed_in(first), signed_in(second)
        assert one.post(f"{PAGE}nieuw/", sent).status_code == 302
        made = Verklaringstekst.objects.get()
        assert "Stel vast" not in one.get(PAGE).content.decode()
        one.post(f"{PAGE}{made.pk}/vaststellen/")
        assert "zelf voorgelegd" in one.get(PAGE).content.decode()
        assert "Stel vast" in other.get(PAGE).content.decode()
        other.post(f"{PAGE}{made.pk}/vaststellen/")
        assert "geldt straks" in other.get(PAGE).content.decode()
        answer = signed_in(region.counsellor).get(f"{PAGE}{made.pk}/bestand/")
        assert answer.content == PDF
        assert answer["Content-Disposition"].startswith("attachment")

    def test_who_keeps_no_forms_changes_nothing(
        self, region: Region, first: Actor, signed_in: SignedIn
    ) -> None:
        made, browser = offered(first), signed_in(region.regisseur)
        assert browser.get(f"{PAGE}nieuw/").status_code == 404
        for act in ("vaststellen", "vervallen"):
            assert browser.post(f"{PAGE}{made.pk}/{act}/").status_code == 404
