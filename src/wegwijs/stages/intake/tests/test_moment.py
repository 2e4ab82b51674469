"""A talk for which somebody is called up takes time: theirs, and that of the regisseur of that moment."""

from datetime import date, time

import pytest

from support import groups as given
from support.intake import begun
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.agenda.commands import Wanted, claim
from wegwijs.agenda.models import Claim, PersonClaim
from wegwijs.agenda.slots import Slot
from wegwijs.documents.commands.batches import send_batch
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import (
    Planned,
    assign_regisseur,
    close_dossier,
    plan_afspraak,
    withdraw_regisseur,
)
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.errors import DomainError
from wegwijs.groups.commands import enrol
from wegwijs.organisations.models import Employee
from wegwijs.people.commands import share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.stages.intake.commands import Afspraak as Moment
from wegwijs.stages.intake.commands import Reden, record_oproep_outcome, send_oproep
from wegwijs.stages.intake.models import Oproep
from wegwijs.stages.intake.pile import Hours, planned
from wegwijs.stages.intake.queries import must_have
from wegwijs.stages.intake.tests.test_pile import called, outcome, pile

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)


def employee(actor: Actor) -> Employee:
    assert actor.employee
    return actor.employee


def mine(region: Region, *, by: Actor | None = None) -> Dossier:
    """An intake of the regisseur that waits for an oproep."""
    dossier = make_dossier(region)
    begun(dossier, region)
    assign_regisseur(dossier, employee(by or region.regisseur), by=region.teamlead, on=TODAY)
    return dossier


def call(region: Region, dossier: Dossier, at: time = time(10), on: date = DAY) -> Oproep:
    """Handed over today, for a talk of an hour."""
    moment = Moment(on, at, "Spuiboulevard 300", Oproep.Way.KANTOOR)
    return send_oproep(
        must_have(dossier), moment, by=region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT
    )


def talk(region: Region, dossier: Dossier, at: time) -> Afspraak:
    """With the regisseur, that day."""
    plan = Planned(employee(region.regisseur), Afspraak.Soort.VOORTGANG, DAY, at, 30, Afspraak.Way.KANTOOR)
    return plan_afspraak(dossier, plan, by=region.regisseur)


def test_a_talk_of_the_regisseur_at_that_hour_is_refused_with_what_is_free(region: Region) -> None:
    call(region, mine(region))
    with pytest.raises(DomainError, match="wel vrij om") as refused:
        talk(region, make_dossier(region), time(10, 30))
    assert refused.value.field == "employee"
    assert talk(region, make_dossier(region), time(11))


def test_nobody_is_called_up_for_an_hour_at_which_they_or_the_regisseur_are_expected_elsewhere(
    region: Region,
) -> None:
    dossier, other = mine(region), mine(region, by=region.colleague)
    talk(region, make_dossier(region), time(10, 30))
    enrol(given.group(region), other, by=region.regisseur)
    for one in (dossier, other):
        with pytest.raises(DomainError, match="wel vrij om") as refused:
            call(region, one)
        assert refused.value.field == "time"
    assert not Letter.objects.exists()
    assert call(region, dossier, time(13))


def test_a_household_is_called_up_together(region: Region) -> None:
    one, two = mine(region), mine(region)
    share_household(one.person, two.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=date(2026, 9, 1))  # fmt: skip
    call(region, one)
    assert call(region, two)
    with pytest.raises(DomainError, match="bezet"):
        call(region, mine(region))


def test_what_came_of_it_or_a_new_oproep_frees_the_hour(region: Region) -> None:
    dossier = mine(region)
    first = call(region, dossier)
    why = Reden(Oproep.Verhindering.WERK)
    record_oproep_outcome(first, by=region.regisseur, on=TODAY, outcome=Oproep.Uitkomst.MET_REDEN, why=why)
    assert not Claim.objects.exists()
    assert not PersonClaim.objects.exists()
    call(region, dossier, time(14))
    assert PersonClaim.objects.get().starts == Slot(DAY, time(14), 60).starts


def test_a_dossier_that_closes_frees_the_hour(region: Region) -> None:
    dossier = mine(region)
    call(region, dossier)
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
    assert not Claim.objects.exists()
    assert not PersonClaim.objects.exists()


def test_another_regisseur_takes_the_hour_along(region: Region) -> None:
    dossier = mine(region)
    call(region, dossier)
    talk(region, make_dossier(region), time(12))
    assign_regisseur(dossier, employee(region.colleague), by=region.teamlead, on=TODAY)
    source = f"oproep:{dossier.pk}"
    assert Claim.objects.get(source=source).employee == region.colleague.employee
    assert talk(region, make_dossier(region), time(10))
    withdraw_regisseur(dossier, by=region.teamlead)
    assert not Claim.objects.filter(source=source).exists()
    assert PersonClaim.objects.filter(source=source).exists()
    assign_regisseur(dossier, employee(region.colleague), by=region.teamlead, on=TODAY)
    assert Claim.objects.get(source=source).starts == Slot(DAY, time(10), 60).starts


def test_an_oproep_that_is_written_down_afterwards_takes_nothing(region: Region) -> None:
    dossier = mine(region)
    moment = Moment(date(2026, 11, 16), time(10), "Spuiboulevard 300", Oproep.Way.KANTOOR)
    send_oproep(
        must_have(dossier), moment, by=region.regisseur, on=date(2026, 11, 9), channel=Letter.Channel.UITGEREIKT
    )  # fmt: skip
    assert not Claim.objects.exists()


def test_a_regisseur_talks_with_one_at_a_time_and_not_while_taken(region: Region) -> None:
    dossiers = [called(region, number) for number in range(4)]
    mine, other = region.regisseur.employee, region.colleague.employee
    assert mine
    assert other
    for dossier, employee in zip(dossiers, (mine, mine, mine, other), strict=True):
        assign_regisseur(dossier, employee, by=region.teamlead, on=TODAY)
    friday = date(2026, 11, 27)
    claim("iets anders", Slot(friday, time(10), 30), Wanted(employees=(mine,)))
    found = planned(dossiers, Hours(friday, time(9), time(17), 60, 2))
    assert [(dossiers.index(dossier), slot.at.hour) for dossier, slot in found] == [(0, 9), (3, 9), (1, 11), (2, 12)]  # fmt: skip


def test_whose_time_was_taken_meanwhile_is_reported_and_holds_up_no_other(region: Region) -> None:
    dossiers = [called(region, number) for number in range(2)]
    batch = pile(region, dossiers)
    first = batch.items.get(subject=dossiers[0].pk).plan
    slot = Slot(date.fromisoformat(first["at"]), time.fromisoformat(first["time"]), 60)
    claim("een groep", slot, Wanted(persons=frozenset({dossiers[0].person_id})))
    send_batch(batch.pk)
    (state, reason), sent = outcome(batch)
    assert state == "niet"
    assert "heeft al een afspraak" in reason
    assert sent == ("verzonden", "")
