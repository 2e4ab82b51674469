"""The dossier page, the search, and the small acts from it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.dossiers.commands import add_task, involve, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Contactmoment, Dossier, IngekomenStuk, TermijnRow

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]


def test_shows_who_what_is_due_and_why(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    text = signed_in(region.regisseur).get(f"/dossier/{dossier.pk}/").content.decode()
    assert str(dossier.person) in text
    assert f"<title>Dossier {dossier.number}" in text
    assert "Inburgeringsplicht" in text or "Dossier geopend" in text


def test_each_view_of_a_dossier_is_recorded(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    signed_in(region.regisseur).get(f"/dossier/{dossier.pk}/")
    assert AuditRecord.objects.filter(action=Action.VIEW, subject_id=str(dossier.pk)).exists()


def test_another_gemeente_gets_not_found(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    assert signed_in(region.outsider).get(f"/dossier/{dossier.pk}/").status_code == 404


def test_a_partner_sees_only_its_slice(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    browser = signed_in(region.counsellor)
    assert browser.get(f"/dossier/{dossier.pk}/").status_code == 404
    organisation = region.counsellor.organisation
    involve(dossier, organisation, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
    text = browser.get(f"/dossier/{dossier.pk}/").content.decode()
    assert str(dossier.person) in text
    assert "BSN" not in text.split("<main")[1]
    assert "Gegevens van anderen" not in text


def test_a_partner_learns_nowhere_of_a_termijn_that_tells_of_income(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    by, organisation = region.regisseur, region.counsellor.organisation
    involve(dossier, organisation, by=by, on=TODAY, purpose="begeleiding", basis="Wi 13")
    row = TermijnRow.objects.create(
        dossier=dossier, gemeente=dossier.gemeente, key="ontzorgen", soort="ontzorgen", label="Ontzorgen eindigt",
        aard="wet", start=TODAY, nominal=TODAY, last_day=TODAY, why={},
    )  # fmt: skip
    Dossier.objects.filter(pk=dossier.pk).update(next_termijn=row, next_on=TODAY, pip_on=date(2027, 1, 4))
    browser = signed_in(region.counsellor)
    for address in ("/", f"/dossier/{dossier.pk}/", "/intake/"):
        text = browser.get(address).content.decode().split("<main")[1]
        assert "Ontzorgen" not in text
        assert TODAY.isoformat() not in text
    assert dossier.person.list_name in browser.get("/").content.decode()
    # Nor does the count of a tile tell it, or who stands behind one.
    assert dossier.person.list_name not in browser.get("/?wanneer=week").content.decode()
    assert dossier.person.list_name in signed_in(by).get("/?van=allen&wanneer=week").content.decode()
    assert "04-01-2027, nog" in browser.get(f"/dossier/{dossier.pk}/").content.decode()
    assert browser.get(f"/dossier/{dossier.pk}/waarom/").status_code == 404
    assert "Ontzorgen eindigt" in signed_in(by).get("/?van=allen").content.decode()


def test_the_page_costs_at_most_twelve_statements(
    region: Region, dossier: Dossier, signed_in: SignedIn, statements: Statements
) -> None:
    browser = signed_in(region.regisseur)
    for number in range(6):
        add_task(dossier, f"taak {number}")
    assert statements(browser, f"/dossier/{dossier.pk}/") <= 12


def test_the_bsn_is_shown_only_with_a_reason(region: Region, signed_in: SignedIn) -> None:
    dossier = make_dossier(region, bsn="999993653")
    browser = signed_in(region.regisseur)
    address = f"/dossiers/{dossier.pk}/bsn/"
    assert "999993653" not in browser.get(address).content.decode()
    assert "999993653" not in browser.post(address, {}).content.decode()
    assert "999993653" in browser.post(address, {"reason": "duo"}).content.decode()
    row = AuditRecord.objects.get(action=Action.REVEAL)
    assert (row.actor_user, row.detail) == (region.regisseur.user_id, "bsn: duo")


@pytest.mark.parametrize("words", ["tesfay", "Tesfay, Selam", "selam tesf"])
def test_search_finds_a_name_in_any_order(
    region: Region, dossier: Dossier, signed_in: SignedIn, words: str
) -> None:
    answer = signed_in(region.regisseur).post("/zoeken/", {"q": words})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/dossier/{dossier.pk}/"


def test_search_finds_a_number(region: Region, signed_in: SignedIn) -> None:
    dossier = make_dossier(region, bsn="999993653")
    for words in ("999993653", dossier.number):
        assert signed_in(region.regisseur).post("/zoeken/", {"q": words}).status_code == 302


def test_search_never_finds_what_is_not_the_actors(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    answer = signed_in(region.outsider).post("/zoeken/", {"q": "tesfay"})
    assert "Niets gevonden" in answer.content.decode()


@pytest.mark.parametrize("words", ["'; drop table", "%", "\x00", "٣٤٥", "𝕿𝖊𝖘𝖙", "-" * 500])
def test_search_takes_any_text(region: Region, signed_in: SignedIn, words: str) -> None:
    assert signed_in(region.regisseur).post("/zoeken/", {"q": words}).status_code == 200


def test_a_contact_is_recorded_with_its_follow_up(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    page = f"/dossiers/{dossier.pk}/contact/"
    assert browser.get(page).status_code == 200
    typed = {
        "on": "23-11-2026", "way": "telefoon", "outgoing": "ja", "reached": "nee", "summary": "Voicemail",
        "follow_up": "Opnieuw bellen", "follow_up_days": "",
    }  # fmt: skip
    assert browser.post(page, typed).status_code == 302
    assert Contactmoment.objects.get().follow_up is not None
    text = browser.get(f"/dossier/{dossier.pk}/").content.decode()
    assert "Opnieuw bellen" in text


def test_a_contact_in_the_future_is_refused_and_keeps_what_was_typed(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    typed = {
        "on": "24-11-2026", "way": "telefoon", "outgoing": "ja", "reached": "nee", "summary": "Gebeld over school",
    }  # fmt: skip
    answer = signed_in(region.regisseur).post(f"/dossiers/{dossier.pk}/contact/", typed).content.decode()
    assert "ligt in de toekomst" in answer
    assert "Gebeld over school" in answer


@pytest.mark.parametrize(
    "kind",
    [
        "bijstand",
        "bijstand-einde",
        "traject",
        "werkwens",
        "werk",
        "aanbod",
    ],
)
def test_every_fact_has_its_form(region: Region, dossier: Dossier, signed_in: SignedIn, kind: str) -> None:
    page = f"/dossiers/{dossier.pk}/gegevens/{kind}/"
    assert signed_in(region.regisseur).get(page).status_code == 200
    assert "Er is nog niets opgeslagen" in signed_in(region.regisseur).post(page, {}).content.decode()


def test_work_is_recorded_and_shown(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    typed = {"on": "01-11-2026", "beroep": "kok", "uren": "24", "uitkering": "stopt"}
    assert browser.post(f"/dossiers/{dossier.pk}/gegevens/werk/", typed).status_code == 302
    assert "kok, 24 uur per week" in browser.get(f"/dossier/{dossier.pk}/").content.decode()


def test_registration_starts_the_ten_weeks(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    page = f"/dossiers/{dossier.pk}/inschrijving/"
    assert browser.post(page, {"on": "10-09-2026", "artikel_28": "ja"}).status_code == 302


def test_post_is_registered_filed_and_downloaded(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.administrator)
    typed = {
        "gemeente": "0505", "received_on": "20-11-2026", "channel": "mail", "sender": "IDW", "subject": "Waardering",
    }  # fmt: skip
    assert browser.post("/dossiers/post/nieuw/", typed).status_code == 302
    item = IngekomenStuk.objects.get()
    assert "Waardering" in browser.get("/dossiers/post/").content.decode()
    refused = browser.post(f"/dossiers/post/{item.pk}/", {"number": "2020-0505-9999"}).content.decode()
    assert "Hier hoort geen dossier bij" in refused
    assert (
        browser.post(f"/dossiers/post/{item.pk}/", {"number": dossier.number, "task": "Lezen"}).status_code
        == 302
    )
    assert "Lezen" in signed_in(region.regisseur).get(f"/dossier/{dossier.pk}/").content.decode()


def test_a_regisseur_is_chosen_by_the_team_leader(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    page = f"/dossiers/{dossier.pk}/regisseur/"
    assert signed_in(region.regisseur).get(page).status_code == 404
    employee = region.colleague.employee
    assert employee
    assert (
        signed_in(region.teamlead).post(page, {"employee": str(employee.pk), "version": "1"}).status_code
        == 302
    )
    dossier.refresh_from_db()
    assert dossier.regisseur == employee


def test_a_partner_is_let_in(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    page = f"/dossiers/{dossier.pk}/partner/"
    organisation = region.counsellor.organisation
    typed = {"organisation": str(organisation.pk), "purpose": "maatschappelijke begeleiding"}
    assert signed_in(region.regisseur).post(page, typed).status_code == 302
    assert signed_in(region.counsellor).get(f"/dossier/{dossier.pk}/").status_code == 200


def test_an_offer_and_a_talk_meet_their_dates(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    payload = {
        "versie": 1,
        "dagtekening": "2026-10-01",
        "leerroute": "B",
        "gemeente": "0505",
        "gesprekken": 6,
    }
    group = {"indeling": "Asielstatushouder", "gedetailleerd": "Asielstatushouder"}
    record_event(dossier, Kind.DUO_DOELGROEP, by=region.duo, on=TODAY, payload=group, origin=Origin.DUO)
    record_event(dossier, Kind.PIP_VASTGESTELD, by=region.decider, on=date(2026, 10, 1), payload=payload)
    browser = signed_in(region.regisseur)
    page = f"/dossiers/{dossier.pk}/gegevens"
    assert browser.post(f"{page}/aanbod/", {"on": "20-11-2026", "aanbieder": "NLtraining"}).status_code == 302
    talk = f"/voltooien/dossier/{dossier.pk}/gesprekken/vastleggen/"
    assert browser.post(talk, {"on": "20-11-2026", "way": "kantoor"}).status_code == 302
    states = dict(dossier.termijnen.values_list("soort", "state"))
    assert states["aanbod"] == "voldaan"
    assert dossier.termijnen.get(soort="voortgangsgesprek").label == "Voortgangsgesprek 2"


def test_a_task_leads_only_where_somebody_may_come(
    region: Region, dossier: Dossier, signed_in: Callable[[Actor], Client]
) -> None:
    add_task(dossier, "PIP versturen", link=f"/pip/{dossier.pk}/")
    add_task(dossier, "Iets van vroeger", link="/bestaat/niet/")
    opened = re.compile(rf'href="/pip/{dossier.pk}/"[^>]*>Open<')
    for actor, may in ((region.decider, True), (region.administrator, False)):
        text = signed_in(actor).get(f"/dossier/{dossier.pk}/").content.decode()
        assert "PIP versturen" in text
        assert bool(opened.search(text)) is may, actor.label
        assert "/bestaat/niet/" not in text
