"""Keep the words by which a person is found in line with the name: in the same transaction as the name itself.

Who was merged away has no words: they lead to the person that stayed, so that the other spelling finds that one.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from wegwijs.people.models import Person, SearchWord
from wegwijs.people.names import UNNAMED
from wegwijs.people.queries import survivor
from wegwijs.people.searching import name_pairs
from wegwijs.rowsecurity.scope import widened

BATCH = 2000


def keep_search_words(person: Person, *, fresh: bool = False) -> None:
    """Write the words of the name, and of who was merged into this person; of who was merged away those of who stayed.

    ``fresh``: a person who had none yet. Three statements, of a fresh one a single one, more where somebody was merged.
    """
    if not fresh:
        SearchWord.objects.filter(person=person).delete()
    if person.merged_into is not None:
        keep_search_words(survivor(person))
        return
    SearchWord.objects.bulk_create(_rows(person, () if fresh else _merged_into(person)))


def _merged_into(person: Person) -> list[Person]:
    """Who was merged into this person, and into those."""
    found = list(Person.objects.filter(merged_into=person))
    if found:
        with widened():
            level = found
            while level := list(Person.objects.filter(merged_into__in=level)):
                found += level
    return found


def _rows(person: Person, merged: Iterable[Person]) -> list[SearchWord]:
    names = [person, *(one for one in merged if one.geslachtsnaam != UNNAMED)]
    pairs = {
        pair: None for one in names for pair in name_pairs(one.voornamen, one.voorvoegsel, one.geslachtsnaam)
    }
    return [SearchWord(person_id=person.pk, **pair._asdict()) for pair in pairs]


def rebuild_search_words() -> Iterator[int]:
    """Write the words of everybody anew and the key to sort by, after the rules of names or of sound changed.

    Yields how many persons were done.
    """
    SearchWord.objects.filter(person__merged_into__isnull=False).delete()
    names = Person.objects.only("pk", "voornamen", "voorvoegsel", "geslachtsnaam", "sort_key", "merged_into")
    merged: dict[object, list[Person]] = {}
    gone = {one.pk: one for one in names.filter(merged_into__isnull=False)}
    for one in gone.values():
        top = one
        while top.pk in gone and top.merged_into_id in gone:
            top = gone[top.merged_into_id]
        merged.setdefault(top.merged_into_id, []).append(one)
    rows = names.filter(merged_into=None).order_by("pk").iterator(chunk_size=BATCH)
    done = 0
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            _sort_anew(batch)
            SearchWord.objects.filter(person__in=[person.pk for person in batch]).delete()
            SearchWord.objects.bulk_create(
                [row for person in batch for row in _rows(person, merged.get(person.pk, ()))],
                batch_size=BATCH,
            )
        done += len(batch)
        yield done


def _sort_anew(people: Iterable[Person]) -> None:
    """The key of those in whose name a letter counts otherwise now."""
    changed = []
    for person in people:
        before = person.sort_key
        person.refresh_sort_key()
        if person.sort_key != before:
            changed.append(person)
    Person.objects.bulk_update(changed, ["sort_key"])
