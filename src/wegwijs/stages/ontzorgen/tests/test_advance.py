"""An advance: asked by one, allowed by another, covered by what the gemeente put in, and paid back once a month."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.plans import funded, income, received, running, second, treasurer
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis, Taak
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.endings import end_early, look_ahead
from wegwijs.stages.ontzorgen.commands.handover import begin_handover, finish_handover
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance, decide_advance, repay_due, told
from wegwijs.stages.ontzorgen.models import Eindreden, Inkomstenpost, Kostenpost, Ontzorging, Voorschot
from wegwijs.stages.ontzorgen.queries.money import balances_of, owed_of
from wegwijs.stages.ontzorgen.queries.plans import advances_waiting
from wegwijs.stages.ontzorgen.repaying import repay_advances

pytestmark = pytest.mark.django_db
S = Voorschot.State
FROM = date(2027, 1, 31)


def asked(region: Region, ontzorging: Ontzorging | None = None, cents: int = 250_00) -> Voorschot:
    made = ontzorging or running(region)
    return ask_advance(made, Asked(cents, "De huurtoeslag komt later.", FROM, 100_00), by=treasurer(region))


def test_who_asked_does_not_decide(region: Region) -> None:
    funded(region, 1_000_00)
    row = asked(region)
    for by in (treasurer(region), region.regisseur, region.counsellor):
        with pytest.raises(NotAllowed):
            decide_advance(row, by=by, grant=True)
    assert decide_advance(row, by=region.teamlead, grant=True).state == S.TOEGEKEND
    assert balances_of([row.ontzorging])[row.ontzorging_id] == 250_00
    assert owed_of([row])[row.pk] == 250_00


def test_a_second_administrator_may_and_the_same_answer_again_moves_nothing(region: Region) -> None:
    funded(region, 1_000_00)
    row = asked(region)
    for _ in range(2):
        row = decide_advance(row, by=second(region), grant=True)
    assert balances_of([row.ontzorging])[row.ontzorging_id] == 250_00
    with pytest.raises(DomainError, match="al beslist"):
        decide_advance(row, by=region.teamlead, grant=False, reason="Toch niet.")


def test_no_more_than_the_gemeente_put_in(region: Region) -> None:
    funded(region, 200_00)
    row = asked(region)
    with pytest.raises(DomainError, match="nog € 200,00 over"):
        decide_advance(row, by=second(region), grant=True)
    row.refresh_from_db()
    assert row.state == S.GEVRAAGD


def test_refused_with_a_reason(region: Region) -> None:
    row = asked(region)
    with pytest.raises(DomainError, match="waarom"):
        decide_advance(row, by=second(region), grant=False)
    assert (
        decide_advance(row, by=second(region), grant=False, reason="Er is nog spaargeld.").state
        == S.GEWEIGERD
    )


def test_one_at_a_time_and_only_when_it_runs(region: Region) -> None:
    row = asked(region)
    with pytest.raises(DomainError, match="wacht al"):
        asked(region, row.ontzorging)


def test_paid_back_each_month_once_the_last_time_the_rest(region: Region) -> None:
    funded(region, 1_000_00)
    row = decide_advance(asked(region), by=second(region), grant=True)
    received(row.ontzorging, 500_00, by=treasurer(region))
    back = []
    for on in (FROM, FROM, date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)):
        with clock.frozen(on):
            back.append([one.cents for one in repay_due(on, by=treasurer(region))])
    assert back == [[100_00], [], [100_00], [50_00], []]
    row.refresh_from_db()
    assert row.state == S.AFGELOST
    assert proved().findings == ()


def test_what_the_account_cant_carry_stays_owed_and_is_tried_again(region: Region) -> None:
    funded(region, 1_000_00)
    row = decide_advance(asked(region, cents=120_00), by=second(region), grant=True)
    with clock.frozen(FROM + timedelta(days=40)):
        (found,) = repay_due(FROM + timedelta(days=40), by=treasurer(region))
        assert (found.cents, found.short) == (120_00, 0)
    row.refresh_from_db()
    assert row.state == S.AFGELOST
    assert TODAY < FROM


def test_the_job_of_each_morning_pays_back_once(region: Region) -> None:
    funded(region, 1_000_00)
    row = decide_advance(asked(region), by=second(region), grant=True)
    with clock.frozen(FROM):
        repay_advances()
        repay_advances()
    assert owed_of([row])[row.pk] == 150_00


def test_it_is_paid_back_within_ten_years(region: Region) -> None:
    """A slip of the pen in the amount a month gave a last day that no calendar has, and a plan that couldn't be shown."""
    ontzorging = running(region)
    with pytest.raises(DomainError, match="binnen tien jaar") as refused:
        ask_advance(ontzorging, Asked(5_000_00, "Een gat.", FROM, 1), by=treasurer(region))
    assert refused.value.field == "repay_cents"
    made = ask_advance(ontzorging, Asked(1_200_00, "Een gat.", FROM, 10_00), by=treasurer(region))
    assert "tot en met 31-12-2036" in told(made)


def test_it_waits_for_income_of_this_person_only(region: Region) -> None:
    mine = running(region)
    theirs = income(running(region, make_dossier(region)), treasurer(region), cents=1_00)
    with pytest.raises(DomainError) as refused:
        ask_advance(mine, Asked(250_00, "Een gat.", FROM, 100_00, theirs), by=treasurer(region))
    assert refused.value.field == "inkomst"
    with pytest.raises(DomainError, match="BSN"):
        decide_advance(asked(region, mine), by=second(region), grant=False, reason="BSN 999990408")


# Whatever ends an ontzorging, by its name.
def agreed(region: Region, of: Ontzorging) -> None:
    end_early(of, Eindreden.AFSPRAAK, by=treasurer(region), on=TODAY)


def handed_over(region: Region, of: Ontzorging) -> None:
    Kostenpost.objects.filter(ontzorging=of).update(last_on=TODAY - timedelta(days=1))
    Inkomstenpost.objects.filter(ontzorging=of).update(here=False)
    row = begin_handover(of, by=treasurer(region))
    row.overdrachtsstappen.update(done_on=TODAY, done_by="proef")
    finish_handover(row, by=treasurer(region), on=TODAY, version=row.version)


def without_bijstand(region: Region, of: Ontzorging) -> None:
    record_event(of.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=TODAY)


def announced(region: Region, of: Ontzorging) -> None:
    record_event(of.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=TODAY + timedelta(days=2))
    assert Voorschot.objects.get().state == S.GEVRAAGD
    with clock.frozen(TODAY + timedelta(days=2)):
        look_ahead(clock.today())


def closing(reason: str) -> Callable[[Region, Ontzorging], None]:
    def close(region: Region, of: Ontzorging) -> None:
        close_dossier(of.dossier, by=region.regisseur, on=TODAY, reason=reason)

    return close


TELL, KNOW = "Vertel de cliënt dat het voorschot niet doorgaat", "Een voorschot dat u vroeg, is vervallen"


@pytest.mark.parametrize(
    ("ending", "words", "title"),
    [
        (agreed, "in overleg eerder gestopt", TELL),
        (handed_over, "in overleg eerder gestopt", TELL),
        (without_bijstand, "de bijstand is gestopt", TELL),
        (announced, "de bijstand is gestopt", TELL),
        (closing(CloseReason.VERHUISD.label), "verhuisd naar een andere gemeente", TELL),
        (closing(CloseReason.OVERLEDEN.label), "overleden", KNOW),
        (closing(CloseReason.DUBBEL.label), "het dossier is gesloten", TELL),
    ],
    ids=["agreed", "handed over", "without bijstand", "announced", "moved", "died", "closed"],
)
def test_what_waits_when_the_ontzorging_ends_lapses_for_good(
    ending: Callable[[Region, Ontzorging], None], words: str, title: str, region: Region, signed_in: Callable[[Actor], Client]
) -> None:  # fmt: skip
    funded(region, 1_000_00)
    row = asked(region)
    ending(region, row.ontzorging)
    row.refresh_from_db()
    assert (row.ontzorging.state, row.state, row.decided_by) == (Ontzorging.State.KLAAR, S.VERVALLEN, None)
    assert row.decision_reason == words
    task = Taak.objects.get(source_key=f"{row.source}:vervallen", done_on=None)
    assert (task.title, task.assigned_to) == (title, treasurer(region).employee)
    assert "€ 250,00" in task.why
    assert words in task.why
    assert Gebeurtenis.objects.filter(kind=Kind.ONTZORGEN, summary__startswith="het gevraagde voorschot vervalt").count() == 1  # fmt: skip
    assert advances_waiting() == []
    for grant in (True, False):
        with pytest.raises(DomainError, match="vervallen toen het ontzorgen eindigde"):
            decide_advance(row, by=region.teamlead, grant=grant, reason="Toch.")
    browser = signed_in(region.teamlead)
    address = f"/ontzorgen/{row.ontzorging.dossier_id}/voorschot/{row.pk}/"
    said = browser.post(address, {"grant": "ja"}, follow=True).content.decode()
    assert "Erover beslissen kan niet meer." in said
    row.refresh_from_db()
    assert (row.state, balances_of([row.ontzorging])[row.ontzorging_id]) == (S.VERVALLEN, 0)


def test_one_that_was_decided_stays_decided_when_it_ends(region: Region) -> None:
    funded(region, 1_000_00)
    row = decide_advance(asked(region), by=second(region), grant=True)
    agreed(region, row.ontzorging)
    row.refresh_from_db()
    assert row.state == S.TOEGEKEND
    assert not Taak.objects.filter(title=TELL).exists()
