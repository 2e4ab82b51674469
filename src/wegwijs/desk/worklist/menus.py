"""The chips above the list: each a link to the same list with one filter more or less."""

from collections.abc import Iterable, Mapping

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission, Role
from wegwijs.desk.worklist.filters import BUCKETS, EVERYONE, MINE, NOBODY, ROUTES, SIGNALS, TASKS, Filters
from wegwijs.desk.worklist.lines import Line
from wegwijs.dossiers.models import Fase, Variant
from wegwijs.organisations.models import Gemeente
from wegwijs.ui.parts import Chip, Menu

VARIANTS, FASEN = dict(Variant.choices), dict(Fase.choices)


def menus(chosen: Filters, gemeenten: Iterable[Gemeente]) -> list[Menu]:
    """Filters of which one value is chosen; the first choice takes the filter off."""
    named, to = {g.code: g.naam for g in gemeenten}, chosen.address
    signal = chosen.bucket if chosen.bucket in SIGNALS else ""
    return [
        Menu.of("Gemeente", "gemeente", chosen.gemeente, named, to, everything="alle gemeenten"),
        Menu.of("Doelgroep", "groep", chosen.variant, VARIANTS, to, everything="alle groepen"),
        Menu.of("Fase", "fase", chosen.fase, FASEN, to, everything="alle fasen"),
        Menu.of("Route", "route", chosen.route, ROUTES, to, everything="alle routes"),
        Menu.of("Signaal", "wanneer", signal, SIGNALS, to, everything="geen signaal", off="geen"),
    ]


def words_of(chosen: Filters, named: Mapping[str, str]) -> str:
    """What is narrowed to, in words, with whose dossiers first; ``named``: gemeenten by code."""
    whose = {
        MINE: "eigen dossiers",
        EVERYONE: "alle regisseurs",
        NOBODY: "zonder regisseur",
        TASKS: "mijn taken",
    }
    parts = (
        whose.get(chosen.who, "dossiers van een collega"),
        BUCKETS.get(chosen.bucket, ""),
        named.get(chosen.gemeente, ""),
        VARIANTS.get(chosen.variant, ""),
        FASEN.get(chosen.fase, ""),
        ROUTES.get(chosen.route, ""),
    )
    return ", ".join(str(part) for part in parts if part)


def who_chips(actor: Actor, chosen: Filters, shown: list[Line]) -> Menu | None:
    """Whose dossiers: mine, everyone's, those of nobody, those in which I have a task, or of one colleague chosen on the page of the team."""
    if not actor.sees_all:
        return None
    options = [Chip("alle regisseurs", chosen.address(van=EVERYONE), chosen.who == EVERYONE)]
    if Role.REGISSEUR in actor.roles:
        options.append(Chip("ik", chosen.address(van=MINE), chosen.who == MINE))
    options.append(Chip("zonder regisseur", chosen.address(van=NOBODY), chosen.who == NOBODY))
    if actor.employee:
        options.append(Chip("mijn taken", chosen.address(van=TASKS), chosen.who == TASKS))
    if actor.may(Permission.TEAM_VIEW):
        options.append(Chip("kies een collega …", "/team/", False))
    if chosen.who == TASKS:
        return Menu("Mijn taken", tuple(options), True)
    named = {MINE: "ik", EVERYONE: "allen", NOBODY: "geen"}
    label = named.get(chosen.who) or (shown[0].regisseur if shown else "een collega")
    return Menu(f"Regisseur: {label}", tuple(options), chosen.who != EVERYONE)
