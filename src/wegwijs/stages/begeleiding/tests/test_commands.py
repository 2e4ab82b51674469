"""Refer somebody with a ground and no more than is needed; take it, refuse it, answer it; and it ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from support.referrals import QUESTION, receiver, referred, wish
from support.region import TODAY, Region, make_person
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import assign_regisseur, close_dossier, set_gemeente_registration
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import add_address, add_child, set_languages, set_safe_contact, share_household
from wegwijs.people.models import Address, HouseholdMember, Person, Source
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.begeleiding.commands import (
    Answer,
    accept_referral,
    answer_referral,
    mark,
    prepared,
    refer,
    refuse_referral,
    remind,
    stop_referral,
)
from wegwijs.stages.begeleiding.jobs import remind_of_referrals
from wegwijs.stages.begeleiding.models import Gegeven, Grondslag, Stopreden, Uitkomst, Verwijzing, Weigering
from wegwijs.stages.begeleiding.queries.referrals import withheld

pytestmark = pytest.mark.django_db
State = Verwijzing.State
FOUND = Answer(Uitkomst.HELPT, "Post lag ongeopend.", "Elke week samen de post.")


@pytest.fixture
def swt(region: Region) -> Actor:
    return receiver(region)


def handled(dossier: Dossier, region: Region) -> Dossier:
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    return dossier


def fresh(referral: Verwijzing) -> Verwijzing:
    return Verwijzing.objects.get(pk=referral.pk)


def as_receiver(by: Actor, act: Any, *args: Any, **kwargs: Any) -> None:
    """In the receiver's own scope, as a page runs it."""
    with entered(by.scope):
        act(*args, by=by, on=clock.today(), **kwargs)


class TestRefer:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"basis": ""}, "basis"),
            ({"consent_on": None}, "consent_on"),
            ({"consent_on": TODAY + timedelta(days=1)}, "consent_on"),
            ({"consent_way": ""}, "consent_way"),
            ({"groups": ("telefoon",)}, "told"),
            ({"question": "Haar nummer is 9999.90.408, zoek op."}, "question"),
        ],
    )
    def test_without_ground_name_or_with_a_bsn_it_is_refused_at_the_field(
        self, changes: dict[str, Any], field: str, region: Region, dossier: Dossier
    ) -> None:
        with pytest.raises(DomainError) as refused:
            prepared(dossier, replace(wish(region), **changes), by=region.regisseur, on=TODAY)
        assert refused.value.field == field

    def test_a_legal_ground_needs_no_consent(self, region: Region, dossier: Dossier) -> None:
        made = referred(dossier, region, basis=Grondslag.WMO)
        assert (made.consent_on, made.consent_way) == (None, "")

    def test_a_wijkteam_that_does_not_work_for_the_gemeente_is_refused_with_its_name(
        self, region: Region, dossier: Dossier
    ) -> None:
        region.organisations["SWT"].gemeenten.set(Gemeente.objects.filter(pk="0590"))
        with pytest.raises(DomainError, match="Sociaal Wijkteam werkt niet voor Dordrecht") as refused:
            prepared(dossier, wish(region), by=region.regisseur, on=TODAY)
        assert refused.value.field == "organisation"

    def test_only_a_wijkteam_or_buurtwerk_once_at_a_time(self, region: Region, dossier: Dossier) -> None:
        with pytest.raises(DomainError, match="geen wijkteam"):
            prepared(dossier, wish(region, short="VluchtelingenWerk"), by=region.regisseur, on=TODAY)
        referred(dossier, region)
        with pytest.raises(DomainError, match="Er loopt al een verwijzing"):
            referred(dossier, region)
        referred(dossier, region, short="Buurtwerk")

    def test_the_chosen_groups_are_kept_as_they_were_and_no_others(
        self, region: Region, dossier: Dossier
    ) -> None:
        by, person = region.regisseur, dossier.person
        add_address(
            person, by=by, kind=Address.Kind.WOON, street="Kade", number="7", postcode="3311 KK", place="Dordrecht",
            valid_from=date(2026, 9, 1), source=Source.BRP,
        )  # fmt: skip
        set_languages(person, by=by, languages={"ti": "moedertaal"}, contact="ti", interpreter=True)
        share_household(
            person, make_person(by), by=by, part=HouseholdMember.Part.PARTNER, on=date(2026, 10, 1)
        )
        add_child(person, by=by, first_name="Noor", birth_year=2024)
        told = referred(dossier, region, "naam", "adres", "taal", "huishouden").shared
        assert list(told) == ["naam", "taal", "adres", "huishouden"]
        assert told["taal"] == [["Taal", "Tigrinya"], ["Tolk nodig", "ja"]]
        assert "Kade 7" in told["adres"][0][1]
        assert "kind (2024)" in told["huishouden"][0][1]
        assert "Noor" not in str(told)
        Person.objects.filter(pk=person.pk).update(geslachtsnaam="Anders")
        assert Verwijzing.objects.get().shared == told

    def test_what_is_sent_is_what_was_seen(self, region: Region, dossier: Dossier) -> None:
        asked = wish(region)
        seen = mark(prepared(dossier, asked, by=region.regisseur, on=TODAY))
        Person.objects.filter(pk=dossier.person_id).update(geslachtsnaam="Anders")
        dossier.person.refresh_from_db()
        with pytest.raises(DomainError, match="Bekijk opnieuw"):
            refer(dossier, asked, seen=seen, by=region.regisseur, on=TODAY)
        assert not Verwijzing.objects.exists()

    def test_a_secret_address_and_an_unsafe_contact_do_not_go_along(
        self, region: Region, dossier: Dossier
    ) -> None:
        Person.objects.filter(pk=dossier.person_id).update(protected=True)
        with pytest.raises(DomainError, match="beschermd"):
            referred(dossier, region, "naam", "adres")
        set_safe_contact(dossier.person, by=region.regisseur, text="via de school", only=True)
        dossier.person.refresh_from_db()
        with pytest.raises(DomainError, match="alleen via het veilige contact"):
            referred(dossier, region, "naam", "telefoon")

    def test_an_address_that_leads_to_somebody_else_who_must_stay_hidden_does_not_go_along(
        self, region: Region, dossier: Dossier
    ) -> None:
        hidden = make_person(region.regisseur)
        for person in (dossier.person, hidden):
            add_address(
                person, by=region.regisseur, kind=Address.Kind.WOON, street="Kade", number="7", postcode="3311 KK",
                place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
            )  # fmt: skip
        made = referred(dossier, region, "naam", "adres")
        assert withheld(made) == frozenset()
        Person.objects.filter(pk=hidden.pk).update(protected=True)
        assert withheld(made) == {Gegeven.ADRES}
        with pytest.raises(DomainError, match="van een ander"):
            referred(dossier, region, "naam", "adres", short="Buurtwerk")

    def test_from_a_closed_dossier_or_without_the_right_nobody_is_referred(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        for actor in (swt, region.administrator, region.counsellor, region.outsider):
            with pytest.raises(NotAllowed):
                prepared(dossier, wish(region), by=actor, on=TODAY)
        close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
        with pytest.raises(DomainError, match="gesloten"):
            prepared(dossier, wish(region), by=region.regisseur, on=TODAY)


class TestReceive:
    def test_taken_and_answered_it_stands_in_the_timeline_and_the_regisseur_has_a_task(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        made = referred(handled(dossier, region), region)
        as_receiver(swt, accept_referral, made)
        as_receiver(swt, accept_referral, made)
        as_receiver(swt, answer_referral, made, FOUND, expected_version=2)
        row = fresh(made)
        assert (row.state, row.shown, row.found) == (State.TERUGGEGEVEN, False, FOUND.found)
        kinds = list(
            Gebeurtenis.objects.filter(kind__startswith="verwijzing")
            .order_by("pk")
            .values_list("kind", flat=True)
        )
        assert kinds == [Kind.VERWIJZING, Kind.VERWIJZING_AANGENOMEN, Kind.VERWIJZING_BEANTWOORD]
        task = Taak.objects.get(dossier=dossier)
        assert (task.assigned_to, task.done_on) == (region.regisseur.employee, None)
        assert task.link == f"/verwijzingen/dossier/{dossier.pk}/{made.pk}/"

    def test_nothing_of_what_was_asked_or_answered_stands_in_the_timeline_or_the_task(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        made = referred(dossier, region)
        as_receiver(swt, accept_referral, made)
        as_receiver(swt, answer_referral, made, FOUND, expected_version=2)
        said = str(
            [
                *Gebeurtenis.objects.values_list("summary", "payload"),
                *Taak.objects.values_list("title", "why"),
            ]
        )
        assert not [
            word for word in (QUESTION, made.get_reason_display(), FOUND.found, FOUND.follows) if word in said
        ]

    def test_refused_with_a_reason(self, region: Region, dossier: Dossier, swt: Actor) -> None:
        made = referred(dossier, region)
        as_receiver(swt, refuse_referral, made, Weigering.GEEN_PLAATS, "In januari wel.", expected_version=1)
        assert fresh(made).state == State.GEWEIGERD
        assert Taak.objects.filter(title__startswith="Verwijzing niet aangenomen door SWT").exists()

    def test_an_answer_before_it_was_taken_or_with_a_bsn_is_refused(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        made = referred(dossier, region)
        with pytest.raises(DomainError, match="eerst aan"):
            as_receiver(swt, answer_referral, made, FOUND, expected_version=1)
        as_receiver(swt, accept_referral, made)
        with pytest.raises(DomainError, match="BSN") as refused:
            as_receiver(swt, answer_referral, made, replace(FOUND, found="BSN 999990408"), expected_version=2)
        assert refused.value.field == "found"

    def test_two_colleagues_at_once_see_both_answers(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        made = referred(dossier, region)
        as_receiver(swt, accept_referral, made)
        with pytest.raises(Conflict):
            as_receiver(swt, refuse_referral, made, Weigering.WIL_NIET, "", expected_version=1)

    def test_another_wijkteam_and_what_is_over_are_refused(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        made = referred(dossier, region)
        other = receiver(region, "Buurtwerk", username="groen")
        elsewhere = receiver(region, "SWT", "0590", username="ergens")
        for actor in (other, elsewhere):
            with pytest.raises(DomainError, match="niet meer voor u"):
                as_receiver(actor, accept_referral, made)
        stop_referral(made, Stopreden.VERGISSING, by=region.regisseur, on=TODAY, expected_version=1)
        with pytest.raises(DomainError, match="niet meer voor u"):
            as_receiver(swt, accept_referral, made)


class TestEnd:
    def test_stopped_before_and_after_it_was_taken(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        first, second = referred(dossier, region), referred(dossier, region, short="Buurtwerk")
        as_receiver(receiver(region, "Buurtwerk", username="groen"), accept_referral, second)
        stop_referral(first, Stopreden.TOESTEMMING, by=region.regisseur, on=TODAY, expected_version=1)
        with pytest.raises(Conflict):
            stop_referral(second, Stopreden.NIET_NODIG, by=region.regisseur, on=TODAY, expected_version=1)
        stop_referral(second, Stopreden.NIET_NODIG, by=region.regisseur, on=TODAY, expected_version=2)
        assert [fresh(row).state for row in (first, second)] == [State.INGETROKKEN, State.BEEINDIGD]
        with pytest.raises(DomainError, match="al klaar"):
            stop_referral(first, Stopreden.NIET_NODIG, by=region.regisseur, on=TODAY, expected_version=2)

    def test_a_dossier_that_closes_ends_it(self, region: Region, dossier: Dossier) -> None:
        made = referred(dossier, region)
        close_dossier(dossier, by=region.duo, on=TODAY - timedelta(days=3), reason="DUO: overleden")
        row = fresh(made)
        assert (row.state, row.stopped, row.ended_on) == (State.INGETROKKEN, Stopreden.GESLOTEN, TODAY)

    def test_silence_gives_one_task_that_an_answer_takes_away(
        self, region: Region, dossier: Dossier, swt: Actor
    ) -> None:
        made = referred(handled(dossier, region), region)
        assert remind(TODAY + timedelta(days=13)) == 0
        later = TODAY + timedelta(days=14)
        with clock.frozen(later):
            remind_of_referrals()
        assert Taak.objects.filter(done_on=None, assigned_to=region.regisseur.employee).count() == 1
        assert (remind(later), remind(later), remind(later + timedelta(days=13))) == (0, 0, 0)
        with clock.frozen(later):
            as_receiver(swt, accept_referral, made)
        assert not Taak.objects.filter(done_on=None).exists()
        assert remind(later + timedelta(days=14)) == 1

    def test_a_group_that_became_unsafe_is_named_to_leave_out(self, region: Region, dossier: Dossier) -> None:
        set_gemeente_registration(dossier, by=region.regisseur, on=TODAY, article_28=False)
        add_address(
            dossier.person, by=region.regisseur, kind=Address.Kind.WOON, street="Kade", number="7", postcode="3311 KK",
            place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
        )  # fmt: skip
        made = referred(dossier, region, "naam", "adres", "telefoon")
        swt = receiver(region)
        with entered(swt.scope):
            assert withheld(made) == frozenset()
        Person.objects.filter(pk=dossier.person_id).update(protected=True)
        with entered(swt.scope):
            assert withheld(made) == {Gegeven.ADRES}
        Person.objects.filter(pk=dossier.person_id).update(contact_safely=True)
        assert withheld(made) == {Gegeven.ADRES, Gegeven.TELEFOON}
