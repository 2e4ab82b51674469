"""What gives power takes two managers; one alone gives it to nobody, in no way."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from support.region import TODAY, Region, someone
from wegwijs import clock
from wegwijs.access import commands
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import confirm, end_role, propose, reject, set_policy
from wegwijs.access.commands.employees import assign_role
from wegwijs.access.commands.mandates import Mandate, record_consent, record_mandate, record_transfer
from wegwijs.access.models import Proposal, RoleAssignment, User
from wegwijs.access.roles import PERMISSIONS, Permission, Role, guarded
from wegwijs.audit.models import AuditRecord
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Bevoegdheid, Dienstverleningsovereenkomst, Employee, Mandaatbesluit
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.organisations.queries import gemeenten_served

SignedIn = Callable[[Actor], Client]
Act = Proposal.Act


def manager(region: Region, username: str, short: str = "SDD") -> Actor:
    return someone(region, username, Role.BEHEER, short, name=username.capitalize())


@pytest.fixture
def one(region: Region) -> Actor:
    return manager(region, "een")


@pytest.fixture
def two(region: Region) -> Actor:
    return manager(region, "twee")


def employee(actor: Actor) -> Employee:
    assert actor.employee
    return actor.employee


def asked(actor: Actor, role: Role = Role.BESLISSER) -> dict[str, Any]:
    return {
        "employee": employee(actor).pk, "role": role.value, "gemeente": None, "valid_from": TODAY, "valid_to": None,
    }  # fmt: skip


def proposed(region: Region, one: Actor, role: Role = Role.BESLISSER) -> Proposal:
    return propose(Act.ROLE, asked(region.colleague, role), by=one, words="B. Jansen wordt beslisser")


def test_a_role_that_gives_power_is_in_force_once_a_second_manager_confirmed(
    region: Region, one: Actor, two: Actor
) -> None:
    row = proposed(region, one)
    assert not RoleAssignment.objects.filter(employee=region.colleague.employee, role=Role.BESLISSER).exists()
    confirm(row, by=two)
    made = actor_of(User.objects.get(pk=region.colleague.user.pk), on=TODAY)
    assert made
    assert made.may(Permission.PIP_ESTABLISH, "0505")
    assert AuditRecord.objects.filter(subject_kind="voorstel").count() == 2


def test_who_proposed_does_not_confirm(region: Region, one: Actor) -> None:
    with pytest.raises(NotAllowed, match="zelf voorgesteld"):
        confirm(proposed(region, one), by=one)


def test_nobody_confirms_their_own_role(region: Region, one: Actor, two: Actor) -> None:
    row = propose(Act.ROLE, asked(two), by=one, words="twee wordt beslisser")
    with pytest.raises(NotAllowed, match="uw eigen rol"):
        confirm(row, by=two)
    with pytest.raises(NotAllowed, match="eigen rollen"):
        propose(Act.ROLE, asked(one), by=one, words="een wordt beslisser")


def test_an_account_of_straw_gives_its_maker_nothing(region: Region, one: Actor) -> None:
    straw = someone(region, "stroman", Role.ADMINISTRATIE, "SDD", name="Stroman")
    for role in (Role.BESLISSER, Role.BEHEER, Role.TEAMLEIDER, Role.PRIVACY):
        with pytest.raises(NotAllowed, match="twee beheerders"):
            assign_role(employee(straw), role, by=one, gemeente=None, valid_from=TODAY)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_takes_two_when_it_decides_manages_watches_or_sees_what_is_hidden(role: Role) -> None:
    heavy = {
        Permission.MONEY_RELEASE,
        Permission.PIP_ESTABLISH,
        Permission.SETTINGS_VIEW,
        Permission.AUDIT_VIEW,
        Permission.SAFE_ADDRESS_SHOW,
        Permission.SIGNAL_VIEW,
    }
    assert guarded(role) == bool(PERMISSIONS[role] & heavy)


def test_the_commands_themselves_ask_for_two(region: Region, one: Actor) -> None:
    mandate = Mandate("M-9", [Bevoegdheid.PIP_VASTSTELLEN], TODAY, TODAY)
    waiting = Mandaatbesluit.objects.filter(gemeente="0505").first()
    assert waiting
    waiting.consent_on = None
    for first in (None, employee(one)):
        with pytest.raises(NotAllowed, match="twee beheerders"):
            record_mandate("0505", mandate, by=one, proposed_by=first)
        with pytest.raises(NotAllowed, match="twee beheerders"):
            record_consent(waiting, by=one, on=TODAY, proposed_by=first)
        with pytest.raises(NotAllowed, match="twee beheerders"):
            record_transfer("0505", by=one, board="het bestuur", valid_from=TODAY, proposed_by=first)
        with pytest.raises(NotAllowed, match="twee beheerders"):
            set_policy(
                PolicyKey.PIP_FOUR_EYES,
                0,
                by=one,
                gemeente=None,
                valid_from=TODAY,
                source="x",
                proposed_by=first,
            )


def test_the_database_keeps_one_person_from_being_both(region: Region, one: Actor, two: Actor) -> None:
    row = proposed(region, one)
    for decided_by in (employee(one), employee(region.colleague), None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=row.pk).update(
                accepted=True, decided_by=decided_by, decided_at=clock.now()
            )


def test_four_eyes_on_a_pip_are_let_go_by_two(region: Region, one: Actor, two: Actor) -> None:
    content = {
        "key": "pip.vier_ogen", "value": 0, "gemeente": "0505", "valid_from": TODAY, "source": "collegebesluit 3",
    }  # fmt: skip
    row = propose(Act.POLICY, content, by=one, words="Vier ogen bij het PIP in Dordrecht: nee")
    assert policy(PolicyKey.PIP_FOUR_EYES, "0505", on=TODAY).value == 1
    confirm(row, by=two)
    assert policy(PolicyKey.PIP_FOUR_EYES, "0505", on=TODAY).value == 0


def test_a_gemeente_comes_in_and_goes_by_its_agreement(region: Region, one: Actor, two: Actor) -> None:
    sdd = region.organisations["SDD"]
    content = {
        "gemeente": "0610", "signed_on": TODAY, "tasks": ["regie"], "valid_from": TODAY, "valid_to": None,
    }  # fmt: skip
    row = propose(Act.DVO, content, by=one, words="Overeenkomst met Sliedrecht")
    assert "0610" not in gemeenten_served(sdd, on=TODAY)
    confirm(row, by=two)
    assert "0610" in gemeenten_served(sdd, on=TODAY)
    with pytest.raises(DomainError, match="loopt al een overeenkomst"):
        propose(Act.DVO, content, by=one, words="nog een")
    commands.end_dvo(Dienstverleningsovereenkomst.objects.get(gemeente="0610"), by=one, on=TODAY)
    assert "0610" not in gemeenten_served(sdd, on=TODAY + timedelta(days=1))


def test_a_proposal_is_decided_once_and_not_made_twice(region: Region, one: Actor, two: Actor) -> None:
    row = proposed(region, one)
    with pytest.raises(DomainError, match="staat al klaar"):
        proposed(region, one)
    reject(row, by=one)
    with pytest.raises(DomainError, match="Een heeft dit voorstel al afgewezen"):
        confirm(row, by=two)
    assert not RoleAssignment.objects.filter(employee=region.colleague.employee, role=Role.BESLISSER).exists()


def test_what_can_not_be_done_any_more_is_not_done(region: Region, one: Actor, two: Actor) -> None:
    row = proposed(region, one)
    left = employee(region.colleague)
    left.valid_to = date(2026, 11, 22)
    left.save()
    with pytest.raises(DomainError, match="niet meer in dienst"):
        confirm(row, by=two)


def test_a_role_that_ended_is_not_given_again_by_moving_its_end(region: Region, one: Actor) -> None:
    given = RoleAssignment.objects.get(employee=region.decider.employee)
    end_role(given, by=one, on=date(2026, 11, 1))
    with pytest.raises(DomainError, match="eindigt al na 01-11-2026"):
        end_role(given, by=one, on=date(2030, 1, 1))


def test_a_partner_confirms_for_its_own_people_only(region: Region, one: Actor) -> None:
    theirs = manager(region, "vwnbeheer", "VluchtelingenWerk")
    with pytest.raises(NotAllowed, match="eigen organisatie"):
        confirm(proposed(region, one), by=theirs)


def test_the_page_shows_who_may_do_what(region: Region, one: Actor, two: Actor, signed_in: SignedIn) -> None:
    row = proposed(region, one)
    address = f"/beheer/bevestigen/{row.pk}/"
    mine, other = signed_in(one), signed_in(two)
    assert "Intrekken" in mine.get("/beheer/bevestigen/").content.decode()
    assert address not in re_forms(mine)
    assert "zelf voorgesteld" in mine.post(address, follow=True).content.decode()
    assert address in re_forms(other)
    assert "Bevestigd" in other.post(address, follow=True).content.decode()
    assert "al bevestigd" in other.post(address, follow=True).content.decode()
    assert signed_in(region.regisseur).post(address).status_code == 404


def re_forms(browser: Client) -> list[str]:
    page = browser.get("/beheer/bevestigen/").content.decode()
    return [part.split('"')[0] for part in page.split('action="')[1:]]


def test_two_managers_on_one_gemeente_see_both_versions(
    region: Region, one: Actor, two: Actor, signed_in: SignedIn
) -> None:
    data = {"oin": region.dordrecht.oin, "college_address": "Postbus 8", "version": 1}
    assert signed_in(one).post("/beheer/gemeente/0505/", data).status_code == 302
    answer = signed_in(two).post("/beheer/gemeente/0505/", {**data, "college_address": "Postbus 9"})
    assert answer.status_code == 409
    assert "Postbus 8" in answer.content.decode()
    assert "Postbus 9" in answer.content.decode()
