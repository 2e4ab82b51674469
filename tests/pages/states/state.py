"""One page in one state: who asks for which address, and what must be so beforehand."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from typing import Any

from django.test import Client

from wegwijs.access.actor import Actor


@dataclass(frozen=True)
class State:
    """``name`` says what the page shows. ``who`` is None for somebody who isn't signed in.

    ``post`` is sent when it isn't None; ``follow`` goes along with redirects; ``before`` changes the world and ``first``
    does something in the same browser, for this state only; ``during`` holds while the page is made. ``status`` is what
    the answer must have.
    """

    name: str
    address: str
    who: Actor | None
    post: Mapping[str, Any] | None = None
    status: int = 200
    follow: bool = False
    before: Callable[[], object] | None = None
    first: Callable[[Client], object] | None = None
    during: Callable[[], AbstractContextManager[object]] = nullcontext


@dataclass(frozen=True)
class Rendered:
    """A state as the server answered it, after redirects when it follows them; plain, so that it can be written down.

    ``state`` is its name, ``wanted`` the status that it must have, ``who`` the key of the account that asked, ``typed`` the
    names of the fields that weren't sent empty (None: nothing was sent), ``changed`` whether the world was changed for it.
    ``asked`` and ``route`` are the patterns of the address that was asked and of the one that answered, as the URLconf
    spells them; empty when there is none.
    """

    state: str
    wanted: int
    who: int | None
    typed: Sequence[str] | None
    changed: bool
    asked: str
    route: str
    address: str
    status: int
    headers: Mapping[str, str]
    html: str

    @property
    def name(self) -> str:
        """The page and its state, for a message."""
        return f"/{self.route} [{self.state}]"


def written(pages: Iterable[Rendered]) -> str:
    """All of them as text; ``read`` makes the same pages of it."""
    return json.dumps([asdict(page) for page in pages])


def read(text: str) -> list[Rendered]:
    """The pages that were written down."""
    return [Rendered(**row) for row in json.loads(text)]
