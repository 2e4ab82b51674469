"""Drafts, versions, sending, DUO and withdrawing."""

from datetime import date

import pytest

from support.pips import drafted, established, good_content, offered, ready_dossier
from support.region import TODAY, Region
from support.walk import browser_of
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Variant
from wegwijs.errors import Conflict, DomainError, NotAllowed, Refused
from wegwijs.exchange.duo.mapping import contact_for_duo, pip_for_duo
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import (
    annul_pip,
    draft_pip,
    establish_pip,
    offer_pip,
    revise_pip,
    save_draft,
    send_pip,
    tell_duo,
)
from wegwijs.stages.pip.content import DoelTekst, content_of
from wegwijs.stages.pip.models import State


def test_a_first_draft_holds_the_least_hours_of_the_law_and_the_talks_of_policy(region: Region) -> None:
    pip = draft_pip(ready_dossier(region), by=region.regisseur, on=TODAY)
    assert (pip.pvt_uren, pip.map_uren, pip.voortgangsgesprekken) == (12, 40, 6)
    assert pip.contact == region.regisseur.employee


def test_there_is_one_version_in_the_making(region: Region) -> None:
    dossier = ready_dossier(region)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    with pytest.raises(DomainError, match="Werk daarin verder"):
        draft_pip(dossier, by=region.colleague, on=TODAY)


def test_only_who_may_draft_drafts(region: Region) -> None:
    with pytest.raises(NotAllowed):
        draft_pip(ready_dossier(region), by=region.decider, on=TODAY)


def test_what_is_saved_reads_back_the_same(region: Region) -> None:
    dossier = ready_dossier(region)
    content = good_content(
        dossier, examens_z_route=("KNM",), vve_afspraak="", oordeel="'; DROP TABLE pip; --"
    )
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    saved = save_draft(pip, content, by=region.colleague, on=TODAY, expected_version=pip.version)
    assert content_of(saved) == content
    assert saved.prepared_by == region.colleague.employee


def test_a_second_editor_gets_a_conflict_and_nothing_is_lost(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    save_draft(pip, good_content(dossier), by=region.regisseur, on=TODAY, expected_version=pip.version)
    mine = good_content(dossier, voortgangsgesprekken=4)
    with pytest.raises(Conflict) as conflict:
        save_draft(pip, mine, by=region.colleague, on=TODAY, expected_version=pip.version)
    assert conflict.value.theirs == {"voortgangsgesprekken": "6"}


def test_a_goal_stands_in_the_plan_once(region: Region) -> None:
    dossier = ready_dossier(region)
    goal = DoelTekst("werk", "Ik werk.")
    with pytest.raises(DomainError, match="twee keer"):
        drafted(region, dossier, doelen=(goal, goal))


def test_a_new_version_starts_from_the_pip_in_force_and_keeps_the_term(region: Region) -> None:
    dossier = ready_dossier(region)
    first = established(region, dossier, on=date(2026, 11, 1))
    second = revise_pip(dossier, by=region.regisseur, on=TODAY)
    assert (second.versie, content_of(second)) == (2, content_of(first))
    establish_pip(offer_pip(second, by=region.regisseur, on=TODAY), by=region.decider, on=TODAY)
    assert queries.case_of(dossier).facts.eerste_pip().dagtekening == date(2026, 11, 1)  # type: ignore[union-attr]
    assert [p.versie for p in queries.versions(dossier)] == [2, 1]


def test_a_switch_of_route_needs_its_ground(region: Region) -> None:
    dossier = ready_dossier(region)
    established(region, dossier, on=date(2026, 11, 1))
    pip = revise_pip(dossier, by=region.regisseur, on=TODAY)
    content = good_content(dossier, leerroute="Z", niveau="A2")
    saved = save_draft(pip, content, by=region.regisseur, on=TODAY, expected_version=1)
    with pytest.raises(Refused, match="artikel 17"):
        offer_pip(saved, by=region.regisseur, on=TODAY)


def test_sending_sets_the_objection_term_and_tells_duo(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    assert pip.state == State.VERZONDEN
    assert dossier.termijnen.get(soort="bezwaar").last_day == date(2027, 1, 4)
    assert pip.letter
    pip.letter.refresh_from_db()
    assert (pip.letter.state, pip.letter.sent_on) == (Letter.State.VERZONDEN, TODAY)
    told = OutboundMessage.objects.get(kind="pip")
    assert pip_for_duo(told.payload) == {
        "dagtekeningPip": "2026-11-23",
        "leerroute": "B",
        "niveau": "B1",
        "geschatteIntensiteitB1Route": 900,
        "indicatorAlfabetiseringsonderwijs": "NVT",
    }
    contact = OutboundMessage.objects.get(kind="contactpersoon")
    assert contact_for_duo(contact.payload)["telefoonnummer"] == "0787708910"


def test_duo_gets_no_intensity_for_a_family_migrant_nor_for_another_route(region: Region) -> None:
    dossier = ready_dossier(region, variant=Variant.GEZIN)
    send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    assert OutboundMessage.objects.get(kind="pip").payload["intensiteit_uren"] is None


def test_without_a_bsn_telling_duo_waits_as_a_task(region: Region) -> None:
    dossier = ready_dossier(region, bsn=None)
    pip = send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    assert dossier.taken.filter(source_key="pip:duo").exists()
    assert not OutboundMessage.objects.exists()
    with pytest.raises(DomainError, match="BSN"):
        tell_duo(pip, by=region.regisseur, on=TODAY)


def test_a_refusal_can_be_sent_again_and_an_acceptance_not(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    with pytest.raises(DomainError, match="staat al klaar"):
        tell_duo(pip, by=region.regisseur, on=TODAY)
    OutboundMessage.objects.update(settled_at="2026-11-23T12:00Z")
    for stand, again in (("geweigerd", True), ("aanvaard", False)):
        record_event(
            dossier, Kind.PIP_BIJ_DUO, by=region.duo, on=TODAY,
            payload={"versie": 1, "stand": stand, "antwoord": "DUO zegt iets"},
        )  # fmt: skip
        if again:
            tell_duo(pip, by=region.regisseur, on=TODAY)
            assert OutboundMessage.objects.filter(kind="pip").count() == 2
            page = browser_of(region.regisseur).get(f"/pip/{dossier.pk}/").content.decode()
            assert "Opnieuw gemeld aan DUO" in page
            assert "Meld opnieuw aan DUO" not in page
            OutboundMessage.objects.update(settled_at="2026-11-23T12:00Z")
    with pytest.raises(DomainError, match="DUO heeft dit PIP al"):
        tell_duo(pip, by=region.regisseur, on=TODAY)


def test_it_is_not_sent_before_it_was_established(region: Region) -> None:
    dossier = ready_dossier(region)
    with pytest.raises(DomainError, match="voorgelegd"):
        send_pip(offered(region, dossier), by=region.regisseur, on=TODAY)


def test_it_is_not_sent_on_a_day_before_its_date(region: Region) -> None:
    pip = established(region, ready_dossier(region))
    with pytest.raises(DomainError, match="dagtekening"):
        send_pip(pip, by=region.regisseur, on=date(2026, 11, 22), channel=Letter.Channel.UITGEREIKT)


def test_a_draft_can_be_dropped_and_its_number_is_not_used_again(region: Region) -> None:
    dossier = ready_dossier(region)
    annul_pip(drafted(region, dossier), by=region.regisseur, on=TODAY, reason="toch niet")
    assert draft_pip(dossier, by=region.regisseur, on=TODAY).versie == 2


def test_withdrawing_a_decision_is_for_the_decision_maker(region: Region) -> None:
    pip = established(region, ready_dossier(region))
    with pytest.raises(NotAllowed):
        annul_pip(pip, by=region.regisseur, on=TODAY, reason="vergissing")


def test_the_letter_says_what_was_decided_and_keeps_saying_it(region: Region) -> None:
    pip = established(region, ready_dossier(region))
    assert pip.letter
    words = str(pip.letter.content)
    for said in (
        "B1-route", "ongeveer 900 uur les", "6 gesprekken", "zes weken", "E. Smit", "M-0505-1",
        "Namens het college", "0787708910", "Ik oefen elke week Nederlands", "nog niet gekozen",
    ):  # fmt: skip
        assert (said in words) is (said != "nog niet gekozen"), said


def test_a_family_migrant_reads_that_the_course_is_the_own_choice(region: Region) -> None:
    pip = established(region, ready_dossier(region, variant=Variant.GEZIN))
    assert pip.letter
    words = str(pip.letter.content)
    assert "U kiest zelf uw school" in words
    assert "bezwaar" in words
    assert "uur les" not in words


def test_a_protected_address_does_not_go_by_post(region: Region) -> None:
    dossier = ready_dossier(region)
    dossier.person.protected = True
    dossier.person.save()
    pip = established(region, dossier)
    with pytest.raises(DomainError, match="geheim"):
        send_pip(pip, by=region.regisseur, on=TODAY)
    assert Letter.objects.get().state == Letter.State.DEFINITIEF
    send_pip(pip, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)


def test_withdrawing_before_sending_withdraws_the_letter(region: Region) -> None:
    pip = established(region, ready_dossier(region))
    annul_pip(pip, by=region.decider, on=TODAY, reason="vergissing")
    assert Letter.objects.get().state == Letter.State.INGETROKKEN
