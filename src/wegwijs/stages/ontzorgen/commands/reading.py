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
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.ontzorgen.commands.proposals import alone
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, Stopped, Watch, take_in
from wegwijs.stages.ontzorgen.models import Afschriftbestand, BankAccount

log = logging.getLogger(__name__)

EDIT = Permission.MONEY_EDIT
S = Afschriftbestand.State
KIND = "afschriftbestand"
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
        "state": S.WAITING, "stop_asked": False, "done": 0, "lines_done": 0, "reason": "", "finished_at": None,
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
    """It isn't read, or not further; what was taken in stays. Stopping twice changes nothing. Raises NotAllowed; DomainError when it is over."""
    by.require(EDIT, file.gemeente_id)
    found = _held(file.pk)
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
    watch = _Watching(pk)
    # What this person would see: a file may be about more than one gemeente.
    with entered(by.scope):
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
    """Another worker is at the same file."""


@dataclass(frozen=True, slots=True)
class _Watching(Watch):
    """Keeps how far it is, and looks whether somebody said stop: what another connection committed shows between two statements to the database."""

    pk: UUID

    def begins(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{self.pk}"])
            if not cursor.fetchone()[0]:
                raise _Elsewhere
        self.look()

    def look(self) -> None:
        if Afschriftbestand.objects.filter(pk=self.pk, stop_asked=True).exists():
            raise Stopped

    def passed(self, count: int, lines: int, outcomes: Counter[str]) -> None:
        tallies = Counter(Afschriftbestand.objects.values_list("tallies", flat=True).get(pk=self.pk))
        tallies.update(outcomes)
        Afschriftbestand.objects.filter(pk=self.pk).update(
            done=count, lines_done=lines, tallies=dict(tallies)
        )


@transaction.atomic
def _begin(pk: UUID) -> Afschriftbestand | None:
    """From "waits" to "is read"; None: there is nothing to do any more."""
    rows = Afschriftbestand.objects.select_for_update(of=("self",)).select_related("handed_in_by")
    found = rows.get(pk=pk)
    if found.state not in (S.WAITING, S.READING):
        return None
    found.state = S.READING
    found.save(update_fields=["state"])
    return found


def _counted(pk: UUID, facts: FileFacts) -> None:
    lines = sum(len(one.lines) for one in facts.statements)
    Afschriftbestand.objects.filter(pk=pk).update(statements=len(facts.statements), lines=lines)


@transaction.atomic
def _end(pk: UUID, state: str, by: Actor | None, reason: str = "") -> None:
    found = _held(pk)
    if found.state != S.READING:
        return
    found.state, found.reason, found.content, found.finished_at = state, reason[:800], b"", clock.now()
    found.save(update_fields=["state", "reason", "content", "finished_at"])
    _audit(found, by or system_actor("wegwijs", on=clock.today()), found.get_state_display())


def _held(pk: UUID) -> Afschriftbestand:
    return Afschriftbestand.objects.select_for_update(of=("self",)).defer("content").get(pk=pk)


def _audit(file: Afschriftbestand, by: Actor, what: str) -> None:
    record(by=by, action=Action.CHANGE, kind=KIND, key=file.pk, gemeente=file.gemeente_id, detail=what)
