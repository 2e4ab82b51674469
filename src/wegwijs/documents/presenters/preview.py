"""A letter as it is shown before it goes."""

from datetime import date

from wegwijs.documents.languages import Writable, Written, written
from wegwijs.documents.queries import words_to_show
from wegwijs.organisations.models import Organisation
from wegwijs.people.models import Person


def preview(letter: Writable, person: Person, organisation: Organisation, *, on: date) -> Written:
    """In the words that the organisation has in force on a day, with a copy in the person's own language where there is one."""
    return written(letter, person, words=words_to_show(organisation, on=on))
