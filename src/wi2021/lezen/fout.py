"""What is wrong with facts that were given, and where."""


class FactsError(ValueError):
    """What was given can't be facts; ``field`` is its path, "pips[0].dagtekening"."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field
        self.message = message


def join(path: str, name: str) -> str:
    """The path of a field within another."""
    return f"{path}.{name}" if path else name
