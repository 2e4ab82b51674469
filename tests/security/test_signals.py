"""A signal of violence: given by many, seen by few, nowhere else; and contact becomes safe."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from support.crawl import reachable
from support.pips import established, ready_dossier
from support.region import START, TODAY, Region, make_dossier
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.audit.models import AuditRecord
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import involve
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.people.commands import share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.rowsecurity.scope import Scope, entered
from wegwijs.safety.commands import Signal, close_signal, give_signal, take_step
from wegwijs.safety.models import Meldcodestap, Veiligheidssignaal
from wegwijs.safety.queries import signals_of
from wegwijs.stages.pip.commands import send_pip

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
Soort, Bron, Einde = Veiligheidssignaal.Soort, Veiligheidssignaal.Bron, Veiligheidssignaal.Einde
Uitkomst = Meldcodestap.Uitkomst
CANARY = "Geweldkanarie"
SAFE = "bellen tussen 9 en 12 uur"
TYPED = {
    "soort": "eer", "source": "zelf", "noticed_on": "20-11-2026", "facts": CANARY, "unsafe_address": "ja",
    "safe_contact": SAFE,
}  # fmt: skip
FOUND = Signal(Soort.EER, Bron.ZELF, date(2026, 11, 20), CANARY, SAFE)


def watcher(region: Region, *gemeenten: str, name: str = "brouwer") -> Actor:
    """An aandachtsfunctionaris."""
    employee = employ(
        region.organisations["SDD"], username=name, name="G. Brouwer", function="aandachtsfunctionaris",
        roles={Role.AANDACHT: gemeenten}, valid_from=START, phone="0787708910",
    )  # fmt: skip
    found = actor_of(employee.user, on=TODAY)
    assert found
    return found


@pytest.fixture
def seer(region: Region) -> Actor:
    return watcher(region)


@pytest.fixture
def signal(region: Region, dossier: Dossier) -> Veiligheidssignaal:
    """Given by the regisseur."""
    return give_signal(dossier, FOUND, by=region.regisseur)


def page(dossier: Dossier) -> str:
    return reverse("safety:page", args=[dossier.pk])


class TestSeen:
    def test_a_regisseur_gives_it_and_does_not_see_it_and_who_may_does(
        self, region: Region, dossier: Dossier, seer: Actor, signed_in: SignedIn
    ) -> None:
        browser = signed_in(region.regisseur)
        give = reverse("safety:give", args=[dossier.pk])
        answer = browser.post(give, TYPED, follow=True)
        assert "doorgegeven aan de aandachtsfunctionaris" in answer.content.decode()
        assert CANARY not in answer.content.decode()
        assert browser.get(page(dossier)).status_code == 404
        assert CANARY not in browser.get(give).content.decode()
        text = signed_in(seer).get(page(dossier)).content.decode()
        assert CANARY in text
        assert "Eergerelateerd geweld" in text
        assert "signalen vastgelegd (A. de Vries, SDD)" in text

    @pytest.mark.parametrize(
        "who", ["regisseur", "colleague", "teamlead", "decider", "counsellor", "administrator"]
    )
    def test_on_no_page_list_search_file_or_letter_of_who_lacks_the_permission(
        self, who: str, region: Region, signed_in: SignedIn
    ) -> None:
        dossier = ready_dossier(region)
        send_pip(established(region, dossier), by=region.decider, on=TODAY)
        involve(
            dossier,
            region.counsellor.organisation,
            by=region.regisseur,
            on=TODAY,
            purpose="begeleiding",
            basis="Wi 13",
        )
        give_signal(dossier, Signal(Soort.EER, Bron.ZELF, TODAY, CANARY), by=region.regisseur)
        browser = signed_in(getattr(region, who))
        walked = reachable(browser)
        assert len(walked) > 10
        told = (CANARY, "Eergerelateerd geweld")
        assert not [address for address, (_, text) in walked.items() if any(word in text for word in told)]
        assert CANARY not in browser.post("/zoeken/", {"q": CANARY}).content.decode().replace(
            f'value="{CANARY}"', ""
        )
        for address in (page(dossier), reverse("safety:list")):
            assert browser.get(address).status_code == 404

    def test_it_is_not_in_the_file_of_a_housemate(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal, seer: Actor, signed_in: SignedIn
    ) -> None:
        other = make_dossier(region)
        share_household(
            dossier.person, other.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=TODAY
        )
        assert CANARY not in signed_in(seer).get(page(other)).content.decode()
        browser = signed_in(region.regisseur)
        for address in (
            f"/dossier/{other.pk}/",
            f"/personen/{other.person_id}/",
            f"/personen/{other.person_id}/samen/",
        ):
            text = browser.get(address).content.decode()
            assert CANARY not in text
            assert SAFE not in text

    def test_it_stands_in_no_timeline_and_no_task(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal
    ) -> None:
        kept = [str(row) for row in Gebeurtenis.objects.values_list("kind", "summary", "payload")]
        kept += [str(row) for row in Taak.objects.values_list("title", "why")]
        kept += [str(row) for row in AuditRecord.objects.values_list("detail", flat=True)]
        assert not [text for text in kept if CANARY in text or text == "eer"]

    def test_who_watches_over_another_gemeente_sees_nothing(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal, signed_in: SignedIn
    ) -> None:
        elsewhere = watcher(region, "0590", name="elders")
        assert signed_in(elsewhere).get(page(dossier)).status_code == 404
        assert CANARY not in signed_in(elsewhere).get(reverse("safety:list")).content.decode()
        assert signals_of(elsewhere, dossier) == []

    def test_postgresql_gives_a_partner_no_row_also_when_the_dossier_shows(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal
    ) -> None:
        partner = region.counsellor.organisation
        involve(dossier, partner, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
        scope = Scope(gemeenten=frozenset({"0505"}), partner=partner.pk, today=TODAY)
        with entered(scope):
            assert Dossier.objects.filter(pk=dossier.pk).exists()
            assert not Veiligheidssignaal.objects.exists()
            assert not Meldcodestap.objects.exists()
        with entered(Scope(gemeenten=frozenset({"0590"}), today=TODAY)):
            assert not Veiligheidssignaal.objects.exists()
        with entered(Scope(gemeenten=frozenset({"0505"}), today=TODAY)):
            assert Veiligheidssignaal.objects.exists()

    def test_every_look_is_in_the_audit(
        self, dossier: Dossier, signal: Veiligheidssignaal, seer: Actor, signed_in: SignedIn
    ) -> None:
        before = AuditRecord.objects.filter(detail="veiligheid").count()
        signed_in(seer).get(page(dossier))
        signed_in(seer).get(reverse("safety:step", args=[dossier.pk, signal.pk]))
        rows = AuditRecord.objects.filter(
            detail="veiligheid", subject_id=str(dossier.pk), actor_user=seer.user_id
        )
        assert rows.count() == before + 2

    def test_the_pages_cost_the_same_for_more_signals(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal, seer: Actor, signed_in: SignedIn,
        statements: Statements,
    ) -> None:  # fmt: skip
        browser = signed_in(seer)
        pages = (page(dossier), reverse("safety:list"))
        before = [statements(browser, one) for one in pages]
        for _ in range(4):
            take_step(give_signal(dossier, FOUND, by=region.regisseur), Uitkomst.COLLEGA, by=seer, on=TODAY)
        assert [statements(browser, one) for one in pages] == before
        assert before[0] <= 12
        assert before[1] <= 8


class TestSteps:
    def test_each_of_the_five_steps_is_noted_as_a_fact(
        self, dossier: Dossier, signal: Veiligheidssignaal, seer: Actor, signed_in: SignedIn
    ) -> None:
        browser = signed_in(seer)
        add = reverse("safety:step", args=[dossier.pk, signal.pk])
        for outcome in (Uitkomst.VEILIG_THUIS, Uitkomst.GESPROKEN, Uitkomst.ACUUT, Uitkomst.MELDING):
            assert browser.post(add, {"uitkomst": outcome.value, "on": "23-11-2026"}).status_code == 302
        assert {row.stap for row in signal.stappen.all()} == {1, 2, 3, 4, 5}
        text = browser.get(page(dossier)).content.decode()
        assert "<dd>nog niet</dd>" not in text
        assert "23-11-2026: gemeld bij Veilig Thuis (G. Brouwer, SDD)" in text
        assert "Stap 5 van 5" in browser.get(reverse("safety:list")).content.decode()

    @pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2026, 11, 19)])
    def test_a_day_to_come_or_before_the_signal_is_refused(
        self, day: date, signal: Veiligheidssignaal, seer: Actor
    ) -> None:
        with pytest.raises(DomainError) as refused:
            take_step(signal, Uitkomst.COLLEGA, by=seer, on=day)
        assert refused.value.field == "on"

    def test_without_the_permission_nothing_is_noted_or_given(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal
    ) -> None:
        with pytest.raises(NotAllowed):
            take_step(signal, Uitkomst.COLLEGA, by=region.regisseur, on=TODAY)
        with pytest.raises(NotAllowed):
            give_signal(dossier, FOUND, by=region.administrator)

    def test_two_who_close_it_at_once_see_both_answers(
        self, dossier: Dossier, signal: Veiligheidssignaal, seer: Actor, signed_in: SignedIn
    ) -> None:
        browser = signed_in(seer)
        end = reverse("safety:close", args=[dossier.pk, signal.pk])
        typed = {"ended": "veilig", "on": "23-11-2026", "address_safe": "ja", "version": "1"}
        assert browser.post(end, typed).status_code == 302
        assert "afgesloten op 23-11-2026: de veiligheid is hersteld" in (
            browser.get(page(dossier)).content.decode().replace("Afgesloten op", "afgesloten op")
        )
        answer = browser.post(end, {**typed, "ended": "niet"})
        assert answer.status_code == 409
        with pytest.raises(DomainError, match="afgesloten"):
            take_step(signal, Uitkomst.COLLEGA, by=seer, on=TODAY)

    def test_who_watches_is_told_until_a_step_is_taken(self, signal: Veiligheidssignaal, seer: Actor) -> None:
        gather(on=TODAY)
        told = Alert.objects.filter(kind=AlertKind.SAFETY, gone_at=None)
        assert [alert.employee for alert in told] == [seer.employee]
        take_step(signal, Uitkomst.COLLEGA, by=seer, on=TODAY)
        gather(on=TODAY)
        assert not Alert.objects.filter(kind=AlertKind.SAFETY, gone_at=None).exists()


class TestSafeContact:
    def test_whoever_writes_or_plans_is_warned_without_being_told_why(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal, signed_in: SignedIn
    ) -> None:
        browser = signed_in(region.regisseur)
        for address in (
            f"/dossiers/{dossier.pk}/afspraak/",
            f"/dossiers/{dossier.pk}/contact/",
            f"/dossier/{dossier.pk}/",
        ):
            text = browser.get(address).content.decode()
            assert f"Geen post, bezoek of afspraak op het adres. Veilig contact: {SAFE}" in text
        clerk = signed_in(region.administrator).get(f"/dossiers/{dossier.pk}/contact/").content.decode()
        assert "Vraag eerst de regisseur" in clerk
        assert SAFE not in clerk

    def test_no_letter_goes_by_post_to_the_address(self, region: Region) -> None:
        dossier = ready_dossier(region)
        pip = established(region, dossier)
        give_signal(dossier, FOUND, by=region.regisseur)
        with pytest.raises(DomainError, match="kan onveilig zijn"):
            send_pip(pip, by=region.decider, on=TODAY, channel=Letter.Channel.POST)
        send_pip(pip, by=region.decider, on=TODAY, channel=Letter.Channel.UITGEREIKT)

    def test_the_warning_ends_with_the_last_signal_when_it_is_said_to_be_safe(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal, seer: Actor
    ) -> None:
        second = give_signal(dossier, FOUND, by=region.regisseur)
        for one, safe, warned in ((signal, True, True), (second, False, True)):
            close_signal(one, Einde.VEILIG, by=seer, on=TODAY, address_safe=safe, expected_version=1)
            dossier.person.refresh_from_db()
            assert dossier.person.contact_safely is warned
        third = give_signal(dossier, FOUND, by=region.regisseur)
        close_signal(third, Einde.NIET, by=seer, on=TODAY, address_safe=True, expected_version=1)
        dossier.person.refresh_from_db()
        assert dossier.person.contact_safely is False

    def test_what_is_known_of_safe_contact_stays_when_nothing_new_is_said(
        self, region: Region, dossier: Dossier, signal: Veiligheidssignaal
    ) -> None:
        give_signal(dossier, Signal(Soort.HUISELIJK, Bron.ANDER, TODAY, "x", "", False), by=region.regisseur)
        dossier.person.refresh_from_db()
        assert (dossier.person.safe_contact, dossier.person.contact_safely) == (SAFE, True)
