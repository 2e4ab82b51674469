"""In whose name decisions are taken: mandates, consent of the employer, the transfer to an own board."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from support.beheer import TOMORROW, agree, manager_of, text
from support.region import START, TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.errors import DomainError
from wegwijs.organisations.models import (
    Bevoegdheid,
    Mandaatbesluit,
    Overdrachtsbesluit,
)
from wegwijs.organisations.queries import decides_as

SignedIn = Callable[[Actor], Client]


def test_each_gemeente_shows_in_whose_name_decisions_are_taken(desk: Client, region: Region) -> None:
    Mandaatbesluit.objects.filter(gemeente="0590").delete()
    Overdrachtsbesluit.objects.create(
        gemeente_id="0642",
        organisation=region.organisations["SDD"],
        board="het bestuur van de SDD",
        valid_from=START,
    )
    page = text(desk, "/beheer/")
    assert "Namens het college van burgemeester en wethouders van Dordrecht" in page
    assert "Geen mandaat voor: PIP vaststellen, ontheffen van de leerbaarheidstoets" in page
    assert "Het bestuur van de sdd, in eigen naam".lower() in page.lower()
    assert "M-0505-1" in page
    assert region.dordrecht.oin in page


def test_a_mandate_without_the_employers_consent_counts_for_nothing(desk: Client) -> None:
    Mandaatbesluit.objects.filter(gemeente="0505").update(consent_on=None)
    assert "wacht op instemming" in text(desk, "/beheer/")
    assert "Geen mandaat voor" in text(desk, "/beheer/")


def mandate(**changes: Any) -> dict[str, Any]:
    return {
        "number": "M-2026-9", "powers": ["pip"], "decided_on": "1-11-2026", "consent_on": "2-11-2026",
        "valid_from": "23-11-2026", "valid_to": "", **changes,
    }  # fmt: skip


def pip_in_name_of(region: Region, *, on: date = TODAY) -> str:
    return decides_as(region.dordrecht, region.organisations["SDD"], Bevoegdheid.PIP_VASTSTELLEN, on=on).basis


def test_a_mandate_recorded_here_is_what_decisions_rest_on(
    desk: Client, second: Client, region: Region
) -> None:
    Mandaatbesluit.objects.all().delete()
    with pytest.raises(DomainError, match="geen mandaat"):
        pip_in_name_of(region)
    assert "Voorgesteld" in text(desk, "/beheer/gemeente/0505/mandaat/", mandate(consent_on=""))
    with pytest.raises(DomainError, match="geen mandaat"):
        pip_in_name_of(region)
    assert "Bevestigd: Mandaat M-2026-9 van Dordrecht" in agree(second)
    with pytest.raises(DomainError, match="instemming"):
        pip_in_name_of(region)
    made = Mandaatbesluit.objects.get()
    text(desk, f"/beheer/mandaat/{made.pk}/instemming/", {"on": "20-11-2026"})
    with pytest.raises(DomainError, match="instemming"):
        pip_in_name_of(region)
    agree(second)
    assert "M-2026-9" in pip_in_name_of(region)
    text(desk, f"/beheer/mandaat/{made.pk}/einde/", {"on": "23-11-2026"})
    with pytest.raises(DomainError, match="geen mandaat"):
        pip_in_name_of(region, on=TOMORROW)
    assert AuditRecord.objects.filter(subject_kind="mandaat").count() == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"powers": []}, "Wat mag worden beslist"),
        ({"valid_from": "31-10-2026"}, "niet voor de dag van het besluit"),
        ({"valid_to": "22-11-2026"}, "De laatste dag ligt voor de eerste"),
        ({"number": "M-0505-1"}, "Dit kenmerk staat er al"),
        ({"decided_on": "gisteren"}, "dag-maand-jaar"),
    ],
)
def test_a_mandate_that_can_not_be_is_refused(changes: dict[str, Any], said: str, desk: Client) -> None:
    before = Mandaatbesluit.objects.count()
    assert said in text(desk, "/beheer/gemeente/0505/mandaat/", mandate(**changes))
    assert Mandaatbesluit.objects.count() == before


def test_the_board_decides_itself_from_the_day_of_the_transfer(
    desk: Client, second: Client, region: Region
) -> None:
    data = {"board": "het bestuur van de SDD", "valid_from": "24-11-2026"}
    assert "Voor Dordrecht beslist het bestuur van de SDD vanaf 24-11-2026" in text(
        desk, "/beheer/gemeente/0505/overdracht/", data
    )
    assert "M-0505-1" in pip_in_name_of(region, on=TOMORROW)
    agree(second)
    assert "M-0505-1" in pip_in_name_of(region)
    assert "overdracht" in pip_in_name_of(region, on=TOMORROW)
    assert "staat er al" in text(desk, "/beheer/gemeente/0505/overdracht/", data)


def test_consent_and_end_come_once(desk: Client) -> None:
    known = Mandaatbesluit.objects.get(gemeente="0505")
    assert "stemde al in op" in text(desk, f"/beheer/mandaat/{known.pk}/instemming/", {"on": "20-11-2026"})
    assert "begint pas op" in text(desk, f"/beheer/mandaat/{known.pk}/einde/", {"on": "31-12-2021"})
    text(desk, f"/beheer/mandaat/{known.pk}/einde/", {"on": "30-11-2026"})
    assert "eindigt al na 30-11-2026" in text(desk, f"/beheer/mandaat/{known.pk}/einde/", {"on": "1-12-2026"})


def test_mandates_of_other_gemeenten_and_by_partners_do_not_exist(
    desk: Client, region: Region, signed_in: SignedIn
) -> None:
    assert desk.get("/beheer/gemeente/0482/mandaat/").status_code == 404
    browser = signed_in(manager_of(region, "VluchtelingenWerk", "vwnbeheer"))
    known = Mandaatbesluit.objects.get(gemeente="0505")
    for address in ("gemeente/0505/mandaat/", "gemeente/0505/overdracht/", f"mandaat/{known.pk}/einde/"):
        assert browser.get(f"/beheer/{address}").status_code == 404
