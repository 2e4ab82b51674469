"""What a command raises when it refuses; a view turns it into a message at the right field."""

from collections.abc import Iterable

from wi2021.grondslag import Artikel, Bevinding, Ernst


class DomainError(Exception):
    """A command refuses. ``message`` is plain Dutch and names the remedy.

    ``field`` is the form field the message belongs to (None: the whole form);
    ``artikel`` is the article that the refusal rests on, where the law refuses.
    """

    def __init__(self, message: str, *, field: str | None = None, artikel: Artikel | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.artikel = artikel

    def __str__(self) -> str:
        return f"{self.message} ({self.artikel})" if self.artikel else self.message


class NotAllowed(DomainError):
    """The actor sees the object but may not do this; the message says whom to ask."""


class Conflict(DomainError):
    """Someone else changed the row since the form was opened; nothing has been written.

    ``theirs`` maps field names to the values that stand there now, in words; ``version`` is the version of that row;
    ``what`` is the heading of the page that shows both. ``attempt`` puts the form in ``form``.
    """

    def __init__(self, message: str, *, theirs: dict[str, str], version: int, what: str) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.version = version
        self.what = what
        self.form: object = None


class Refused(DomainError):
    """The law's checks found something that blocks; ``findings`` holds every one of them."""

    def __init__(self, findings: Iterable[Bevinding]) -> None:
        self.findings = tuple(findings)
        blocking = [f for f in self.findings if f.ernst is Ernst.BLOKKEERT]
        first = blocking[0] if blocking else None
        super().__init__(
            " ".join(f.zin for f in blocking) or "Dit kan niet.",
            field=first.veld if first else None,
        )
