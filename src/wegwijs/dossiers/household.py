"""Everybody of one household on one page: each with obligations of their own, as far as the actor may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Case, OuterRef, Subquery, Value, When

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_each
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier, State
from wegwijs.dossiers.queries import visible
from wegwijs.people.languages import language_name
from wegwijs.people.models import Address, HouseholdMember, PersonLanguage
from wegwijs.people.queries import Shielded, home_key, household_parts, secret_homes, to_write_to
from wegwijs.ui.format import Dated, dated

STRANGER = "Iemand uit een andere gemeente"


@dataclass(frozen=True, slots=True)
class Member:
    """One line: who, which part, and the own obligation. Of somebody whom the actor may not see only that there is one."""

    name: str
    part: str
    dossier: str = ""
    note: str = ""
    what: str = ""
    due: Dated | None = None
    protected: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """A household on a page. ``address`` is empty when there is none to show; ``why`` says why not."""

    members: tuple[Member, ...]
    address: str
    why: str
    language: str
    interpreter: str
    open: tuple[Dossier, ...] = field(default=())


def household_of(dossier: Dossier, actor: Actor) -> Home:
    """The household of the dossier's person today. A fixed number of statements; the audit gets a row for each dossier
    that is shown."""
    today = clock.today()
    parts = household_parts(dossier.person, today)
    own = _own_part(dossier)
    persons = [dossier.person_id, *(row.person_id for row in parts)]
    found = dossiers_by_person(actor, persons)
    shown = [found[pk] for pk in persons if pk in found]
    record_each(
        by=actor, action=Action.VIEW, kind="dossier", detail="huishouden",
        things=[(one.pk, one.gemeente_id) for one in shown if one.pk != dossier.pk],
    )  # fmt: skip
    members = [_member(found[dossier.person_id], own, actor)]
    members += [
        _member(found[row.person_id], row.get_part_display(), actor)
        if row.person_id in found
        else Member(STRANGER, row.get_part_display())
        for row in parts
    ]
    address, why = _address(shown, actor)
    return Home(
        tuple(members),
        address,
        why,
        _language(shown),
        _interpreter(shown),
        tuple(one for one in shown if one.is_open),
    )


def _own_part(dossier: Dossier) -> str:
    row = (
        HouseholdMember.objects.filter(person=dossier.person_id, valid_to=None)
        .order_by("-valid_from")
        .first()
    )
    return row.get_part_display() if row else "alleen"


def dossiers_by_person(actor: Actor, persons: Iterable[UUID]) -> dict[UUID, Dossier]:
    """Of each person the open dossier that the actor may edit, else the newest; nobody whom the actor may not see."""
    spoken = PersonLanguage.objects.filter(person=OuterRef("person"), contact=True).values("code")[:1]
    closed = Case(When(state=State.GESLOTEN, then=1), default=0)
    rows = (
        visible(actor, Permission.DOSSIER_EDIT)
        .filter(person__in=list(persons))
        .select_related("person", "gemeente", "regisseur", "next_termijn")
        .annotate(contact_language=Subquery(spoken), shielded=Shielded("person_id", Value(clock.today())))
        .order_by(closed, "-opened_on", "pk")
    )
    found: dict[UUID, Dossier] = {}
    for row in rows:
        found.setdefault(row.person_id, row)
    return found


def _member(dossier: Dossier, part: str, actor: Actor) -> Member:
    group = actor.may(Permission.DOELGROEP_VIEW, dossier.gemeente_id)
    row = dossier.next_termijn
    notes = (
        dossier.get_variant_display() if group else "",
        dossier.get_fase_display() if dossier.is_open else "dossier gesloten",
        f"route {dossier.route}" if dossier.route else "nog geen route",
        dossier.gemeente.naam,
        f"regisseur {dossier.regisseur}" if dossier.regisseur else "nog geen regisseur",
        f"dossier {dossier.number}",
    )
    return Member(
        name=str(dossier.person),
        part=part,
        dossier=str(dossier.pk),
        note=" · ".join(filter(None, notes)),
        what=row.label if row else "Geen termijn voor de gemeente open",
        due=dated(row.last_day, clock.today()) if row else None,
        protected=bool(getattr(dossier, "shielded", False)),
        closed=not dossier.is_open,
    )


def _address(dossiers: list[Dossier], actor: Actor) -> tuple[str, str]:
    """The one address of those who are shown, or why it isn't there. Of nobody without the right, and no secret one."""
    if any(getattr(one, "shielded", False) for one in dossiers):
        return "", "Een van hen heeft een geheim adres. Daarom staat hier geen adres van dit huishouden."
    if not all(actor.may(Permission.ADDRESS_VIEW, one.gemeente_id) for one in dossiers):
        return "", "U mag het adres niet zien."
    today = clock.today()
    begun: dict[UUID, list[Address]] = {}
    for row in Address.objects.filter(person__in=[one.person_id for one in dossiers], valid_from__lte=today):
        begun.setdefault(row.person_id, []).append(row)
    newest = [found for rows in begun.values() if (found := to_write_to(rows))]
    homes = {home_key(row): row for row in newest}
    if not homes:
        return "", "Nog geen adres bekend."
    if secret_homes(today, (row.postcode for row in homes.values())) & homes.keys():
        return "", "Dit adres is afgeschermd: daar woont iemand met een geheim adres."
    if len(homes) > 1 or len(newest) < len(dossiers):
        return "", "Zij staan niet op hetzelfde adres. Kijk per persoon na waar iemand woont."
    return str(next(iter(homes.values()))), ""


def _language(dossiers: list[Dossier]) -> str:
    codes = {code for one in dossiers if (code := getattr(one, "contact_language", None))}
    return ", ".join(sorted(language_name(code) for code in codes)) or "nog niet bekend"


def _interpreter(dossiers: list[Dossier]) -> str:
    needed = [one for one in dossiers if one.person.interpreter_needed]
    if not needed:
        return "niet nodig"
    languages = {code for one in needed if (code := getattr(one, "contact_language", None))}
    who = (
        "iedereen"
        if len(needed) == len(dossiers)
        else ", ".join(one.person.voornamen or str(one.person) for one in needed)
    )
    return f"nodig voor {who}" + (
        ". Eén tolk is genoeg voor een gesprek samen." if len(needed) > 1 and len(languages) == 1 else ""
    )
