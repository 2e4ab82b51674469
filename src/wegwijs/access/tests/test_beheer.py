"""Beheer: mandates in sight, policy from a day on, and roles that nobody gives to themselves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from support.region import START, TODAY, Region
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.models import Proposal, RoleAssignment, User
from wegwijs.access.roles import ROLES_OF, Permission, Role
from wegwijs.audit.models import AuditRecord
from wegwijs.errors import DomainError
from wegwijs.organisations.models import (
    Beleid,
    Bevoegdheid,
    Bezwaaradres,
    Employee,
    Gemeente,
    Mandaatbesluit,
    OrganisationKind,
    Overdrachtsbesluit,
)
from wegwijs.organisations.policy import TEXTS, PolicyKey, policy
from wegwijs.organisations.queries import decides_as

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
TALKS = "/beheer/beleid/intake-gesprekken-asiel/"
TOMORROW = TODAY + timedelta(days=1)


def manager_of(region: Region, short: str, username: str) -> Actor:
    employee = employ(
        region.organisations[short], username=username, name=f"{short} Beheerder", function="functioneel beheer",
        roles={Role.BEHEER: ()}, valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


@pytest.fixture
def manager(region: Region) -> Actor:
    return manager_of(region, "SDD", "beheer")


@pytest.fixture
def desk(manager: Actor, signed_in: SignedIn) -> Client:
    """The browser of the executor's functional manager."""
    return signed_in(manager)


@pytest.fixture
def second(region: Region, signed_in: SignedIn) -> Client:
    """The browser of another functional manager of the executor."""
    return signed_in(manager_of(region, "SDD", "beheer2"))


def agree(second: Client) -> str:
    """The second manager confirms what was proposed last."""
    return text(second, f"/beheer/bevestigen/{Proposal.objects.filter(decided_at=None)[0].pk}/", {})


def text(browser: Client, address: str, data: dict[str, Any] | None = None) -> str:
    answer = browser.post(address, data, follow=True) if data is not None else browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def number(actor: Actor) -> int:
    assert actor.employee
    return actor.employee.pk


@pytest.mark.parametrize(
    "address", ["", "beleid/", "beleid/pip-vier-ogen/", "medewerkers/", "medewerkers/nieuw/"]
)
def test_only_functional_management_comes_in(address: str, region: Region, signed_in: SignedIn) -> None:
    for actor in (region.regisseur, region.teamlead, region.counsellor):
        assert signed_in(actor).get(f"/beheer/{address}").status_code == 404


def test_each_gemeente_shows_in_whose_name_decisions_are_taken(desk: Client, region: Region) -> None:
    Mandaatbesluit.objects.filter(gemeente="0590").delete()
    Overdrachtsbesluit.objects.create(
        gemeente_id="0642",
        organisation=region.organisations["SDD"],
        board="het bestuur van de SDD",
        valid_from=START,
    )
    page = text(desk, "/beheer/")
    assert "Namens het college van burgemeester en wethouders van Dordrecht" in page
    assert "Geen mandaat voor: PIP vaststellen, ontheffen van de leerbaarheidstoets" in page
    assert "Het bestuur van de sdd, in eigen naam".lower() in page.lower()
    assert "M-0505-1" in page
    assert region.dordrecht.oin in page


def test_a_mandate_without_the_employers_consent_counts_for_nothing(desk: Client) -> None:
    Mandaatbesluit.objects.filter(gemeente="0505").update(consent_on=None)
    assert "wacht op instemming" in text(desk, "/beheer/")
    assert "Geen mandaat voor" in text(desk, "/beheer/")


OBJECTION = {"postal": "Postbus 9, 3300 AA Dordrecht", "digital": "", "court": "Rechtbank Rotterdam"}


def test_a_gemeente_without_an_address_for_objections_stands_out_and_gets_one(
    desk: Client, manager: Actor, region: Region
) -> None:
    Bezwaaradres.objects.filter(gemeente="0505").delete()
    assert "zonder dit adres kan niemand een PIP vaststellen" in text(desk, "/beheer/")
    page = text(desk, "/beheer/gemeente/0505/bezwaar/", {**OBJECTION, "valid_from": "23-11-2026"})
    assert "Postbus 9, 3300 AA Dordrecht" in page
    assert "geen digitaal adres" in page
    assert AuditRecord.objects.filter(
        detail="adres voor bezwaar vanaf 23-11-2026", actor=manager.label
    ).exists()


def test_a_new_address_for_objections_ends_the_one_before(desk: Client, region: Region) -> None:
    page = text(desk, "/beheer/gemeente/0505/bezwaar/", {**OBJECTION, "valid_from": "24-11-2026"})
    assert "vanaf 24-11-2026: Postbus 9" in page
    assert (
        Bezwaaradres.objects.get(gemeente="0505", valid_to=TODAY).postal == "Postbus 505, 3300 AA Dordrecht"
    )
    refused = text(desk, "/beheer/gemeente/0505/bezwaar/", {**OBJECTION, "valid_from": "23-11-2026"})
    assert "Er staat al een adres dat geldt vanaf 24-11-2026" in refused
    text(
        desk,
        "/beheer/gemeente/0505/bezwaar/",
        {**OBJECTION, "postal": "Postbus 10", "valid_from": "24-11-2026"},
    )
    assert Bezwaaradres.objects.get(gemeente="0505", valid_to=None).postal == "Postbus 10"


def test_the_own_board_has_its_own_address_for_objections(desk: Client, region: Region) -> None:
    assert "/beheer/bezwaar/" not in text(desk, "/beheer/")
    Overdrachtsbesluit.objects.create(
        gemeente_id="0642", organisation=region.organisations["SDD"], board="het bestuur van de SDD", valid_from=START
    )  # fmt: skip
    assert "zonder dit adres" in text(desk, "/beheer/")
    text(desk, "/beheer/bezwaar/", {**OBJECTION, "valid_from": "23-11-2026"})
    zwijndrecht = Gemeente.objects.get(pk="0642")
    body = decides_as(zwijndrecht, region.organisations["SDD"], Bevoegdheid.PIP_VASTSTELLEN, on=TODAY)
    assert body.objection
    assert body.objection.postal == "Postbus 9, 3300 AA Dordrecht"


def test_a_partner_sets_no_address_for_objections(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(manager_of(region, "VluchtelingenWerk", "vwn"))
    for address in ("/beheer/bezwaar/", "/beheer/gemeente/0505/bezwaar/"):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {**OBJECTION, "valid_from": "23-11-2026"}).status_code == 404


def change(value: str = "5", place: str = "0505", on: str = "24-11-2026") -> dict[str, str]:
    return {"place": place, "value": value, "valid_from": on, "source": "collegebesluit 12"}


def test_new_policy_holds_from_its_day_and_the_old_one_until_the_day_before(
    desk: Client, manager: Actor
) -> None:
    assert "5 gesprekken vanaf 24-11-2026" in text(desk, TALKS, change())
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0505", on=TODAY).value == 3
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0505", on=TOMORROW).value == 5
    text(desk, TALKS, change("6", on="25-11-2026"))
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0505", on=TOMORROW).value == 5
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0590", on=date(2027, 1, 1)).value == 3
    assert AuditRecord.objects.filter(subject_kind="beleid", actor=manager.label).count() == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (change("0"), "Kies een getal van 1 tot en met 12"),
        (change("veel"), "Voer een geheel getal in"),
        (change(on="22-11-2026"), "niet met terugwerkende kracht"),
        (change(place="0999"), "Deze keuze is er niet meer"),
        ({**change(), "source": ""}, "Vul ‘Besluit of beleidsregel’ in"),
    ],
)
def test_policy_that_can_not_be_is_refused_and_what_was_typed_stays(
    data: dict[str, str], said: str, desk: Client
) -> None:
    page = text(desk, TALKS, data)
    assert said in page
    assert f'value="{data["value"]}"' in page
    assert not Beleid.objects.exists()


def test_policy_can_not_be_slipped_in_before_what_is_laid_down_already(desk: Client) -> None:
    text(desk, TALKS, change(on="1-1-2027"))
    assert "Er staat al een getal klaar voor een latere dag" in text(desk, TALKS, change(on="24-11-2026"))


def test_a_partner_manages_its_own_people_and_no_policy(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(manager_of(region, "VluchtelingenWerk", "vwnbeheer"))
    assert browser.get(TALKS).status_code == 404
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


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/beleid/", "/beheer/medewerkers/"])
def test_pages_cost_the_same_however_many_rows(
    address: str, desk: Client, region: Region, statements: Statements
) -> None:
    few = statements(desk, address)
    for place in range(5):
        employ(
            region.organisations["SDD"], username=f"u{place}", name=f"U. {place}", function="regisseur",
            roles={Role.REGISSEUR: ("0505", "0590")}, valid_from=START,
        )  # fmt: skip
        Beleid.objects.create(
            key=PolicyKey.OPROEP_DAYS, gemeente_id="0505", value=9, source="x", valid_from=START
        )
    assert statements(desk, address) == few
    assert few <= 12


def test_every_number_of_policy_and_every_kind_of_organisation_is_known() -> None:
    assert set(TEXTS) == set(PolicyKey)
    assert set(ROLES_OF) == set(OrganisationKind)


def mandate(**changes: Any) -> dict[str, Any]:
    return {
        "number": "M-2026-9", "powers": ["pip"], "decided_on": "1-11-2026", "consent_on": "2-11-2026",
        "valid_from": "23-11-2026", "valid_to": "", **changes,
    }  # fmt: skip


def pip_in_name_of(region: Region, *, on: date = TODAY) -> str:
    return decides_as(region.dordrecht, region.organisations["SDD"], Bevoegdheid.PIP_VASTSTELLEN, on=on).basis


def test_a_mandate_recorded_here_is_what_decisions_rest_on(
    desk: Client, second: Client, region: Region
) -> None:
    Mandaatbesluit.objects.all().delete()
    with pytest.raises(DomainError, match="geen mandaat"):
        pip_in_name_of(region)
    assert "Voorgesteld" in text(desk, "/beheer/gemeente/0505/mandaat/", mandate(consent_on=""))
    with pytest.raises(DomainError, match="geen mandaat"):
        pip_in_name_of(region)
    assert "Bevestigd: Mandaat M-2026-9 van Dordrecht" in agree(second)
    with pytest.raises(DomainError, match="instemming"):
        pip_in_name_of(region)
    made = Mandaatbesluit.objects.get()
    text(desk, f"/beheer/mandaat/{made.pk}/instemming/", {"on": "20-11-2026"})
    with pytest.raises(DomainError, match="instemming"):
        pip_in_name_of(region)
    agree(second)
    assert "M-2026-9" in pip_in_name_of(region)
    text(desk, f"/beheer/mandaat/{made.pk}/einde/", {"on": "23-11-2026"})
    with pytest.raises(DomainError, match="geen mandaat"):
        pip_in_name_of(region, on=TOMORROW)
    assert AuditRecord.objects.filter(subject_kind="mandaat").count() == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"powers": []}, "Wat mag worden beslist"),
        ({"valid_from": "31-10-2026"}, "niet voor de dag van het besluit"),
        ({"valid_to": "22-11-2026"}, "De laatste dag ligt voor de eerste"),
        ({"number": "M-0505-1"}, "Dit kenmerk staat er al"),
        ({"decided_on": "gisteren"}, "dag-maand-jaar"),
    ],
)
def test_a_mandate_that_can_not_be_is_refused(changes: dict[str, Any], said: str, desk: Client) -> None:
    before = Mandaatbesluit.objects.count()
    assert said in text(desk, "/beheer/gemeente/0505/mandaat/", mandate(**changes))
    assert Mandaatbesluit.objects.count() == before


def test_the_board_decides_itself_from_the_day_of_the_transfer(
    desk: Client, second: Client, region: Region
) -> None:
    data = {"board": "het bestuur van de SDD", "valid_from": "24-11-2026"}
    assert "Voor Dordrecht beslist het bestuur van de SDD vanaf 24-11-2026" in text(
        desk, "/beheer/gemeente/0505/overdracht/", data
    )
    assert "M-0505-1" in pip_in_name_of(region, on=TOMORROW)
    agree(second)
    assert "M-0505-1" in pip_in_name_of(region)
    assert "overdracht" in pip_in_name_of(region, on=TOMORROW)
    assert "staat er al" in text(desk, "/beheer/gemeente/0505/overdracht/", data)


def test_consent_and_end_come_once(desk: Client) -> None:
    known = Mandaatbesluit.objects.get(gemeente="0505")
    assert "stemde al in op" in text(desk, f"/beheer/mandaat/{known.pk}/instemming/", {"on": "20-11-2026"})
    assert "begint pas op" in text(desk, f"/beheer/mandaat/{known.pk}/einde/", {"on": "31-12-2021"})
    text(desk, f"/beheer/mandaat/{known.pk}/einde/", {"on": "30-11-2026"})
    assert "eindigt al na 30-11-2026" in text(desk, f"/beheer/mandaat/{known.pk}/einde/", {"on": "1-12-2026"})


def test_mandates_of_other_gemeenten_and_by_partners_do_not_exist(
    desk: Client, region: Region, signed_in: SignedIn
) -> None:
    assert desk.get("/beheer/gemeente/0482/mandaat/").status_code == 404
    browser = signed_in(manager_of(region, "VluchtelingenWerk", "vwnbeheer"))
    known = Mandaatbesluit.objects.get(gemeente="0505")
    for address in ("gemeente/0505/mandaat/", "gemeente/0505/overdracht/", f"mandaat/{known.pk}/einde/"):
        assert browser.get(f"/beheer/{address}").status_code == 404


def test_four_eyes_is_answered_with_ja_or_nee(desk: Client) -> None:
    browser, page = desk, "/beheer/beleid/pip-vier-ogen/"
    assert "Ja" in browser.get(page).content.decode()
    typed = {"place": "0505", "valid_from": "23-11-2026", "source": "collegebesluit 7"}
    assert browser.post(page, {**typed, "value": "nee"}).status_code == 302
    assert "Kies bij ‘Nieuwe waarde’" in browser.post(page, typed).content.decode()
