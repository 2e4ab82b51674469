"""The published OpenAPI: whole, right as JSON Schema, and what the interface really answers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from support.aanbieders import System, key_of
from support.lessons import course, followed, learner, learning
from support.region import Region
from wegwijs.exchange.aanbieders.api import api
from wegwijs.exchange.aanbieders.document import document
from wegwijs.exchange.aanbieders.schemas import MOST_ROWS

pytestmark = pytest.mark.django_db


def parts(found: Any) -> Iterator[dict[str, Any]]:
    """Every object within."""
    if isinstance(found, dict):
        yield found
        for value in found.values():
            yield from parts(value)
    elif isinstance(found, list):
        for value in found:
            yield from parts(value)


def schema(name: str) -> dict[str, Any]:
    """A schema with what it refers to."""
    return {"$ref": f"#/components/schemas/{name}", "components": document(api)["components"]}


def test_every_reference_leads_somewhere_and_every_schema_is_one() -> None:
    made = json.loads(json.dumps(document(api)))
    for part in parts(made):
        if "$ref" in part:
            found: Any = made
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
    for one in made["components"]["schemas"].values():
        validator_for(one, default=Draft202012Validator).check_schema(one)


def test_every_operation_is_named_explained_guarded_and_refuses_in_the_same_words() -> None:
    made, seen = document(api), set()
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            assert {"operationId", "summary", "description", "responses", "security"} <= set(operation), (
                path,
                method,
            )
            assert operation["operationId"] not in seen
            seen.add(operation["operationId"])
            assert {"400", "401", "403", "404", "429", "503"} <= set(operation["responses"])
            assert all("API-Version" in answer["headers"] for answer in operation["responses"].values())
            keys = {name.strip("{}") for name in path.split("/") if name.startswith("{")}
            assert keys == {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
    assert made["components"]["securitySchemes"]["Bearer"]["scheme"] == "bearer"


def test_what_is_answered_is_what_is_published(region: Region) -> None:
    row = learning(region, learner(region), course(region))
    followed(region, row)
    system = System(key_of(region))
    made = json.loads(
        system.deliver({"weken": [{"dossiernummer": row.number, "week": "2026-W46", "gevolgd": 1}]}).content
    )
    answers = {
        "Participants": system.told("/deelnemers"), "Participant": system.told(f"/deelnemers/{row.pk}"),
        "LessonWeeks": system.told(f"/deelnemers/{row.pk}/lesweken"), "Courses": system.told("/cursussen"), "Received": made,
        "Deliveries": system.told("/leveringen"), "Delivery": system.told(f"/leveringen/{made['id']}"),
        "DeliveryRows": system.told(f"/leveringen/{made['id']}/regels"), "Problem": json.loads(system.deliver("{}").content),
    }  # fmt: skip
    for name, answer in answers.items():
        Draft202012Validator(schema(name)).validate(answer)


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (
            {
                "dossiernummer": "2026-0505-0002",
                "week": "2026-W45",
                "gevolgd": 10,
                "verzuimd": "1:30",
                "reden": "werk",
            },
            True,
        ),
        ({"dossiernummer": "2026-0505-0002", "week": "2026-11-02", "gevolgd": 0, "soort": "knm"}, True),
        ({"dossiernummer": "999990408", "week": "2026-W45", "gevolgd": 10}, False),
        ({"dossiernummer": "2026-0505-0002", "week": "week 45", "gevolgd": 10}, False),
        ({"dossiernummer": "2026-0505-0002", "week": "2026-W45", "gevolgd": -1}, False),
        ({"dossiernummer": "2026-0505-0002", "week": "2026-W45", "gevolgd": 1, "bsn": "999990408"}, False),
    ],
)
def test_what_the_document_says_of_a_row_the_interface_does(
    region: Region, row: dict[str, Any], right: bool
) -> None:
    assert Draft202012Validator(schema("Weeks")).is_valid({"weken": [row]}) is right
    assert (System(key_of(region)).deliver({"weken": [row]}).status_code == 202) is right


def test_the_document_names_the_most_rows() -> None:
    assert document(api)["components"]["schemas"]["Weeks"]["properties"]["weken"]["maxItems"] == MOST_ROWS
