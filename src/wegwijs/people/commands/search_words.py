"""Keep the words by which a person is found in line with the name: in the same transaction as the name itself."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from wegwijs.people.models import Person, SearchWord
from wegwijs.people.searching import name_pairs

BATCH = 2000


def keep_search_words(person: Person, *, fresh: bool = False) -> None:
    """Write the words of the name. ``fresh``: a person who had none yet. Two statements, of a fresh one a single one."""
    if not fresh:
        SearchWord.objects.filter(person=person).delete()
    SearchWord.objects.bulk_create(_rows(person))


def _rows(person: Person) -> list[SearchWord]:
    pairs = name_pairs(person.voornamen, person.voorvoegsel, person.geslachtsnaam)
    return [SearchWord(person_id=person.pk, **pair._asdict()) for pair in pairs]


def rebuild_search_words() -> Iterator[int]:
    """Write the words of everybody anew, after the rules of sound changed; yields how many persons were done."""
    people = Person.objects.only("pk", "voornamen", "voorvoegsel", "geslachtsnaam").order_by("pk")
    rows = people.iterator(chunk_size=BATCH)
    done = 0
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            SearchWord.objects.filter(person__in=[person.pk for person in batch]).delete()
            SearchWord.objects.bulk_create(
                [row for person in batch for row in _rows(person)], batch_size=BATCH
            )
        done += len(batch)
        yield done
