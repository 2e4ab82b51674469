"""A household moves: one act for whoever moves along, and what the law makes of it for each (MOV-01 ... MOV-05)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands.events import record_event
from wegwijs.dossiers.commands.lifecycle import close_dossier, open_dossier_for, set_gemeente_registration
from wegwijs.dossiers.commands.work import add_task
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import add_address, join_household, move_children
from wegwijs.people.models import Address, Child, Household, HouseholdMember, Source
from wegwijs.people.queries import household_on, household_parts
from wi2021.facts import Leerroute
from wi2021.verhuizen import MOV03, Verhuizing, na_verhuizing, opvragen

ELSEWHERE = "buiten uw gemeenten"


@dataclass(frozen=True, slots=True)
class NewHome:
    """Where they live from the day ``on``. ``gemeente`` None: outside the gemeenten that the mover works for.

    ``article_28``: the new gemeente housed them (art. 28 Huisvestingswet), so its registration may start a term.
    """

    street: str
    number: str
    postcode: str
    place: str
    on: date
    source: Source
    gemeente: Gemeente | None
    article_28: bool = False


def consequences(dossier: Dossier, home: NewHome) -> tuple[str, ...]:
    """What the move means for one member, in Dutch sentences of the law."""
    if home.gemeente and home.gemeente.code == dossier.gemeente_id:
        return (
            f"Blijft in {dossier.gemeente}: hetzelfde college, dezelfde termijnen. Alleen het adres wordt nieuw.",
        )
    move = _verhuizing(dossier, home)
    if home.gemeente is None:
        return (
            f"Gaat naar een gemeente {ELSEWHERE}. Het dossier in {dossier.gemeente} sluit; DUO meldt de vestiging aan de nieuwe gemeente.",
            f"{opvragen(move).uitleg[0]} ({MOV03.artikelen[0]})",
        )
    return (
        *na_verhuizing(move).uitleg,
        f"Het dossier in {dossier.gemeente} sluit, er komt een dossier in {home.gemeente}.",
    )


def _verhuizing(dossier: Dossier, home: NewHome) -> Verhuizing:
    to = home.gemeente.code if home.gemeente else ""
    return Verhuizing(dossier.gemeente_id, to, home.on, Leerroute(dossier.route) if dossier.route else None)


@transaction.atomic
def move_household(
    dossiers: Sequence[Dossier], home: NewHome, *, by: Actor, children: Collection[Child] = ()
) -> list[Dossier]:
    """The persons of these open dossiers (one each) move together; whoever stays keeps the old household.

    ``children``: those of the household without a dossier who move along; the others stay.
    Returns the dossier in which each goes on; the closed one where they leave. Raises DomainError for nobody, a day in
    the future or before a dossier began, and NotAllowed without the right to edit, or to open in the new gemeente.
    """
    if not dossiers:
        raise DomainError("Kies wie er verhuist.", field="members")
    if home.on > clock.today():
        raise DomainError(
            "Deze dag ligt in de toekomst. Leg de verhuizing vast als zij er woont.", field="valid_from"
        )
    _together(dossiers, children, home, by)
    return [_move(dossier, home, by) for dossier in sorted(dossiers, key=lambda d: str(d.pk))]


def _together(dossiers: Sequence[Dossier], children: Collection[Child], home: NewHome, by: Actor) -> None:
    """Who moves without all the others begins a household of their own, each with the part that they had."""
    movers = {dossier.person_id for dossier in dossiers}
    first = dossiers[0].person
    old = household_on(first, home.on)
    if old is None:
        return
    going = {child.pk for child in children}
    mine = [child for child in old.children.all() if child.pk in going]
    stay = [row for row in household_parts(first, home.on) if row.person_id not in movers]
    if not stay and len(mine) == old.children.count():
        return
    parts = {d.pk: _part(d) for d in dossiers}
    ours = _join(dossiers[0], parts[dossiers[0].pk], home, by, None)
    for dossier in dossiers[1:]:
        _join(dossier, parts[dossier.pk], home, by, ours)
    move_children(mine, ours, by=by, parent=first)


def _join(
    dossier: Dossier, part: HouseholdMember.Part, home: NewHome, by: Actor, ours: Household | None
) -> Household:
    """As joining does; what that says of the day stands at the day of the move."""
    try:
        return join_household(dossier.person, by=by, part=part, on=home.on, household=ours).household
    except DomainError as refused:
        raise DomainError(refused.message, field="valid_from") from refused


def _part(dossier: Dossier) -> HouseholdMember.Part:
    row = dossier.person.memberships.filter(valid_to=None).order_by("-valid_from").first()
    return HouseholdMember.Part(row.part) if row else HouseholdMember.Part.ANDER


def _move(dossier: Dossier, home: NewHome, by: Actor) -> Dossier:
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    if not dossier.is_open or home.on < dossier.opened_on:
        raise DomainError(
            f"Dossier {dossier} is gesloten, of begon pas later. Kies een latere dag of iemand anders.",
            field="valid_from",
        )
    add_address(
        dossier.person, by=by, kind=Address.Kind.WOON, street=home.street, number=home.number, postcode=home.postcode,
        place=home.place, valid_from=home.on, source=home.source,
    )  # fmt: skip
    to = home.gemeente.code if home.gemeente else ""
    stays = to == dossier.gemeente_id
    payload = {"van": dossier.gemeente_id, "naar": to, "leerroute": dossier.route}
    said = f"binnen {dossier.gemeente}" if stays else f"naar {home.gemeente or 'een andere gemeente'}"
    record_event(dossier, Kind.VERHUISD, by=by, on=home.on, payload=payload, summary=f"Verhuisd {said}")
    if stays:
        return dossier
    made = _in_new_gemeente(dossier, home.gemeente, home, by) if home.gemeente else dossier
    close_dossier(dossier, by=by, on=home.on, reason=CloseReason.VERHUISD.label)
    return made


def _in_new_gemeente(old: Dossier, gemeente: Gemeente, home: NewHome, by: Actor) -> Dossier:
    """The dossier there, which runs already when DUO was first; with a leerroute the new college takes that over."""
    made, _ = open_dossier_for(
        old.person,
        gemeente,
        by=by,
        on=home.on,
        variant=Variant(old.variant),
        reason=f"verhuisd uit {old.gemeente}",
    )
    set_gemeente_registration(made, by=by, on=home.on, article_28=home.article_28)
    if old.route:
        asked = opvragen(_verhuizing(old, home)).uitleg[0]
        add_task(made, "Gegevens opvragen bij de vorige gemeente", why=asked, source_key="vorige gemeente")
    return made
