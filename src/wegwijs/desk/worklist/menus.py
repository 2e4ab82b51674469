"""The chips above the list: each a link to the same list with one filter more or less."""

from collections.abc import Iterable, Mapping

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission, Role
from wegwijs.desk.worklist.filters import BUCKETS, EVERYONE, MINE, NOBODY, ROUTES, SIGNALS, Filters
from wegwijs.desk.worklist.lines import Line
from wegwijs.dossiers.models import Fase, Variant
from wegwijs.organisations.models import Gemeente
from wegwijs.ui.parts import Chip


def menus(chosen: Filters, gemeenten: Iterable[Gemeente]) -> list[dict[str, object]]:
    """Filters of which one value is chosen; the first choice takes the filter off."""
    named = {g.code: g.naam for g in gemeenten}
    return [
        _menu("Gemeente", "gemeente", chosen.gemeente, named, chosen, "alle gemeenten"),
        _menu("Doelgroep", "groep", chosen.variant, dict(Variant.choices), chosen, "alle groepen"),
        _menu("Fase", "fase", chosen.fase, dict(Fase.choices), chosen, "alle fasen"),
        _menu("Route", "route", chosen.route, ROUTES, chosen, "alle routes"),
        _menu(
            "Signaal",
            "wanneer",
            chosen.bucket if chosen.bucket in SIGNALS else "",
            SIGNALS,
            chosen,
            "geen signaal",
        ),
    ]


def words_of(chosen: Filters, named: Mapping[str, str]) -> str:
    """What is narrowed to, in words, with whose dossiers first; ``named``: gemeenten by code."""
    whose = {MINE: "eigen dossiers", EVERYONE: "alle regisseurs", NOBODY: "zonder regisseur"}
    parts = (
        whose.get(chosen.who, "dossiers van een collega"),
        BUCKETS.get(chosen.bucket, ""),
        named.get(chosen.gemeente, ""),
        dict(Variant.choices).get(chosen.variant, ""),
        dict(Fase.choices).get(chosen.fase, ""),
        ROUTES.get(chosen.route, ""),
    )
    return ", ".join(str(part) for part in parts if part)


def _menu(
    label: str, key: str, value: str, choices: Mapping[str, str], chosen: Filters, everything: str
) -> dict[str, object]:
    options = [Chip(everything, chosen.address(**{key: ""}), not value)]
    options += [Chip(text, chosen.address(**{key: code}), code == value) for code, text in choices.items()]
    return {
        "label": f"{label}: {choices.get(value, 'geen' if label == 'Signaal' else 'alle')}",
        "active": bool(value),
        "options": options,
    }


def who_chips(actor: Actor, chosen: Filters, shown: list[Line]) -> dict[str, object] | None:
    """Whose dossiers: mine, everyone's, those of nobody, or of one colleague chosen on the page of the team."""
    if not actor.sees_all:
        return None
    options = [Chip("alle regisseurs", chosen.address(van=EVERYONE), chosen.who == EVERYONE)]
    if Role.REGISSEUR in actor.roles:
        options.append(Chip("ik", chosen.address(van=MINE), chosen.who == MINE))
    options.append(Chip("zonder regisseur", chosen.address(van=NOBODY), chosen.who == NOBODY))
    if actor.may(Permission.TEAM_VIEW):
        options.append(Chip("kies een collega …", "/team/", False))
    named = {MINE: "ik", EVERYONE: "allen", NOBODY: "geen"}
    label = named.get(chosen.who) or (shown[0].regisseur if shown else "een collega")
    return {"label": f"Regisseur: {label}", "active": chosen.who != EVERYONE, "options": options}
