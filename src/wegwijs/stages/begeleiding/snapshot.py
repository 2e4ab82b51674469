"""What is told of somebody, group by group, as it stands on a day: words for the receiver, no keys and no numbers of ours."""

from collections.abc import Iterable, Mapping
from datetime import date

from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier
from wegwijs.people.languages import language_name
from wegwijs.people.models import Person
from wegwijs.people.queries import address_on, contact_language, household_on, household_parts
from wegwijs.stages.begeleiding.models import Gegeven

# Pairs of a label and what is said under it.
Lines = list[list[str]]
UNKNOWN = "niet bekend"


def shared(dossier: Dossier, groups: Iterable[str], *, by: Actor, on: date) -> dict[str, Lines]:
    """The words of the chosen groups, in the order of ``Gegeven``. At most seven statements."""
    chosen = set(groups)
    return {group.value: _lines(group, dossier, by, on) for group in Gegeven if group in chosen}


def _lines(group: Gegeven, dossier: Dossier, by: Actor, on: date) -> Lines:
    person = dossier.person
    match group:
        case Gegeven.NAAM:
            return [["Naam", str(person)], ["Geboortejaar", str(person.birth_year or UNKNOWN)]]
        case Gegeven.TELEFOON:
            return [["Telefoon", person.phone or UNKNOWN]]
        case Gegeven.TAAL:
            spoken = contact_language(person)
            language = language_name(spoken.code) if spoken else UNKNOWN
            return [["Taal", language], ["Tolk nodig", "ja" if person.interpreter_needed else "nee"]]
        case Gegeven.ADRES:
            return [["Adres", str(address_on(person, on) or UNKNOWN)]]
        case Gegeven.HUISHOUDEN:
            return [["Woont met", ", ".join(_housemates(person, on)) or "niemand, voor zover bekend"]]
        case Gegeven.CONTACTPERSOON:
            return _colleague(dossier, by)


def _housemates(person: Person, on: date) -> list[str]:
    """What each is to the household and born when; never who."""
    others: list[Mapping[str, object]] = [
        {"part": row.get_part_display(), "year": row.person.birth_year} for row in household_parts(person, on)
    ]
    home = household_on(person, on)
    children = home.children.order_by("birth_year") if home else []
    others += [{"part": "kind", "year": child.birth_year} for child in children]
    return [f"{one['part']} ({one['year'] or 'geboortejaar onbekend'})" for one in others]


def _colleague(dossier: Dossier, by: Actor) -> Lines:
    """Whom to call: the regisseur, else who refers."""
    who = dossier.regisseur or by.employee
    if who is None:
        return [["Contactpersoon", by.label]]
    return [
        ["Contactpersoon", f"{who.name}, {by.organisation_name}"],
        ["Telefoon van de contactpersoon", who.phone or UNKNOWN],
    ]
