"""How a gemeente is connected to DUO: from a page or from the server, what is refused, and whether the line works."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from support.certificates import Authority
from support.region import START, Region
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.audit.models import AuditRecord
from wegwijs.exchange.duo.client import DuoUnavailable
from wegwijs.exchange.duo.connections import client_for, is_linked
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.messages.commands import queue_outbound

SignedIn = Callable[[Actor], Client]
GOOD: dict[str, Any] = {"adres": "https://duo.voorbeeld/v1", "oin_duo": "00000001802327497000"}
TYPED = {"active": "koppeling", "base_url": "https://duo.voorbeeld/v1", "duo_oin": "0000000180 2327497000"}
PAGE = "/duo/koppelingen/0505/"
START_OF_TIME, END_OF_TIME = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)


def connect(code: str = "0505", **given: Any) -> str:
    out = StringIO()
    call_command("duo_koppeling", code, stdout=out, **given)
    return out.getvalue().strip()


@pytest.fixture
def manager(region: Region) -> Actor:
    """Functional management of the executor."""
    employee = employ(
        region.organisations["SDD"], username="hendriks", name="P. Hendriks", function="functioneel beheer",
        roles={Role.BEHEER: ()}, valid_from=START, phone="0787708911",
    )  # fmt: skip
    actor = actor_of(employee.user, on=START)
    assert actor
    return actor


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Authority:
    """Signs certificates into the folder that an administrator of the server keeps."""
    settings.DUO_CERTIFICATES = str(tmp_path)
    return Authority(tmp_path)


def test_a_gemeente_is_connected_and_it_is_recorded(region: Region, authority: Authority) -> None:
    files = authority.sign("a", oin=region.dordrecht.oin)
    said = connect(**GOOD, certificaat=files.certificate, sleutel=files.key)
    assert said == "Dordrecht: via https://duo.voorbeeld/v1."
    link = DuoKoppeling.objects.get()
    assert (link.certificate, link.key, link.active) == (str(files.certificate), str(files.key), True)
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
    ("0505", {**GOOD, "oin_duo": "١" * 20}, "20 cijfers"),
    ("0505", {**GOOD, "certificaat": Path("/nergens/a.pem")}, "is er niet"),
]


@pytest.mark.parametrize(("code", "given", "words"), REFUSED, ids=[r[2] for r in REFUSED])
def test_what_cannot_be_is_refused(region: Region, code: str, given: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        connect(code, **given)
    assert refusal.value.returncode == 2
    assert not DuoKoppeling.objects.exists()


def test_a_certificate_of_another_gemeente_is_refused(region: Region, authority: Authority) -> None:
    files = authority.sign("a", oin="0" * 20)
    with pytest.raises(CommandError, match=r"Dit certificaat is van OIN 0{20}, en Dordrecht heeft"):
        connect(**GOOD, certificaat=files.certificate, sleutel=files.key)


def test_another_certificate_does_not_keep_the_old_key(region: Region, authority: Authority) -> None:
    old, new = authority.sign("oud"), authority.sign("nieuw")
    connect(**GOOD, certificaat=old.certificate, sleutel=old.key)
    new.certificate.write_bytes(new.certificate.read_bytes() + new.key.read_bytes())
    connect(certificaat=new.certificate)
    assert DuoKoppeling.objects.get().key == ""


def test_functional_management_connects_a_gemeente_on_a_page(
    region: Region, manager: Actor, authority: Authority, signed_in: SignedIn
) -> None:
    authority.sign("dordrecht", oin=region.dordrecht.oin)
    browser = signed_in(manager)
    assert "Koppelingen met DUO" in browser.get("/beheer/").content.decode()
    assert PAGE in browser.get("/duo/koppelingen/").content.decode()
    page = browser.get(PAGE).content.decode()
    assert "dordrecht.pem" in page
    typed = {**TYPED, "certificate": "dordrecht.pem", "key": "dordrecht.key"}
    answer = browser.post(PAGE, typed, follow=True).content.decode()
    assert "Dordrecht: via https://duo.voorbeeld/v1." in answer
    assert "geldig tot en met" in answer
    link = DuoKoppeling.objects.get()
    assert (Path(link.certificate).name, Path(link.key).name) == ("dordrecht.pem", "dordrecht.key")
    assert "houd dordrecht.pem" in browser.get(PAGE).content.decode()
    assert "via het portaal" in browser.post(PAGE, {"active": "portaal"}, follow=True).content.decode()
    assert AuditRecord.objects.filter(subject_kind="koppeling", actor=manager.label).count() == 2


WRONG = [
    ({"active": "koppeling"}, "begint met https://"),
    ({**TYPED, "base_url": "https://duo.voorbeeld/v2"}, "eindigt op /v1"),
    ({**TYPED, "duo_oin": "12"}, "20 cijfers"),
    ({**TYPED, "certificate": "wel.pem", "key": ""}, "De sleutel past niet"),
    ({**TYPED, "certificate": "oud.pem", "key": "oud.key"}, "is verlopen op"),
    ({**TYPED, "certificate": "../../etc/passwd"}, "nog niets opgeslagen"),
    ({**TYPED, "active": "misschien"}, "nog niets opgeslagen"),
]


@pytest.mark.parametrize(("typed", "words"), WRONG, ids=[w[1] for w in WRONG])
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    region: Region,
    manager: Actor,
    authority: Authority,
    signed_in: SignedIn,
    typed: dict[str, str],
    words: str,
) -> None:
    authority.sign("wel")
    authority.sign("oud", begins=START_OF_TIME, ends=END_OF_TIME)
    page = signed_in(manager).post(PAGE, typed).content.decode()
    assert words in page
    assert typed.get("duo_oin", "") in page
    assert not DuoKoppeling.objects.exists()


def test_only_functional_management_of_the_executor_changes_a_link(
    region: Region, fake: FakeDuo, signed_in: SignedIn
) -> None:
    for who in (region.regisseur, region.teamlead, region.counsellor):
        browser = signed_in(who)
        for address in (PAGE, "/duo/koppelingen/9999/"):
            assert browser.get(address).status_code == 404
        assert browser.post(f"{PAGE}proberen/").status_code == 404
    assert PAGE not in signed_in(region.regisseur).get("/duo/koppelingen/").content.decode()
    assert signed_in(region.counsellor).get("/duo/koppelingen/").status_code == 404


def test_an_unknown_gemeente_is_not_found(manager: Actor, signed_in: SignedIn) -> None:
    assert signed_in(manager).get("/duo/koppelingen/9999/").status_code == 404


def test_the_line_can_be_tried(region: Region, manager: Actor, fake: FakeDuo, signed_in: SignedIn) -> None:
    browser = signed_in(manager)
    assert browser.get(f"{PAGE}proberen/").status_code == 405
    assert "De verbinding van Dordrecht met DUO werkt." in tried(browser)
    assert DuoKoppeling.objects.get().answered_at
    fake.down = True
    assert "werkt niet: DUO antwoordt met een storing (503)" in tried(browser)
    assert DuoKoppeling.objects.get().trouble
    DuoKoppeling.objects.update(certificate="/nergens/a.pem")
    fake.down = False
    assert "het bestand a.pem is er niet" in browser.get("/duo/koppelingen/").content.decode()


def tried(browser: Client) -> str:
    return browser.post(f"{PAGE}proberen/", follow=True).content.decode()


def test_messages_that_wait_are_named_before_their_way_changes(
    region: Region, manager: Actor, fake: FakeDuo, signed_in: SignedIn, dossier: Any
) -> None:
    queue_outbound(partner="duo", kind="pip", key="k", gemeente="0505", payload={}, dossier_id=dossier.pk)
    assert "1 bericht wacht" in signed_in(manager).get(PAGE).content.decode()


def test_the_navigation_says_that_connections_belong_to_beheer(manager: Actor, signed_in: SignedIn) -> None:
    text = signed_in(manager).get("/duo/koppelingen/").content.decode()
    assert all("Beheer" in after[:400] for after in text.split('aria-current="page"')[1:])
    assert 'aria-current="page"' in text
