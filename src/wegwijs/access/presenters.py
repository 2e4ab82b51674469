"""What the pages of beheer show, as finished Dutch text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.models import AccessKey, Proposal, RoleAssignment
from wegwijs.access.queries.beheer import Agreement, Number, OwnBoard, in_force
from wegwijs.access.queries.keys import ENDS_SOON
from wegwijs.access.queries.volunteers import review_due
from wegwijs.access.roles import EXPLAINED, Role
from wegwijs.organisations.models import (
    Bevoegdheid,
    Bezwaaradres,
    Dienstverleningsovereenkomst,
    Employee,
    Mandaatbesluit,
)
from wegwijs.organisations.policy import TEXTS, PolicyKey
from wegwijs.ui.format import day, days_left, moment
from wegwijs.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One gemeente: in whose name decisions are taken today, and on which papers that rests."""

    name: str
    code: str
    oin: str
    decides: str
    severity: str
    facts: tuple[Fact, ...]
    mandates: tuple["MandateLine", ...]
    may_transfer: bool
    college_decides: bool
    dvo: int | None


@dataclass(frozen=True, slots=True)
class MandateLine:
    """One mandate; ``waits``: the employer's consent is missing, ``runs``: it has not ended."""

    pk: int
    title: str
    note: str
    state: str
    severity: str
    waits: bool
    runs: bool


def agreement_line(row: Agreement, today: date) -> AgreementLine:
    """Amber when nobody may decide in the name of this gemeente."""
    missing = [power.label for power in Bevoegdheid if power.value not in row.powers]
    if row.transfer:
        decides = f"{row.transfer.board.capitalize()}, in eigen naam"
    elif missing:
        decides = f"Geen mandaat voor: {', '.join(missing)}"
    else:
        decides = f"Namens {row.gemeente.college}"
    facts = [Fact("OIN", row.gemeente.oin)]
    facts += [Fact("DVO", _dvo(dvo, today)) for dvo in row.dvos] or [Fact("DVO", "geen", "late")]
    if row.transfer:
        facts.append(Fact("Overdracht", f"{row.transfer.board} beslist sinds {day(row.transfer.valid_from)}"))
    if row.next_transfer:
        facts.append(
            Fact("Overdracht", f"{row.next_transfer.board} beslist vanaf {day(row.next_transfer.valid_from)}")
        )
    if not row.transfer:
        facts += _objection(row.objection, row.next_objection)
    severity = "late" if missing and not row.transfer else "in-time"
    return AgreementLine(
        row.gemeente.naam,
        row.gemeente.code,
        row.gemeente.oin,
        decides,
        severity,
        tuple(facts),
        tuple(_mandate(mandate, today) for mandate in row.mandates),
        row.transfer is None and row.next_transfer is None,
        row.transfer is None,
        next((dvo.pk for dvo in row.dvos if dvo.valid_to is None or dvo.valid_to > today), None),
    )


@dataclass(frozen=True, slots=True)
class BoardLine:
    """The organisation's own board, which decides where the task was transferred."""

    title: str
    note: str
    facts: tuple[Fact, ...]


def board_line(board: OwnBoard, rows: Iterable[Agreement]) -> BoardLine | None:
    """Where objections to the own board go; None where no task was or will be transferred."""
    transfers = [(row.gemeente.naam, row.transfer or row.next_transfer) for row in rows]
    found = [(name, transfer) for name, transfer in transfers if transfer]
    if not found:
        return None
    names = ", ".join(f"{name} vanaf {day(transfer.valid_from)}" for name, transfer in found)
    title = found[0][1].board
    return BoardLine(
        title[:1].upper() + title[1:], f"Beslist in eigen naam: {names}",
        tuple(_objection(board.objection, board.next_objection)),
    )  # fmt: skip


NO_OBJECTION_ADDRESS = "ontbreekt: zonder dit adres kan niemand een PIP vaststellen"


def _objection(now: Bezwaaradres | None, later: Bezwaaradres | None) -> list[Fact]:
    facts = [Fact("Bezwaar per post", now.postal) if now else Fact("Bezwaar", NO_OBJECTION_ADDRESS, "late")]
    if now:
        facts.append(Fact("Bezwaar digitaal", now.digital or "geen digitaal adres"))
        facts.append(Fact("Rechtbank", now.court))
    if later:
        facts.append(Fact("Bezwaar later", f"vanaf {day(later.valid_from)}: {later.postal}"))
    return facts


def _period(row: Dienstverleningsovereenkomst | Mandaatbesluit, today: date) -> str:
    until = f" tot en met {day(row.valid_to)}" if row.valid_to else ""
    over = "" if in_force(row, today) else (" (afgelopen)" if row.valid_from <= today else " (begint nog)")
    return f"vanaf {day(row.valid_from)}{until}{over}"


def _dvo(row: Dienstverleningsovereenkomst, today: date) -> str:
    return f"{row.organisation.name}: {', '.join(row.tasks)}, {_period(row, today)}"


def _mandate(row: Mandaatbesluit, today: date) -> MandateLine:
    powers = ", ".join(Bevoegdheid(power).label for power in row.powers)
    consent = f", werkgever stemde in op {day(row.consent_on)}" if row.consent_on else ""
    over = row.valid_to is not None and row.valid_to < today
    coming = row.valid_from > today
    waits = row.consent_on is None and not over
    state = "afgelopen" if over else "wacht op instemming" if waits else "begint nog" if coming else "geldt"
    severity = "neutral" if over or coming else "late" if waits else "in-time"
    return MandateLine(
        row.pk,
        f"Mandaatbesluit {row.number}: {powers}",
        f"Besluit van {day(row.decided_on)} aan {row.organisation.name}, {_period(row, today)}{consent}",
        state,
        severity,
        waits,
        not over,
    )


@dataclass(frozen=True, slots=True)
class PolicyTable:
    """One number of policy with the places where it is set; ``slug`` is its part of the address."""

    label: str
    explained: str
    unit: str
    slug: str
    rows: tuple[tuple[str, str, str, str], ...]


def policy_tables(
    found: Mapping[PolicyKey, list[Number]], slugs: Mapping[PolicyKey, str]
) -> list[PolicyTable]:
    """Every number, in the order of the product; a row is place, value, since when and source."""
    return [
        PolicyTable(
            TEXTS[key].label, TEXTS[key].explained, TEXTS[key].unit, slugs[key], tuple(map(_policy_row, rows))
        )
        for key, rows in found.items()
    ]


def _policy_row(row: Number) -> tuple[str, str, str, str]:
    text = TEXTS[row.key]
    value = text.words(row.value)
    if row.later:
        value += f", vanaf {day(row.later.valid_from)} {text.words(row.later.value)}"
    return row.place.capitalize(), value, day(row.since) if row.since else "", row.source


@dataclass(frozen=True, slots=True)
class EmployeeLine:
    """One employee in the list."""

    pk: int
    name: str
    function: str
    organisation: str
    roles: str
    note: str
    without_role: bool


def employee_line(row: Employee) -> EmployeeLine:
    """With the roles that ``queries.beheer.employees_of`` read along."""
    roles: list[RoleAssignment] = getattr(row, "roles_now", [])
    labels = sorted({Role(role.role).label for role in roles})
    until = f"uit dienst na {day(row.valid_to)}" if row.valid_to else ""
    kind = "vrijwilliger" if row.volunteer else ""
    if row.volunteer and (due := review_due(row)) and due <= clock.today():
        kind = f"vrijwilliger, jaargesprek te laat sinds {day(due)}"
    return EmployeeLine(
        row.pk,
        row.name,
        row.function,
        row.organisation.short,
        ", ".join(labels) or "geen rol",
        " · ".join(filter(None, (kind, until))),
        not labels,
    )


REVIEW_LEAD = (
    "Ten minste één keer per jaar bespreekt u of een vrijwilliger doorgaat. Na de laatste dag is er geen toegang meer. "
    "Rollen die met die dag eindigden, gaan mee naar de nieuwe dag."
)


def review_facts(row: Employee, today: date) -> tuple[Fact, ...]:
    """When the last talk with a volunteer was and when the next is due, of one that was read with ``talked_on``."""
    talked: date | None = getattr(row, "talked_on", None)
    due = review_due(row)
    late = due <= today
    return (
        Fact("Laatste jaargesprek", day(talked) if talked else "nog niet"),
        Fact(
            "Volgend jaargesprek",
            f"{'te laat: ' if late else ''}uiterlijk {day(due)}",
            "late" if late else "",
        ),
    )


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role of one employee; ``runs``: today or later."""

    pk: int
    label: str
    does: str
    place: str
    period: str
    runs: bool


def role_line(row: RoleAssignment, today: date) -> RoleLine:
    """What the role lets someone do, where, and from when to when."""
    until = f" tot en met {day(row.valid_to)}" if row.valid_to else ""
    return RoleLine(
        row.pk,
        Role(row.role).label.capitalize(),
        EXPLAINED[row.role],
        row.gemeente.naam if row.gemeente else "alle gemeenten van de organisatie",
        f"vanaf {day(row.valid_from)}{until}",
        row.valid_to is None or row.valid_to >= today,
    )


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One change that takes two, and what the reader may do with it."""

    pk: str
    words: str
    note: str
    state: str
    severity: str
    own: bool
    may_confirm: bool


def proposal_line(row: Proposal, actor: Actor) -> ProposalLine:
    """Who proposed it and when, and who decided."""
    me = actor.employee.pk if actor.employee else None
    note = f"Voorgesteld door {row.proposed_by}, {moment(row.proposed_at)}"
    if row.decided_at:
        note += f" · {'bevestigd' if row.accepted else 'afgewezen'} door {row.decided_by}, {moment(row.decided_at)}"
    return ProposalLine(
        pk=str(row.pk),
        words=row.words,
        note=note,
        state="" if row.decided_at is None else "bevestigd" if row.accepted else "niet doorgegaan",
        severity="in-time" if row.accepted else "neutral",
        own=row.proposed_by_id == me,
        may_confirm=row.decided_at is None and me not in (None, row.proposed_by_id, row.employee_id),
    )


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key; ``stands``: it opens something."""

    pk: str
    name: str
    organisation: str
    made: str
    until: str
    used: str
    stand: str
    severity: str
    stands: bool


def key_line(row: AccessKey, today: date) -> KeyLine:
    """Amber when it ends soon."""
    if row.revoked_at:
        stand, severity = f"ingetrokken op {moment(row.revoked_at)}", "neutral"
    elif row.valid_to < today:
        stand, severity = "verlopen", "neutral"
    elif row.valid_to <= today + ENDS_SOON:
        stand, severity = f"loopt af, {days_left(row.valid_to, today)}", "soon"
    else:
        stand, severity = "geldig", "in-time"
    return KeyLine(
        str(row.pk), row.name, row.organisation.name, f"gemaakt {moment(row.made_at)}{f' door {row.made_by}' if row.made_by else ''}",
        day(row.valid_to), moment(row.used_at) if row.used_at else "nog niet", stand, severity,
        row.revoked_at is None and row.valid_to >= today,
    )  # fmt: skip
