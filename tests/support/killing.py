"""An act in a process of its own that is killed at a chosen place: before its n-th statement, or around its commits.

Nothing is pretended: the process sends itself SIGKILL, so no handler runs and no connection is closed; PostgreSQL sees a client that is gone.
"""

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from django.db import connection, connections


class Failpoints:
    """Counts the places of an act and dies at one of them; 0: at none."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0

    def passed(self) -> None:
        """One more place; the last thing this process does when it is the chosen one."""
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.passed()
        return execute(*args)

    def around_commits(self) -> None:
        """A commit is a place before and a place after: what was written then is there, and nobody heard so."""
        commit = connection._commit  # type: ignore[attr-defined]

        def counted() -> None:
            self.passed()
            commit()
            self.passed()

        connection._commit = counted  # type: ignore[attr-defined]


def run(act: Callable[[], object], *, killed_at: int = 0) -> bool:
    """Whether ``act`` ran to its end, and so was acknowledged. Raises AssertionError when it failed by itself.

    Needs rows that were really committed (``transaction=True``): the other process has a connection of its own.
    """
    connections.close_all()
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        _act(act, killed_at, sender)
    os.close(sender)
    with os.fdopen(receiver) as heard:
        said = heard.read()
    _, status = os.waitpid(child, 0)
    assert said in ("", "done"), said
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or said == "done", status
    return said == "done"


def every_place(act: Callable[[], object]) -> Iterator[int]:
    """Kill ``act`` at its first place, its second, and so on until it runs to its end; yields after each death."""
    place = 1
    while not run(act, killed_at=place):
        yield place
        place += 1


def _act(act: Callable[[], object], at: int, sender: int) -> NoReturn:
    said = b"done"
    try:
        # Since a browser started, the parent's thread has a loop and Django another connection for it. Here is no loop, so here Django would take
        # the one of before: its socket stays open in the parent, and so would the transaction of who dies.
        connections["default"] = connections.create_connection("default")
        places = Failpoints(at)
        places.around_commits()
        with connection.execute_wrapper(places):
            act()
    except BaseException as fault:
        said = repr(fault).encode()
    os.write(sender, said)
    os._exit(0)


class Working:
    """An act in a process of its own that tells what it finished, a line each, and can be killed at any moment. ``heard``: what it told."""

    def __init__(self, act: Callable[[Callable[[str], None]], object]) -> None:
        connections.close_all()
        receiver, sender = os.pipe()
        self.heard: list[str] = []
        self.pid = os.fork()
        if self.pid == 0:
            os.close(receiver)
            _act(lambda: act(lambda said: _tell(sender, said)), 0, sender)
        os.close(sender)
        self._receiver = receiver

    def kill(self) -> bool:
        """SIGKILL, now. Whether it was in the middle of its act. Raises AssertionError when the act failed by itself."""
        os.kill(self.pid, signal.SIGKILL)
        return not self.ended()

    def ended(self) -> bool:
        """Wait for its end; whether it ran to it. Raises AssertionError when the act failed by itself."""
        with os.fdopen(self._receiver) as pipe:
            *told, said = pipe.read().split("\n")
        os.waitpid(self.pid, 0)
        self.heard = told
        assert said in ("", "done"), said
        return said == "done"


def _tell(sender: int, said: str) -> None:
    os.write(sender, f"{said}\n".encode())
