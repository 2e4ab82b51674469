"""The exchange with DUO in a browser: what came, what failed, what must be entered by hand, and lists."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from support import duo
from support.duo import asylum_person
from support.region import START, TODAY, Region, build_region, make_dossier
from support.story import Axe, OnDay, SignIn
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.exchange.duo.commands import handle_notification, receive_notification, send_due, tick_off
from wegwijs.exchange.duo.connections import note_trouble
from wegwijs.exchange.duo.jobs import handle as jobs_handle
from wegwijs.messages.commands import queue_outbound

pytestmark = pytest.mark.django_db(transaction=True)
BSN = "999990408"
PIP = {
    "versie": 1, "dagtekening": "2026-11-20", "leerroute": "B", "niveau": "B1", "intensiteit_uren": 600,
    "alfabetisering": "NVT",
}  # fmt: skip


@pytest.fixture
def region(page: Page, sign_in: SignIn, on_day: OnDay) -> Region:
    """The region, with its regisseur signed in; no gemeente has a link yet."""
    on_day(TODAY)
    duo.start_afresh()
    made = build_region()
    sign_in(page, made.regisseur.user)
    return made


def arrives(region: Region, event: str, bsn: str = BSN) -> None:
    message, _ = receive_notification(
        region.dordrecht, message_id=str(uuid4()), event=event, bsn=bsn, v_nummer=None,
        registered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    jobs_handle.defer(message=str(message.pk), gemeente=message.gemeente_id)


def test_messages_with_failures_first(
    page: Page, region: Region, axe: Axe, run_jobs: Callable[[], int]
) -> None:
    duo.link(region.dordrecht)
    duo.fake.store.save(BSN, asylum_person())
    for event in ("SS101", "SS139", "SS126", "ZZ9"):
        arrives(region, event)
    arrives(region, "SS131", "999993653")
    run_jobs()
    page.goto("/duo/berichten/")
    expect(page.get_by_role("heading", name="Niet verwerkt")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Uitslag van de leerbaarheidstoets bekend").click()
    expect(page.locator("main")).not_to_contain_text("999993653")
    axe(page)
    page.get_by_role("button", name="Toon BSN en v-nummer").click()
    expect(page.get_by_text("BSN 999993653")).to_be_visible()
    page.get_by_role("button", name="Opnieuw verwerken").click()
    expect(page.get_by_text("Het bericht is opnieuw verwerkt")).to_be_visible()


def test_what_duo_refused_is_shown_and_sent_again(
    page: Page, region: Region, axe: Axe, run_jobs: Callable[[], int]
) -> None:
    duo.link(region.dordrecht)
    duo.fake.store.save(BSN, {**asylum_person(), "gevestigd": "2026-11-22"})
    dossier = make_dossier(region, bsn=BSN)
    queue_outbound(partner="duo", kind="pip", key="k", gemeente="0505", payload=PIP, dossier_id=dossier.pk)
    send_due()
    page.goto("/duo/berichten/?kant=uit")
    expect(page.get_by_text("Dagtekening ligt voor de vestiging in de gemeente")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="PIP van 20-11-2026 (versie 1)").click()
    axe(page)
    duo.fake.store.save(BSN, asylum_person())
    page.get_by_role("button", name="Opnieuw versturen").click()
    send_due()
    page.reload()
    expect(page.get_by_text("DUO heeft het aangenomen")).to_be_visible()


def test_the_portal_is_worked_through(page: Page, region: Region, axe: Axe) -> None:
    dossier = make_dossier(region, bsn=BSN)
    queue_outbound(partner="duo", kind="pip", key="k", gemeente="0505", payload=PIP, dossier_id=dossier.pk)
    page.goto("/duo/portaal/")
    axe(page)
    page.get_by_role("link", name="Overnemen voor").click()
    expect(page.get_by_text("600 uur")).to_be_visible()
    axe(page)
    page.get_by_label("Ingevoerd op").fill("25-12-2026")
    page.get_by_role("button", name="Ingevoerd bij DUO").click()
    expect(page.get_by_role("alert")).to_contain_text("ligt in de toekomst")
    axe(page)
    page.get_by_label("Ingevoerd op").fill("23-11-2026")
    page.get_by_role("button", name="Ingevoerd bij DUO").click()
    expect(page.get_by_text("Niets om in te voeren")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Ingevoerd", exact=True).click()
    expect(page.get_by_text("op 23-11-2026")).to_be_visible()
    axe(page)


def test_facts_are_typed_over(page: Page, region: Region, axe: Axe) -> None:
    page.goto("/duo/gegevens/")
    axe(page)
    page.get_by_label("Gemeente").select_option("0505")
    page.get_by_role("textbox", name="BSN (niet verplicht)").fill(BSN)
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Begin van de plicht").fill("18-08-2026")
    page.get_by_label("Asielstatushouder", exact=True).check()
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul de datum van de kennisgeving in")
    axe(page)
    page.get_by_label("Datum kennisgeving").fill("20-08-2026")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("2 gegevens van DUO vastgelegd")).to_be_visible()


def test_a_list_is_tried_out_taken_over_and_reported(
    page: Page, region: Region, axe: Axe, run_jobs: Callable[[], int]
) -> None:
    page.goto("/duo/lijst/")
    axe(page)
    page.get_by_label("Gemeente").select_option("0505")
    empty = {"name": "duo.csv", "mimeType": "text/csv", "buffer": b"bsn;plichtig\n"}
    page.get_by_label("Bestand", exact=True).set_input_files(empty)  # type: ignore[arg-type]
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_role("alert")).to_contain_text("alleen een eerste regel")
    axe(page)
    lines = f"bsn;plichtig;begin plicht;kennisgeving\n{BSN};ja;18-08-2026;20-08-2026\n123456789;ja;;\n"
    right = {"name": "duo.csv", "mimeType": "text/csv", "buffer": lines.encode("utf-16")}
    page.get_by_label("Bestand", exact=True).set_input_files(right)  # type: ignore[arg-type]
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_label("kennisgeving")).to_have_value("kennisgeving")
    axe(page)
    page.get_by_role("button", name="Nakijken").click()
    run_jobs()
    page.reload()
    expect(page.get_by_text("1 regel kan worden overgenomen, 1 niet.")).to_be_visible()
    expect(page.get_by_text("Dit BSN klopt niet")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Neem over").click()
    run_jobs()
    page.reload()
    expect(page.get_by_text("1 van 2 regels geweigerd")).to_be_visible()
    axe(page)


def test_how_each_gemeente_is_connected(page: Page, region: Region, axe: Axe) -> None:
    duo.link(region.dordrecht)
    page.goto("/duo/koppelingen/")
    expect(page.get_by_text("via de koppeling")).to_be_visible()
    axe(page)
    note_trouble("0505", "het certificaat a.pem is verlopen op 01-11-2026")
    page.reload()
    expect(page.get_by_text("werkt niet", exact=True)).to_be_visible()
    axe(page)
    page.goto("/duo/berichten/")
    expect(page.get_by_text("DUO is niet te bereiken voor Dordrecht")).to_be_visible()
    axe(page)


def test_functional_management_sets_and_tries_a_link(
    page: Page, region: Region, axe: Axe, sign_in: SignIn
) -> None:
    duo.link(region.dordrecht)
    manager = employ(
        region.organisations["SDD"], username="hendriks", name="P. Hendriks", function="functioneel beheer",
        roles={Role.BEHEER: ()}, valid_from=START, phone="0787708911",
    )  # fmt: skip
    sign_in(page, manager.user)
    page.goto("/beheer/")
    page.get_by_role("link", name="Koppelingen met DUO").click()
    axe(page)
    page.get_by_role("button", name="Probeer de verbinding van Dordrecht").click()
    expect(page.get_by_text("De verbinding van Dordrecht met DUO werkt.")).to_be_visible()
    page.get_by_role("link", name="Wijzig de koppeling van Dordrecht").click()
    axe(page)
    page.get_by_label("Adres van DUO").fill("http://duo")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("begint met https://")
    axe(page)


def test_a_message_is_put_aside_and_a_tick_put_back(page: Page, region: Region, axe: Axe) -> None:
    message, _ = receive_notification(
        region.dordrecht, message_id=str(uuid4()), event="SS131", bsn="999993653", v_nummer=None,
        registered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    handle_notification(message.pk)
    page.goto(f"/duo/berichten/in/{message.pk}/")
    page.get_by_role("link", name="Leg weg").click()
    axe(page)
    page.get_by_label("Waarom hoeft er niets te gebeuren?").fill("woont niet meer hier")
    page.get_by_role("button", name="Leg weg").click()
    expect(page.get_by_text("Weggelegd door A. de Vries, SDD: woont niet meer hier").first).to_be_visible()
    axe(page)
    dossier = make_dossier(region, bsn=BSN)
    out = queue_outbound(
        partner="duo", kind="pip", key="k", gemeente="0505", payload=PIP, dossier_id=dossier.pk
    )
    tick_off(out, by=region.regisseur, on=TODAY)
    page.goto(f"/duo/portaal/{out.pk}/")
    page.get_by_text("Toch niet ingevoerd?").click()
    axe(page)
    page.get_by_label("Waarom klopte het niet?").fill("verkeerde regel")
    page.get_by_role("button", name="Zet terug op de lijst").click()
    expect(page.get_by_text("Staat weer op de lijst")).to_be_visible()


def test_the_trial_lets_duo_send_something(page: Page, region: Region, axe: Axe) -> None:
    page.goto("/proef/duo/")
    axe(page)
    page.get_by_label("Over wie").fill("2026-0505-9999")
    page.get_by_role("button", name="Laat DUO dit sturen").click()
    expect(page.get_by_role("alert")).to_contain_text("kent niemand met dit nummer")
    axe(page)


def test_nothing_falls_off_a_phone(page: Page, region: Region) -> None:
    duo.link(region.dordrecht)
    dossier = make_dossier(region, bsn=BSN)
    queue_outbound(partner="duo", kind="pip", key="k", gemeente="0505", payload=PIP, dossier_id=dossier.pk)
    arrives(region, "SS131", "999993653")
    page.set_viewport_size({"width": 320, "height": 700})
    for address in ("berichten/", "berichten/?kant=uit", "portaal/", "gegevens/", "lijst/", "koppelingen/"):
        page.goto(f"/duo/{address}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
