"""``python -m wi2021``: the law asked from a terminal. Wrong facts: exit 2 and one line that names the field."""

import os
import sys
from collections.abc import Sequence

from wi2021.lezen import FactsError
from wi2021.opdracht.opdrachten import parser

_LONGEST = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0, or 2 for facts that can't be."""
    try:
        options = parser().parse_args(arguments)
        _print(options.run(options))
    except FactsError as error:
        line = " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())
        print(f"wi2021: {line if len(line) <= _LONGEST else f'{line[:_LONGEST]}…'}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _print(text: str) -> None:
    """Print on any terminal: what it can't show is escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)


if __name__ == "__main__":
    sys.exit(main())
