"""A JSON file or standard input, with one clear line for everything that can be wrong with it."""

import json
import sys
from pathlib import Path
from typing import Any

from wi2021.lezen import FactsError

# Facts of one case are a few kilobytes; what is larger is another file.
LARGEST = 5_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def load(name: str) -> Any:  # noqa: ANN401 JSON
    """What a file holds; "-" is standard input. Raises FactsError."""
    raw, what = _bytes(name)
    if len(raw) > LARGEST:
        raise FactsError("", f"{what} is te groot: meer dan {LARGEST // 1_000_000} MB")
    if raw.startswith(_UTF16):
        raise FactsError("", f"{what} is UTF-16; sla het op als UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FactsError("", f"{what} is geen UTF-8; sla het zo op") from None
    if not text.strip():
        raise FactsError("", f"{what} is leeg")
    return _parsed(text, what)


def _bytes(name: str) -> tuple[bytes, str]:
    if name == "-":
        stream = getattr(sys.stdin, "buffer", None)
        raw = stream.read(LARGEST + 1) if stream else sys.stdin.read().encode("utf-8", "surrogatepass")
        return raw, "de standaardinvoer"
    what = f"het bestand {name}"
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1), what
    except FileNotFoundError:
        raise FactsError("", f"{what} bestaat niet") from None
    except IsADirectoryError:
        raise FactsError("", f"{what} is een map; kies een bestand") from None
    except PermissionError:
        raise FactsError("", f"{what} mag niet worden gelezen") from None
    except (OSError, ValueError):
        raise FactsError("", f"{what} is niet te lezen") from None


def _parsed(text: str, what: str) -> Any:  # noqa: ANN401 JSON
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_number)
    except json.JSONDecodeError as error:
        raise FactsError(
            "", f"{what} is geen geldige JSON: regel {error.lineno}, teken {error.colno}"
        ) from None
    except RecursionError:
        raise FactsError("", f"{what} is te diep genest") from None


def _number(text: str) -> int:
    if len(text) > 20:
        raise FactsError("", f"het getal {text[:20]}… is te groot")
    return int(text)


def _no_number(text: str) -> Any:  # noqa: ANN401 what json asks
    raise FactsError("", f"{text} is geen getal")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no field stands twice. Raises FactsError."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise FactsError(name or '""', "dit veld staat er twee keer")
        found[name] = value
    return found
