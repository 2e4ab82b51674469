"""Draft a letter, fix its content, withdraw it."""

import json

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.content import Content
from wegwijs.documents.models import Letter, Vertaling
from wegwijs.documents.wording import words_in
from wegwijs.documents.wording.words import ISOLATES
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Person
from wegwijs.people.queries import address_mark, address_on, lines_of, normal, secret_rows

State = Letter.State


@transaction.atomic
def draft_letter(
    person: Person,
    gemeente: Gemeente,
    *,
    by: Actor,
    kind: str,
    reference: str,
    content: Content,
    translation: Content | None = None,
) -> Letter:
    """A new draft. ``reference`` is the number under which it is filed (the dossier's).

    ``translation``: the same in the language of this person. Raises DomainError when the content is not of this person
    and number, or names a secret address.
    """
    _of_one_person(person, reference, content, translation)
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
    _translate(letter, translation)
    note(letter, by, Action.CHANGE, "concept")
    return letter


def _translate(letter: Letter, translation: Content | None) -> None:
    """Keep the copy in another language."""
    if translation is None:
        return
    known = words_in(translation.language)
    Vertaling.objects.create(
        letter=letter,
        language=translation.language,
        version=known.version,
        checked=known.checked,
        content=translation.to_json(),
    )


@transaction.atomic
def rewrite_letter(
    letter: Letter, *, by: Actor, content: Content, translation: Content | None = None
) -> None:
    """Put another content in a draft. Raises DomainError once it is fixed."""
    if letter.state != State.CONCEPT:
        raise DomainError(
            f"Deze brief is {letter.get_state_display()} en kan niet meer anders worden. Maak een nieuwe."
        )
    _of_one_person(letter.person, letter.reference, content, translation)
    letter.content, letter.title = content.to_json(), content.subject[:160]
    letter.save(update_fields=["content", "title"])
    # There is one copy at most; the letter forgets the one before.
    Vertaling.objects.filter(letter=letter).delete()
    letter._state.fields_cache.pop("vertaling", None)
    _translate(letter, translation)
    note(letter, by, Action.CHANGE, "herschreven")


@transaction.atomic
def finalize_letter(letter: Letter, *, by: Actor) -> None:
    """From now on the content stays as it is; the database holds on to that too."""
    if letter.state != State.CONCEPT:
        raise DomainError(f"Deze brief is al {letter.get_state_display()}.")
    letter.state = State.DEFINITIEF
    letter.address_mark = address_mark(address_on(letter.person, clock.today()))
    letter.save(update_fields=["state", "address_mark"])
    Vertaling.objects.filter(letter=letter).update(fixed=True)
    note(letter, by, Action.CHANGE, "definitief")


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
        note(letter, by, Action.CHANGE, "ingetrokken")


def _of_one_person(person: Person, reference: str, *contents: Content | None) -> None:
    """A letter, and its copy, holds what belongs to one person (misuse case 10), and no secret address (7). Raises DomainError."""
    said = [content for content in contents if content]
    for content in said:
        numbers = [ISOLATES.sub("", value) for _, value in content.reference[:1]]
        if numbers != [reference] or str(person) not in content.salutation:
            raise DomainError(
                "Deze brief hoort bij een ander dossier. Maak de brief opnieuw vanuit het goede dossier."
            )
    secret = [lines_of(row) for row in secret_rows(person, clock.today())]
    words = [normal(json.dumps(content.to_json(), ensure_ascii=False)) for content in said] if secret else []
    if any(lines in text for lines in secret for text in words):
        raise DomainError(
            "In deze brief staat een geheim adres. Kies een andere plaats, of laat het adres weg.",
            field="place",
        )


def note(letter: Letter, by: Actor, action: Action, detail: str) -> None:
    record(by=by, action=action, kind="brief", key=letter.pk, gemeente=letter.gemeente_id, detail=detail)
