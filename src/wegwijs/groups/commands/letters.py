"""A letter to who has a place: written, translated where we can, and sent."""

from datetime import date

from wegwijs.access.actor import Actor
from wegwijs.documents.commands import draft_letter, send_letter
from wegwijs.documents.languages import Writable, written
from wegwijs.documents.letters.uitnodiging import HalfDay
from wegwijs.documents.models import Letter
from wegwijs.documents.press import Press
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.models import Dossier
from wegwijs.groups.models import Session


def send(
    said: Writable, dossier: Dossier, kind: str, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None, press: Press
) -> Letter:  # fmt: skip
    """Inside a transaction; ``seen`` and ``press`` as ``send_letter`` takes them. Raises DomainError as that does."""
    both = written(said, dossier.person, words=words_for(by.organisation, on=on))
    letter = draft_letter(
        dossier.person, dossier.gemeente, by=by, kind=kind, reference=dossier.number, content=both.content,
        translation=both.translation,
    )  # fmt: skip
    send_letter(letter, by=by, on=on, channel=channel, seen=seen, press=press)
    return letter


def half_day(session: Session, *, fresh: bool = False) -> HalfDay:
    """A session as a line of a letter; ``fresh``: new or moved since an earlier one."""
    until = session.slot.until
    return HalfDay(
        session.on, f"{session.at:%H:%M}", f"{until:%H:%M}", session.title, where(session), fresh=fresh
    )


def where(session: Session) -> str:
    """The room with its address, else the place."""
    return f"{session.room.name}, {session.room.address}" if session.room else session.place
