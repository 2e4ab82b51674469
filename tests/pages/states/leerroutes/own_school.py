"""Somebody who gets no offer, and chose a school."""

from collections.abc import Iterator
from datetime import date

from pages.states.leerroutes import made
from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs.stages.leerroutes.commands.eigen_school import (
    ask_data,
    close_question,
    end_school,
    register_school,
)
from wegwijs.stages.leerroutes.models import (
    EigenSchool,
    Gegevensvraag,
    Gevraagde,
    Schoolgegeven,
    Vraaguitkomst,
)


def own_choice(world: World) -> Iterator[State]:
    """A school of their own, and what is asked of it."""
    by, here = world.region.regisseur, made.of(world.dossiers.family)
    right = {"name": "Taalhuis Zuid", "place": "Rotterdam", "since": "01-09-2026"}
    yield State("to register", f"{here}eigen-school/", by)
    yield State("registered", f"{here}eigen-school/", by, post=right, follow=True)
    yield State("far ahead", f"{here}eigen-school/", by, post={**right, "since": "01-09-2031"})
    yield State("a school of their own", here, by, before=lambda: _chose(world))
    yield State("asked and answered", here, by, before=lambda: _answered(world))
    yield State("no longer there", here, by, before=lambda: _stopped(world))
    yield State("to end", f"{here}eigen-school/einde/", by, before=lambda: _chose(world))
    yield State("nothing to end", f"{here}eigen-school/einde/", by, status=404)
    yield State("to ask", f"{here}gegevens/", by, before=lambda: _chose(world))
    yield State(
        "asked without a reason", f"{here}gegevens/", by, post={"who": "school"}, before=lambda: _chose(world)
    )
    yield State("to answer", f"{here}gegevens/{made.KEY}/", by, before=lambda: _question(world))
    nothing = {"outcome": "beantwoord", "answer": ""}
    yield State(
        "answered with nothing",
        f"{here}gegevens/{made.KEY}/",
        by,
        post=nothing,
        before=lambda: _question(world),
    )
    yield State("no such question", f"{here}gegevens/{made.KEY}/", by, status=404)


def _chose(world: World) -> EigenSchool:
    on = {"by": world.region.regisseur, "on": TODAY}
    return register_school(world.dossiers.family, "Taalhuis Zuid", "Rotterdam", since=date(2026, 9, 1), **on)  # type: ignore[arg-type]


def _question(world: World) -> Gegevensvraag:
    row = ask_data(
        _chose(world),
        Gevraagde.SCHOOL,
        [Schoolgegeven.VOORTGANG],
        "Voorbereiding van het gesprek",
        by=world.region.regisseur,
        on=TODAY,
    )
    Gegevensvraag.objects.filter(pk=row.pk).update(id=made.KEY)
    return Gegevensvraag.objects.get(pk=made.KEY)


def _answered(world: World) -> None:
    row, on = _question(world), {"by": world.region.regisseur, "on": TODAY}
    close_question(row, Vraaguitkomst.BEANTWOORD, "Komt elke week en haalt A2 in het voorjaar.", **on)  # type: ignore[arg-type]
    ask_data(row.school, Gevraagde.INBURGERAAR, [Schoolgegeven.INSPANNING], "Voortgangsgesprek", **on)  # type: ignore[arg-type]


def _stopped(world: World) -> None:
    row = _chose(world)
    end_school(row, by=world.region.regisseur, on=TODAY, last_day=TODAY, expected_version=row.version)
