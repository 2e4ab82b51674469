"""What stands first on the page, and what the privacy officer is told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.pips import offered, ready_dossier
from support.region import START, TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import begin_emergency, employ, judge_emergency
from wegwijs.access.models import EmergencyAccess
from wegwijs.access.roles import Role
from wegwijs.alerts.commands import choose_mail, gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.alerts.queries import unread
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.dossiers.models import Dossier
from wegwijs.oversight.commands import answer_sign, find_signs
from wegwijs.oversight.models import Sign

SignedIn = Callable[[Actor], Client]


def officer(region: Region, username: str, *gemeenten: str) -> Actor:
    employee = employ(
        region.organisations["SDD"], username=username, name=f"{username.capitalize()} Kuiper", function="privacy",
        roles={Role.PRIVACY: gemeenten}, valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


@pytest.fixture
def privacy(region: Region) -> Actor:
    return officer(region, "privacy", "0505")


@pytest.fixture
def emergency(region: Region) -> EmergencyAccess:
    return begin_emergency(
        make_dossier(region).pk, gemeente="0505", by=region.outsider, reason=EmergencyAccess.Reason.DANGER,
        words="Belt in paniek, kan niet wachten",
    )  # fmt: skip


def signs(region: Region, dossier: Dossier) -> list[Sign]:
    """Of October: somebody looked often at a dossier without work in it."""
    with clock.frozen(date(2026, 10, 5)):
        for _ in range(4):
            record(by=region.colleague, action=Action.VIEW, kind="dossier", key=dossier.pk, gemeente="0505")
    find_signs(date(2026, 10, 1))
    return list(Sign.objects.all())


def test_what_is_late_stands_first_then_what_waits_then_news(region: Region) -> None:
    assert region.decider.employee
    late, waits, news = ready_dossier(region), ready_dossier(region, bsn=None), make_dossier(region)
    with clock.frozen(date(2026, 11, 12)):
        assign_regisseur(news, region.decider.employee, by=region.teamlead, on=date(2026, 11, 12))
    offered(region, waits)
    assign_regisseur(late, region.decider.employee, by=region.teamlead, on=TODAY)
    gather(on=TODAY)
    found, _ = unread(region.decider)
    assert [line.kind for line in found] == [
        AlertKind.LATE, AlertKind.SECOND, AlertKind.ASSIGNED, AlertKind.ASSIGNED,
    ]  # fmt: skip
    assert [line.on for line in found[2:]] == [TODAY, date(2026, 11, 12)]


def test_pages_of_the_list_hold_each_alert_once(region: Region) -> None:
    assert region.regisseur.employee
    dossier, days = make_dossier(region), (date(2026, 11, 2), date(2026, 11, 9))
    for number in range(120):
        Alert.objects.create(
            employee=region.regisseur.employee, gemeente_id="0505", dossier_id=dossier.pk, on=days[number % 2],
            kind=[AlertKind.ASSIGNED, AlertKind.LATE, AlertKind.REFUSED][number % 3], key=f"{number}", made_at=clock.now(),
        )  # fmt: skip
    found, after = unread(region.regisseur)
    while after:
        more, after = unread(region.regisseur, after=after)
        found += more
    assert len({line.pk for line in found}) == len(found) == 120
    assert [(line.place, -line.on.toordinal()) for line in found] == sorted(
        (line.place, -line.on.toordinal()) for line in found
    )


def test_the_privacy_officer_is_told_of_an_emergency_until_it_is_judged(
    region: Region, privacy: Actor, emergency: EmergencyAccess, signed_in: SignedIn
) -> None:
    elsewhere = officer(region, "ander", "0590")
    gather(on=TODAY)
    browser = signed_in(privacy)
    page = browser.get("/meldingen/").content.decode()
    assert "Noodtoegang te beoordelen" in page
    assert f"/toezicht/noodtoegang/{emergency.pk}/" in page
    assert "Noodtoegang te beoordelen" not in signed_in(elsewhere).get("/meldingen/").content.decode()
    judge_emergency(emergency, by=privacy, judgement=EmergencyAccess.Judgement.RIGHT, because="Er was gevaar")
    gather(on=TODAY)
    assert "Geen meldingen" in browser.get("/meldingen/").content.decode()


def test_signs_are_told_once_a_month_until_all_are_answered_and_never_to_whom_they_are_about(
    region: Region, privacy: Actor, signed_in: SignedIn
) -> None:
    found = signs(region, make_dossier(region))
    assert found
    gather(on=TODAY)
    page = signed_in(privacy).get("/meldingen/").content.decode()
    assert page.count("Signalen te beantwoorden · oktober 2026") == 1
    Sign.objects.update(account=privacy.user_id)
    gather(on=TODAY)
    assert unread(privacy)[0] == []
    Sign.objects.update(account=region.colleague.user_id)
    gather(on=TODAY)
    assert len(unread(privacy)[0]) == 1
    for sign in found:
        answer_sign(sign, by=privacy, answer=Sign.Answer.EXPLAINED, because="Zij verving een collega")
    gather(on=TODAY)
    assert unread(privacy)[0] == []


def test_a_choice_of_mail_leaves_alone_what_is_not_offered(
    region: Region, privacy: Actor, emergency: EmergencyAccess, signed_in: SignedIn
) -> None:
    page = signed_in(privacy).get("/meldingen/").content.decode()
    assert "nieuw toegewezen" not in page
    assert "noodtoegang te beoordelen" in page
    assert "noodtoegang te beoordelen" not in signed_in(region.regisseur).get("/meldingen/").content.decode()
    choose_mail(by=privacy, wanted=[])
    assert {m.kind for m in privacy.employee.muted_alerts.all()} == {"noodtoegang", "signaal"}  # type: ignore[union-attr]


def test_the_menu_counts_what_the_privacy_officer_is_told(
    region: Region, privacy: Actor, emergency: EmergencyAccess, signed_in: SignedIn
) -> None:
    gather(on=TODAY)
    page = signed_in(privacy).get("/toezicht/signalen/").content.decode()
    item = page[page.index("<span>Meldingen</span>") :][:90]
    assert 'ww-nav__count">1<' in item
