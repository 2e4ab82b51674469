"""Taking back a plan that was made known is a decision: proposed, decided with mandate, sent; the termijn stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from support.pips import established, ready_dossier, with_role
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.documents.content import Content
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.messages.models import OutboundMessage
from wegwijs.organisations.models import Beleid, Bezwaaradres, Mandaatbesluit
from wegwijs.people.commands import set_languages
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import (
    Ground,
    annul_pip,
    decide_withdrawal,
    draft_pip,
    drop_withdrawal,
    establish_pip,
    offer_pip,
    propose_withdrawal,
    revise_pip,
    send_pip,
    send_withdrawal,
)
from wegwijs.stages.pip.models import Intrekking, Pip, State

SignedIn = Callable[[Actor], Client]
Soort = Intrekking.Soort
MISTAKE = Ground(Soort.INTREKKING, "Wij hebben een fout gemaakt. De leerroute past niet.")
SENT = date(2026, 11, 2)


def sent(region: Region, dossier: Dossier) -> Pip:
    return send_pip(established(region, dossier, on=SENT), by=region.regisseur, on=SENT)


def proposed(region: Region, dossier: Dossier, ground: Ground = MISTAKE) -> Intrekking:
    return propose_withdrawal(sent(region, dossier), ground, by=region.regisseur, on=TODAY)


def decided(region: Region, dossier: Dossier, ground: Ground = MISTAKE) -> Intrekking:
    return decide_withdrawal(proposed(region, dossier, ground), by=region.decider, on=TODAY)


def with_term(region: Region, dossier: Dossier) -> None:
    record_event(
        dossier, Kind.DUO_TERMIJN, by=region.duo, on=SENT,
        payload={"start": "2026-11-03", "eind_exclusief": "2029-11-03"},
    )  # fmt: skip


def words(letter: Letter | None) -> str:
    assert letter
    return str(letter.content)


def test_the_decision_is_taken_in_the_name_of_the_college_with_its_clause(region: Region) -> None:
    row = decided(region, ready_dossier(region))
    assert row.in_whose_name == "namens het college van burgemeester en wethouders van Dordrecht"
    assert "M-0505-1" in row.mandate
    text = words(row.letter)
    for said in (
        "Besluit: uw persoonlijk plan", "het **PIP** van 2 november 2026", "versie 1", "De leerroute past niet.",
        "artikel 11, derde lid", "zes weken", "Postbus 505, 3300 AA Dordrecht", "rechtbank Rotterdam", "6:16",
        "E. Smit", "M-0505-1", "Wij maken een nieuw plan met u",
    ):  # fmt: skip
        assert said in text, said


def test_the_plan_holds_until_the_letter_is_sent_and_then_a_term_to_object_runs(region: Region) -> None:
    dossier = ready_dossier(region)
    row = decided(region, dossier)
    assert queries.current_pip(dossier) == row.pip
    send_withdrawal(row, by=region.regisseur, on=TODAY)
    assert queries.current_pip(dossier) is None
    dossier.refresh_from_db()
    assert (dossier.fase, dossier.route) == (Fase.PIP, "")
    window = dossier.termijnen.get(soort="bezwaar")
    assert (window.key, window.start, window.last_day) == ("bezwaar:101", TODAY, date(2027, 1, 4))
    assert "intrekken" in window.label


def test_the_inburgeringstermijn_stays_as_it_was(region: Region) -> None:
    dossier = ready_dossier(region)
    row = decided(region, dossier)
    before = dossier.termijnen.get(soort="inburgeringstermijn").last_day
    send_withdrawal(row, by=region.regisseur, on=TODAY)
    draft = draft_pip(dossier, by=region.regisseur, on=TODAY)
    establish_pip(offer_pip(draft, by=region.regisseur, on=TODAY), by=region.decider, on=TODAY)
    assert dossier.termijnen.get(soort="inburgeringstermijn").last_day == before == date(2029, 11, 2)
    assert "verandert **niet** door dit besluit" in words(Pip.objects.get(versie=2).letter)
    assert "U had een plan van 2 november 2026. Dat plan geldt niet meer." in words(
        Pip.objects.get(versie=2).letter
    )


def test_a_decision_that_was_never_made_known_started_no_term(region: Region) -> None:
    dossier = ready_dossier(region)
    annul_pip(established(region, dossier, on=SENT), by=region.decider, on=TODAY, reason="vergissing")
    assert not dossier.termijnen.filter(soort="inburgeringstermijn").exists()
    assert dossier.termijnen.get(soort="pip").state == "open"
    assert "drie jaar beginnen" in words(established(region, dossier).letter)


def test_duo_is_asked_to_take_it_out_while_it_has_set_no_term(region: Region) -> None:
    dossier = ready_dossier(region)
    send_withdrawal(decided(region, dossier), by=region.regisseur, on=TODAY)
    assert OutboundMessage.objects.filter(kind="pip_intrekken").count() == 1


def test_after_duo_set_the_term_a_new_version_must_replace_it(region: Region) -> None:
    dossier = ready_dossier(region)
    row = proposed(region, dossier)
    with_term(region, dossier)
    done = decide_withdrawal(row, by=region.decider, on=TODAY)
    assert "U hebt tot en met **2 november 2029**" in words(done.letter)
    send_withdrawal(done, by=region.regisseur, on=TODAY)
    assert not OutboundMessage.objects.filter(kind="pip_intrekken").exists()
    assert "nieuwe versie" in dossier.taken.get(source_key="pip:duo-vervangen").why


def test_the_day_of_the_decision_for_a_new_plan_leads_the_list_until_there_is_one(region: Region) -> None:
    dossier = ready_dossier(region)
    row = decided(region, dossier, replace(MISTAKE, nieuw_voor=date(2026, 12, 21)))
    assert "uiterlijk op **21 december 2026**" in words(row.letter)
    send_withdrawal(row, by=region.regisseur, on=TODAY)
    dossier.refresh_from_db()
    assert dossier.next_termijn
    assert (dossier.next_on, dossier.next_termijn.label) == (date(2026, 12, 21), "Nieuw PIP vaststellen")
    establish_pip(
        offer_pip(draft_pip(dossier, by=region.regisseur, on=TODAY), by=region.regisseur, on=TODAY),
        by=region.decider, on=TODAY,
    )  # fmt: skip
    assert dossier.termijnen.get(soort="nieuw_pip").state == "voldaan"


def test_a_day_for_a_new_plan_is_not_in_the_past(region: Region) -> None:
    with pytest.raises(DomainError, match="al voorbij"):
        proposed(region, ready_dossier(region), replace(MISTAKE, nieuw_voor=date(2026, 11, 1)))


def test_what_duo_refused_need_not_be_taken_out(region: Region) -> None:
    dossier = ready_dossier(region)
    row = decided(region, dossier)
    record_event(
        dossier, Kind.PIP_BIJ_DUO, by=region.duo, on=TODAY, payload={"versie": 1, "stand": "geweigerd"}
    )
    send_withdrawal(row, by=region.regisseur, on=TODAY)
    assert not OutboundMessage.objects.filter(kind="pip_intrekken").exists()


def test_withdrawing_a_change_brings_the_plan_before_it_back(region: Region) -> None:
    dossier = ready_dossier(region)
    first = sent(region, dossier)
    second = revise_pip(dossier, by=region.regisseur, on=SENT + timedelta(days=3))
    done = establish_pip(
        offer_pip(second, by=region.regisseur, on=SENT + timedelta(days=3)), by=region.decider, on=SENT + timedelta(days=3)
    )  # fmt: skip
    newest = send_pip(done, by=region.regisseur, on=SENT + timedelta(days=3))
    with pytest.raises(DomainError, match="dat nu geldt"):
        propose_withdrawal(first, MISTAKE, by=region.regisseur, on=TODAY)
    row = decide_withdrawal(
        propose_withdrawal(newest, MISTAKE, by=region.regisseur, on=TODAY), by=region.decider, on=TODAY
    )
    assert "Uw plan van 2 november 2026 geldt weer." in words(row.letter)
    send_withdrawal(row, by=region.regisseur, on=TODAY)
    assert queries.current_pip(dossier) == first
    facts = queries.case_of(dossier).facts
    assert facts.actueel_pip().versie == 1  # type: ignore[union-attr]
    dossier.refresh_from_db()
    assert dossier.fase == Fase.LEERROUTE


@pytest.mark.parametrize(
    ("soort", "said", "unsaid"),
    [
        (Soort.HERROEPING, "U maakte bezwaar. Op 16 november 2026", "zes weken"),
        (
            Soort.VERNIETIGING,
            "De rechter deed uitspraak op 16 november 2026 (zaaknummer ROT 26/1234)",
            "zes weken",
        ),
    ],
)
def test_what_another_decided_is_told_without_an_objection_of_its_own(
    region: Region, soort: str, said: str, unsaid: str
) -> None:
    dossier = ready_dossier(region)
    ground = Ground(soort, "Het plan paste niet bij u.", "ROT 26/1234", date(2026, 11, 16))
    row = decided(region, dossier, ground)
    text = words(row.letter)
    assert said in text
    assert unsaid not in text
    assert "geen nieuw besluit" in text
    send_withdrawal(row, by=region.regisseur, on=TODAY)
    assert Pip.objects.get().annulled_on == date(2026, 11, 16)
    assert not dossier.termijnen.filter(soort="bezwaar").exists()


WRONG: list[tuple[Ground, str, str]] = [
    (Ground(Soort.INTREKKING, " "), "reden", "waarom"),
    (Ground(Soort.INTREKKING, "x", "ROT 1"), "kenmerk", "geen ander kenmerk"),
    (Ground(Soort.HERROEPING, "x"), "kenmerk", "zaaknummer"),
    (Ground(Soort.HERROEPING, "x", "B-1"), "besloten_op", "datum"),
    (Ground(Soort.VERNIETIGING, "x", "B-1", TODAY + timedelta(days=1)), "besloten_op", "toekomst"),
    (Ground(Soort.VERNIETIGING, "x", "B-1", SENT - timedelta(days=1)), "besloten_op", "voor de verzending"),
]


@pytest.mark.parametrize(("ground", "field", "message"), WRONG)
def test_what_is_missing_or_wrong_is_said_at_its_field(
    region: Region, ground: Ground, field: str, message: str
) -> None:
    pip = sent(region, ready_dossier(region))
    with pytest.raises(DomainError, match=message) as refusal:
        propose_withdrawal(pip, ground, by=region.regisseur, on=TODAY)
    assert refusal.value.field == field


def test_four_eyes_hold_here_too_unless_the_gemeente_does_without(region: Region) -> None:
    both = with_role(region.regisseur, Role.BESLISSER)
    row = proposed(region, ready_dossier(region))
    with pytest.raises(NotAllowed, match="vier ogen"):
        decide_withdrawal(row, by=both, on=TODAY)
    Beleid.objects.create(
        gemeente=region.dordrecht, key="pip.vier_ogen", value=0, source="collegebesluit", valid_from=TODAY
    )
    assert decide_withdrawal(row, by=both, on=TODAY)


def test_without_mandate_permission_or_an_address_for_objections_there_is_no_decision(region: Region) -> None:
    row = proposed(region, ready_dossier(region))
    with pytest.raises(NotAllowed):
        decide_withdrawal(row, by=region.colleague, on=TODAY)
    for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(DomainError, match="dagtekening"):
            decide_withdrawal(row, by=region.decider, on=wrong)
    Bezwaaradres.objects.filter(gemeente="0505").delete()
    with pytest.raises(DomainError, match="geen adres voor bezwaar"):
        decide_withdrawal(row, by=region.decider, on=TODAY)
    Mandaatbesluit.objects.filter(gemeente="0505").delete()
    with pytest.raises(DomainError, match="geen mandaat"):
        decide_withdrawal(row, by=region.decider, on=TODAY)


def test_a_plan_that_was_not_sent_is_dropped_and_one_that_was_is_not(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = established(region, dossier, on=SENT)
    with pytest.raises(DomainError, match="vastgesteld"):
        propose_withdrawal(pip, MISTAKE, by=region.regisseur, on=TODAY)
    known = send_pip(pip, by=region.regisseur, on=SENT)
    with pytest.raises(DomainError, match="verzonden"):
        annul_pip(known, by=region.decider, on=TODAY, reason="fout")


def test_a_proposal_that_is_dropped_leaves_the_plan_and_tells_who_made_it(region: Region) -> None:
    dossier = ready_dossier(region)
    row = proposed(region, dossier)
    with pytest.raises(DomainError, match="al een voorstel"):
        propose_withdrawal(row.pip, MISTAKE, by=region.colleague, on=TODAY)
    drop_withdrawal(row, by=region.decider, on=TODAY, reason="Het plan klopt toch.")
    assert dossier.taken.get(source_key="pip:intrekken").assigned_to == region.regisseur.employee
    assert not Intrekking.objects.exists()
    with pytest.raises(DomainError, match="net vervallen"):
        decide_withdrawal(row, by=region.decider, on=TODAY)
    assert propose_withdrawal(Pip.objects.get(), MISTAKE, by=region.colleague, on=TODAY)


def test_a_new_version_waits_until_the_withdrawal_is_settled(region: Region) -> None:
    dossier = ready_dossier(region)
    row = proposed(region, dossier)
    second = offer_pip(revise_pip(dossier, by=region.regisseur, on=TODAY), by=region.regisseur, on=TODAY)
    with pytest.raises(DomainError, match="voorstel om versie 1 in te trekken"):
        establish_pip(second, by=region.decider, on=TODAY)
    drop_withdrawal(row, by=region.regisseur, on=TODAY, reason="toch niet")
    assert establish_pip(second, by=region.decider, on=TODAY)


@pytest.mark.parametrize("change", [{"reden": "anders"}, {"state": "voorgelegd"}, {"in_whose_name": "x"}])
def test_the_database_refuses_to_change_or_delete_a_decision_to_withdraw(
    region: Region, change: dict[str, Any]
) -> None:
    row = decided(region, ready_dossier(region))
    with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
        Intrekking.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_the_pages_lead_from_proposal_to_the_sent_letter(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    sent(region, dossier)
    maker, decider = signed_in(region.regisseur), signed_in(region.decider)
    here = f"/pip/{dossier.pk}/"

    def page(browser: Client, where: str, data: dict[str, str] | None = None) -> str:
        answer = browser.post(here + where, data, follow=True) if data else browser.get(here + where)
        assert answer.status_code == 200
        return answer.content.decode()

    assert "Trek in" in page(maker, "")
    assert "Vul het kenmerk" in page(
        maker, "intrekken/", {"soort": "herroeping", "reden": "Bezwaar was goed."}
    )
    said = page(maker, "intrekken/", {"soort": "intrekking", "reden": "De leerroute past niet."})
    assert "ligt klaar voor een besluit" in said
    assert dossier.person.list_name in maker.get("/pip/?stand=intrekken").content.decode()
    asked = page(decider, "intrekken/besluit/")
    assert "DUO heeft nog geen termijn vastgesteld" in asked
    assert "De leerroute past niet." in asked
    row = Intrekking.objects.get()
    data = {"on": "23-11-2026", "read": "on", "version": str(row.version)}
    assert "Verstuur nu de brief" in page(decider, "intrekken/besluit/", data)
    assert "Het intrekken van versie 1 is besloten door E. Smit" in page(decider, "intrekken/besluit/", data)
    assert maker.get(f"{here}versie/1/intrekken/brief/").content.startswith(b"%PDF")
    page(maker, "intrekken/versturen/", {"on": "23-11-2026", "channel": "uitgereikt"})
    assert Pip.objects.get().state == State.VERNIETIGD
    ended = page(maker, "")
    assert "Er geldt nu geen PIP" in ended
    assert "Brief over het intrekken (verzonden, PDF)" in ended
    assert "Begin met het PIP" in ended


def test_who_speaks_tigrinya_gets_the_withdrawal_in_both_languages(region: Region) -> None:
    dossier = ready_dossier(region)
    set_languages(dossier.person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti")
    letter = decided(region, dossier).letter
    assert letter is not None
    assert letter.vertaling.language == "ti"
    assert (
        Content.from_json(letter.vertaling.content).numbers() == Content.from_json(letter.content).numbers()
    )
