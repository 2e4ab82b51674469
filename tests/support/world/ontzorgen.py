"""Whose money is kept: a plan that waits for an advance, a payment at each step, and a handover."""

from collections.abc import Mapping
from datetime import date, timedelta

from support.ontzorgen import second, treasurer
from support.payments import OTHER, everything_once, own_account, statement, taken_in
from support.plans import running as ontzorgd
from support.region import TODAY, Region
from support.selfreliance import planned as ontzorgd_with_plan
from support.selfreliance import received as received_money
from wegwijs import clock
from wegwijs.documents.models import Letter
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.ontzorgen.commands.geldsignalen import Found, report_signal
from wegwijs.stages.ontzorgen.commands.handover import begin_handover
from wegwijs.stages.ontzorgen.commands.settle import ask_costs
from wegwijs.stages.ontzorgen.commands.statement import send_statement
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance
from wegwijs.stages.ontzorgen.models import Geldsignaal, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line

ACTORS = {"treasurer": treasurer}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """Three people."""
    _plan(region, dossiers["established"])
    everything_once(region)
    _costs(region)
    _handed_over(region, dossiers["talking"])


def _plan(region: Region, dossier: Dossier) -> None:
    """Ontzorgd, with an advance that waits for a second person."""
    asked_money = Asked(100_00, "De huurtoeslag komt later.", TODAY + timedelta(days=60), 50_00)
    ask_advance(ontzorgd(region, dossier), asked_money, by=treasurer(region))


def _costs(region: Region) -> None:
    """What a colleague called costs of the bank."""
    taken_in(region, statement(region, Line(TODAY, -2_00, counter_iban=OTHER, counter_name="Bank")))
    ask_costs(StatementLine.objects.get(cents=-2_00), "kosten van november", by=second(region))


def _handed_over(region: Region, dossier: Dossier) -> None:
    """Whose money is kept and handed over: their own account, a signal, and a statement that was sent."""
    by = treasurer(region)
    with clock.frozen(date(2026, 10, 2)):
        row = ontzorgd_with_plan(region, dossier)
        received_money(region, row)
    own_account(region, row)
    begin_handover(row, by=by)
    report_signal(row, Found(Geldsignaal.Soort.SCHULD, TODAY), by=by)
    send_statement(row, date(2026, 10, 1), by=by, on=TODAY, channel=Letter.Channel.UITGEREIKT)
