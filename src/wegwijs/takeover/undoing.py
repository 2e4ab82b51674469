"""Take a row back: what it made goes, what it filled in becomes as it was. Only while nobody worked on it since."""

from typing import Any
from uuid import UUID

from django.db.models import ProtectedError

from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import remove_dossier, remove_lines, withdraw_regisseur
from wegwijs.dossiers.models import Dossier
from wegwijs.imports.kinds import Refusal
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.people.commands import remove_person, restore_person
from wegwijs.people.models import Person
from wegwijs.stages.intake.commands import drop_empty_intake
from wegwijs.takeover.trace import changed, hanging_on

BY_HAND = "Kijk in het dossier. Moet het toch weg, sluit het dan met als reden ‘ten onrechte overgenomen’."


def before_row(dossier: Dossier | None, person: Person | None) -> dict[str, Any]:
    """What a row finds, to be put back: the person's own fields, which lines and tasks there were, who is regisseur."""
    return {
        "person": person_fields(person) if person else None,
        "addresses": _keys(person, "addresses"),
        "languages": bool(person and person.languages.exists()),
        "lines": _keys(dossier, "gebeurtenissen"),
        "tasks": _keys(dossier, "taken"),
        "regisseur": dossier.regisseur_id if dossier else None,
        "intake": bool(dossier and hasattr(dossier, "intake")),
    }


def person_fields(person: Person) -> dict[str, Any]:
    """Columns that completing a person can fill."""
    return {name: getattr(person, name) for name in _FILLED} | {"as_of": person.as_of.isoformat()}


_FILLED = (
    "bsn", "v_nummer", "voornamen", "voorvoegsel", "geslachtsnaam", "sort_key", "birth_year", "birth_month", "birth_day",
    "sex", "source", "interpreter_needed",
)  # fmt: skip


def _keys(owner: Dossier | Person | None, name: str) -> list[str]:
    return [str(pk) for pk in getattr(owner, name).values_list("pk", flat=True)] if owner else []


def take_back(upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
    """Raises Refusal that says what was done with it since."""
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("person", "gemeente")
        .filter(pk=row.subject or UUID(int=0))
        .first()
    )
    if dossier is None:
        raise Refusal("", "Dit dossier is er niet meer.", "Er hoeft niets te gebeuren.")
    since = changed(row.trace["after"], hanging_on(dossier))
    if since:
        raise Refusal("", f"Daarna is hieraan gewerkt: {since}.", BY_HAND)
    try:
        _remove(dossier, row, by=by)
    except ProtectedError:
        raise Refusal("", "Daarna is hieraan gewerkt: er hangt iets aan dit dossier.", BY_HAND) from None


def _remove(dossier: Dossier, row: ImportRow, *, by: Actor) -> None:
    before, person = row.trace["before"], dossier.person
    if not before["intake"]:
        drop_empty_intake(dossier, by=by)
    if row.new:
        remove_dossier(dossier, by=by)
    else:
        gone = set(_keys(dossier, "gebeurtenissen")) - set(before["lines"])
        tasks = set(_keys(dossier, "taken")) - set(before["tasks"])
        if before["regisseur"] != dossier.regisseur_id:
            withdraw_regisseur(dossier, by=by)
        remove_lines(dossier, map(int, gone), tasks, by=by)
    if before["person"] is None:
        remove_person(person, by=by)
    else:
        restore_person(
            person,
            before["person"],
            by=by,
            addresses=map(int, before["addresses"]),
            languages=before["languages"],
        )
