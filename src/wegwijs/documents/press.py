"""Where a letter becomes a file: at once, or many of them on every core while the next ones are written.

Making a PDF takes most of the time of a letter, needs no database and doesn't hold up Python.
"""

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Protocol

from wegwijs.documents.content import Content
from wegwijs.documents.models import Letter, LetterFile, Vertaling
from wegwijs.documents.pdf import render


class Press(Protocol):
    """What keeps the file of a letter, and of its copy in another language, inside the caller's transaction."""

    def letter(self, letter: Letter, content: Content, address: tuple[str, ...]) -> LetterFile:
        """The file of a letter that goes to this address."""

    def copy(self, copy: Vertaling) -> None:
        """The copy, which bears no address."""


class AtOnce:
    """One letter: its file is there when the command ends."""

    def letter(self, letter: Letter, content: Content, address: tuple[str, ...]) -> LetterFile:
        """Made and kept now."""
        file = _file(letter, address, render(content, address))
        file.save(force_insert=True)
        return file

    def copy(self, copy: Vertaling) -> None:
        """Made and kept now."""
        _print(copy, render(Content.from_json(copy.content), ()))


AT_ONCE = AtOnce()


class Many:
    """A pile of letters in one transaction, which must end inside the block: the files are made meanwhile, kept at its end.

    A file that can't be made raises there, and with it the transaction fails.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1)
        self._kept: list[Callable[[], None]] = []

    def __enter__(self) -> "Many":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for keep in self._kept:
                    keep()
        finally:
            self._pool.shutdown(cancel_futures=True)

    def mark(self) -> int:
        """How many files wait; see ``forget``."""
        return len(self._kept)

    def forget(self, mark: int) -> None:
        """Drop what was asked since ``mark``: the letter it belonged to was undone."""
        del self._kept[mark:]

    def letter(self, letter: Letter, content: Content, address: tuple[str, ...]) -> LetterFile:
        """Made meanwhile; the row that is returned is kept at the end."""
        file = LetterFile(letter=letter, address=list(address))
        made = self._pool.submit(render, content, address)
        self._kept.append(lambda: _keep(file, made))
        return file

    def copy(self, copy: Vertaling) -> None:
        """Made meanwhile."""
        made = self._pool.submit(render, Content.from_json(copy.content), ())
        self._kept.append(lambda: _print(copy, made.result()))


def _keep(file: LetterFile, made: "Future[bytes]") -> None:
    file.pdf = made.result()
    file.sha256 = hashlib.sha256(file.pdf).hexdigest()
    file.save(force_insert=True)


def _file(letter: Letter, address: tuple[str, ...], pdf: bytes) -> LetterFile:
    return LetterFile(letter=letter, address=list(address), pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


def _print(copy: Vertaling, pdf: bytes) -> None:
    copy.pdf, copy.sha256, copy.fixed = pdf, hashlib.sha256(pdf).hexdigest(), True
    copy.save(update_fields=["pdf", "sha256", "fixed"])
