"""What the ends of bijstand that still stand make of a plan: worked out anew each time one is told, corrected or taken back, or its day comes."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, withdraw_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.models import State as DossierState
from wegwijs.errors import DomainError
from wegwijs.ledger.models import Account
from wegwijs.stages.ontzorgen.commands.after import told
from wegwijs.stages.ontzorgen.commands.concluding import (
    announce,
    conclude,
    drop_after,
    unannounce,
    why_closed,
)
from wegwijs.stages.ontzorgen.commands.handover import LEFT, task_key
from wegwijs.stages.ontzorgen.grounds import law_of, right_of
from wegwijs.stages.ontzorgen.models import Eindreden, Inkomstenpost, Kostenpost, Ontzorging, PaymentOrder
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.ui.format import day

State = Ontzorging.State
Dropped = PaymentOrder.Dropped
AGAIN = "opnieuw"
ONE_DAY = timedelta(days=1)
# What of the row itself follows.
ROWS: tuple[tuple[type[Kostenpost | Inkomstenpost], str], ...] = ((Kostenpost, "costs"), (Inkomstenpost, "incomes"))  # fmt: skip
FIELDS = ("state", "ended_on", "end_reason", "last_day", "agreed_until", "agreed_reason", "capped")


@transaction.atomic
def take_back_end(dossier: Dossier, *, by: Actor) -> bool:
    """The benefits administration takes back that the bijstand ended, each end that stands since it began last; whether there was one.
    Raises NotAllowed."""
    by.require(Permission.MONEY_EDIT, dossier.gemeente_id)
    ends, rights = _told(dossier.pk)
    since = max(rights, default=date.min)
    found = [row for row in ends if row.on > since]
    for row in sorted(found, key=lambda one: one.on, reverse=True):
        row.dossier = dossier
        withdraw_event(row, by=by, reason="teruggenomen door de uitkeringsadministratie")
    return bool(found)


def follow(event: Gebeurtenis, *, by: Actor) -> None:
    """An end of bijstand was told, corrected or taken back: every plan in the dossier becomes what the ends that stand now make of it. Who
    says so needs no right on money."""
    before = event.supersedes
    if event.kind == Kind.GEGEVEN_INGETROKKEN and (before is None or before.kind != Kind.BIJSTAND_EINDE):
        return
    ended = Q(state=State.KLAAR, end_reason=Eindreden.BIJSTAND, capped__isnull=False)
    rows = Ontzorging.objects.select_for_update(of=("self",)).filter(dossier=event.dossier_id)
    for row in rows.filter(~Q(state=State.KLAAR) | ended).select_related("administrator").order_by("pk"):
        row.dossier = event.dossier
        settle(row, by=by, corrected=before is not None and event.kind == Kind.BIJSTAND_EINDE)


def first_without(row: Ontzorging) -> date | None:
    """The first day without bijstand by the ends that stand; None: it goes on. An end before a right that began by ``since`` is of an
    earlier right. One statement."""
    ends, rights = _told(row.dossier_id)
    before = max((on for on in rights if on <= row.since), default=date.min)
    return min((one.on for one in ends if one.on > before), default=None)


def _told(dossier: UUID) -> tuple[list[Gebeurtenis], list[date]]:
    kinds = (Kind.BIJSTAND_EINDE, Kind.BIJSTAND_RECHT)
    rows = list(Gebeurtenis.objects.filter(dossier=dossier, kind__in=kinds, superseded_by=None))
    return [one for one in rows if one.kind == Kind.BIJSTAND_EINDE], [one.on for one in rows if one.kind == Kind.BIJSTAND_RECHT]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Base:
    """The plan as it would be if no end of bijstand stood. ``cut``: the last day that the ends left it so far, and None when they took nothing;
    ``known``: the last day by the end that they knew of when they agreed on longer; ``costs`` and ``incomes``: the last day of each row by itself."""

    state: str
    last_day: date
    agreed_until: date | None
    agreed_reason: str
    cut: date | None
    known: date | None
    costs: Mapping[UUID, date | None]
    incomes: Mapping[UUID, date | None]

    @classmethod
    def of(cls, row: Ontzorging) -> Self:
        """Read from the plan and what was kept of it (``Ontzorging.capped``). What somebody changed since a cut counts as they said it."""
        kept: Mapping[str, Any] = row.capped or {}
        cut = _day(kept.get("until"))
        last_day, agreed = row.last_day, (row.agreed_until, row.agreed_reason)
        if cut is not None and last_day == cut:
            last_day = date.fromisoformat(kept["last_day"])
            agreed = agreed if row.agreed_until else (_day(kept["agreed_until"]), kept["agreed_reason"])
        # Agreed since the cut, unless it stood already when that was made. Of what is over nobody agrees on longer: it keeps what it had.
        running = cut is not None and row.state != State.KLAAR
        fresh = running and row.agreed_until is not None and not kept.get("stands")
        known = cut if fresh else _day(kept.get("known"))
        each = (_each(model, row, cut, kept.get(name, {})) for model, name in ROWS)
        return cls(
            kept["state"] if row.state == State.KLAAR else row.state, last_day, *agreed, cut, known, *each
        )

    @property
    def until(self) -> date:
        """The last day on which anything would be paid."""
        return max(self.last_day, self.agreed_until or self.last_day)

    def stands(self, last: date) -> bool:
        """Whether they agreed on longer when they knew of an end of bijstand, and no earlier one stands: ``last`` is the last day with it now."""
        return self.known is not None and self.agreed_until is not None and last >= self.known

    def kept(self, cut: date, *, stands: bool, left: Set[UUID]) -> dict[str, object]:
        """As it is stored beside a plan that is cut off at a day, but for the rows that are ``left`` as they are."""
        return {
            "state": self.state, "last_day": self.last_day.isoformat(), "until": cut.isoformat(),
            "agreed_until": _iso(self.agreed_until), "agreed_reason": self.agreed_reason, "known": _iso(self.known), "stands": stands,
            "costs": {str(pk): _iso(on) for pk, on in self.costs.items() if _beyond(on, cut) and pk not in left},
            "incomes": {str(pk): _iso(on) for pk, on in self.incomes.items() if _beyond(on, cut) and pk not in left},
        }  # fmt: skip


def _each(
    model: type[Kostenpost | Inkomstenpost], row: Ontzorging, cut: date | None, kept: Mapping[str, str | None]
) -> dict[UUID, date | None]:
    rows = model.objects.filter(ontzorging=row).values_list("pk", "last_on")
    ours = {pk for pk, on in rows if cut is not None and on == cut and str(pk) in kept}
    return {pk: _day(kept[str(pk)]) if pk in ours else on for pk, on in rows}


def settle(row: Ontzorging, *, by: Actor, corrected: bool = False) -> None:
    """Make of a held row what its base and the ends that stand now say; nothing when it is so already.

    A day that came ends it; one that lies ahead shortens it, when it would run longer. What was agreed after a cut was agreed by who knew of
    that end: it stands while no earlier end does (O-04: longer is by agreement). ``corrected``: an end that was told became another, so nobody is
    asked to look at what goes on.
    """
    first = first_without(row)
    base = Base.of(row)
    last = max(first - ONE_DAY, row.since) if first else None
    was_over = row.state == State.KLAAR
    stands = not was_over and last is not None and base.stands(last)
    over = first is not None and first <= clock.today() and not stands
    cut = last if last is not None and (over or last < base.until) else None
    if was_over and not over and _stays_over(row, by, asks=not corrected):
        return
    if (was_over, base.cut) == (over, cut) and (not over or row.ended_on == last):
        return
    _cut(row, base, cut, over=over, stands=stands)
    if cut is None or (base.cut is not None and cut > base.cut):
        # What the end let drop is proposed anew where the plan asks it again.
        dropped = PaymentOrder.objects.filter(ontzorging=row, dropped_because=Dropped.BIJSTAND)
        dropped.update(dropped_because=Dropped.PLAN, note=Dropped.PLAN.label)
    if over and not was_over:
        assert last is not None  # noqa: S101 - the day that came
        conclude(row, Eindreden.BIJSTAND, by=by, on=last)
        return
    row.version += 1
    row.save(update_fields=[*FIELDS, "version"])
    _say(
        row,
        cut,
        over=over,
        was_over=was_over,
        corrected=corrected,
        longer=cut is None or (base.cut or cut) < cut,
        by=by,
    )


def _cut(row: Ontzorging, base: Base, cut: date | None, *, over: bool, stands: bool) -> None:
    """The row (not stored yet), its costs and its incomes as the base says, cut off at a day. ``stands``: but for what was agreed and
    recorded since the cut before."""
    left: set[UUID] = set()
    for (model, name), rows in zip(ROWS, (base.costs, base.incomes), strict=True):
        before = (row.capped or {}).get(name, {})
        for pk in map(UUID, before):
            model.objects.filter(pk=pk).update(last_on=rows[pk])
        if cut is not None:
            left |= {pk for pk in rows if stands and str(pk) not in before}
            later = [pk for pk, on in rows.items() if _beyond(on, cut) and pk not in left]
            found = model.objects.filter(pk__in=later)
            # Income ends no earlier than it begins.
            (found.filter(first_on__lte=cut) if model is Inkomstenpost else found).update(last_on=cut)
    row.capped = base.kept(cut, stands=stands, left=left) if cut is not None else None
    row.last_day, row.agreed_until, row.agreed_reason = base.last_day, base.agreed_until, base.agreed_reason
    if over:
        # ``conclude`` says so of one that ran.
        row.ended_on = cut if row.state == State.KLAAR else None
        return
    row.state, row.ended_on, row.end_reason = State(base.state), None, ""
    if cut is None:
        row.last_day = _by_law(row) or base.last_day
    elif stands and _beyond(base.agreed_until, cut):
        row.last_day = cut
    else:
        row.last_day, row.agreed_until, row.agreed_reason = cut, None, ""
        drop_after(row, cut, Dropped.BIJSTAND, Dropped.BIJSTAND.label)


def _say(
    row: Ontzorging, cut: date | None, *, over: bool, was_over: bool, corrected: bool, longer: bool, by: Actor
) -> None:
    """On the timeline, and the tasks that follow."""
    if over:
        assert row.ended_on  # noqa: S101 - it ended before, on another day
        told(row, f"geëindigd op {day(row.ended_on)}: {Eindreden.BIJSTAND.label}", by=by, on=min(row.ended_on, clock.today()))  # fmt: skip
        return
    drop_task(row.dossier, task_key(row, LEFT), by=by, on=clock.today())
    if cut is not None:
        announce(row)
    else:
        unannounce(row, by=by)
    if cut is not None and (corrected or not longer):
        told(row, f"eindigt eerder, op {day(cut)}: {Dropped.BIJSTAND.label}", by=by)
        return
    why = "de bijstand eindigt later" if corrected else "het einde van de bijstand is teruggenomen"
    told(row, f"gaat door tot en met {day(last_day_of(row))}: {why}", by=by)
    if not corrected:
        _ask_to_look(row)


def _stays_over(row: Ontzorging, by: Actor, *, asks: bool) -> bool:
    """Whether it can't go on: another runs, the account is closed for good, or the dossier closed since. The last then is why it ended."""
    if Ontzorging.objects.filter(dossier=row.dossier_id).exclude(state=State.KLAAR).exists():
        row.capped = None
    elif row.dossier.state == DossierState.GESLOTEN:
        row.capped = None
        row.end_reason, row.ended_on = why_closed(row.dossier, since=row.since)
        told(row, f"geëindigd op {day(row.ended_on)}: {row.get_end_reason_display()}", by=by)
    elif Account.objects.filter(source=row.source, closed_on__isnull=False).exists():
        row.capped = None
        if asks:
            _ask_to_begin(row)
    else:
        return False
    row.version += 1
    row.save(update_fields=[*FIELDS, "version"])
    return True


def _by_law(row: Ontzorging) -> date | None:
    """The last day of the duty by law as it is known now (T-15); None: that asks a judgement or isn't known."""
    try:
        found = right_of(law_of(row.dossier)).value
    except DomainError:
        return None
    return found.tot if found and found.tot >= row.since else None


def _beyond(on: date | None, cut: date) -> bool:
    return on is None or on > cut


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _ask_to_look(row: Ontzorging) -> None:
    add_task(
        row.dossier, "Kijk het geldplan na: de bijstand loopt door",
        why=f"Het einde van de bijstand is teruggenomen. Het plan loopt weer tot en met {day(last_day_of(row))}. Wat intussen niet betaald is, stelt u opnieuw voor."[:240],
        due_on=clock.today(), assigned_to=row.administrator, link=reverse("ontzorgen:plan", args=[row.dossier_id]),
        source_key=task_key(row, AGAIN),
    )  # fmt: skip


def _ask_to_begin(row: Ontzorging) -> None:
    add_task(
        row.dossier, "Begin het ontzorgen opnieuw: de bijstand loopt door",
        why="Het einde van de bijstand is teruggenomen, maar de rekening van toen is al gesloten. Maak een nieuw plan.",
        due_on=clock.today(), assigned_to=row.administrator, link=reverse("ontzorgen:start", args=[row.dossier_id]),
        source_key=task_key(row, AGAIN),
    )  # fmt: skip
