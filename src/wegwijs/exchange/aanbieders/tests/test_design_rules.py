"""The NLGov REST API design rules 2.2.0, each by its id: which hold here and how that is seen, and which can't apply and why."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from architecture.source import ROOT
from support.aanbieders import BASE, System, key_of, problem
from support.lessons import course, learner, learning
from support.region import Region
from wegwijs.exchange.aanbieders import VERSION
from wegwijs.exchange.aanbieders.api import api
from wegwijs.exchange.aanbieders.document import document
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod

pytestmark = pytest.mark.django_db
DOC = ROOT / "docs" / "beheer" / "api-aanbieders.md"
NOT_HERE = {
    "/core/modules/geospatial": "no geometry goes in or out",
    "/core/modules/signing": "no payload is passed on by a third party; TLS and key prove who sends",
    "/core/modules/encryption": "no third party between sender and receiver; TLS",
    "/core/deprecation-schedule": "nothing is deprecated yet; how it will be is in the guide",
    "/core/transition-period": "there is one major version yet; the period is in the guide",
}


def paths() -> list[str]:
    return list(document(api)["paths"])


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, found in document(api)["paths"].items():
        for method, operation in found.items():
            yield path, method, operation


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    return learning(region, learner(region), course(region))


@pytest.fixture
def system(region: Region) -> System:
    return System(key_of(region))


def naming_resources(system: System, row: Inburgeringsaanbod) -> None:
    verbs = {"get", "post", "maak", "lever", "haal", "wijzig", "verwijder", "accepteer", "weiger"}
    assert not verbs & {part for path in paths() for part in path.strip("/").split("/")}


def naming_collections(system: System, row: Inburgeringsaanbod) -> None:
    assert {path.split("/")[1] for path in paths()} == {"deelnemers", "cursussen", "leveringen"}


def interface_language(system: System, row: Inburgeringsaanbod) -> None:
    told = system.told(f"/deelnemers/{row.pk}")
    assert {"dossiernummer", "naam", "eersteLesOp"} <= set(told)


def no_trailing_slash(system: System, row: Inburgeringsaanbod) -> None:
    assert not [path for path in paths() if path.endswith("/")]
    problem(system.get("/deelnemers/"), 404)


def path_segments_kebab_case(system: System, row: Inburgeringsaanbod) -> None:
    parts = [part for path in paths() for part in path.strip("/").split("/") if not part.startswith("{")]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", part) for part in parts)


def query_keys_camel_case(system: System, row: Inburgeringsaanbod) -> None:
    names = [p["name"] for _, _, op in operations() for p in op.get("parameters", []) if p["in"] == "query"]
    assert names
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name) for name in names)


def hide_implementation(system: System, row: Inburgeringsaanbod) -> None:
    answer = system.get("/deelnemers")
    assert not {"Server", "X-Powered-By"} & set(answer.headers)
    assert "Traceback" not in system.deliver("{").content.decode()


def date_time_format(system: System, row: Inburgeringsaanbod) -> None:
    told = system.told(f"/deelnemers/{row.pk}")
    assert date.fromisoformat(told["beginOp"])
    assert datetime.fromisoformat(system.told("/leveringen")["leveringen"][0]["ontvangenOp"])


def date_time_timezone(system: System, row: Inburgeringsaanbod) -> None:
    assert system.told("/leveringen")["leveringen"][0]["ontvangenOp"].endswith("Z")


def date_time_date_omit_time_portion(system: System, row: Inburgeringsaanbod) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", system.told(f"/deelnemers/{row.pk}")["gevraagdOp"])
    problem(system.put(f"/deelnemers/{row.pk}/eerste-les", {"op": "2026-11-02T09:00:00Z"}), 400)


def http_methods(system: System, row: Inburgeringsaanbod) -> None:
    assert {method for _, method, _ in operations()} <= {"get", "post", "put", "patch", "delete"}
    answer = system.client.delete(f"{BASE}/deelnemers")
    problem(answer, 405)  # type: ignore[arg-type]
    assert "GET" in answer["Allow"]


def http_safety(system: System, row: Inburgeringsaanbod) -> None:
    first = system.told(f"/deelnemers/{row.pk}")
    assert system.told(f"/deelnemers/{row.pk}") == first
    assert system.client.head(f"{BASE}/deelnemers").status_code == 200
    assert [
        system.put(f"/deelnemers/{row.pk}/eerste-les", {"op": "2026-11-02"}).status_code for _ in range(2)
    ] == [204, 204]


def http_response_code(system: System, row: Inburgeringsaanbod) -> None:
    assert (
        system.deliver(
            {"weken": [{"dossiernummer": row.number, "week": "2026-W45", "gevolgd": 1}]}, "nog-een-sleutel"
        ).status_code
        == 202
    )
    problem(system.get("/deelnemers/5b0d2c52-6f2f-5d0b-9c1e-2f6c1f0f7a11"), 404)


def stateless(system: System, row: Inburgeringsaanbod) -> None:
    answer = system.get("/deelnemers")
    assert not answer.cookies


def nested_child(system: System, row: Inburgeringsaanbod) -> None:
    assert {"/deelnemers/{deelnemer}/lesweken", "/leveringen/{levering}/regels"} <= set(paths())


def resource_operations(system: System, row: Inburgeringsaanbod) -> None:
    assert {"/deelnemers/{deelnemer}/antwoord", "/leveringen"} <= set(paths())


def error_handling_problem_details(system: System, row: Inburgeringsaanbod) -> None:
    for _, _, operation in operations():
        for status, said in operation["responses"].items():
            assert status < "400" or list(said["content"]) == ["application/problem+json"]


def error_handling_invalid_input(system: System, row: Inburgeringsaanbod) -> None:
    problem(system.deliver({}), 400)


def error_handling_all_errors(system: System, row: Inburgeringsaanbod) -> None:
    errors = problem(system.deliver({"weken": [{"week": "x", "gevolgd": "x"}]}), 400)["errors"]
    assert len(errors) == 3
    assert all({"in", "location", "code", "detail"} == set(error) for error in errors)


def doc_openapi(system: System, row: Inburgeringsaanbod) -> None:
    assert document(api)["openapi"].startswith("3.")


def doc_openapi_contact(system: System, row: Inburgeringsaanbod) -> None:
    assert {"name", "url"} <= set(document(api)["info"]["contact"])


def doc_language(system: System, row: Inburgeringsaanbod) -> None:
    assert all(" " in operation["description"] for _, _, operation in operations())
    assert "aanbieder" in document(api)["info"]["description"]


def publish_openapi(system: System, row: Inburgeringsaanbod) -> None:
    answer = Client().get(f"{BASE}/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert json.loads(answer.content)["info"]["version"] == VERSION


def uri_version(system: System, row: Inburgeringsaanbod) -> None:
    assert document(api)["servers"][0]["url"].endswith("/v1")


def changelog(system: System, row: Inburgeringsaanbod) -> None:
    assert f"| {VERSION} |" in DOC.read_text(encoding="utf-8")


def semver(system: System, row: Inburgeringsaanbod) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def version_header(system: System, row: Inburgeringsaanbod) -> None:
    for path in ("/deelnemers", "/niets", "/openapi.json", "/"):
        assert system.get(path)["API-Version"] == VERSION
    assert system.put(f"/deelnemers/{row.pk}/eerste-les", {"op": "2026-11-02"})["API-Version"] == VERSION


def transport_tls(system: System, row: Inburgeringsaanbod) -> None:
    text = (ROOT / "src/wegwijs/config/settings/production.py").read_text(encoding="utf-8")
    assert "SECURE_SSL_REDIRECT = True" in text
    assert "SECURE_HSTS_SECONDS" in text


def transport_no_sensitive_uris(system: System, row: Inburgeringsaanbod) -> None:
    names = {
        p["name"]
        for _, _, op in operations()
        for p in op.get("parameters", [])
        if p["in"] in ("query", "path")
    }
    assert names == {"deelnemer", "levering", "na", "aantal", "stand"}


def transport_security_headers(system: System, row: Inburgeringsaanbod) -> None:
    for answer in (system.get("/deelnemers"), system.get("/niets"), system.deliver("{")):
        assert "no-store" in answer["Cache-Control"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
        assert answer["Content-Type"]


def transport_cors(system: System, row: Inburgeringsaanbod) -> None:
    answer = system.get("/deelnemers", headers={"Origin": "https://elders.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


Check = Callable[[System, Inburgeringsaanbod], None]
RULES: dict[str, Check] = {
    f"/core/{path}": check
    for path, check in {
        "naming-resources": naming_resources, "naming-collections": naming_collections, "interface-language": interface_language,
        "no-trailing-slash": no_trailing_slash, "path-segments-kebab-case": path_segments_kebab_case,
        "query-keys-camel-case": query_keys_camel_case, "hide-implementation": hide_implementation, "date-time/format": date_time_format,
        "date-time/timezone": date_time_timezone, "date-time/date-omit-time-portion": date_time_date_omit_time_portion,
        "http-methods": http_methods, "http-safety": http_safety, "http-response-code": http_response_code, "stateless": stateless,
        "nested-child": nested_child, "resource-operations": resource_operations,
        "error-handling/problem-details": error_handling_problem_details, "error-handling/invalid-input": error_handling_invalid_input,
        "error-handling/all-errors": error_handling_all_errors, "doc-openapi": doc_openapi, "doc-openapi-contact": doc_openapi_contact,
        "doc-language": doc_language, "publish-openapi": publish_openapi, "uri-version": uri_version, "changelog": changelog,
        "semver": semver, "version-header": version_header, "transport/tls": transport_tls,
        "transport/no-sensitive-uris": transport_no_sensitive_uris, "transport/security-headers": transport_security_headers,
        "transport/cors": transport_cors,
    }.items()
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule: str, system: System, row: Inburgeringsaanbod) -> None:
    system.deliver({"weken": [{"dossiernummer": row.number, "week": "2026-W45", "gevolgd": 10}]})
    RULES[rule](system, row)


def test_every_rule_is_looked_at() -> None:
    assert len(RULES) + len(NOT_HERE) == 36
    text = DOC.read_text(encoding="utf-8")
    assert all(word in text for word in ("ten minste zes maanden", "Deprecation"))
    assert settings.API_PACE.startswith("240/")
