"""Draft a letter, fix its content, send it, withdraw it."""

import hashlib
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.content import Content
from wegwijs.documents.models import Letter, LetterFile
from wegwijs.documents.pdf import render
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Person
from wegwijs.people.queries import address_on

State, Channel = Letter.State, Letter.Channel


@transaction.atomic
def draft_letter(
    person: Person, gemeente: Gemeente, *, by: Actor, kind: str, reference: str, content: Content
) -> Letter:
    """A new draft. ``reference`` is the number under which it is filed (the dossier's)."""
    letter = Letter.objects.create(
        person=person,
        gemeente=gemeente,
        kind=kind,
        reference=reference,
        title=content.subject[:160],
        content=content.to_json(),
        made_by=by.user,
        made_at=clock.now(),
    )
    _audit(letter, by, Action.CHANGE, "concept")
    return letter


@transaction.atomic
def rewrite_letter(letter: Letter, *, by: Actor, content: Content) -> None:
    """Put another content in a draft. Raises DomainError once it is fixed."""
    if letter.state != State.CONCEPT:
        raise DomainError(
            f"Deze brief is {letter.get_state_display()} en kan niet meer anders worden. Maak een nieuwe."
        )
    letter.content, letter.title = content.to_json(), content.subject[:160]
    letter.save(update_fields=["content", "title"])
    _audit(letter, by, Action.CHANGE, "herschreven")


@transaction.atomic
def finalize_letter(letter: Letter, *, by: Actor) -> None:
    """From now on the content stays as it is; the database holds on to that too."""
    if letter.state != State.CONCEPT:
        raise DomainError(f"Deze brief is al {letter.get_state_display()}.")
    letter.state = State.DEFINITIEF
    letter.save(update_fields=["state"])
    _audit(letter, by, Action.CHANGE, "definitief")


@transaction.atomic
def send_letter(letter: Letter, *, by: Actor, on: date, channel: Letter.Channel) -> LetterFile:
    """Take the address of today, make the PDF and keep it; from now on a reprint is the same file.

    Raises DomainError when it was sent or withdrawn before, when no address is known, and when the address is
    protected and the channel would put it on paper.
    """
    by.require(Permission.LETTER_SEND, letter.gemeente_id)
    if letter.state in (State.VERZONDEN, State.INGETROKKEN):
        raise DomainError(f"Deze brief is al {letter.get_state_display()}.")
    person = Person.objects.get(pk=letter.person_id)
    address = _address(person, by, letter, on, channel)
    content = Content.from_json(letter.content)
    pdf = render(content, address)
    file = LetterFile.objects.create(
        letter=letter, address=list(address), pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest()
    )
    letter.state, letter.channel, letter.sent_on, letter.sent_by = State.VERZONDEN, channel, on, by.label
    letter.save(update_fields=["state", "channel", "sent_on", "sent_by"])
    _audit(letter, by, Action.EXPORT, f"verzonden {channel}")
    return file


def _address(person: Person, by: Actor, letter: Letter, on: date, channel: Letter.Channel) -> tuple[str, ...]:
    if channel == Channel.UITGEREIKT:
        return (str(person), "Persoonlijk overhandigd")
    if channel == Channel.VEILIG:
        by.require(Permission.SAFE_ADDRESS_SHOW, letter.gemeente_id)
        if not person.safe_contact:
            raise DomainError(
                "Er is geen veilig contact bekend. Leg dat eerst vast bij de persoon, of overhandig de brief.",
                field="channel",
            )
        return (str(person), f"p/a {person.safe_contact}")
    if person.protected:
        raise DomainError(
            "Het adres van deze persoon is geheim en komt niet op papier. Overhandig de brief persoonlijk, "
            "of laat uw teamleider hem via het veilige contact sturen.",
            field="channel",
        )
    found = address_on(person, on)
    if found is None:
        raise DomainError(
            "Er is geen adres bekend. Vul het adres in bij de persoon, of overhandig de brief persoonlijk.",
            field="channel",
        )
    return (str(person), f"{found.street} {found.number}", f"{found.postcode}  {found.place.upper()}")


@transaction.atomic
def withdraw_letter(letter: Letter, *, by: Actor) -> None:
    """A letter that will not be sent. Raises DomainError for one that was."""
    if letter.state == State.VERZONDEN:
        raise DomainError(
            "Deze brief is al verzonden en kan niet meer worden ingetrokken. Stuur een nieuwe brief."
        )
    if letter.state != State.INGETROKKEN:
        letter.state = State.INGETROKKEN
        letter.save(update_fields=["state"])
        _audit(letter, by, Action.CHANGE, "ingetrokken")


def _audit(letter: Letter, by: Actor, action: Action, detail: str) -> None:
    record(by=by, action=action, kind="brief", key=letter.pk, gemeente=letter.gemeente_id, detail=detail)
