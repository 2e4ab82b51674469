"""The style page: every component."""

from collections.abc import Iterator

from pages.states.state import State
from pages.states.world import World


def states(w: World) -> Iterator[State]:
    """Every page of it."""
    yield State("components", "/ui/", None)
    yield State("to fill in", "/ui/formulier/", None)
    yield State("sent empty", "/ui/formulier/", None, post={"contact-way": ""})
    yield State("empty", "/ui/leeg/", None)
    for code in (403, 404, 419, 500):
        yield State(str(code), f"/ui/fouten/{code}/", None, status=403 if code == 419 else code)
