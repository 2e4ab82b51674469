"""How an administrator connects a gemeente to DUO, and what is refused."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from support.region import Region
from wegwijs.audit.models import AuditRecord
from wegwijs.exchange.duo.client import DuoUnavailable
from wegwijs.exchange.duo.connections import client_for, is_linked
from wegwijs.exchange.duo.models import DuoKoppeling

GOOD: dict[str, Any] = {"adres": "https://duo.voorbeeld/v1", "oin_duo": "00000001802327497000"}


def connect(code: str = "0505", **given: Any) -> str:
    out = StringIO()
    call_command("duo_koppeling", code, stdout=out, **given)
    return out.getvalue().strip()


def test_a_gemeente_is_connected_and_it_is_recorded(region: Region, tmp_path: Path) -> None:
    certificate = tmp_path / "a.pem"
    certificate.touch()
    assert connect(**GOOD, certificaat=certificate) == "Dordrecht: via https://duo.voorbeeld/v1."
    link = DuoKoppeling.objects.get()
    assert (link.certificate, link.active) == (str(certificate), True)
    assert AuditRecord.objects.filter(subject_kind="koppeling", subject_id="0505").exists()


def test_switched_off_it_goes_by_the_portal_and_keeps_its_settings(region: Region) -> None:
    connect(**GOOD)
    assert "via het portaal" in connect(uit=True)
    assert not is_linked(region.dordrecht)
    with pytest.raises(DuoUnavailable, match="geen koppeling"):
        client_for(region.dordrecht)
    assert connect() == "Dordrecht: via https://duo.voorbeeld/v1."


def test_switching_off_what_was_never_on_changes_nothing(region: Region) -> None:
    assert "er was geen koppeling" in connect(uit=True)
    assert not DuoKoppeling.objects.exists()


REFUSED = [
    ("9999", GOOD, "geen gemeente"),
    ("0505", {**GOOD, "adres": "http://duo.voorbeeld/v1"}, "https"),
    ("0505", {**GOOD, "adres": "https://duo.voorbeeld"}, "/v1"),
    ("0505", {**GOOD, "oin_duo": "123"}, "20 cijfers"),
    ("0505", {**GOOD, "certificaat": Path("/nergens/a.pem")}, "is er niet"),
]


@pytest.mark.parametrize(("code", "given", "words"), REFUSED, ids=[r[2] for r in REFUSED])
def test_what_cannot_be_is_refused(region: Region, code: str, given: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        connect(code, **given)
    assert refusal.value.returncode == 2
    assert not DuoKoppeling.objects.exists()
