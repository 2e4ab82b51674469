"""What went wrong, as problem+json (RFC 9457) in Dutch. Names fields and remedies, and never repeats what was sent."""

import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

KIND = "application/problem+json"
MOST_ERRORS = 50
# By pydantic's name of what is wrong; ``{}`` takes what was expected.
_SAID = {
    "missing": "Dit veld ontbreekt. Vul het in.",
    "extra_forbidden": "Dit veld kent Wegwijs niet. Laat het weg.",
    "too_short": "Stuur ten minste {min_length} regel.",
    "too_long": "Stuur ten hoogste {max_length} regels in één keer.",
    "string_too_long": "Dit is te lang: er passen {max_length} tekens.",
    "string_type": "Stuur dit als tekst.",
    "string_unicode": "Hierin staat een teken dat niet kan. Haal het weg.",
    "list_type": "Stuur dit als lijst.",
    "model_attributes_type": "Stuur dit als object.",
    "model_type": "Stuur dit als object.",
    "dict_type": "Stuur dit als object.",
    "uuid_parsing": "Dit is geen sleutel van Wegwijs. Neem hem over uit een antwoord.",
    "uuid_type": "Dit is geen sleutel van Wegwijs. Neem hem over uit een antwoord.",
    "greater_than_equal": "Kies {ge} of meer.",
    "less_than_equal": "Kies {le} of minder.",
    "int_parsing": "Stuur een heel getal.",
}
_DAY = "Schrijf een dag als 2026-11-23."
_PLACE = {"body": "body", "query": "query", "path": "path", "header": "header"}
# What pydantic adds to a place when one of several kinds was expected.
_NAME = re.compile(r"[A-Za-z_-]{1,40}")  # a name that somebody made up may hold what we don't repeat
_INSIDE = re.compile(r"function-|tagged-|union|literal|constrained")


def problem(
    status: int, detail: str, errors: Sequence[Mapping[str, Any]] = (), **more: object
) -> dict[str, Any]:
    """The members of RFC 9457, and ``errors`` as the design rules have them."""
    said = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail, **more}
    return {**said, "errors": list(errors)} if errors else said


def at(pointer: str, detail: str, code: str = "ongeldig", place: str = "body") -> dict[str, Any]:
    """One error at one field of what was sent."""
    where = {"pointer": pointer} if place == "body" else {"name": pointer}
    return {"in": place, "location": where, "code": code, "detail": detail}


def errors_of(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every error together, as many as somebody can read."""
    return [_error(one) for _, one in zip(range(MOST_ERRORS), found, strict=False)]


def _error(one: Mapping[str, Any]) -> dict[str, Any]:
    place, *path = one["loc"]
    kind, context = str(one["type"]), one.get("ctx") or {}
    # The name of our parameter comes first; it stands in nothing that was sent.
    steps = path[1:] if place == "body" else path
    if kind == "value_error":
        words = str(context.get("error", "")) or "Dit kan niet."
    elif kind.startswith(("date_", "date")):
        words = _DAY
    elif kind in ("enum", "literal_error"):
        words = f"Kies uit: {str(context.get('expected', '')).replace(' or ', ', ')}."
    else:
        words = _filled(_SAID.get(kind, "Dit kan niet. Kijk in openapi.json wat hier hoort."), context)
    named = [
        str(step) if isinstance(step, int) or _NAME.fullmatch(step) else "?"
        for step in steps
        if not _INSIDE.match(str(step))
    ]
    pointer = "#/" + "/".join(named) if place == "body" else ".".join(named)
    return at(pointer[:120], words[:300], kind, _PLACE.get(str(place), "body"))


def _filled(words: str, context: Mapping[str, Any]) -> str:
    try:
        return words.format(**context)
    except (KeyError, IndexError):
        return "Dit kan niet. Kijk in openapi.json wat hier hoort."


_TITLES = {
    400: "Ongeldige invoer", 401: "Niet aangemeld", 403: "Niet toegestaan", 404: "Niet gevonden", 405: "Methode niet toegestaan",
    409: "Kan nu niet", 413: "Te groot", 415: "Ander soort inhoud", 429: "Te veel vragen", 500: "Fout in Wegwijs",
    503: "Tijdelijk niet beschikbaar",
}  # fmt: skip


def _title(status: int) -> str:
    return _TITLES.get(status) or HTTPStatus(status).phrase
