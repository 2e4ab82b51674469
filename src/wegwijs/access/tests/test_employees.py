"""Who works where: accounts that begin empty, roles from a day on that nobody gives to themselves, and leaving."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.beheer import TOMORROW, agree, manager_of, number, text
from support.region import TODAY, Region
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import Permission, Role
from wegwijs.organisations.models import (
    Employee,
)

SignedIn = Callable[[Actor], Client]


def test_a_partner_manages_its_own_people_and_no_policy(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(manager_of(region, "VluchtelingenWerk", "vwnbeheer"))
    assert browser.get("/beheer/beleid/intake-gesprekken-asiel/").status_code == 404
    page = text(browser, "/beheer/medewerkers/")
    assert "M. Bakker" in page
    assert "A. de Vries" not in page
    assert browser.get(f"/beheer/medewerkers/{number(region.regisseur)}/").status_code == 404


def new(**changes: str) -> dict[str, str]:
    return {
        "organisation": "SDD", "name": "N. Nieuw", "function": "regisseur", "username": "nieuw",
        "email": "n.nieuw@example.org", "phone": "", "volunteer": "nee", "valid_from": "23-11-2026", **changes,
    }  # fmt: skip


def test_someone_who_starts_has_an_account_without_password_and_sees_nothing_yet(desk: Client) -> None:
    assert "Nog geen rol" in text(desk, "/beheer/medewerkers/nieuw/", new())
    user = User.objects.get(username="nieuw")
    assert not user.has_usable_password()
    actor = actor_of(user, on=TODAY)
    assert actor
    assert not actor.permissions


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "devries"}, "al in gebruik"),
        ({"username": "De Vries"}, "kleine letters"),
        ({"email": "devries@example.org"}, "heeft dit e-mailadres al"),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"organisation": "DUO"}, "Deze keuze is er niet meer"),
    ],
)
def test_two_accounts_are_never_mixed_up(changes: dict[str, str], said: str, desk: Client) -> None:
    before = Employee.objects.count()
    assert said in text(desk, "/beheer/medewerkers/nieuw/", new(**changes))
    assert Employee.objects.count() == before


def role(role: Role = Role.ADMINISTRATIE, gemeente: str = "regio", on: str = "23-11-2026") -> dict[str, str]:
    return {"role": role.value, "gemeente": gemeente, "valid_from": on, "valid_to": ""}


def may(actor: Actor, permission: Permission, *, on: date = TODAY) -> bool:
    found = actor_of(User.objects.get(pk=actor.user.pk), on=on)
    return bool(found and found.may(permission))


def test_a_role_works_from_its_first_day_and_stops_after_its_last(
    desk: Client, second: Client, region: Region
) -> None:
    address = f"/beheer/medewerkers/{number(region.regisseur)}/"
    assert "wacht" not in text(desk, address)
    assert "Voorgesteld: A. de Vries wordt teamleider" in text(
        desk, f"{address}rol/", role(Role.TEAMLEIDER, on="24-11-2026")
    )
    assert not may(region.regisseur, Permission.ASSIGN, on=TOMORROW)
    assert "wacht op een tweede beheerder" in text(desk, address)
    assert "Bevestigd: A. de Vries wordt teamleider" in agree(second)
    assert not may(region.regisseur, Permission.ASSIGN)
    assert may(region.regisseur, Permission.ASSIGN, on=TOMORROW)
    given = RoleAssignment.objects.get(employee=region.regisseur.employee, role=Role.TEAMLEIDER)
    text(desk, f"{address}rol/{given.pk}/einde/", {"on": "24-11-2026"})
    assert may(region.regisseur, Permission.ASSIGN, on=TOMORROW)
    assert not may(region.regisseur, Permission.ASSIGN, on=TOMORROW + timedelta(days=1))


def test_a_role_that_ends_is_gone_at_the_next_request(
    desk: Client, region: Region, signed_in: SignedIn
) -> None:
    browser = signed_in(region.administrator)
    assert browser.get("/duo/portaal/").status_code == 200
    given = RoleAssignment.objects.get(employee=region.administrator.employee)
    text(
        desk,
        f"/beheer/medewerkers/{number(region.administrator)}/rol/{given.pk}/einde/",
        {"on": "22-11-2026"},
    )
    assert browser.get("/duo/portaal/").status_code == 404


def test_a_role_must_fit_the_organisation_and_be_new(desk: Client, region: Region) -> None:
    counsellor = f"/beheer/medewerkers/{number(region.counsellor)}/rol/"
    assert "Deze keuze is er niet meer" in text(desk, counsellor, role(Role.REGISSEUR))
    same = f"/beheer/medewerkers/{number(region.teamlead)}/rol/"
    assert "heeft deze rol al" in text(desk, same, role(Role.TEAMLEIDER))


def test_nobody_gives_roles_to_themselves(desk: Client, manager: Actor) -> None:
    address = f"/beheer/medewerkers/{number(manager)}/"
    assert "Dit bent u zelf" in text(desk, address)
    assert "eigen rollen en dienstverband niet wijzigen" in text(desk, f"{address}rol/", role(Role.BESLISSER))
    assert "eigen rollen en dienstverband niet wijzigen" in text(
        desk, f"{address}uit-dienst/", {"on": "23-11-2026"}
    )
    assert not may(manager, Permission.PIP_ESTABLISH)


def test_who_leaves_loses_every_role_and_can_not_come_in(
    desk: Client, region: Region, signed_in: SignedIn
) -> None:
    browser = signed_in(region.colleague)
    text(desk, f"/beheer/medewerkers/{number(region.colleague)}/uit-dienst/", {"on": "22-11-2026"})
    assert browser.get("/").status_code == 403
    assert "B. Jansen" not in text(desk, "/beheer/medewerkers/")
    assert "B. Jansen" in text(desk, "/beheer/medewerkers/?uit-dienst=ja")


def test_a_last_day_before_the_first_is_refused(desk: Client, region: Region) -> None:
    address = f"/beheer/medewerkers/{number(region.colleague)}/uit-dienst/"
    assert "begon pas op 01-01-2022" in text(desk, address, {"on": "31-12-2021"})
