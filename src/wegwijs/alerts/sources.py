"""What there is to tell now: for each kind every employee with the reason, derived from what stands in the rooms below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from wegwijs import clock
from wegwijs.access.models import EmergencyAccess, RoleAssignment, Waarneming
from wegwijs.access.queries.keys import running_out
from wegwijs.access.queries.watching import watching
from wegwijs.access.roles import PERMISSIONS, Permission
from wegwijs.alerts.models import AlertKind
from wegwijs.contracts.queries.watch import reasons
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, State, TermijnRow, TermijnState
from wegwijs.groups.queries.remind import everybody_to_remind
from wegwijs.messages.models import OutboundMessage
from wegwijs.messages.queries import NEEDS_ATTENTION, with_remedy
from wegwijs.organisations.models import Gemeente
from wegwijs.oversight.commands import month_after
from wegwijs.oversight.models import Sign
from wegwijs.safety.models import Meldcodestap, Veiligheidssignaal
from wegwijs.stages.leerroutes.models import Signaalsoort
from wegwijs.stages.leerroutes.queries.reports import open_signals
from wegwijs.stages.ontzorgen.queries.payees import to_confirm, to_let_in
from wegwijs.stages.ontzorgen.queries.plans import advances_waiting
from wegwijs.stages.ontzorgen.queries.runs import to_sign
from wegwijs.stages.ontzorgen.queries.statements import alarms, lines_to_confirm, stands
from wegwijs.stages.pip.models import Pip
from wegwijs.stages.pip.models import State as PipState
from wegwijs.ui.format import MONTHS

WEEK = timedelta(days=7)
ASSIGNED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Found:
    """A reason to tell an employee (its key) something; ``what`` is fixed text of ours, never what somebody typed."""

    kind: AlertKind
    employee: int
    gemeente: str
    key: str
    dossier: UUID | None
    on: date
    what: str = ""
    thing: UUID | None = None


def everything(today: date) -> Iterator[Found]:
    """Every reason that stands on a day."""
    yield from _termijnen(today)
    yield from _assigned()
    yield from _refused()
    yield from _lessons(today)
    yield from _second(today)
    yield from _advances(today)
    yield from _safety(today)
    yield from _oversight(today)
    yield from _unanswered(today)
    yield from _keys(today)
    yield from _contracts(today)
    yield from _money(today)
    yield from _payments(today)


def _termijnen(today: date) -> Iterator[Found]:
    """What became late, and what is due within a week; to the regisseur, and to who stands in."""
    stand_ins = _stand_ins(today)
    rows = TermijnRow.objects.filter(
        state=TermijnState.OPEN, plicht=True, regisseur__isnull=False, last_day__lte=today + WEEK
    ).exclude(dossier__state__in=[State.GESLOTEN, State.GESCHORST])
    columns = ("pk", "regisseur", "gemeente", "dossier", "last_day", "label")
    for pk, who, gemeente, dossier, last_day, label in rows.values_list(*columns).iterator(chunk_size=2000):
        kind = AlertKind.LATE if last_day < today else AlertKind.DUE
        for told in (who, *stand_ins.get((who, gemeente), ())):
            yield Found(kind, told, gemeente, f"{kind}:{pk}:{last_day}", dossier, last_day, label)


def _stand_ins(today: date) -> dict[tuple[int, str], list[int]]:
    """Who stands in today, by who is away and the gemeente."""
    rows = Waarneming.objects.filter(valid_from__lte=today, valid_to__gte=today)
    found: dict[tuple[int, str], list[int]] = {}
    for away, gemeente, who in rows.values_list("absent", "gemeente", "stand_in"):
        found.setdefault((away, gemeente), []).append(who)
    return found


def _assigned() -> Iterator[Found]:
    """Dossiers given by somebody else lately, to who has them still; of many at once Mijn werk tells (herverdeling)."""
    since = clock.now() - ASSIGNED_FOR
    rows = Gebeurtenis.objects.filter(
        kind=Kind.REGISSEUR_TOEGEWEZEN,
        recorded_at__gte=since,
        superseded_by=None,
        dossier__regisseur__isnull=False,
    ).exclude(dossier__state=State.GESLOTEN)
    columns = (
        "pk",
        "on",
        "by_user__employee",
        "dossier",
        "dossier__regisseur",
        "dossier__gemeente",
        "payload__herverdeling",
    )
    newest = {
        dossier: (pk, on, by, who, gemeente, batch)
        for pk, on, by, dossier, who, gemeente, batch in rows.order_by("pk").values_list(*columns)
    }
    for dossier, (pk, on, by, who, gemeente, batch) in newest.items():
        if by != who and not batch:
            yield Found(AlertKind.ASSIGNED, who, gemeente, f"{AlertKind.ASSIGNED}:{pk}", dossier, on)


def _refused() -> Iterator[Found]:
    """What DUO refused or never got, and was not put right since."""
    rows = with_remedy(OutboundMessage.objects.filter(partner="duo", dossier_id__isnull=False)).filter(
        NEEDS_ATTENTION
    )
    found = {pk: (dossier, at) for pk, dossier, at in rows.values_list("pk", "dossier_id", "created_at")}
    dossiers = Dossier.objects.filter(pk__in={d for d, _ in found.values()}, regisseur__isnull=False)
    owners = {
        pk: (who, gemeente) for pk, who, gemeente in dossiers.values_list("pk", "regisseur", "gemeente")
    }
    for pk, (dossier, at) in found.items():
        if dossier in owners:
            who, gemeente = owners[dossier]
            on = at.astimezone(clock.AMSTERDAM).date()
            yield Found(AlertKind.REFUSED, who, gemeente, f"{AlertKind.REFUSED}:{pk}", dossier, on)


def _lessons(today: date) -> Iterator[Found]:
    """Signals about lessons that nobody took up yet, to the regisseur and to who stands in."""
    rows = open_signals().filter(aanbod__dossier__regisseur__isnull=False)
    columns = ("pk", "aanbod__dossier__regisseur", "aanbod__gemeente", "aanbod__dossier", "on", "soort")
    waiting = list(rows.values_list(*columns))
    stand_ins = _stand_ins(today) if waiting else {}
    for pk, who, gemeente, dossier, on, soort in waiting:
        for told in (who, *stand_ins.get((who, gemeente), ())):
            key = f"{AlertKind.LESSONS}:{pk}"
            yield Found(AlertKind.LESSONS, told, gemeente, key, dossier, on, Signaalsoort(soort).label)


def _second(today: date) -> Iterator[Found]:
    """A plan that was put forward, to everyone there who may establish it and didn't prepare it."""
    rows = Pip.objects.filter(state=PipState.AANGEBODEN)
    columns = ("pk", "version", "dossier", "dossier__gemeente", "offered_on", "prepared_by", "offered_by")
    waiting = list(rows.values_list(*columns))
    if not waiting:
        return
    deciders = _holders(Permission.PIP_ESTABLISH, today)
    for pk, version, dossier, gemeente, offered, prepared, put in waiting:
        for who in sorted(deciders.get(gemeente, set()) | deciders.get("", set())):
            if who not in (prepared, put):
                key = f"{AlertKind.SECOND}:{pk}:{version}"
                yield Found(
                    AlertKind.SECOND, who, gemeente, key, dossier, offered or today, "PIP vaststellen"
                )


def _advances(today: date) -> Iterator[Found]:
    """An advance that waits for a decision, to everyone there who may take it and didn't ask for it."""
    waiting = advances_waiting()
    if not waiting:
        return
    holders = [_holders(one, today) for one in (Permission.MONEY_DECIDE, Permission.MONEY_RELEASE)]
    for pk, dossier, gemeente, asked_by, at in waiting:
        told = {who for held in holders for code in (gemeente, "") for who in held.get(code, ())}
        on = at.astimezone(clock.AMSTERDAM).date()
        for who in sorted(told - {asked_by}):
            key = f"{AlertKind.SECOND}:voorschot:{pk}"
            yield Found(AlertKind.SECOND, who, gemeente, key, dossier, on, "voorschot beslissen")


def _safety(today: date) -> Iterator[Found]:
    """A signal of which nobody took a further step yet, to everyone who may see it there."""
    further = Meldcodestap.objects.filter(signaal=OuterRef("pk")).exclude(
        uitkomst=Meldcodestap.Uitkomst.VASTGELEGD
    )
    rows = Veiligheidssignaal.objects.filter(~Exists(further), closed_on=None)
    waiting = list(rows.values_list("pk", "dossier", "dossier__gemeente", "noticed_on"))
    holders = _holders(Permission.SIGNAL_VIEW, today) if waiting else {}
    for pk, dossier, gemeente, on in waiting:
        for who in sorted(holders.get(gemeente, set()) | holders.get("", set())):
            yield Found(AlertKind.SAFETY, who, gemeente, f"{AlertKind.SAFETY}:{pk}", dossier, on)


def _oversight(today: date) -> Iterator[Found]:
    """What the privacy officers of a gemeente have to judge or answer, never what is about themselves.

    Each emergency by itself; of signs one alert a month and gemeente, for as long as one of them waits.
    """
    opened = EmergencyAccess.objects.filter(judgement="")
    emergencies = list(opened.values_list("pk", "gemeente", "employee", "began_at"))
    asked = Sign.objects.filter(answer="").order_by("month", "gemeente")
    signs = list(asked.values_list("month", "gemeente", "account").distinct())
    if not emergencies and not signs:
        return
    for officer in watching(on=today):
        who, where = officer.employee, officer.gemeenten(Permission.AUDIT_VIEW)
        if who is None:
            continue
        for pk, gemeente, by, at in emergencies:
            if gemeente in where and by != who.pk:
                on, key = at.astimezone(clock.AMSTERDAM).date(), f"{AlertKind.EMERGENCY}:{pk}"
                yield Found(AlertKind.EMERGENCY, who.pk, gemeente, key, None, on, thing=pk)
        others = {(month, gemeente) for month, gemeente, account in signs if account != officer.user_id}
        for month, gemeente in sorted(others):
            if gemeente in where:
                key = f"{AlertKind.SIGN}:{month}:{gemeente}"
                words = f"{MONTHS[month.month - 1]} {month.year}"
                yield Found(AlertKind.SIGN, who.pk, gemeente, key, None, month_after(month), words)


def _unanswered(today: date) -> Iterator[Found]:
    """A group of which somebody can be reminded, to the regisseurs of who didn't answer and to who stands in."""
    rows = list(everybody_to_remind())
    stand_ins = _stand_ins(today) if rows else {}
    for row in rows:
        owner, gemeente = row.dossier.regisseur_id, row.dossier.gemeente_id
        if owner and row.first_on:
            key = f"{AlertKind.SILENT}:{row.group_id}:{row.first_on}"
            for told in (owner, *stand_ins.get((owner, gemeente), ())):
                yield Found(AlertKind.SILENT, told, gemeente, key, None, row.first_on, thing=row.group_id)


def _keys(today: date) -> Iterator[Found]:
    """Keys of providers that end within a month and have no successor, to who can make one."""
    for row, gemeente, who in running_out(today):
        key = f"{AlertKind.KEY}:{row.pk}"
        yield Found(
            AlertKind.KEY, who, gemeente, key, None, row.valid_to, f"{row.name}, {row.organisation}", row.pk
        )


def _contracts(today: date) -> Iterator[Found]:
    """What a contract asks, to everyone who keeps contracts for a gemeente that takes part."""
    found = list(reasons(today))
    holders = _holders(Permission.CONTRACT_EDIT, today) if found else {}
    for one in found:
        for who in sorted(holders.get(one.gemeente, set()) | holders.get("", set())):
            key = f"{AlertKind.CONTRACT}:{one.key}"
            yield Found(
                AlertKind.CONTRACT, who, one.gemeente, key, None, one.on, one.words[:120], one.contract
            )


def _payments(today: date) -> Iterator[Found]:
    """What one person signed, asked or said (a run, an account number, a line of the bank, paying somebody again), to everyone there who may be the second."""
    found = [(AlertKind.RUN, *one) for one in to_sign()] + [(AlertKind.NUMBER, *one) for one in to_confirm()]
    found += [(AlertKind.LINE, *one) for one in lines_to_confirm()]
    found += [(AlertKind.LET_IN, *one) for one in to_let_in()]
    holders = _holders(Permission.MONEY_RELEASE, today) if found else {}
    for kind, pk, gemeente, first, at in found:
        on = at.astimezone(clock.AMSTERDAM).date()
        for who in sorted((holders.get(gemeente, set()) | holders.get("", set())) - {first}):
            # Signed anew is asked anew.
            yield Found(kind, who, gemeente, f"{kind}:{pk}:{at:%Y%m%d%H%M%S}", None, on, thing=pk)


def _money(today: date) -> Iterator[Found]:
    """Client money that doesn't add up, and money that went without an order of ours, to everyone who keeps it."""
    found = [(one.gemeente.pk, today, "Het grootboek en de bank zijn niet gelijk", "stand") for one in stands(Gemeente.objects.values_list("pk", flat=True), on=today) if not one.holds]  # fmt: skip
    found += [(code, on, "Geld weg zonder opdracht van ons", f"{key}") for key, code, on in alarms()]
    holders = _holders(Permission.MONEY_RELEASE, today) if found else {}
    for gemeente, on, words, what in found:
        for who in sorted(holders.get(gemeente, set()) | holders.get("", set())):
            yield Found(
                AlertKind.MONEY, who, gemeente, f"{AlertKind.MONEY}:{gemeente}:{what}", None, on, words
            )


def _holders(permission: Permission, today: date) -> dict[str, set[int]]:
    """Employees with a permission, by gemeente ("" for those who have it everywhere their organisation works)."""
    roles = [role for role, may in PERMISSIONS.items() if permission in may]
    in_force = Q(valid_to=None) | Q(valid_to__gte=today)
    found: dict[str, set[int]] = {}
    rows = RoleAssignment.objects.filter(in_force, role__in=roles, valid_from__lte=today)
    for who, gemeente in rows.values_list("employee", "gemeente"):
        found.setdefault(gemeente or "", set()).add(who)
    return found
