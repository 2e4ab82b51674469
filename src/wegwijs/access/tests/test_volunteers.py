"""A volunteer has a last day and a yearly talk; after the last day there is no access."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.guidance import coordinator, manager, volunteer
from support.region import TODAY, Region, someone
from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import NewEmployee, end_employment, record_review, take_on
from wegwijs.access.models import User
from wegwijs.access.queries.volunteers import MOST_AHEAD, review_due, volunteers
from wegwijs.access.roles import Role
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Employee, Jaargesprek

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Outcome = Jaargesprek.Outcome
NEXT = TODAY + timedelta(days=365)


@pytest.fixture
def helper(region: Region) -> Employee:
    found = volunteer(region).employee
    assert found
    return found


class TestTakenOn:
    new = NewEmployee("hulp", "H. Hulp", "vrijwilliger", "hulp@example.org", volunteer=True)

    def test_a_volunteer_without_a_last_day_is_refused_with_what_to_do(self, region: Region) -> None:
        with pytest.raises(DomainError, match="laatste dag") as refused:
            take_on(region.organisations["VluchtelingenWerk"], self.new, by=manager(region), valid_from=TODAY)
        assert refused.value.field == "valid_to"
        assert not Employee.objects.filter(name="H. Hulp").exists()

    def test_by_the_form_with_one_it_works_until_that_day(self, region: Region, signed_in: SignedIn) -> None:
        browser = signed_in(manager(region))
        sent = {
            "organisation": "VluchtelingenWerk", "name": "H. Hulp", "function": "vrijwilliger", "username": "hulp",
            "email": "hulp@example.org", "phone": "", "volunteer": "ja", "valid_from": "23-11-2026", "valid_to": "",
        }  # fmt: skip
        refused = browser.post("/beheer/medewerkers/nieuw/", sent)
        assert "valid_to" in refused.context["form"].errors
        early = browser.post("/beheer/medewerkers/nieuw/", {**sent, "valid_to": "01-11-2026"})
        assert "valid_to" in early.context["form"].errors
        assert (
            browser.post("/beheer/medewerkers/nieuw/", {**sent, "valid_to": "31-12-2026"}).status_code == 302
        )
        user = User.objects.get(username="hulp")
        assert actor_of(user, on=date(2026, 12, 31))
        assert actor_of(user, on=date(2027, 1, 1)) is None


class TestTalk:
    def test_goes_on_until_the_new_last_day_with_the_roles_that_ended_then(
        self, region: Region, helper: Employee
    ) -> None:
        record_review(helper, by=coordinator(region), on=TODAY, outcome=Outcome.DOOR, last_day=NEXT)
        helper.refresh_from_db()
        assert helper.valid_to == NEXT
        assert [role.valid_to for role in helper.roles.all()] == [NEXT]
        assert actor_of(helper.user, on=NEXT)

    def test_stops_and_has_no_access_from_the_next_day(self, region: Region, helper: Employee) -> None:
        record_review(helper, by=coordinator(region), on=TODAY, outcome=Outcome.STOPT, last_day=TODAY)
        user = User.objects.get(employee=helper)
        assert actor_of(user, on=TODAY)
        assert actor_of(user, on=TODAY + timedelta(days=1)) is None

    @pytest.mark.parametrize(
        ("on", "outcome", "last_day", "field"),
        [
            (TODAY + timedelta(days=1), Outcome.DOOR, NEXT, "on"),
            (TODAY, Outcome.DOOR, TODAY, "last_day"),
            (TODAY, Outcome.DOOR, TODAY + MOST_AHEAD + timedelta(days=1), "last_day"),
            (TODAY, Outcome.STOPT, date(2020, 1, 1), "last_day"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(
        self, on: date, outcome: Outcome, last_day: date, field: str, region: Region, helper: Employee
    ) -> None:
        with pytest.raises(DomainError) as refused:
            record_review(helper, by=coordinator(region), on=on, outcome=outcome, last_day=last_day)
        assert refused.value.field == field

    def test_not_with_oneself_a_paid_colleague_or_somebody_of_another_organisation(
        self, region: Region, helper: Employee
    ) -> None:
        by = coordinator(region)
        elsewhere = someone(region, "school", Role.BEHEER, "Sagènn")
        for actor, who, wrong in (
            (by, region.counsellor.employee, DomainError),
            (by, by.employee, NotAllowed),
            (elsewhere, helper, NotAllowed),
            (region.counsellor, helper, NotAllowed),
        ):
            assert who
            with pytest.raises(wrong):
                record_review(who, by=actor, on=TODAY, outcome=Outcome.DOOR, last_day=NEXT)

    def test_leaving_does_not_make_the_last_day_later(self, region: Region, helper: Employee) -> None:
        with pytest.raises(DomainError) as refused:
            end_employment(helper, by=manager(region), on=NEXT)
        assert refused.value.field == "on"


class TestDue:
    def test_a_year_after_the_start_and_then_after_the_last_talk(
        self, region: Region, helper: Employee
    ) -> None:
        by = coordinator(region)
        assert review_due(volunteers(by, on=TODAY)[0]) < TODAY
        record_review(helper, by=by, on=TODAY, outcome=Outcome.DOOR, last_day=NEXT)
        assert review_due(volunteers(by, on=TODAY)[0]) == NEXT

    def test_overdue_shows_on_the_desk_among_the_volunteers_and_in_beheer(
        self, region: Region, helper: Employee, signed_in: SignedIn
    ) -> None:
        browser = signed_in(coordinator(region))
        late = "jaargesprek te laat"
        assert "Jaargesprek te laat" in browser.get("/begeleiding/").content.decode()
        assert late in browser.get("/begeleiding/vrijwilligers/").content.decode()
        beheer = signed_in(manager(region))
        assert late in beheer.get("/beheer/medewerkers/?organisatie=VluchtelingenWerk").content.decode()
        assert "te laat: uiterlijk" in beheer.get(f"/beheer/medewerkers/{helper.pk}/").content.decode()
        sent = {"on": "23-11-2026", "outcome": "door", "last_day": "01-11-2027"}
        done = browser.post(f"/begeleiding/vrijwilligers/{helper.pk}/jaargesprek/", sent)
        assert done.status_code == 302
        assert "Jaargesprek te laat" not in browser.get("/begeleiding/").content.decode()

    def test_the_talk_is_not_for_others(self, region: Region, helper: Employee, signed_in: SignedIn) -> None:
        address = f"/begeleiding/vrijwilligers/{helper.pk}/jaargesprek/"
        for actor in (region.counsellor, region.teamlead, manager(region)):
            assert signed_in(actor).get(address).status_code == 404
        paid = region.counsellor.employee
        assert paid
        assert (
            signed_in(coordinator(region)).get(address.replace(str(helper.pk), str(paid.pk))).status_code
            == 404
        )

    def test_who_stopped_long_ago_is_no_longer_listed(self, region: Region, helper: Employee) -> None:
        with clock.frozen(TODAY + timedelta(days=700)):
            assert volunteers(coordinator(region), on=clock.today()) == []
