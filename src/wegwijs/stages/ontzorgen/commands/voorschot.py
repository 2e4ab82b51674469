"""An advance that bridges what comes late: asked by one, allowed by another, paid back out of the plan each month."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.models import Transfer
from wegwijs.people.numbers import holds_bsn
from wegwijs.stages.ontzorgen.commands import booking
from wegwijs.stages.ontzorgen.commands.after import told as on_timeline
from wegwijs.stages.ontzorgen.commands.plan import NO_BSN
from wegwijs.stages.ontzorgen.commands.traject import held_for_edit, noted
from wegwijs.stages.ontzorgen.models import Eindreden, Inkomstenpost, Interval, Ontzorging, Voorschot
from wegwijs.stages.ontzorgen.moments import moments
from wegwijs.stages.ontzorgen.queries.money import balances_of, owed_of
from wegwijs.ui.format import day, euros

log = logging.getLogger(__name__)
S = Voorschot.State
MOST = 5_000_00
# Ten years of months: what takes longer is a slip of the pen.
LONGEST = 120
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Asked:
    """How much, why, for which income that is late, and how it is paid back: so much a month from a day on."""

    cents: int
    reason: str
    repay_from: date
    repay_cents: int
    inkomst: Inkomstenpost | None = None


@transaction.atomic
def ask_advance(ontzorging: Ontzorging, asked: Asked, *, by: Actor) -> Voorschot:
    """Ask for an advance; nothing moves until another decides.

    Raises DomainError when one waits already, without a reason, for amounts or a day that don't fit, and for income of somebody else.
    """
    current = held_for_edit(ontzorging, by)
    if current.state == Ontzorging.State.VOORBEREIDEN:
        raise DomainError("Een voorschot kan pas als het ontzorgen loopt.")
    if current.voorschotten.filter(state=S.GEVRAAGD).exists():
        raise DomainError("Er wacht al een voorschot op een beslissing.")
    if not 0 < asked.cents <= MOST:
        raise DomainError(f"Vul een bedrag in boven nul, hoogstens {euros(MOST)}.", field="cents")
    if not 0 < asked.repay_cents <= asked.cents:
        raise DomainError(
            "Per maand wordt meer dan nul terugbetaald, en niet meer dan het voorschot.", field="repay_cents"
        )
    if -(-asked.cents // asked.repay_cents) > LONGEST:
        raise DomainError("Kies een bedrag per maand waarmee het voorschot binnen tien jaar terug is.", field="repay_cents")  # fmt: skip
    if asked.inkomst is not None and asked.inkomst.ontzorging_id != current.pk:
        raise DomainError("Dit inkomen is van iemand anders. Kies een ander.", field="inkomst")
    today = clock.today()
    if not today < asked.repay_from <= today + AHEAD:
        raise DomainError("Kies een dag na vandaag, binnen een jaar.", field="repay_from")
    if not asked.reason.strip():
        raise DomainError("Schrijf op welk gat dit overbrugt.", field="reason")
    if holds_bsn(asked.reason):
        raise DomainError(NO_BSN, field="reason")
    assert by.employee  # noqa: S101 - only employees hold the permission
    made = Voorschot.objects.create(
        ontzorging=current, inkomst=asked.inkomst, cents=asked.cents, reason=asked.reason.strip(),
        repay_from=asked.repay_from, repay_cents=asked.repay_cents, asked_by=by.employee, asked_at=clock.now(),
    )  # fmt: skip
    noted(current, "voorschot gevraagd", by=by)
    return made


@transaction.atomic
def decide_advance(voorschot: Voorschot, *, by: Actor, grant: bool, reason: str = "") -> Voorschot:
    """Another person allows it, and the money goes to the client's account; or refuses it, with why. The same answer again changes nothing.

    Raises NotAllowed for who asked it, or may not decide; DomainError for another answer than was given, a refusal without a reason,
    when the ontzorging ended, and when the gemeente put in too little.
    """
    row = Voorschot.objects.select_for_update(of=("self",)).select_related("ontzorging__dossier__gemeente").get(pk=voorschot.pk)  # fmt: skip
    _may_decide(row, by)
    if row.state == S.VERVALLEN:
        raise DomainError(lapsed_words(row))
    if row.state != S.GEVRAAGD:
        if (row.state != S.GEWEIGERD) == grant:
            return row
        raise DomainError(f"Op dit voorschot is al beslist: {row.get_state_display()}.")
    if not grant and not reason.strip():
        raise DomainError("Schrijf op waarom het voorschot er niet komt.", field="reason")
    if holds_bsn(reason):
        raise DomainError(NO_BSN, field="reason")
    if row.ontzorging.state == Ontzorging.State.KLAAR:
        raise DomainError("Het ontzorgen van deze persoon is afgerond. Een voorschot kan niet meer.")
    row.state = S.TOEGEKEND if grant else S.GEWEIGERD
    row.decided_by, row.decided_at, row.decision_reason = by.employee, clock.now(), reason.strip()
    row.version += 1
    row.save()
    if grant:
        booking.grant(row, by=by)
    noted(row.ontzorging, f"voorschot {row.state}", by=by)
    return row


def lapse_advances(row: Ontzorging, *, by: Actor) -> int:
    """The ontzorging just ended: what waits for a decision lapses, and who asked it hears so; how many. Whoever ends it needs no right
    on money."""
    waiting = row.voorschotten.select_for_update(of=("self",)).filter(state=S.GEVRAAGD)
    found = list(waiting.select_related("asked_by").order_by("asked_at", "pk"))
    for one in found:
        one.ontzorging = row
        one.state, one.decided_at, one.decision_reason = (
            S.VERVALLEN,
            clock.now(),
            row.get_end_reason_display(),
        )
        one.version += 1
        one.save(update_fields=["state", "decided_at", "decision_reason", "version"])
        noted(row, "voorschot vervallen", by=by)
        on_timeline(row, "het gevraagde voorschot vervalt: het ontzorgen is voorbij", by=by)
        _tell_who_asked(one)
    return len(found)


def _tell_who_asked(row: Voorschot) -> None:
    """The client waits for it too, unless the client died: then it is only to be known."""
    died = row.ontzorging.end_reason == Eindreden.OVERLEDEN
    dossier = row.ontzorging.dossier
    add_task(
        dossier, "Een voorschot dat u vroeg, is vervallen" if died else "Vertel de cliënt dat het voorschot niet doorgaat",
        why=f"U vroeg {euros(row.cents)} op {day(localtime(row.asked_at).date())}. {lapsed_words(row)}"[:240],
        due_on=clock.today(), assigned_to=row.asked_by, link=reverse("ontzorgen:plan", args=[dossier.pk]),
        source_key=f"{row.source}:vervallen",
    )  # fmt: skip


def lapsed_words(row: Voorschot) -> str:
    """Why nobody decides on it any more."""
    return f"Dit voorschot is vervallen toen het ontzorgen eindigde: {row.decision_reason}. Erover beslissen kan niet meer."


def may_decide(voorschot: Voorschot, by: Actor) -> bool:
    """Whether this person decides on it: a teamleider, or another administrateur than who asked."""
    gemeente = voorschot.ontzorging.dossier.gemeente_id
    held = by.may(Permission.MONEY_DECIDE, gemeente) or by.may(Permission.MONEY_RELEASE, gemeente)
    return held and by.employee is not None and by.employee.pk != voorschot.asked_by_id


def _may_decide(row: Voorschot, by: Actor) -> None:
    if not may_decide(row, by):
        raise NotAllowed(
            "Op een voorschot beslist een ander dan wie het vroeg: een teamleider of een tweede administrateur."
        )


@dataclass(frozen=True, slots=True)
class Repaid:
    """What was paid back of one advance, and what could not be because there was too little on the account."""

    voorschot: Voorschot
    cents: int
    short: int


def repay_due(on: date, *, by: Actor, ontzorgingen: Iterable[Ontzorging] | None = None) -> list[Repaid]:
    """Pay back what falls due up to a day, of these people or of everybody; each month of each advance once, whatever is run again.

    What the account can't carry isn't booked; it stays owed and is tried the next time. So is what a payment took first.
    """
    rows = Voorschot.objects.filter(state=S.TOEGEKEND, repay_from__lte=on)
    rows = rows.exclude(ontzorging__state=Ontzorging.State.KLAAR)
    if ontzorgingen is not None:
        rows = rows.filter(ontzorging__in=[one.pk for one in ontzorgingen])
    found = []
    for pk in rows.order_by("asked_at", "pk").values_list("pk", flat=True):
        try:
            done = _repay(pk, on, by)
        except DomainError as refusal:
            log.warning("advance %s: %s", pk, refusal)
        else:
            found += [done] if done else []
    return found


@transaction.atomic
def _repay(pk: UUID, on: date, by: Actor) -> Repaid | None:
    row = (
        Voorschot.objects.select_for_update(of=("self",))
        .select_related("ontzorging__dossier__gemeente")
        .get(pk=pk)
    )
    owed = owed_of([row])[row.pk]
    done, short = 0, 0
    balance = balances_of([row.ontzorging])[row.ontzorging_id]
    booked = _repaid(row)
    for period in moments(row.repay_from, Interval.MAAND, since=row.repay_from, until=on):
        part = min(row.repay_cents, owed - done)
        if part <= 0:
            break
        if period in booked:
            continue
        if part > balance - done:
            short = part
            break
        booking.repay(row, part, period=period, by=by)
        done += part
    if owed - done <= 0 and row.state == S.TOEGEKEND:
        row.state = S.AFGELOST
        row.version += 1
        row.save(update_fields=["state", "version"])
    if done:
        noted(row.ontzorging, "voorschot: terugbetaald", by=by)
    return Repaid(row, done, short) if done or short else None


def _repaid(row: Voorschot) -> frozenset[date]:
    """For which months a part went back already, as the ledger knows it."""
    before = f"{row.source}:af:"
    keys = Transfer.objects.filter(key__startswith=before).values_list("key", flat=True)
    return frozenset(date.fromisoformat(key.removeprefix(before)) for key in keys)


def last_repayment(cents: int, repay_cents: int, repay_from: date) -> date:
    """The day on which an advance is paid back when every month is paid."""
    turns = -(-cents // repay_cents)
    found = moments(repay_from, Interval.MAAND, since=repay_from, until=date(9999, 1, 1))
    return next(on for place, on in enumerate(found, start=1) if place == turns)


def told(voorschot: Voorschot) -> str:
    """In one line: how much, and how it is paid back."""
    until = last_repayment(voorschot.cents, voorschot.repay_cents, voorschot.repay_from)
    if voorschot.cents == voorschot.repay_cents:
        return f"{euros(voorschot.cents)}, terug in één keer op {day(voorschot.repay_from)}"
    return f"{euros(voorschot.cents)}, terug met {euros(voorschot.repay_cents)} per maand van {day(voorschot.repay_from)} tot en met {day(until)}"
