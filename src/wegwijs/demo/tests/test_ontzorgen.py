"""The example region has forty households in every phase of ontzorgen, a year of statements, and not a cent that nobody can explain."""

from datetime import timedelta

import pytest

from support.region import TODAY, make_person
from wegwijs import clock
from wegwijs.demo.staff import hire
from wegwijs.demo.stories.ontzorgen import ontzorgen
from wegwijs.demo.stories.ontzorgen_office import HERE, MANY
from wegwijs.demo.stories.ontzorgen_waiting import NEXT, UNSENT
from wegwijs.dossiers.commands import open_dossier_for, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Taak
from wegwijs.ledger.queries import proved
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.splitting import task_key
from wegwijs.stages.ontzorgen.models import (
    Afschriftbestand,
    BankAccount,
    Ontzorging,
    Payee,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementLine,
    Voorschot,
)


@pytest.mark.django_db
def test_every_phase_is_there_and_the_money_adds_up() -> None:
    with clock.frozen(TODAY):
        staff = hire()
        by, where = staff.regisseur(HERE), Gemeente.objects.get(pk=HERE)
        for _ in range(MANY):
            on = TODAY - timedelta(days=400)
            dossier, _ = open_dossier_for(make_person(by), where, by=by, on=on, reason="test")
            record_event(
                dossier,
                Kind.DUO_PLICHT,
                by=staff.duo,
                on=on,
                payload={"plichtig": True, "begin": on.isoformat()},
            )
            group = {"indeling": "Asielstatushouder", "gedetailleerd": "Asielstatushouder"}
            record_event(dossier, Kind.DUO_DOELGROEP, by=staff.duo, on=on, payload=group)
        ontzorgen(staff)
        assert Ontzorging.objects.count() >= MANY * 3 // 4
        states = set(Ontzorging.objects.values_list("state", flat=True))
        assert states >= {Ontzorging.State.LOOPT, Ontzorging.State.AFBOUW, Ontzorging.State.KLAAR}
        assert PaymentRun.objects.count() > 40
        assert Statement.objects.count() > 80
        told = set(StatementLine.objects.values_list("outcome", flat=True))
        assert {"betaald", "inkomen", "terug", "uitzoeken", "voorschotgeld"} <= told
        assert PaymentOrder.objects.filter(state="uitgevoerd").count() > 500
        assert Voorschot.objects.filter(state="toegekend").exists()
        _what_waits()
        assert not proved().findings


def _what_waits() -> None:
    """Each page of client money has something to show."""
    over = Ontzorging.objects.filter(state=Ontzorging.State.KLAAR).count()
    assert over > UNSENT
    assert (
        Taak.objects.filter(title="Stuur de eindafrekening van het ontzorgen", done_on=None).count() == UNSENT
    )
    left, stayed = Ontzorging.objects.exclude(split_on=None).order_by("-split_left")
    assert (left.split_left, stayed.split_left, left.split_undecided) == (True, False, True)
    assert Taak.objects.filter(source_key=task_key(left), done_on=None).exists()
    opening = BankAccount.objects.get(begin_cents=4_312_55)
    assert (opening.begin_confirmed_at, opening.fund.gemeente_id) == (None, NEXT)
    waits = StatementLine.objects.filter(asked_times=1, settled_at=None).order_by("cents")
    assert [(one.waits, one.cents, one.asked_as) for one in waits] == [
        (True, 3_12, "kosten"),
        (True, 45_00, "inkomen"),
    ]
    assert Payee.objects.get(blocked_at__isnull=False).waits_to_be_let_in
    whole = StatementLine.objects.filter(outcome="betaald", note__startswith="door de bank als één bedrag")
    assert whole.count() > 3
    alarm = StatementLine.objects.get(outcome="alarm")
    assert alarm.note.startswith("de bank boekte betaalrun")
    run = PaymentRun.objects.get(state="bij_bank", cents__gt=-alarm.cents)
    assert (run.count > 1, run.opdrachten.exclude(state="vrijgegeven").exists()) == (True, False)
    assert "Er ontbreekt een afschrift" in Afschriftbestand.objects.get(state="geweigerd").reason
