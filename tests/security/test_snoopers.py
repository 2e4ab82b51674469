"""A month in which a few people look where they have no business: they are found, and those who work aren't."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from support.region import Region, make_dossier, someone
from wegwijs import clock
from wegwijs.access.actor import EMERGENCY, Actor
from wegwijs.access.roles import Role
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import NotAllowed
from wegwijs.oversight.commands import answer_sign, find_signs, month_after, month_before
from wegwijs.oversight.jobs import find_signs_of_last_month
from wegwijs.oversight.models import Sign
from wegwijs.people.models import Person

SignedIn = Callable[[Actor], Client]
Rule = Sign.Rule
OCTOBER = date(2026, 10, 1)
STAFF, FILES = 20, 60
DAY = datetime(2026, 10, 5, 8, tzinfo=UTC)


def looked(
    by: Actor, dossier: Dossier, *, times: int = 1, action: Action = Action.VIEW, day: int = 0
) -> None:
    """On a day of October, some minutes apart."""
    for number in range(times):
        with clock.frozen(DAY + timedelta(days=day, minutes=7 * number)):
            record(
                by=by,
                action=action,
                kind="dossier",
                key=dossier.pk,
                gemeente=dossier.gemeente_id,
                detail="dossier",
            )


@pytest.fixture
def watcher(region: Region) -> Actor:
    return someone(region, "privacy", Role.PRIVACY, "SDD", "0505")


@pytest.fixture
def files(region: Region) -> list[Dossier]:
    """Of people with as many surnames, none of them an employee's."""
    made = [make_dossier(region, on=date(2026, 9, 1)) for _ in range(FILES)]
    for number, dossier in enumerate(made):
        Person.objects.filter(pk=dossier.person_id).update(
            geslachtsnaam=f"Naam{'abcdefghij'[number % 10]}{number}"
        )
    return made


@pytest.fixture
def at_work(region: Region, files: list[Dossier]) -> list[Actor]:
    """Twenty regisseurs with three dossiers each, who look at them all month and now and then at a colleague's."""
    chance = random.Random(20261101)  # noqa: S311 - who looks when, nothing secret
    staff = [someone(region, f"regisseur{n}", Role.REGISSEUR, "SDD") for n in range(STAFF)]
    for number, dossier in enumerate(files):
        actor = staff[number % STAFF]
        assert actor.employee
        assign_regisseur(dossier, actor.employee, by=region.teamlead, on=date(2026, 9, 2))
        looked(actor, dossier, times=chance.randrange(3, 12), day=number % 20)
        looked(region.teamlead, dossier, times=chance.randrange(6), day=number % 20)
    for number in range(STAFF):
        looked(staff[number], chance.choice(files), times=2, day=number)
    return staff


def test_snoopers_are_found_and_who_works_is_not(
    region: Region, files: list[Dossier], at_work: list[Actor]
) -> None:
    seeded = []
    for number in range(10):
        snooper, dossier = at_work[number], files[(number + 7) % FILES]
        looked(snooper, dossier, times=3 + number % 3, day=21)
        seeded.append((snooper.user.pk, dossier.pk))
    for number in range(5):
        namesake = someone(
            region,
            f"naamgenoot{number}",
            Role.ADMINISTRATIE,
            "SDD",
            name=f"X. Naam{'abcdefghij'[number]}{number}",
        )
        looked(namesake, files[number], day=22)
        seeded.append((namesake.user.pk, files[number].pk))
    for number in range(5):
        looked(at_work[10 + number], files[number + 20], action=Action.REVEAL, day=23)
        seeded.append((at_work[10 + number].user.pk, files[number + 20].pk))
    find_signs(OCTOBER)
    odd = set(Sign.objects.exclude(rule=Rule.SAMPLE).values_list("account", "dossier"))
    pairs = AuditRecord.objects.filter(action="zien", at__lt=datetime(2026, 11, 1, tzinfo=UTC))
    looks = pairs.order_by().values("actor_user", "subject_id").distinct().count()
    assert len(set(seeded) & odd) / len(seeded) >= 0.95
    assert len(odd - set(seeded)) / looks <= 0.01


def test_a_gemeente_in_which_one_has_no_work_stands_out(
    region: Region, files: list[Dossier], at_work: list[Actor]
) -> None:
    Dossier.objects.filter(pk=files[1].pk).update(gemeente="0590")
    files[1].refresh_from_db()
    looked(at_work[0], files[1], day=21)
    find_signs(OCTOBER)
    assert Sign.objects.filter(rule=Rule.ELSEWHERE, account=at_work[0].user.pk, dossier=files[1].pk).exists()


def test_an_emergency_and_another_month_give_no_sign(region: Region, dossier: Dossier) -> None:
    looked(region.colleague.in_emergency(), dossier, times=5)
    looked(region.colleague, dossier, times=5, day=40)
    find_signs(OCTOBER)
    assert not Sign.objects.exists()
    assert AuditRecord.objects.filter(purpose=EMERGENCY).exists()


def test_twice_changes_nothing_and_the_sample_is_drawn_once(
    region: Region, files: list[Dossier], at_work: list[Actor]
) -> None:
    assert find_signs(OCTOBER) >= 5
    drawn = set(Sign.objects.values_list("pk", flat=True))
    assert find_signs(OCTOBER) == 0
    assert set(Sign.objects.values_list("pk", flat=True)) == drawn
    assert Sign.objects.filter(rule=Rule.SAMPLE).count() == 5


def test_what_was_explained_is_not_asked_again_next_month(
    region: Region, dossier: Dossier, watcher: Actor
) -> None:
    looked(region.colleague, dossier, times=3)
    looked(region.colleague, dossier, times=3, day=31)
    find_signs(OCTOBER)
    sign = Sign.objects.get(rule=Rule.NO_WORK)
    answer_sign(sign, by=watcher, answer=Sign.Answer.EXPLAINED, because="Valt in voor een zieke collega.")
    find_signs(month_after(OCTOBER))
    assert not Sign.objects.filter(rule=Rule.NO_WORK, month=month_after(OCTOBER)).exists()


def test_the_job_looks_at_the_month_before(region: Region, dossier: Dossier) -> None:
    looked(region.colleague, dossier, times=3)
    find_signs_of_last_month()
    assert Sign.objects.filter(month=OCTOBER, rule=Rule.NO_WORK).exists()
    assert month_before(date(2027, 1, 15)) == date(2026, 12, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)


def test_a_sign_holds_keys_only(region: Region, dossier: Dossier) -> None:
    looked(region.colleague, dossier, times=3)
    find_signs(OCTOBER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM oversight_sign s")
        stored = " ".join(row for (row,) in cursor.fetchall())
    for secret in (dossier.person.geslachtsnaam, "Jansen", dossier.number):
        assert secret not in stored


def test_each_sign_is_answered_with_a_reason_that_is_kept(
    region: Region, dossier: Dossier, watcher: Actor, signed_in: SignedIn
) -> None:
    looked(region.colleague, dossier, times=3)
    find_signs(OCTOBER)
    sign, browser = Sign.objects.get(), signed_in(watcher)
    listed = browser.get("/toezicht/signalen/").content.decode()
    assert "B. Jansen, SDD" in listed
    assert dossier.number in listed
    assert dossier.person.geslachtsnaam not in listed
    address = f"/toezicht/signalen/{sign.pk}/"
    page = browser.get(address).content.decode()
    assert page.count("B. Jansen, SDD: dossier") == 3
    assert "nog te beantwoorden" not in browser.post(address, {"answer": "verklaard"}).headers.get(
        "Location", ""
    )
    assert not Sign.objects.exclude(answer="").exists(), "without a reason nothing is stored"
    browser.post(address, {"answer": "onrechtmatig", "because": "Het was haar buurman."})
    sign.refresh_from_db()
    assert (sign.answer, sign.answered_by) == ("onrechtmatig", watcher.employee)
    row = AuditRecord.objects.get(subject_kind="signaal")
    assert (row.subject_id, row.actor_user) == (str(sign.pk), watcher.user.pk)
    assert "onrechtmatig" in row.detail


def test_only_who_watches_over_the_gemeente_sees_it_and_nobody_answers_for_themselves(
    region: Region, dossier: Dossier, watcher: Actor, signed_in: SignedIn
) -> None:
    looked(watcher, dossier, times=3)
    find_signs(OCTOBER)
    sign = Sign.objects.get()
    for actor in (region.teamlead, region.regisseur, someone(region, "elders", Role.PRIVACY, "SDD", "0590")):
        assert signed_in(actor).get(f"/toezicht/signalen/{sign.pk}/").status_code == 404
    with pytest.raises(NotAllowed, match="over uzelf"):
        answer_sign(sign, by=watcher, answer=Sign.Answer.EXPLAINED, because="mocht")
