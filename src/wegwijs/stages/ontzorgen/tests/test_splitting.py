"""A household that falls apart while money is kept: a judgement that nobody can forget, and nothing goes out for who left until then."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import account, filled, funded, landlord, rent
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import complete_task
from wegwijs.dossiers.commands.move import NewHome, move_household
from wegwijs.dossiers.models import Dossier, Taak
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.commands import join_household, leave_household, share_household
from wegwijs.people.models import HouseholdMember, Source
from wegwijs.stages.ontzorgen.commands.endings import look_ahead
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.runs import hand_over, release, sign_first
from wegwijs.stages.ontzorgen.commands.splitting import Split, decide_split
from wegwijs.stages.ontzorgen.models import Ontzorging, PaymentOrder, PaymentRun

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
PART = HouseholdMember.Part
TITLE = "Beslis over het geld nu het huishouden uit elkaar is"
CHOICE = Split("deze", "ander", "beiden", "geen", "Zij houdt de woning, hij woont bij een vriend.")


@pytest.fixture
def two(region: Region) -> tuple[Ontzorging, Ontzorging]:
    """Partners whose money is kept, each with a dossier: the one with a rent that is due, and the other."""
    one, other = ontzorgd(region), ontzorgd(region)
    share_household(
        one.dossier.person, other.dossier.person, by=region.regisseur, part=PART.PARTNER, on=date(2026, 9, 1)
    )
    rent(one, landlord(region))
    account(region)
    funded(region, one)
    return one, other


def left(region: Region, of: Ontzorging) -> None:
    leave_household(of.dossier.person, by=region.regisseur, on=TODAY - timedelta(days=1))
    of.refresh_from_db()


def tasks() -> set[str]:
    return {one.dossier.number for one in Taak.objects.filter(title=TITLE, done_on=None)}


def test_both_get_the_task_and_it_comes_back_until_somebody_judged(
    region: Region, two: tuple[Ontzorging, Ontzorging]
) -> None:
    one, other = two
    left(region, one)
    other.refresh_from_db()
    assert (one.split_on, one.split_left, other.split_left) == (TODAY, True, False)
    assert tasks() == {one.dossier.number, other.dossier.number}
    task = Taak.objects.get(dossier=one.dossier, title=TITLE)
    assert "Wie houdt de rekening, wie de huur, wie krijgt het leefgeld?" in task.why
    assert task.link == f"/ontzorgen/{one.dossier_id}/uit-elkaar/"
    complete_task(task, by=region.regisseur, on=TODAY)
    look_ahead(TODAY)
    assert tasks() == {one.dossier.number, other.dossier.number}
    done = decide_split(one, CHOICE, by=treasurer(region), expected_version=one.version)
    look_ahead(TODAY)
    assert tasks() == {other.dossier.number}
    assert (done.split_account, done.split_rent, done.partner, done.split_judged_by) == (
        "deze",
        "ander",
        "geen",
        treasurer(region).label,
    )


class TestNothingGoesOut:
    def test_of_who_left_nothing_is_proposed_until_decided(
        self, region: Region, two: tuple[Ontzorging, Ontzorging]
    ) -> None:
        one, _ = two
        left(region, one)
        found = propose(region.dordrecht, since=TODAY, until=TODAY + timedelta(days=14), by=treasurer(region))
        assert found.made == []
        assert "Beslis eerst wie rekening, huur en leefgeld houdt" in found.waits[0].reason
        decide_split(one, CHOICE, by=treasurer(region), expected_version=one.version)
        assert (
            len(
                propose(
                    region.dordrecht, since=TODAY, until=TODAY + timedelta(days=14), by=treasurer(region)
                ).made
            )
            == 1
        )

    def test_of_who_stayed_it_does(self, region: Region, two: tuple[Ontzorging, Ontzorging]) -> None:
        left(region, two[1])
        assert (
            len(
                propose(
                    region.dordrecht, since=TODAY, until=TODAY + timedelta(days=14), by=treasurer(region)
                ).made
            )
            == 1
        )

    def test_what_is_in_a_run_falls_out_at_the_next_signature(
        self, region: Region, two: tuple[Ontzorging, Ontzorging]
    ) -> None:
        run = sign_first(filled(region), by=treasurer(region))
        left(region, two[0])
        with pytest.raises(DomainError, match="1 betalingen zijn uit de run gevallen"):
            release(run, run.sha256, by=second(region))
        order = PaymentOrder.objects.get()
        assert (order.state, "Beslis eerst" in order.note) == (PaymentOrder.State.PROPOSED, True)

    def test_a_released_run_does_not_go_to_the_bank(
        self, region: Region, two: tuple[Ontzorging, Ontzorging]
    ) -> None:
        run = sign_first(filled(region), by=treasurer(region))
        run = release(run, run.sha256, by=second(region))
        left(region, two[0])
        with pytest.raises(DomainError, match="mag niets meer uitgaan"):
            hand_over(run, by=treasurer(region))
        two[0].refresh_from_db()
        decide_split(two[0], CHOICE, by=treasurer(region), expected_version=two[0].version)
        hand_over(run, by=treasurer(region))
        assert PaymentRun.objects.get().handed_over_at


def test_who_moves_along_a_moment_later_did_not_split(
    region: Region, two: tuple[Ontzorging, Ontzorging]
) -> None:
    one, other = two
    home = join_household(one.dossier.person, by=region.regisseur, part=PART.HOOFD, on=TODAY).household
    assert len(tasks()) == 2
    join_household(other.dossier.person, by=region.regisseur, part=PART.PARTNER, on=TODAY, household=home)
    for row in (one, other):
        row.refresh_from_db()
        assert row.split_on is None
    assert tasks() == set()


def test_moving_together_is_no_split_and_alone_is(region: Region, two: tuple[Ontzorging, Ontzorging]) -> None:
    one, other = two
    third = ontzorgd(region)
    share_household(
        one.dossier.person, third.dossier.person, by=region.regisseur, part=PART.KIND, on=date(2026, 9, 1)
    )
    home = NewHome("Spuiboulevard", "1", "3311 GR", "Dordrecht", TODAY, Source.BRP, region.dordrecht)
    move_household(
        [Dossier.objects.get(pk=row.dossier_id) for row in (one, other)], home, by=region.regisseur
    )
    one.refresh_from_db()
    assert (one.split_on, tasks()) == (None, set())
    with clock.frozen(TODAY + timedelta(days=2)):
        later = NewHome(
            "Spuiboulevard",
            "2",
            "3311 GR",
            "Dordrecht",
            TODAY + timedelta(days=2),
            Source.BRP,
            region.dordrecht,
        )
        move_household([Dossier.objects.get(pk=other.dossier_id)], later, by=region.regisseur)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.split_left, other.split_left, len(tasks())) == (False, True, 2)


def test_a_child_that_leaves_and_who_is_not_ontzorgd_ask_nothing(
    region: Region, two: tuple[Ontzorging, Ontzorging]
) -> None:
    third = ontzorgd(region)
    share_household(
        two[0].dossier.person, third.dossier.person, by=region.regisseur, part=PART.KIND, on=date(2026, 9, 1)
    )
    left(region, third)
    assert tasks() == set()
    Ontzorging.objects.update(state="klaar", ended_on=TODAY, end_reason="afspraak")
    left(region, two[1])
    assert tasks() == set()


WRONG = [
    (Split("", "ander", "beiden", "geen", "x"), "split_account"),
    (Split("deze", "niemand", "beiden", "geen", "x"), "split_rent"),
    (Split("deze", "ander", "", "geen", "x"), "split_leefgeld"),
    (Split("deze", "ander", "deze", "", "x"), "partner"),
    (Split("deze", "ander", "deze", "geen", "  "), "split_reason"),
    (Split("deze", "ander", "deze", "geen", "zie 999990408"), "split_reason"),
]


@pytest.mark.parametrize(("wanted", "field"), WRONG)
def test_a_judgement_is_whole_or_not_there(
    region: Region, two: tuple[Ontzorging, Ontzorging], wanted: Split, field: str
) -> None:
    one, _ = two
    with pytest.raises(DomainError, match="niet uit elkaar"):
        decide_split(one, CHOICE, by=treasurer(region), expected_version=one.version)
    left(region, one)
    with pytest.raises(DomainError) as refused:
        decide_split(one, wanted, by=treasurer(region), expected_version=one.version)
    assert refused.value.field == field
    with pytest.raises(Conflict):
        decide_split(one, CHOICE, by=treasurer(region), expected_version=one.version - 1)


def test_by_its_pages(region: Region, two: tuple[Ontzorging, Ontzorging], signed_in: SignedIn) -> None:
    one, _ = two
    left(region, one)
    browser, base = signed_in(treasurer(region)), f"/ontzorgen/{one.dossier_id}/"
    page = browser.get(base).content.decode()
    assert "Het huishouden is uit elkaar" in page
    assert "Er gaat geen betaling uit tot u beslist" in page
    assert "huishouden uit elkaar: beslis" in browser.get("/ontzorgen/").content.decode()
    given = {
        "split_account": "deze", "split_rent": "ander", "split_leefgeld": "beiden", "partner": "geen", "split_reason": CHOICE.reason,
        "version": one.version,
    }  # fmt: skip
    assert browser.post(f"{base}uit-elkaar/", given).status_code == 302
    page = browser.get(base).content.decode()
    assert "Het huishouden is uit elkaar" not in page
    assert "woning: het andere huishouden" in page
    assert treasurer(region).label in page
    assert signed_in(region.teamlead).get(f"{base}uit-elkaar/").status_code == 404
