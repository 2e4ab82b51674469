"""Papers at the intake: seen or kept, never twice, taken away when they don't belong here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support.intake import begun
from support.region import Region
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake.models import IntakeStuk

SignedIn = Callable[[Actor], Client]
TYPED = {"soort": "diploma", "on": "20-11-2026"}
MEGABYTE = 1024 * 1024


def pdf(name: str = "diploma.pdf", content: bytes = b"%PDF-1.7 proef") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


@pytest.fixture
def desk(region: Region, dossier: Dossier, signed_in: SignedIn) -> Client:
    begun(dossier, region)
    return signed_in(region.regisseur)


def sent(desk: Client, dossier: Dossier, **typed: Any) -> str:
    """What the page says after sending; empty when it was taken."""
    answer = desk.post(f"/intake/{dossier.pk}/stuk/", {**TYPED, **typed})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_paper_may_be_seen_without_a_copy(dossier: Dossier, desk: Client) -> None:
    assert sent(desk, dossier) == ""
    page = desk.get(f"/intake/{dossier.pk}/").content.decode()
    assert "Diploma of cijferlijst" in page
    assert "gezien op 20-11-2026" in page
    assert ">Kopie<" not in page
    assert dossier.gebeurtenissen.get(kind=Kind.INTAKE_STUK).summary == "diploma of cijferlijst, gezien"


def test_a_copy_comes_back_as_it_was_and_leaves_its_trace(dossier: Dossier, desk: Client) -> None:
    assert sent(desk, dossier, file=pdf("../../Jan 123456782.PDF")) == ""
    row = IntakeStuk.objects.get()
    before = AuditRecord.objects.count()
    answer = desk.get(f"/intake/{dossier.pk}/stuk/{row.pk}/")
    assert answer.content == b"%PDF-1.7 proef"
    assert answer["Content-Disposition"] == f'attachment; filename="diploma-{dossier.number}.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert AuditRecord.objects.count() == before + 1


def test_a_file_of_ten_megabytes_fits_and_a_larger_one_is_refused_with_the_rest_kept(
    dossier: Dossier, desk: Client
) -> None:
    typed = {"soort": "anders", "about": "brief van de werkgever"}
    refused = sent(desk, dossier, **typed, file=pdf(content=b"%PDF-" + b"x" * (10 * MEGABYTE)))
    assert "niet groter is dan 10 MB" in refused
    assert "brief van de werkgever" in refused
    assert sent(desk, dossier, **typed, file=pdf(content=b"%PDF-" + b"x" * (10 * MEGABYTE - 5))) == ""


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"soort": "anders"}, "Schrijf op wat het is"),
        ({"on": "24-11-2026"}, "toekomst"),
        ({"file": pdf("diploma.exe")}, "Dit soort bestand kan hier niet"),
        ({"file": pdf(content=b"")}, "leeg"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    dossier: Dossier, desk: Client, typed: dict[str, Any], wrong: str
) -> None:
    assert wrong in sent(desk, dossier, **typed)
    assert not IntakeStuk.objects.exists()


def test_the_same_file_is_not_kept_twice(dossier: Dossier, desk: Client) -> None:
    assert sent(desk, dossier, file=pdf()) == ""
    assert "staat al bij de intake" in sent(desk, dossier, file=pdf("nog eens.pdf"))


def test_taken_away_only_that_it_was_here_stays(dossier: Dossier, desk: Client) -> None:
    sent(desk, dossier, soort="anders", about="van iemand anders", file=pdf("geheim.pdf"))
    row = IntakeStuk.objects.get()
    for _ in range(2):
        answer = desk.post(f"/intake/{dossier.pk}/stuk/{row.pk}/verwijderen/")
    assert answer.status_code == 404
    row.refresh_from_db()
    assert (row.content, row.file_name, row.about, row.sha256) == (None, "", "", "")
    page = desk.get(f"/intake/{dossier.pk}/").content.decode()
    assert "verwijderd op 23-11-2026" in page
    assert "van iemand anders" not in page
    assert desk.get(f"/intake/{dossier.pk}/stuk/{row.pk}/").status_code == 404
    assert sent(desk, dossier, file=pdf()) == ""


def test_only_who_works_on_the_intake_adds_or_takes_away(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn
) -> None:
    sent(desk, dossier, file=pdf())
    row = IntakeStuk.objects.get()
    page = f"/intake/{dossier.pk}/stuk/"
    for actor in (region.counsellor, region.administrator, region.outsider):
        other = signed_in(actor)
        answers = (other.get(page), other.post(page, TYPED), other.get(f"{page}{row.pk}/"))
        assert {answer.status_code for answer in answers} == {404}
        assert other.post(f"{page}{row.pk}/verwijderen/").status_code == 404
    assert signed_in(region.decider).get(f"{page}{row.pk}/").status_code == 200
    assert signed_in(region.decider).post(page, TYPED).status_code == 404
