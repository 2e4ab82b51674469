"""Enter, correct, link and merge persons."""

from wegwijs.people.commands.contact import (
    ReferentFacts,
    add_address,
    add_verblijfstitel,
    confirm_address,
    set_languages,
    set_referent,
    set_safe_contact,
    speak_alike,
)
from wegwijs.people.commands.household import (
    add_child,
    join_household,
    leave_household,
    move_children,
    share_household,
)
from wegwijs.people.commands.merge import merge_persons
from wegwijs.people.commands.persons import (
    PersonFacts,
    PossibleDuplicate,
    complete_person,
    create_person,
    person_from_numbers,
    update_person,
)
from wegwijs.people.commands.remove import remove_person, restore_person
from wegwijs.people.commands.search_words import rebuild_search_words
from wegwijs.people.commands.unmerge import Later, came_after, unmerge_persons

__all__ = [
    "Later",
    "PersonFacts",
    "PossibleDuplicate",
    "ReferentFacts",
    "add_address",
    "add_child",
    "add_verblijfstitel",
    "came_after",
    "complete_person",
    "confirm_address",
    "create_person",
    "join_household",
    "leave_household",
    "merge_persons",
    "move_children",
    "person_from_numbers",
    "rebuild_search_words",
    "remove_person",
    "restore_person",
    "set_languages",
    "set_referent",
    "set_safe_contact",
    "share_household",
    "speak_alike",
    "unmerge_persons",
    "update_person",
]
