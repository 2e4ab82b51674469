"""Invitations, reminders of them, and what doesn't go on, by the pile: who gets a letter, and how one of them is sent."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.batches import Subject
from wegwijs.documents.commands.batches import MOST, Asked, make_batch
from wegwijs.documents.jobs import hand_over
from wegwijs.documents.models import Letter, LetterBatch
from wegwijs.documents.press import Press
from wegwijs.dossiers.envelope import envelope
from wegwijs.dossiers.queries import visible
from wegwijs.errors import DomainError
from wegwijs.groups.commands import invite, remind, tell_by_letter
from wegwijs.groups.commands.call_off import KIND as OFF
from wegwijs.groups.commands.invite import KIND as INVITED
from wegwijs.groups.commands.remind import KIND as REMINDED
from wegwijs.groups.models import Enrolment
from wegwijs.groups.queries import called_off
from wegwijs.groups.queries import invite as invited
from wegwijs.organisations.models import Gemeente
from wegwijs.people.queries import address_mark, to_write_to


class Letters(ABC):
    """Letters to who has a place in a group, that go out together. ``nobody``: why there is none to make."""

    key: str
    title: str
    nobody: str
    back = "groups:invite_all"
    permission = Permission.GROUP_PLAN

    def send(self, subject: UUID, plan: Mapping[str, Any], *, by: Actor, seen: str, press: Press) -> Letter:
        """By the command of one, by post. Raises DomainError, also for an address that is old and who has had the letter."""
        row = self._place(by, UUID(plan["group"]), subject)
        if row is None:
            raise DomainError("Deze inburgeraar heeft geen plaats meer in de groep.")
        old = envelope(row.dossier, clock.today()).old
        if old:
            raise DomainError(f"{old} Kijk het na in de BRP en stuur deze brief los, vanuit de groep.")
        return self._send(row, by=by, seen=seen, press=press)

    @abstractmethod
    def _place(self, by: Actor, group: UUID, dossier: UUID) -> Enrolment | None:
        """The place of somebody in a group, None when there is none any more."""

    @abstractmethod
    def _send(self, row: Enrolment, *, by: Actor, seen: str, press: Press) -> Letter:
        """By the command of one, by post."""

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers."""
        rows = visible(actor, self.permission).filter(pk__in=list(keys)).select_related("person")
        return {
            row.pk: Subject(f"{row.person.list_name}, {row.number}", reverse("desk:dossier", args=[row.pk]))
            for row in rows
        }


class Uitnodigingen(Letters):
    """Invitations."""

    key = INVITED
    title = "Uitnodigingen voor groepen"
    nobody = "Iedereen is al uitgenodigd. Ververs de pagina."

    def _place(self, by: Actor, group: UUID, dossier: UUID) -> Enrolment | None:
        return invited.place_of(by, group, dossier)

    def _send(self, row: Enrolment, *, by: Actor, seen: str, press: Press) -> Letter:
        return invite(
            row, by=by, on=clock.today(), channel=Letter.Channel.POST, seen=seen, press=press, again=False
        )


class Herinneringen(Letters):
    """Reminders of invitations."""

    key = REMINDED
    title = "Herinneringen voor groepen"
    nobody = "Iedereen heeft geantwoord of is al herinnerd. Ververs de pagina."

    def _place(self, by: Actor, group: UUID, dossier: UUID) -> Enrolment | None:
        return invited.place_of(by, group, dossier)

    def _send(self, row: Enrolment, *, by: Actor, seen: str, press: Press) -> Letter:
        return remind(
            row, by=by, on=clock.today(), channel=Letter.Channel.POST, seen=seen, press=press, again=False
        )


class Afzeggingen(Letters):
    """What doesn't go on."""

    key = OFF
    title = "Afzeggingen van groepen"
    nobody = "Iedereen weet het al. Ververs de pagina."

    def _place(self, by: Actor, group: UUID, dossier: UUID) -> Enrolment | None:
        return called_off.place_of(by, group, dossier)

    def _send(self, row: Enrolment, *, by: Actor, seen: str, press: Press) -> Letter:
        return tell_by_letter(
            row, by=by, on=clock.today(), channel=Letter.Channel.POST, seen=seen, press=press
        )


UITNODIGINGEN, HERINNERINGEN, AFZEGGINGEN = Uitnodigingen(), Herinneringen(), Afzeggingen()
PILES: tuple[Letters, ...] = (UITNODIGINGEN, HERINNERINGEN, AFZEGGINGEN)


def asked(rows: Sequence[Enrolment]) -> list[tuple[Gemeente, list[Asked]]]:
    """A letter for each of these places, with the address as it is today, by the gemeente in whose name it goes.

    At most as many as a pile holds; who has a place in two groups gets the letter of the first, the other one in the next pile.
    """
    today = clock.today()
    found: dict[Gemeente, list[Asked]] = {}
    seen: set[UUID] = set()
    prefetch_related_objects(rows, "dossier__person__addresses")
    for row in rows:
        letters = found.setdefault(row.dossier.gemeente, [])
        if row.dossier_id in seen or len(letters) == MOST:
            continue
        seen.add(row.dossier_id)
        begun = (one for one in row.dossier.person.addresses.all() if one.valid_from <= today)
        mark = address_mark(to_write_to(begun))
        letters.append(Asked(row.dossier_id, mark, {"group": str(row.group_id)}))
    return sorted(found.items(), key=lambda each: each[0].naam)


@transaction.atomic
def hand_over_all(
    rows: Sequence[Enrolment], *, by: Actor, kind: Letters = UITNODIGINGEN
) -> list[LetterBatch]:
    """A pile for each gemeente, with the job that sends it: all of them or none. Raises DomainError when nobody is left."""
    piles = asked(rows)
    if not piles:
        raise DomainError(kind.nobody)
    made = [make_batch(kind, gemeente, letters, by=by) for gemeente, letters in piles]
    for batch in made:
        hand_over(batch)
    return made
