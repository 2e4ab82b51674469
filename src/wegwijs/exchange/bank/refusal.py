"""What is said of a file or a number that can't be taken: plain Dutch, with the place in the file and the remedy."""

from wegwijs.errors import DomainError

_LONGEST_SHOWN = 40


class BankRefused(DomainError):
    """This can't be read, made or paid. The message is plain Dutch and names the place and the remedy."""


def shown(text: str) -> str:
    """What stood there, between quotes, cut short and without what a screen can't show."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in text[: _LONGEST_SHOWN + 1])
    return f"‘{plain}’" if len(plain) <= _LONGEST_SHOWN else f"‘{plain[:_LONGEST_SHOWN]}…’"
