"""A large file of statements: handed in, read by a worker, stopped. What is taken in of it stays, statement by statement."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError, DataError, IntegrityError, connection, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of, system_actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.rowsecurity.beside import Beside, beside
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.ontzorgen.commands.alone import alone
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, Stopped, Watch, take_in
from wegwijs.stages.ontzorgen.models import Afschriftbestand, BankAccount

log = logging.getLogger(__name__)

EDIT = Permission.MONEY_EDIT
S = Afschriftbestand.State
KIND = "afschriftbestand"
# Within no statement.
NOWHERE: dict[str, object] = {"step": "", "step_done": 0, "step_lines": 0}
# Never waits: where somebody holds the row (who says stop, or the transaction here) this look is skipped.
_WITHIN = """
    UPDATE ontzorgen_afschriftbestand SET step = %s, step_done = %s, step_lines = %s WHERE id IN
        (SELECT id FROM ontzorgen_afschriftbestand WHERE id = %s AND state = 'bezig' FOR UPDATE SKIP LOCKED)
"""
# What reads the bytes of a file with a name. Raises DomainError for what isn't a statement.
Read = Callable[[str, bytes], FileFacts]
_GONE = (
    "Wie dit bestand aanleverde, mag dit niet meer. Laat een collega die het wel mag het bestand aanleveren."
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file, and whether it is (again) to be read."""

    file: Afschriftbestand
    new: bool


@transaction.atomic
def hand_in(name: str, content: bytes, *, by: Actor) -> HandedIn:
    """Keep a file for a worker. The same file again is the same row; what was refused or stopped is read anew. Raises NotAllowed."""
    by.require(EDIT)
    sha256 = hashlib.sha256(content).hexdigest()
    alone(f"{KIND}:{sha256}")
    mine = by.gemeenten(EDIT)
    there = (
        Afschriftbestand.objects.select_for_update(of=("self",))
        .defer("content")
        .filter(sha256=sha256, gemeente__in=mine)
    )
    found = there.first()
    if found and found.state not in (S.REFUSED, S.STOPPED):
        return HandedIn(found, new=False)
    values = {
        "name": name.replace("\0", "")[-120:], "content": content, "handed_in_at": clock.now(), "handed_in_by": by.user, "label": by.label,
        "state": S.WAITING, "stop_asked": False, "done": 0, "lines_done": 0, "reason": "", "finished_at": None, **NOWHERE,
    }  # fmt: skip
    if found is None:
        found = Afschriftbestand.objects.create(gemeente_id=_gemeente(content, by), sha256=sha256, **values)
    else:
        for field, value in values.items():
            setattr(found, field, value)
        found.save()
    _audit(found, by, "aangeleverd")
    return HandedIn(found, new=True)


def _gemeente(content: bytes, by: Actor) -> str:
    """Of the first of our accounts that is named in it; it isn't read yet, so where none is, any that this person works for."""
    rows = BankAccount.objects.filter(fund__gemeente__in=by.gemeenten(EDIT)).order_by("fund__gemeente")
    named = (code for iban, code in rows.values_list("iban", "fund__gemeente") if iban.encode() in content)
    return next(named, min(by.gemeenten(EDIT)))


@transaction.atomic
def stop(file: Afschriftbestand, *, by: Actor) -> None:
    """It isn't read, or not further; what was taken in stays, and nothing of a statement that isn't. Stopping twice changes nothing.

    A statement that is at its end goes first: then this is about what comes after it. Raises NotAllowed; DomainError when it is over, and when
    that end was the end of the file.
    """
    by.require(EDIT, file.gemeente_id)
    found = _held(file.pk)
    if found.state == S.DONE:
        raise DomainError("Stoppen kwam te laat: het hele bestand was al ingelezen. Dat blijft staan.")
    if found.state not in (S.WAITING, S.READING):
        raise DomainError("Dit bestand wordt niet meer gelezen. Er valt niets te stoppen.")
    if found.stop_asked:
        return
    found.stop_asked = True
    if found.state == S.WAITING:
        found.state, found.finished_at, found.content = S.STOPPED, clock.now(), b""
    found.save(
        update_fields=["stop_asked", "state", "finished_at", *(["content"] if found.finished_at else [])]
    )
    _audit(found, by, "stoppen gevraagd")


def read_file(pk: UUID, read: Read) -> None:
    """Take in what waits, as whoever sent it. Running twice, or again after being killed anywhere, changes nothing twice."""
    file = _begin(pk)
    if file is None:
        return
    by = actor_of(file.handed_in_by, on=clock.today())
    if by is None or not by.may(EDIT, file.gemeente_id):
        _end(pk, S.REFUSED, by, _GONE)
        return
    # What this person would see: a file may be about more than one gemeente.
    with entered(by.scope), beside(by.scope) as aside:
        watch = _Watching(pk, by, aside)
        try:
            watch.look()
            facts = read(file.name, bytes(file.content))
            _counted(pk, facts)
            take_in(facts, by=by, watch=watch)
        except _Elsewhere:
            return
        except Stopped:
            _end(pk, S.STOPPED, by)
        except DomainError as refusal:
            _end(pk, S.REFUSED, by, str(refusal))
        except Exception as fault:
            # What ails the database passes: a worker takes it up again.
            if isinstance(fault, DatabaseError) and not isinstance(fault, DataError | IntegrityError):
                raise
            # Never the text of the fault: it holds what stood in the file.
            log.error("file %s of the bank breaks off: %s", pk, type(fault).__name__)
            _end(pk, S.REFUSED, by, f"Er ging iets mis in Wegwijs ({type(fault).__name__}). Meld dit aan de beheerder.")  # fmt: skip
        else:
            _end(pk, S.DONE, by)


class _Elsewhere(Exception):
    """Another worker is at the same file, or ended it."""


@dataclass(frozen=True, slots=True)
class _Watching(Watch):
    """Keeps how far it is, and looks whether somebody said stop: what another connection committed shows between two statements to the database."""

    pk: UUID
    by: Actor
    aside: Beside

    def begins(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{self.pk}"])
            if not cursor.fetchone()[0]:
                raise _Elsewhere
        self.look()

    def look(self) -> None:
        """Raises Stopped; _Elsewhere when this file isn't ours to read any more."""
        _goes_on(Afschriftbestand.objects.only("state", "stop_asked").get(pk=self.pk))

    def at(self, step: str, line: int, lines: int) -> None:
        self.look()
        self.aside.say(_WITHIN, [step, line, lines, self.pk])

    def passed(self, count: int, lines: int, outcomes: Counter[str]) -> None:
        # Held until the commit: a stop from before is seen here and takes the statement back, and one from now on waits and hears what was done.
        found = _held(self.pk)
        _goes_on(found)
        found.done, found.lines_done = max(found.done, count), max(found.lines_done, lines)
        found.tallies = dict(Counter(found.tallies) + outcomes)
        found.save(update_fields=["done", "lines_done", "tallies"])
        if count == found.statements:
            _over(found, S.DONE, self.by)
        else:
            Afschriftbestand.objects.filter(pk=self.pk).update(**NOWHERE)


def _goes_on(file: Afschriftbestand) -> None:
    if file.stop_asked:
        raise Stopped
    if file.state != S.READING:
        raise _Elsewhere


@transaction.atomic
def _begin(pk: UUID) -> Afschriftbestand | None:
    """From "waits" to "is read"; None: there is nothing to do any more."""
    rows = Afschriftbestand.objects.select_for_update(of=("self",)).select_related("handed_in_by")
    found = rows.get(pk=pk)
    if found.state not in (S.WAITING, S.READING):
        return None
    found.state = S.READING
    found.step, found.step_done, found.step_lines = "", 0, 0
    found.save(update_fields=["state", *NOWHERE])
    return found


def _counted(pk: UUID, facts: FileFacts) -> None:
    lines = sum(len(one.lines) for one in facts.statements)
    Afschriftbestand.objects.filter(pk=pk).update(statements=len(facts.statements), lines=lines)


@transaction.atomic
def _end(pk: UUID, state: str, by: Actor | None, reason: str = "") -> None:
    found = _held(pk)
    if found.state == S.READING:
        _over(found, S.STOPPED if state == S.DONE and found.stop_asked else state, by, reason)


def _over(found: Afschriftbestand, state: str, by: Actor | None, reason: str = "") -> None:
    found.state, found.reason, found.content, found.finished_at = state, reason[:800], b"", clock.now()
    found.step, found.step_done, found.step_lines = "", 0, 0
    found.save(update_fields=["state", "reason", "content", "finished_at", *NOWHERE])
    _audit(found, by or system_actor("wegwijs", on=clock.today()), found.get_state_display())


def _held(pk: UUID) -> Afschriftbestand:
    return Afschriftbestand.objects.select_for_update(of=("self",)).defer("content").get(pk=pk)


def _audit(file: Afschriftbestand, by: Actor, what: str) -> None:
    record(by=by, action=Action.CHANGE, kind=KIND, key=file.pk, gemeente=file.gemeente_id, detail=what)
