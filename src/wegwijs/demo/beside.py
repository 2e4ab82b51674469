"""Processes that tell a part of the region each, listened to until all are done: how far they are, and why one broke."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

# What a process says when it came to its end, and what it then must hear to keep what it made.
READY, KEEP = "klaar", "bewaar"
# Seconds between two lines about how far it is.
PAUSE = 3.0
Say = Callable[[str], None]


class Broken(Exception):
    """A process ended before its part was told; the text is the last that it said."""


@dataclass(frozen=True, slots=True)
class _Teller:
    process: "subprocess.Popen[str]"
    # A file, not a pipe: nobody reads it before the end, and a full pipe would stop the one who writes.
    errors: IO[str]

    def last_words(self) -> str:
        self.process.wait()
        self.errors.seek(0)
        return (self.errors.read().strip().splitlines() or ["het proces zei niets"])[-1]


def command(gemeenten: Sequence[str]) -> list[str]:
    """What tells a part."""
    return [sys.executable, "-m", "wegwijs", "manage", "vertel", *gemeenten]


def tell_beside(
    parts: Sequence[Sequence[str]], say: Say, begin: Callable[[Sequence[str]], list[str]] = command
) -> None:
    """Tell these parts beside each other; they keep what they made when all are ready. Raises Broken; then none keeps it."""
    with _told(parts, begin) as tellers:
        _listen(tellers, say)
        for teller in tellers:
            teller.process.communicate(KEEP + "\n")
            if teller.process.returncode:
                raise Broken(teller.last_words())


@contextmanager
def _told(
    parts: Sequence[Sequence[str]], begin: Callable[[Sequence[str]], list[str]]
) -> Iterator[list[_Teller]]:
    tellers: list[_Teller] = []
    try:
        for part in parts:
            errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 closed below
            pipe = subprocess.PIPE
            process = subprocess.Popen(begin(part), stdin=pipe, stdout=pipe, stderr=errors, text=True)
            tellers.append(_Teller(process, errors))
        yield tellers
    finally:
        for teller in tellers:
            teller.process.kill()
            teller.process.wait()
            teller.errors.close()


def _listen(tellers: Sequence[_Teller], say: Say) -> None:
    """Until each said that it is ready. Raises Broken as soon as one ends without."""
    heard: SimpleQueue[tuple[_Teller, str]] = SimpleQueue()
    for teller in tellers:
        Thread(target=_hear, args=(teller, heard), daemon=True).start()
    began = time.monotonic()
    ready, spoke, last = 0, 0.0, ""
    while ready < len(tellers):
        try:
            teller, line = heard.get(timeout=PAUSE)
        except Empty:
            say(f"  {time.monotonic() - began:.0f} s: {last or 'beginnen'} ...")
            continue
        if line == READY:
            ready += 1
        elif not line:
            raise Broken(teller.last_words())
        else:
            last = line
            if time.monotonic() - spoke >= PAUSE:
                spoke = time.monotonic()
                say(f"  {spoke - began:.0f} s: {last}")


def _hear(teller: _Teller, heard: "SimpleQueue[tuple[_Teller, str]]") -> None:
    """Pass on each line until it is ready; then an empty one when it ended without."""
    assert teller.process.stdout  # noqa: S101 a pipe
    for line in teller.process.stdout:
        if said := line.strip():
            heard.put((teller, said))
        if said == READY:
            return
    heard.put((teller, ""))
