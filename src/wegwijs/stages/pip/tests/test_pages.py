"""The pages of the PIP: whose they are, what they say, and that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from support.pips import drafted, established, good_content, offered, ready_dossier
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.dossiers.commands import involve, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.organisations.models import Mandaatbesluit
from wegwijs.people.queries import address_mark, address_on
from wegwijs.stages.intake.commands import start_intake
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import draft_pip, return_pip, revise_pip, save_draft, send_pip
from wegwijs.stages.pip.models import Pip, State
from wegwijs.stages.pip.queries import lists

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
PAGES = [
    "", "wijzigen/", "vaststellen/", "teruggeven/", "vervallen/", "intrekken/", "intrekken/besluit/",
    "intrekken/vervallen/", "intrekken/versturen/", "versturen/", "versie/1/brief/", "versie/1/brief/opnieuw/",
    "versie/1/intrekken/brief/",
]  # fmt: skip
NAUGHTY = [
    "'; DROP TABLE pip_pip; --", "<script>alert(1)</script>", "{{ 7*7 }}", "مرحبا بكم", "ሰላም", "𝕋𝕖𝕤𝕥 👩‍👩‍👧",
    "\u202etest\u202c", "**vet", "#set text(red)", "$x$ @ref \\",
]  # fmt: skip


def address(dossier: Dossier, page: str = "") -> str:
    return f"/pip/{dossier.pk}/{page}"


def filled(dossier: Dossier, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a plan that lacks nothing."""
    data = {
        "version": "1", "leerroute": "B", "niveau": "B1", "intensiteit_uren": "900", "pvt_uren": "12",
        "map_uren": "40", "jong_kind": "nee", "voortgangsgesprekken": "6", "alfabetisering": "NVT",
        "motivering": "U wilt snel werken.", "ondersteuning": ["taalmaatje"], "doelen": ["taal_oefenen"],
        "eigen_doelen": "Ik haal mijn rijbewijs.", "contact": str(dossier.regisseur_id),
    }  # fmt: skip
    return {**data, **changes}


def mark(dossier: Dossier) -> str:
    """What the page of sending holds: which address it shows."""
    return address_mark(address_on(dossier.person, TODAY))


def words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize("page", PAGES)
def test_a_dossier_of_another_gemeente_does_not_exist(region: Region, signed_in: SignedIn, page: str) -> None:
    dossier = ready_dossier(region)
    drafted(region, dossier)
    assert signed_in(region.outsider).get(address(dossier, page)).status_code == 404


def test_a_partner_reads_no_pip(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    involve(
        dossier, region.counsellor.organisation, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13"
    )  # fmt: skip
    assert signed_in(region.counsellor).get(address(dossier)).status_code == 404
    assert signed_in(region.counsellor).get("/pip/").status_code == 404


def test_a_regisseur_can_not_open_the_page_of_the_decision(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    offered(region, dossier)
    assert signed_in(region.regisseur).get(address(dossier, "vaststellen/")).status_code == 404


def test_the_plan_goes_from_begin_to_sent_through_the_pages(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    maker, decider = signed_in(region.regisseur), signed_in(region.decider)
    assert "Begin met het PIP" in words(maker.get(address(dossier)))
    assert "Nog nodig" in words(maker.post(address(dossier, "opstellen/"), follow=True))
    data = filled(dossier, voorleggen="ja")
    assert "voorgelegd" in words(maker.post(address(dossier, "wijzigen/"), data, follow=True))
    page = words(decider.get(address(dossier, "vaststellen/")))
    assert "namens het college van burgemeester en wethouders van Dordrecht" in page
    assert "M-0505-1" in page
    decision = {"on": "23-11-2026", "read": "on", "version": str(Pip.objects.get().version)}
    answer = decider.post(address(dossier, "vaststellen/"), decision, follow=True)
    assert "Verstuur nu de brief" in words(answer)
    assert "Spuiboulevard 12" in words(maker.get(address(dossier, "versturen/")))
    maker.post(
        address(dossier, "versturen/"), {"on": "23-11-2026", "channel": "post", "address": mark(dossier)}
    )
    pip = Pip.objects.get()
    assert (pip.state, [d.tekst for d in pip.doelen.all()][1]) == (State.VERZONDEN, "Ik haal mijn rijbewijs.")


def test_an_incomplete_plan_is_saved_but_not_put_forward(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    data = filled(dossier, leerroute="", voorleggen="ja")
    page = words(signed_in(region.regisseur).post(address(dossier, "wijzigen/"), data, follow=True))
    assert "Voorleggen kan nog niet" in page
    assert "Er is nog geen leerroute gekozen (Wet inburgering 2021, artikel 15, eerste lid)" in page
    assert Pip.objects.get().voortgangsgesprekken == 6


def test_what_the_intake_lacks_is_said_when_putting_forward(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    start_intake(dossier, by=region.regisseur, on=TODAY)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    data = filled(dossier, voorleggen="ja")
    page = words(signed_in(region.regisseur).post(address(dossier, "wijzigen/"), data, follow=True))
    assert "in de brede intake: " in page
    assert "Zelfredzaamheid is nog niet ingevuld" in page


def test_a_wrong_field_keeps_what_was_typed_and_says_what_to_do(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    data = filled(dossier, intensiteit_uren="veel", participatie_kenmerk="B-12")
    page = words(signed_in(region.regisseur).post(address(dossier, "wijzigen/"), data))
    assert "Vul een heel getal in" in page
    assert "Vul kenmerk en datum allebei in" in page
    assert "Ik haal mijn rijbewijs." in page


def test_a_second_browser_sees_the_difference_and_can_then_save(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    save_draft(
        pip, good_content(dossier, voortgangsgesprekken=4), by=region.colleague, on=TODAY, expected_version=1
    )
    browser = signed_in(region.regisseur)
    page = words(browser.post(address(dossier, "wijzigen/"), filled(dossier)))
    assert "Twee versies" in page
    assert 'name="version" value="2"' in page
    assert Pip.objects.get().voortgangsgesprekken == 4
    browser.post(address(dossier, "wijzigen/"), filled(dossier, version="2"))
    assert Pip.objects.get().voortgangsgesprekken == 6


def test_refreshing_the_letter_stores_nothing(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    browser = signed_in(region.regisseur)
    for where, more in (("wijzigen/", {"ververs": "ja"}), ("voorbeeld/", {})):
        page = words(browser.post(address(dossier, where), filled(dossier, **more)))
        assert "ongeveer 900 uur les" in page
        assert "Alles is er" in page
    assert Pip.objects.get().leerroute == ""


def test_refreshing_the_letter_does_not_hide_what_a_colleague_saved(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    save_draft(pip, good_content(dossier), by=region.colleague, on=TODAY, expected_version=1)
    page = words(
        signed_in(region.regisseur).post(address(dossier, "wijzigen/"), filled(dossier, ververs="ja"))
    )
    assert 'name="version" value="1"' in page


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_comes_back_as_text(region: Region, signed_in: SignedIn, text: str) -> None:
    dossier = ready_dossier(region)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    browser = signed_in(region.regisseur)
    data = filled(dossier, motivering=text, eigen_doelen=text, vve_afspraak=text, hulp_toelichting=text)
    assert browser.post(address(dossier, "wijzigen/"), data).status_code == 302
    assert Pip.objects.get().motivering == text
    assert "<script>alert" not in words(browser.get(address(dossier)))
    assert browser.get(address(dossier, "versie/1/brief/")).content.startswith(b"%PDF")


def test_a_family_migrant_has_no_field_for_intensity_and_no_guidance_by_law(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region, variant=Variant.GEZIN)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    page = words(signed_in(region.regisseur).get(address(dossier, "wijzigen/")))
    assert "maatschappelijke begeleiding" not in page
    assert "intensiteit_uren" not in page
    assert 'name="wil_lening_alfabetisering"' in page
    assert "U kiest zelf uw school" in page


def test_without_a_mandate_the_page_says_why_the_decision_can_not_be_taken(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    offered(region, dossier)
    Mandaatbesluit.objects.all().delete()
    assert "geen mandaat" in words(signed_in(region.decider).get(address(dossier, "vaststellen/")))


def test_giving_back_shows_the_reason_to_who_made_it(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    offered(region, dossier)
    decider = signed_in(region.decider)
    assert decider.post(address(dossier, "teruggeven/"), {"reason": ""}).status_code == 200
    decider.post(address(dossier, "teruggeven/"), {"reason": "Leg de uren uit."})
    assert "Leg de uren uit." in words(signed_in(region.regisseur).get(address(dossier, "wijzigen/")))


def test_dropping_a_decision_that_nobody_knows_is_for_the_decision_maker(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    established(region, dossier)
    data = {"reason": "fout", "on": "23-11-2026"}
    assert "vastgesteld door E. Smit" in words(
        signed_in(region.regisseur).post(address(dossier, "vervallen/"), data, follow=True)
    )
    assert Pip.objects.get().state == State.VASTGESTELD
    signed_in(region.decider).post(address(dossier, "vervallen/"), data)
    assert Pip.objects.get().state == State.VERNIETIGD
    browser = signed_in(region.regisseur)
    assert "Er geldt nu geen PIP" in words(browser.get(address(dossier)))
    assert dossier.person.list_name in words(browser.get("/pip/?stand=begin"))


def test_a_protected_address_is_on_no_screen(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    dossier.person.protected = True
    dossier.person.save()
    established(region, dossier)
    page = words(signed_in(region.regisseur).get(address(dossier, "versturen/")))
    assert "Spuiboulevard" not in page
    assert 'value="post"' not in page


def test_a_refusal_of_duo_is_shown_with_its_words_and_in_the_list(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    record_event(
        dossier, Kind.PIP_BIJ_DUO, by=region.duo, on=TODAY,
        payload={"versie": 1, "stand": "geweigerd", "antwoord": "Niveau A2 kan niet"},
    )  # fmt: skip
    browser = signed_in(region.regisseur)
    assert "Niveau A2 kan niet" in words(browser.get(address(dossier)))
    assert dossier.person.list_name in words(browser.get("/pip/?stand=geweigerd"))


def test_a_list_shows_each_plan_where_it_waits(region: Region, signed_in: SignedIn) -> None:
    returned = ready_dossier(region)
    return_pip(offered(region, returned), by=region.decider, on=TODAY, reason="Leg de uren uit.")
    browser = signed_in(region.regisseur)
    assert "Leg de uren uit." in words(browser.get("/pip/?stand=concept"))
    assert "Niets binnen deze keuze" in words(browser.get("/pip/?stand=versturen"))
    assert browser.get("/pip/?stand=x&na=zomaar").status_code == 200


def test_a_dossier_whose_intake_is_done_waits_to_begin(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    assert dossier.person.list_name in words(signed_in(region.regisseur).get("/pip/?stand=begin"))


def test_the_next_page_goes_on_where_the_first_ended(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    for _ in range(3):
        draft_pip(ready_dossier(region, bsn=None), by=region.regisseur, on=TODAY)
    rows = queries.to_do(region.regisseur)
    first, after = queries.page_of(rows, "")
    rest, end = queries.page_of(rows, after)
    assert (len({p.pk for p in [*first, *rest]}), end) == (3, "")


def test_the_number_of_statements_does_not_grow_with_the_list(
    region: Region, signed_in: SignedIn, statements: Statements
) -> None:
    browser = signed_in(region.regisseur)
    drafted(region, ready_dossier(region, bsn=None))
    few = statements(browser, "/pip/")
    for _ in range(3):
        drafted(region, ready_dossier(region, bsn=None))
    assert statements(browser, "/pip/") == few <= 9


def test_the_pages_of_one_plan_cost_the_same_with_more_versions(
    region: Region, signed_in: SignedIn, statements: Statements
) -> None:
    browser = signed_in(region.regisseur)
    dossier = ready_dossier(region)
    established(region, dossier)
    few = statements(browser, address(dossier))
    revise_pip(dossier, by=region.regisseur, on=TODAY)
    # A draft asks once which words of letters are in force.
    with_draft = statements(browser, address(dossier))
    assert with_draft == few + 1 <= 13
    assert statements(browser, address(dossier, "wijzigen/")) <= 13


def test_the_contact_person_is_somebody_who_sees_dossiers(region: Region) -> None:
    manager = employ(
        region.organisations["SDD"], username="beheer", name="B. Heer", function="functioneel beheer",
        roles={Role.BEHEER: ()}, valid_from=TODAY,
    )  # fmt: skip
    found = set(queries.colleagues(region.organisations["SDD"], on=TODAY).values())
    assert region.regisseur.employee in found
    assert manager not in found
