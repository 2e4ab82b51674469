"""Every cell of role x relation x page x group of data, over pages, searches, lists and letters."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from pytest_django.plugin import DjangoDbBlocker

from security.matrix import BAR, JOBS, PAGES, Relation, may_show, relations
from support.canaries import (
    BSN,
    NOTES_OF_THE_EXECUTOR,
    Canaries,
    build_canaries,
    groups_in,
    let_in,
    looked,
    text_of,
)
from support.crawl import reachable
from support.forgetful import forget_filters
from support.referrals import referred, wish
from support.region import START, TODAY, Region, build_region
from support.walk import browser_of, sent_away
from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.fields import WITHHELD, FieldGroup
from wegwijs.access.models import User
from wegwijs.access.roles import PERMISSIONS, ROLES_OF, Permission, Role
from wegwijs.organisations.models import Gemeente, Organisation, OrganisationKind
from wegwijs.stages.begeleiding.commands import mark, prepared, refer
from wegwijs.stages.begeleiding.models import Gegeven
from wegwijs.stages.overdracht.commands import stop_asking
from wegwijs.stages.overdracht.models import Aanlevering

pytestmark = pytest.mark.django_db
NUMBERS = 3
# 405: the address of a button.
REFUSED = (404, 405)


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Region]:
    """One region for all cells: building it and walking through it takes longest."""
    with django_db_blocker.unblock(), clock.frozen(TODAY), transaction.atomic():
        yield build_region()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def canaries(region: Region) -> Canaries:
    made = build_canaries(region)
    referred(made.plain, region, *Gegeven.values)
    return made


@pytest.fixture(scope="module")
def watcher(region: Region) -> Actor:
    """Who sees signals of violence, which nobody of the region does."""
    return someone(region.organisations["SDD"], Role.AANDACHT, Relation.OWN, 900)


@pytest.fixture(scope="module")
def addresses(region: Region, canaries: Canaries, watcher: Actor) -> list[str]:
    """Every page that anyone can reach and that says more than who it is, and of every other kind of page three."""
    kept: dict[str, str] = {}
    others: dict[str, int] = {}
    for actor in (region.teamlead, region.decider, region.administrator, region.counsellor, watcher):
        for address, (status, text) in reachable(browser_of(actor)).items():
            if status != 200 or address in kept:
                continue
            page = resolve(address.split("?")[0]).view_name
            telling = not text or groups_in(text) - BAR
            if telling or others.get(page, 0) < NUMBERS:
                kept[address] = page
                others[page] = others.get(page, 0) + (not telling)
    return list(kept)


Looks = Callable[[Actor], dict[str, tuple[int, str]]]


@pytest.fixture(scope="module")
def looks(addresses: list[str]) -> Looks:
    """What each of these pages shows to somebody, asked for once."""
    seen: dict[int, dict[str, tuple[int, str]]] = {}

    def look(actor: Actor) -> dict[str, tuple[int, str]]:
        if actor.user_id not in seen:
            seen[actor.user_id] = looked(browser_of(actor), addresses)
        return seen[actor.user_id]

    return look


@pytest.fixture(scope="module")
def telling(region: Region, canaries: Canaries, watcher: Actor, looks: Looks) -> list[str]:
    """Those on which somebody of the region sees a group of data or a number of these dossiers."""
    numbers = [dossier.number for dossier in canaries.all]
    found = dict[str, None]()
    for actor in (region.teamlead, region.decider, region.administrator, watcher):
        for address, (_, text) in looks(actor).items():
            # The page of the stand-in names a number as an example.
            if not address.startswith("/proef/") and (groups_in(text) or any(n in text for n in numbers)):
                found[address] = None
    return list(found)


def organisation_of(kind: OrganisationKind, region: Region) -> Organisation:
    """An organisation of this kind that works for Dordrecht and Papendrecht; not the one that wrote the notes."""
    if kind == OrganisationKind.UITVOERDER:
        return region.organisations["SDD"]
    made = Organisation.objects.create(
        name=f"Proef {kind}", short=f"proef-{kind}"[:30], kind=kind, valid_from=START
    )
    made.gemeenten.set(Gemeente.objects.filter(code__in=["0505", "0590"]))
    return made


def someone(organisation: Organisation, role: Role, relation: Relation, number: int) -> Actor:
    where = "0590" if relation is Relation.OTHER else "0505"
    employee = employ(
        organisation, username=f"cel{number}", name=f"Cel {number}", function="proef", roles={role: (where,)},
        valid_from=START,
    )  # fmt: skip
    found = actor_of(User.objects.get(employee=employee), on=TODAY)
    assert found
    return found


def referrals_to(organisation: Organisation, canaries: Canaries, region: Region) -> list[str]:
    """Every page of referrals of these dossiers that tell as much as may be told; none of the secret address."""
    found = ["/verwijzingen/"]
    for dossier in canaries.all:
        groups = [group for group in Gegeven if group is not Gegeven.ADRES or dossier is not canaries.safe]
        asked = replace(wish(region, *groups), organisation=organisation)
        seen = mark(prepared(dossier, asked, by=region.regisseur, on=TODAY))
        made = refer(dossier, asked, seen=seen, by=region.regisseur, on=TODAY)
        found += [
            f"/verwijzingen/{made.pk}/",
            f"/verwijzingen/{made.pk}/weigeren/",
            f"/verwijzingen/{made.pk}/antwoord/",
        ]
    return found


def supplied_by(organisation: Organisation, canaries: Canaries, region: Region) -> list[str]:
    """COA's desk and its page of each of these dossiers."""
    found = ["/overdracht/coa/"]
    for dossier in canaries.all:
        stop_asking(dossier, by=region.regisseur)
        where = "Azckanarie" if dossier is canaries.safe else "Opvangkanarie"
        # Who lives here already isn't asked about; COA's page must show no more either way.
        made = Aanlevering.objects.create(
            dossier=dossier, gemeente=dossier.gemeente, organisation=organisation, location=where, linked_on=TODAY,
            asked_label="proef",
        )  # fmt: skip
        found.append(f"/overdracht/coa/{made.pk}/")
    return found


class Asked:
    """What one job is shown, relation after relation.

    A door that sends somebody away does so before its page looks at any row. In the first relation each page is asked for, also
    behind such a door; in the next ones only the door is asked whether it still stays shut, since the same refusal would come.
    """

    def __init__(self) -> None:
        self.refused: set[str] = set()

    def of(self, actor: Actor, browser: Client, addresses: list[str]) -> Iterator[tuple[str, str]]:
        """Each address that may say something with what it says."""
        shut = {address for address in addresses if sent_away(actor, address)}
        found = looked(browser, [address for address in addresses if address not in shut & self.refused])
        for address, (status, text) in found.items():
            assert status in REFUSED or address not in shut, address
            yield address, text
        self.refused |= shut


@pytest.mark.parametrize(("role", "kind"), JOBS, ids=[f"{role}-{kind}" for role, kind in JOBS])
def test_every_cell_shows_no_more_than_the_table_allows(
    role: Role,
    kind: OrganisationKind,
    region: Region,
    canaries: Canaries,
    addresses: list[str],
) -> None:
    organisation, asked = organisation_of(kind, region), Asked()
    for number, relation in enumerate(relations(kind)):
        if relation is Relation.INVOLVED:
            for dossier in canaries.all:
                let_in(dossier, organisation, region)
        elif relation is Relation.WAS:
            organisation.betrokkenheden.update(valid_to=TODAY.replace(day=1))
        elif relation is Relation.NOT:
            organisation.betrokkenheden.all().delete()
        more = referrals_to(organisation, canaries, region) if relation is Relation.REFERRED else []
        more += supplied_by(organisation, canaries, region) if relation is Relation.LINKED else []
        actor = someone(organisation, role, relation, number)
        browser = browser_of(actor)
        for address, text in asked.of(actor, browser, [*addresses, *more]):
            page = resolve(address.split("?")[0]).view_name
            shown, allowed = groups_in(text), may_show(role, kind, relation, page)
            assert shown <= allowed, f"{relation.label} {address}: {[g.label for g in shown - allowed]}"
            # The page of the stand-in names a number as an example.
            if not relation.opens and not address.startswith("/proef/"):
                assert not [d.number for d in canaries.all if d.number in text], f"{relation.label} {address}"
            if kind != OrganisationKind.UITVOERDER:
                assert NOTES_OF_THE_EXECUTOR not in text, address
        found = text_of(browser.post("/zoeken/", {"q": BSN}, follow=True)).replace(BSN, "")
        assert groups_in(found) <= may_show(role, kind, relation, "desk:dossier")


@pytest.mark.parametrize(("role", "kind"), JOBS, ids=[f"{role}-{kind}" for role, kind in JOBS])
def test_without_the_filters_the_wall_keeps_every_cell_that_must_stay_empty_empty(
    role: Role,
    kind: OrganisationKind,
    region: Region,
    canaries: Canaries,
    telling: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever may not see a dossier sees nothing of it, also when every query forgot to ask whose it is."""
    organisation, asked = organisation_of(kind, region), Asked()
    careless = forget_filters(monkeypatch)
    for number, relation in enumerate(relations(kind)):
        if relation is Relation.WAS:
            for dossier in canaries.all:
                let_in(dossier, organisation, region)
            organisation.betrokkenheden.update(valid_to=TODAY.replace(day=1))
        elif relation is Relation.NOT:
            organisation.betrokkenheden.all().delete()
        if relation.opens:
            continue
        actor = careless(someone(organisation, role, relation, number))
        browser = browser_of(actor)
        for address, text in asked.of(actor, browser, telling):
            assert not groups_in(text), f"{relation.label} {address}"
            assert not [d.number for d in canaries.all if d.number in text], f"{relation.label} {address}"
        found = text_of(browser.post("/zoeken/", {"q": BSN}, follow=True)).replace(BSN, "")
        assert not groups_in(found), relation.label


def test_the_table_holds_nothing_that_no_page_shows(
    region: Region, canaries: Canaries, looks: Looks, watcher: Actor
) -> None:
    """So that a cell which is never filled can't stay allowed unseen."""
    seen: dict[str, set[FieldGroup]] = {}
    for actor in (region.regisseur, region.teamlead, region.counsellor, watcher):
        for address, (_, text) in looks(actor).items():
            seen.setdefault(resolve(address.split("?")[0]).view_name, set()).update(groups_in(text))
    never = {page: groups - seen.get(page, set()) for page, groups in PAGES.items() if page in seen}
    without_reason = {
        page: groups for page, groups in never.items() if groups - {FieldGroup.ADDRESS, FieldGroup.RESIDENCE}
    }
    assert without_reason == {}
    assert set().union(*seen.values()) >= BAR


def test_a_protected_address_shows_only_after_a_reason_and_only_to_who_may(
    region: Region, canaries: Canaries
) -> None:
    address = f"/dossiers/{canaries.safe.pk}/beschermd-adres/"
    for actor in (region.regisseur, region.decider, region.administrator, region.counsellor):
        assert browser_of(actor).post(address, {"reason": "bezoek"}).status_code == 404
    browser = browser_of(region.teamlead)
    assert "Schuilkanarie" not in text_of(browser.get(address))
    assert "Schuilkanarie" not in text_of(browser.post(address, {}))
    assert "Schuilkanarie" in text_of(browser.post(address, {"reason": "bezoek"}))


class TestLaw:
    """What law.md section 8 withholds, whatever role someone is given."""

    @pytest.mark.parametrize("kind", [OrganisationKind.BEGELEIDING, OrganisationKind.WIJKTEAM])
    def test_p06_no_bsn_for_whom_the_law_does_not_name(self, kind: OrganisationKind) -> None:
        assert {Permission.BSN_RECOGNISE, Permission.BSN_SHOW} <= WITHHELD[kind]

    @pytest.mark.parametrize(
        "kind",
        sorted(
            set(OrganisationKind)
            - {OrganisationKind.UITVOERDER, OrganisationKind.GEMEENTE, OrganisationKind.RIJK}
        ),
    )
    def test_p07_health_is_for_the_college_only(self, kind: OrganisationKind) -> None:
        assert Permission.HEALTH_VIEW in WITHHELD[kind]

    def test_p03_a_provider_gets_no_more_than_the_route(self) -> None:
        more = {Permission.RESIDENCE_VIEW, Permission.INCOME_VIEW, Permission.DOELGROEP_VIEW}
        assert more <= WITHHELD[OrganisationKind.AANBIEDER]

    def test_a_role_that_does_not_belong_to_the_organisation_gives_nothing_that_is_withheld(
        self, region: Region
    ) -> None:
        vwn = region.organisations["VluchtelingenWerk"]
        wrong = employ(
            vwn,
            username="verkeerd",
            name="V. Keerd",
            function="proef",
            roles={Role.TEAMLEIDER: ()},
            valid_from=START,
        )
        found = actor_of(User.objects.get(employee=wrong), on=TODAY)
        assert found
        assert not WITHHELD[OrganisationKind.BEGELEIDING] & set(found.permissions)

    def test_every_group_is_seen_by_some_role_and_no_role_of_a_partner_is_promised_what_is_withheld(
        self,
    ) -> None:
        for group in FieldGroup:
            assert any(group.permission in held for held in PERMISSIONS.values()), group
        partners = set(OrganisationKind) - {OrganisationKind.UITVOERDER, OrganisationKind.GEMEENTE}
        for kind in partners:
            for role in ROLES_OF[kind]:
                assert not PERMISSIONS[role] & WITHHELD[kind], (role, kind)
