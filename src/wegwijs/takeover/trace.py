"""What hangs on a dossier and its person: counted when a row was taken over, and again before it is taken back.

Every table that points at one of the two is looked at, also of rooms that don't exist yet: what nobody thought of keeps a
dossier from being removed, never the reverse.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from wegwijs.dossiers.models import Dossier, TermijnRow
from wegwijs.messages.queries import keys_of
from wegwijs.people.models import Person

Counted = dict[str, list[int | str]]
# Derived each night, and by nobody's hand.
_DERIVED = (TermijnRow,)


def _pointing(target: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Tables of ours with a foreign key to this one, and the key's name."""
    for relation in target._meta.related_objects:
        model: Any = relation.related_model
        if model not in _DERIVED and model is not target and model._meta.app_label != "imports":
            yield model, relation.field.name


def hanging_on(dossier: Dossier) -> Counted:
    """By table: how many rows, and the newest of them; and the versions of the two rows themselves."""
    found: Counted = {
        "dossiers.dossier": [Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk)],
        "people.person": [Person.objects.values_list("version", flat=True).get(pk=dossier.person_id)],
        "messages": [len(keys_of([dossier.pk]))],
    }
    for target, pk in ((Dossier, dossier.pk), (Person, dossier.person_id)):
        for model, name in _pointing(target):
            rows = model._default_manager.filter(**{name: pk})
            newest = rows.order_by("-pk").values_list("pk", flat=True).first()
            found[f"{model._meta.label_lower}.{name}"] = [rows.count(), str(newest or "")]
    return found


_WORDS = {
    "messages": "er is een bericht aan of van DUO over deze persoon",
    "people.person": "de gegevens van de persoon zijn gewijzigd",
    "dossiers.dossier": "het dossier is gewijzigd",
    "dossiers.gebeurtenis.dossier": "er staat iets nieuws in de tijdlijn",
    "dossiers.taak.dossier": "er is een taak bijgekomen",
    "dossiers.contactmoment.dossier": "er is contact vastgelegd",
    "dossiers.afspraak.dossier": "er is een afspraak gepland",
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
