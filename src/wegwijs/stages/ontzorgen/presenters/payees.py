"""Whom may be paid in words: the list, one with its numbers, and the clients who are told of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from wegwijs.access.actor import Actor
from wegwijs.documents.letters.nummer import SHOWN
from wegwijs.documents.models import Letter, LetterBatch
from wegwijs.documents.queries.batches import counts
from wegwijs.stages.ontzorgen.files import bank
from wegwijs.stages.ontzorgen.models import NameCheck, Payee, PayeeChange
from wegwijs.stages.ontzorgen.presenters.payments import readable
from wegwijs.stages.ontzorgen.queries.payees import Standing
from wegwijs.ui.format import day, moment
from wegwijs.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class PayeeRow:
    """One of the list."""

    key: UUID
    name: str
    note: str
    stand: str
    severity: str


def payee_row(row: Payee, standing: Standing) -> PayeeRow:
    """With whether it can be paid now."""
    whose = f", dossier {row.dossier}" if row.dossier else ""
    if getattr(row, "waits", False):
        return _payee(row, whose, "nummer te bevestigen", "soon")
    if row.waits_to_be_let_in:
        return _payee(row, whose, "geblokkeerd, weer toelaten te bevestigen", "soon")
    if row.blocked_at:
        return _payee(row, whose, "geblokkeerd", "late")
    return _payee(row, whose, "te betalen", "in-time") if standing.iban else _payee(row, whose, standing.reason, "soon")  # fmt: skip


def _payee(row: Payee, whose: str, stand: str, severity: str) -> PayeeRow:
    return PayeeRow(row.pk, row.name, f"{row.get_kind_display()}, {row.gemeente}{whose}", stand, severity)


def payee_facts(row: Payee, standing: Standing) -> list[Fact]:
    """What stands above the numbers."""
    found = [
        Fact("Soort", row.get_kind_display()),
        Fact("Gemeente", str(row.gemeente)),
        Fact("Rekeningnummer", readable(standing.iban) if standing.iban else standing.reason, "" if standing.iban else "soon"),
    ]  # fmt: skip
    if row.dossier:
        found.insert(2, Fact("Dossier", str(row.dossier)))
    if row.blocked_at:
        found.append(Fact("Geblokkeerd", f"{moment(row.blocked_at)}: {row.blocked_reason}", "late"))
    if row.waits_to_be_let_in:
        found.append(Fact("Weer toelaten", "wacht op een collega", "soon"))
    return [*found, *let_in_facts(row)]


def blocked_facts(row: Payee) -> list[Fact]:
    """Who is blocked and why, and what was said of letting them in again."""
    found = [Fact("Ontvanger", f"{row} ({row.get_kind_display()})")]
    if row.blocked_at:
        found.append(Fact("Geblokkeerd", f"{moment(row.blocked_at)}: {row.blocked_reason}"))
    return [*found, *let_in_facts(row)]


def let_in_facts(row: Payee) -> list[Fact]:
    """Who asked to pay them again, when and why, and what another said of that."""
    if row.unblock_asked_at is None:
        return []
    found = [Fact("Weer toelaten gevraagd", f"{moment(row.unblock_asked_at)} door {row.unblock_asked_by}: {row.unblock_reason}")]  # fmt: skip
    if row.unblock_refused_at:
        own = row.unblock_refused_by_id == row.unblock_asked_by_id
        found.append(Fact("Teruggenomen" if own else "Afgewezen", f"{moment(row.unblock_refused_at)} door {row.unblock_refused_by}: {row.unblock_refusal}"))  # fmt: skip
    if row.unblocked_at:
        found.append(Fact("Weer toegelaten", f"{moment(row.unblocked_at)} door {row.unblocked_by}"))
    return found


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One number that was asked."""

    key: UUID
    iban: str
    check: str
    source: str
    asked: str
    answer: str
    note: str
    severity: str
    open: bool
    to_tell: bool
    of_staff: bool
    act: str
    confirmed: bool
    letter: str
    sent: str
    piles: tuple[tuple[str, str], ...]


def change_row(
    one: PayeeChange,
    now: datetime,
    actor: Actor,
    letter: Letter | None = None,
    piles: Sequence[LetterBatch] = (),
) -> ChangeRow:
    """With who did what; who asked it can only take it back. ``letter``: the one that went about it; ``piles``: those to several clients."""
    answer, note, severity = "wacht op een collega", "", "soon"
    if one.refused_at:
        answer, severity = "afgewezen", "neutral"
        note = f"{moment(one.refused_at)} door {one.refused_by}: {one.refusal}"
    elif one.confirmed_at and one.usable_from:
        used = one.usable_from <= now
        answer, severity = ("in gebruik", "done") if used else ("nog niet te gebruiken", "soon")
        when = "in gebruik sinds" if used else "te gebruiken vanaf"
        note = (
            f"{when} {moment(one.usable_from)}, bevestigd {moment(one.confirmed_at)} door {one.confirmed_by}"
        )
    return ChangeRow(
        one.pk, readable(one.iban), one.get_name_check_display(), one.source, f"{moment(one.asked_at)} door {one.asked_by}",
        answer, note, severity, not (one.confirmed_at or one.refused_at), _to_tell(one, actor), one.of_staff,
        "Neem terug" if actor.employee and one.asked_by_id == actor.employee.pk else "Beoordeel",
        one.usable_from is not None, str(letter.pk) if letter else "", f"verzonden op {day(letter.sent_on)}" if letter and letter.sent_on else "",
        tuple((str(one.pk), progress(one)) for one in piles),
    )  # fmt: skip


def _to_tell(one: PayeeChange, actor: Actor) -> bool:
    """Whether this person may say that the client knows: who asked for the number may not."""
    own = actor.employee is not None and one.asked_by_id == actor.employee.pk
    return bool(one.confirmed_at and not one.told_at) and not own


def progress(pile: LetterBatch) -> str:
    """How far the letters to the clients are."""
    known = counts(pile)
    gone = f"{known.sent} van {known.total} brieven verzonden"
    if known.stopped:
        gone += f", {known.stopped} niet"
    busy = pile.state in (LetterBatch.State.WAITING, LetterBatch.State.RUNNING)
    return (
        f"{gone}, Wegwijs is bezig"
        if busy
        else f"{gone}, gestopt"
        if pile.state == LetterBatch.State.STOPPED
        else gone
    )


def to_tell(payee: Payee, changes: Sequence[PayeeChange]) -> str:
    """Whether the number of who is paid for several took the place of another: "wel" when nobody was told, "al" when they were, "" when not."""
    confirmed = [one for one in changes if one.confirmed_at]
    if payee.dossier_id is not None or len(confirmed) < 2:
        return ""
    return "al" if confirmed[0].told_at else "wel"


def told_facts(change: PayeeChange) -> list[Fact]:
    """What the letter says."""
    assert change.usable_from  # noqa: S101 - confirmed
    return [
        Fact("Wie wij betalen", change.payee.name),
        Fact("De laatste vier tekens van het nummer", change.iban[-SHOWN:]),
        Fact("Wij gebruiken het vanaf", day(localtime(change.usable_from).date())),
        Fact("Taal", "Nederlands, met daarnaast de eigen taal als die er is"),
    ]


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client for whom somebody is paid, and the letter that went. ``letter``: its key."""

    dossier: UUID
    name: str
    number: str
    stand: str
    severity: str
    letter: str


def client_row(row: Any) -> ClientRow:  # noqa: ANN401 - an ontzorging with the letter that was read along
    """By name."""
    letter = row.letter
    said = f"verzonden op {day(date.fromisoformat(letter['on']))}" if letter else "nog geen brief"
    return ClientRow(
        row.dossier_id, row.dossier.person.list_name, row.dossier.number, said, "done" if letter else "soon", letter["key"] if letter else ""
    )  # fmt: skip


def change_facts(one: PayeeChange, before: str, others: Sequence[Payee] = ()) -> list[Fact]:
    """What the second person looks at. ``others``: who else has this number."""
    known = bank().number(one.iban)
    wrong = one.name_check in (NameCheck.NO_MATCH, NameCheck.UNKNOWN)
    return [
        Fact("Ontvanger", f"{one.payee} ({one.payee.get_kind_display()})"),
        Fact("Nieuw nummer", f"{known.readable} {known.bank}".strip()),
        Fact("Nu in gebruik", readable(before) if before else "nog geen"),
        Fact("Naamcontrole", one.get_name_check_display(), "late" if wrong else ""),
        *(
            [
                Fact(
                    "Ook de rekening van",
                    ", ".join(f"{other} ({other.get_kind_display()})" for other in others),
                    "late",
                )
            ]
            if others
            else []
        ),
        Fact("Waar het vandaan komt", one.source),
        Fact("Gevraagd", f"{moment(one.asked_at)} door {one.asked_by}"),
    ]
