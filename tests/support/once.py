"""What takes long to make and every process of a test session needs: made by the first that asks, read by the others."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test session have together."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def once(folder: Path, name: str, make: Callable[[], str]) -> str:
    """What ``make`` gives, from whichever process came first; the others wait for it.

    If it raises, nothing is kept: the next tries it anew, so that each process says what is wrong.
    """
    made = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half = folder / f"{name}.half"
            half.write_text(make(), encoding="utf-8")
            half.rename(made)
    return made.read_text(encoding="utf-8")
