"""The interface as OpenAPI, as the code has it."""

from functools import cache
from typing import Any

from django.conf import settings
from ninja import NinjaAPI

from wegwijs.exchange.aanbieders.problems import KIND

WORDS = {
    200: "goed", 202: "ontvangen; het verslag volgt", 204: "vastgelegd", 400: "ongeldige invoer: alle fouten samen", 401: "geen geldige sleutel",
    403: "mag niet", 404: "is er niet, of niet voor deze aanbieder", 409: "kan nu niet", 413: "te groot", 415: "ander soort inhoud",
    429: "te veel vragen; wacht zo lang als Retry-After zegt", 503: "tijdelijk niet bereikbaar",
}  # fmt: skip
VERSION_HEADER = {"description": "volledig versienummer", "schema": {"type": "string"}, "example": "1.0.0"}
RETRY = {"description": "na hoeveel seconden het opnieuw kan", "schema": {"type": "integer"}}
CONTACT = "Functioneel beheer van Wegwijs"


@cache
def document(api: NinjaAPI) -> dict[str, Any]:
    """OpenAPI 3.1; problems under their own content type, and the headers that every answer has."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/"))
    made["info"] = {
        **made["info"], "contact": {"name": CONTACT, "url": settings.SITE_URL},
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }  # fmt: skip
    made["servers"] = [{"url": f"{settings.SITE_URL}/aanbieders/v1"}]
    for operations in made["paths"].values():
        for operation in operations.values():
            operation["responses"] = {
                str(status): _answer(int(status), said) for status, said in operation["responses"].items()
            }
    return made


def _answer(status: int, said: dict[str, Any]) -> dict[str, Any]:
    content = said.get("content") or {}
    if status >= 400 and content:
        content = {KIND: content["application/json"]}
    headers = {"API-Version": VERSION_HEADER} | ({"Retry-After": RETRY} if status in (429, 503) else {})
    return {"description": WORDS[status], "headers": headers, **({"content": content} if content else {})}
