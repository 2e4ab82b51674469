"""What hangs on a dossier and its person: counted when a row was taken over, and again before it is taken back.

Every table that points at one of the two is looked at, also of rooms that don't exist yet: what nobody thought of keeps a
dossier from being removed, never the reverse.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import connection, models

from wegwijs.dossiers.models import Dossier, TermijnRow
from wegwijs.messages.queries import keys_of
from wegwijs.people.models import Person
from wegwijs.stages.participatie.models import Urenstand

Counted = dict[str, list[int | str]]
# Derived, and by nobody's hand.
_DERIVED = (TermijnRow, Urenstand)


def _pointing(target: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Tables of ours with a foreign key to this one, and the key's name."""
    for relation in target._meta.related_objects:
        model: Any = relation.related_model
        if model not in _DERIVED and model is not target and model._meta.app_label != "imports":
            yield model, relation.field.name


def hanging_on(dossier: Dossier) -> Counted:
    """By table: how many rows, and the newest of them; and the versions of the two rows themselves. In two statements."""
    keys = {"dossier": dossier.pk, "person": dossier.person_id}
    with connection.cursor() as cursor:
        cursor.execute(_statement(), keys)
        found: Counted = {name: [count, newest or ""] for name, count, newest in cursor.fetchall()}
    # What was never changed has a version too, and nothing that is newest.
    for name in ("dossiers.dossier", "people.person"):
        found[name] = found[name][:1]
    return {**found, "messages": [len(keys_of([dossier.pk]))]}


@cache
def _statement() -> str:
    """Counting table by table took most of the time that a row takes."""
    parts = [
        f"SELECT '{model._meta.label_lower}', version, '' FROM {_quoted(model._meta.db_table)} WHERE id = %({key})s"  # noqa: S608
        for model, key in ((Dossier, "dossier"), (Person, "person"))
    ]
    for target, key in ((Dossier, "dossier"), (Person, "person")):
        for model, name in _pointing(target):
            table, pk = _quoted(model._meta.db_table), _quoted(str(model._meta.pk.column))
            column: Any = model._meta.get_field(name)
            where = f"{_quoted(column.column)} = %({key})s"
            count = f"(SELECT count(*) FROM {table} WHERE {where})"  # noqa: S608
            newest = f"(SELECT {pk}::text FROM {table} WHERE {where} ORDER BY {pk} DESC LIMIT 1)"  # noqa: S608
            parts.append(f"SELECT '{model._meta.label_lower}.{name}', {count}, {newest}")
    return " UNION ALL ".join(parts)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


_WORDS = {
    "messages": "er is een bericht aan of van DUO over deze persoon",
    "people.person": "de gegevens van de persoon zijn gewijzigd",
    "dossiers.dossier": "het dossier is gewijzigd",
    "dossiers.gebeurtenis.dossier": "er staat iets nieuws in de tijdlijn",
    "dossiers.taak.dossier": "er is een taak bijgekomen",
    "dossiers.contactmoment.dossier": "er is contact vastgelegd",
    "dossiers.afspraak.dossier": "er is een afspraak gepland",
    "overdracht.regeldag.dossier": "er is een regeldag gepland",
    "overdracht.meegaande.dossier": "iemand gaat mee op een regeldag",
    "begeleiding.begeleidingsplan.dossier": "er is een begeleidingsplan gemaakt",
    "dossiers.ingekomenstuk.dossier": "er is post toegevoegd",
    "dossiers.betrokkenheid.dossier": "er is een organisatie betrokken",
    "dossiers.dossier.person": "de persoon heeft nog een dossier",
    "documents.letter.person": "er is een brief gemaakt",
    "intake.bredeintake.dossier": "er is aan de brede intake gewerkt",
    "pip.pip.dossier": "er is aan een PIP gewerkt",
}


def changed(before: Counted, now: Counted) -> str:
    """What was done since, in words; "" when nothing was. What someone did goes before what follows from it."""
    different = [name for name in now if before.get(name, [0, ""]) != now[name]]
    if not different:
        return ""
    # A line in the timeline says least: whatever else changed explains it.
    telling = [name for name in _WORDS if name in different and name not in _TELLS_LITTLE]
    named = [*telling, *(name for name in _TELLS_LITTLE if name in different), *different]
    return _WORDS.get(named[0], "er is verder gewerkt in dit dossier")


_TELLS_LITTLE = ("dossiers.gebeurtenis.dossier", "dossiers.dossier")
