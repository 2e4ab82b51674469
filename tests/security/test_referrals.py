"""A wijkteam sees the referral that is its own, for as long as it runs, and nothing of the dossier behind it."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from support.canaries import BSN, SEEN_AS, Canaries, build_canaries, groups_in
from support.crawl import reachable
from support.referrals import QUESTION, receiver, referred
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.access.fields import FieldGroup
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Person
from wegwijs.rowsecurity import policies
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.begeleiding.commands import accept_referral, stop_referral
from wegwijs.stages.begeleiding.models import Gegeven, Stopreden, Verwijzing

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
ALL = tuple(Gegeven.values)
WALLED = [model for model in policies.walled() if model is not Verwijzing]


@pytest.fixture
def swt(region: Region) -> Actor:
    return receiver(region)


@pytest.fixture
def made(region: Region, dossier: Dossier, swt: Actor) -> Verwijzing:
    """To the wijkteam, with name and contact person."""
    return referred(dossier, region)


def of(referral: Verwijzing, act: str = "received") -> str:
    return reverse(f"begeleiding:{act}", args=[referral.pk])


def answers(browser: Client, referral: Verwijzing) -> set[int]:
    """What every address of a referral answers to asking and to sending."""
    got = [browser.get(of(referral, act)).status_code for act in ("received", "refuse", "answer")]
    for act in ("accept", "refuse", "answer"):
        with transaction.atomic():
            sent = {"reason": "wil_niet", "outcome": "helpt", "found": "x", "version": "1"}
            got.append(browser.post(of(referral, act), sent).status_code)
            transaction.set_rollback(True)
    return set(got)


class TestSlice:
    @pytest.fixture
    def canaries(self, region: Region) -> Canaries:
        return build_canaries(region)

    def test_no_page_of_the_receiver_shows_more_than_was_shared(
        self, region: Region, canaries: Canaries, swt: Actor, signed_in: SignedIn
    ) -> None:
        referred(canaries.plain, region, *ALL)
        referred(canaries.safe, region, "naam", "telefoon", "taal", "huishouden", "contactpersoon")
        referred(canaries.planned, region)
        walked = reachable(signed_in(swt), "/verwijzingen/")
        text = " ".join(page for _, page in walked.values())
        assert (
            sum(address.startswith("/verwijzingen/") and "aannemen" not in address for address in walked) >= 7
        )
        assert groups_in(text) == {FieldGroup.ADDRESS}
        assert text.count(str(canaries.plain.person)) >= 1
        assert not [dossier.number for dossier in canaries.all if dossier.number in text]
        assert not [str(dossier.pk) for dossier in canaries.all if str(dossier.pk) in text]

    def test_the_address_shows_only_where_it_was_shared_and_only_while_it_may_be_known(
        self, region: Region, canaries: Canaries, swt: Actor, signed_in: SignedIn
    ) -> None:
        (street,) = SEEN_AS[FieldGroup.ADDRESS]
        made = referred(canaries.plain, region, "naam", "adres")
        browser = signed_in(swt)
        assert street in browser.get(of(made)).content.decode()
        Person.objects.filter(pk=canaries.plain.person_id).update(protected=True)
        text = browser.get(of(made)).content.decode()
        assert street not in text
        assert "wordt niet meer getoond" in text

    def test_the_preview_is_the_page_of_the_receiver(
        self, region: Region, dossier: Dossier, swt: Actor, signed_in: SignedIn
    ) -> None:
        typed = {
            "organisation": str(region.organisations["SWT"].pk), "reason": "vraag", "question": QUESTION, "basis": "wmo",
            "told": ALL,
        }  # fmt: skip
        new = reverse("begeleiding:new", args=[dossier.pk])
        browser = signed_in(region.regisseur)
        preview = browser.post(new, typed)
        assert not Verwijzing.objects.exists()
        browser.post(new, {**typed, "act": "send", "seen": dict(preview.context["hidden"])["seen"]})
        shown = signed_in(swt).get(of(Verwijzing.objects.get()))
        assert preview.context["told"] == shown.context["told"]
        assert "begeleiding/told.html" in {template.name for template in preview.templates}
        assert "begeleiding/told.html" in {template.name for template in shown.templates}

    def test_the_wall_gives_the_receiver_its_own_row_and_no_other_row_of_anybody(
        self, region: Region, canaries: Canaries, swt: Actor
    ) -> None:
        mine = referred(canaries.plain, region, *ALL)
        referred(canaries.planned, region, short="Buurtwerk")
        with entered(swt.scope):
            assert list(Verwijzing.objects.values_list("pk", flat=True)) == [mine.pk]
            seen = [model.__name__ for model in WALLED if model._base_manager.exists()]
        assert seen == []

    def test_nothing_of_a_dossier_opens_to_the_receiver(
        self, region: Region, made: Verwijzing, swt: Actor, signed_in: SignedIn
    ) -> None:
        browser = signed_in(swt)
        places = [
            "desk:dossier",
            "begeleiding:list",
            "begeleiding:new",
            "intake:overview",
            "pip:overview",
            "people:person",
        ]
        for place in places:
            assert browser.get(reverse(place, args=[made.dossier_id])).status_code == 404, place
        assert browser.get(reverse("begeleiding:sent", args=[made.dossier_id, made.pk])).status_code == 404
        assert browser.post("/zoeken/", {"q": BSN}).status_code == 404


class TestOver:
    def test_open_to_its_own_organisation_in_its_gemeente_only(
        self, region: Region, made: Verwijzing, swt: Actor, signed_in: SignedIn
    ) -> None:
        assert answers(signed_in(swt), made) == {200, 302}
        others = (
            receiver(region, "Buurtwerk", username="groen"), receiver(region, "SWT", "0590", username="elders"),
            region.regisseur, region.counsellor, region.administrator,
        )  # fmt: skip
        for actor in others:
            before = AuditRecord.objects.count()
            assert answers(signed_in(actor), made) == {404}, actor.label
            assert AuditRecord.objects.count() == before, actor.label

    @pytest.mark.parametrize("how", ["answered", "stopped", "closed", "organisation left the gemeente"])
    def test_when_it_is_over_a_session_that_is_open_finds_nothing_any_more(
        self, how: str, region: Region, dossier: Dossier, made: Verwijzing, swt: Actor, signed_in: SignedIn
    ) -> None:
        browser = signed_in(swt)
        browser.post(of(made, "accept"))
        assert browser.get(of(made)).status_code == 200
        match how:
            case "answered":
                sent = {"outcome": "opgelost", "found": "Formulier hielp.", "version": "2"}
                assert browser.post(of(made, "answer"), sent).status_code == 302
            case "stopped":
                stop_referral(made, Stopreden.TOESTEMMING, by=region.regisseur, on=TODAY, expected_version=2)
            case "closed":
                close_dossier(dossier, by=region.regisseur, on=TODAY, reason="DUO: ontheven")
            case _:
                swt.organisation.gemeenten.set(Gemeente.objects.filter(pk="0590"))
        assert answers(browser, made) == {404}
        assert str(dossier.person) not in browser.get("/verwijzingen/").content.decode()
        if how != "organisation left the gemeente":
            with entered(swt.scope):
                assert not Verwijzing.objects.exists()

    def test_the_regisseur_reads_the_answer_and_who_may_not_refer_does_not(
        self, region: Region, dossier: Dossier, made: Verwijzing, swt: Actor, signed_in: SignedIn
    ) -> None:
        browser = signed_in(swt)
        browser.post(of(made, "accept"))
        browser.post(of(made, "answer"), {"outcome": "helpt", "found": "Postkanarie", "version": "2"})
        address = reverse("begeleiding:sent", args=[dossier.pk, made.pk])
        assert "Postkanarie" in signed_in(region.regisseur).get(address).content.decode()
        for actor in (region.administrator, region.decider, region.counsellor, region.outsider, swt):
            assert signed_in(actor).get(address).status_code == 404
        timeline = reverse("desk:dossier", args=[dossier.pk])
        assert "Verwijzing" in signed_in(region.decider).get(timeline).content.decode()
        assert "Verwijzing" not in signed_in(region.administrator).get(timeline).content.decode()
        for actor in (region.administrator, region.decider, region.counsellor):
            assert not [a for a, (_, text) in reachable(signed_in(actor)).items() if "Postkanarie" in text]


class TestSeen:
    def test_each_look_of_the_receiver_stands_in_the_audit_of_the_dossier(
        self, dossier: Dossier, made: Verwijzing, swt: Actor, signed_in: SignedIn
    ) -> None:
        signed_in(swt).get(of(made))
        row = AuditRecord.objects.order_by("-pk")[0]
        assert (row.subject_kind, row.subject_id, row.chain, row.detail) == (
            "dossier",
            str(dossier.pk),
            "0505",
            "verwijzing",
        )
        assert row.organisation == "SWT"

    def test_the_list_of_the_receiver_costs_a_fixed_number_of_statements(
        self, region: Region, made: Verwijzing, swt: Actor, signed_in: SignedIn, statements: Statements
    ) -> None:
        browser = signed_in(swt)
        few = statements(browser, "/verwijzingen/")
        for _ in range(4):
            row = referred(make_dossier(region), region)
            with entered(swt.scope):
                accept_referral(row, by=swt, on=TODAY)
        assert statements(browser, "/verwijzingen/") == few <= 8
        assert statements(browser, of(made)) <= 8
        address = reverse("begeleiding:list", args=[made.dossier_id])
        assert statements(signed_in(region.regisseur), address) <= 8

    def test_the_receiver_begins_at_its_own_list(
        self, made: Verwijzing, swt: Actor, signed_in: SignedIn
    ) -> None:
        answer = signed_in(swt).get("/", follow=True)
        assert answer.redirect_chain == [("/verwijzingen/", 302)]
        text = answer.content.decode()
        assert "Nieuw" in text
        assert "Selam Tesfay" in text


def test_no_model_of_the_product_leads_from_a_referral_back_to_the_dossier_for_a_receiver() -> None:
    """A new table that hangs on referrals would show with them: then look at its wall first."""
    hanging = [
        model.__name__
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Verwijzing
    ]
    assert hanging == []
