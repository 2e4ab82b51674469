"""Checks requests to DUO and answers of the stand-in against the published facts, so that a test can't drift from DUO."""

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wegwijs.exchange.duo.spec import interface

FORMATS = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}
TYPES = {"string": str, "integer": int, "boolean": bool}


def operation(method: str, path: str) -> tuple[str, dict[str, Any]]:
    """The interface and the operation that an address belongs to. Raises AssertionError when DUO has none."""
    for api, facts in interface()["api"].items():
        for found in facts["operations"]:
            pattern = re.sub(r"\{\w+\}", r"[^/]+", found["path"])
            if found["method"] == method and re.fullmatch(pattern, path):
                return api, found
    raise AssertionError(f"DUO has no {method} {path}")


def check_request(method: str, path: str, headers: dict[str, str], body: Any) -> None:
    """Raises AssertionError when DUO would find this request malformed."""
    api, found = operation(method, path)
    for name in interface()["source"]["request_headers"]:
        assert headers.get(name.lower()), f"{method} {path} lacks the header {name}"
    if interface()["api"][api].get("version_asked"):
        assert headers.get("api-version") == interface()["api"][api]["version"], f"{path} asks the version"
    UUID(headers["berichtid"])
    assert re.fullmatch(r"\d{20}", headers["bron"])
    faults = (
        faults_of(api, found["request"], body) if found["request"] else ([] if body is None else ["a body"])
    )
    assert not faults, f"{method} {path}: {faults}"


def check_answer(method: str, path: str, status: int, headers: dict[str, str], body: Any) -> None:
    """Raises AssertionError when DUO's specification doesn't know this answer."""
    api, found = operation(method, path)
    assert str(status) in found["answers"], f"{method} {path} never answers {status}"
    version = headers.get(interface()["source"]["response_header"].lower(), "")
    assert re.fullmatch(r"\d+\.\d+\.\d+", version), "no API-Version"
    schema = found["answers"][str(status)]
    faults = faults_of(api, schema, body) if schema else ([] if body is None else ["a body"])
    assert not faults, f"{method} {path} {status}: {faults}"


def faults_of(api: str, schema: str, value: Any) -> list[str]:
    """Where a value breaks a schema or a list of values; empty when it fits."""
    facts = interface()["api"][api]
    if schema.startswith("array van "):
        if not isinstance(value, list):
            return ["no list"]
        return [fault for row in value for fault in faults_of(api, schema.removeprefix("array van "), row)]
    if schema in facts.get("values", {}):
        return [] if value in facts["values"][schema] else [f"{value!r} is no {schema}"]
    if not isinstance(value, dict):
        return [f"no {schema}"]
    wanted = facts["schema"][schema]
    faults = [f"{name} is missing" for name in wanted["required"] if name not in value]
    for name, part in value.items():
        kind = wanted.get("fields", {}).get(name)
        if kind is None:
            faults.append(f"{name} is unknown")
        elif "schema" in kind:
            faults += faults_of(api, kind["schema"], part)
        elif not _fits(kind, part):
            faults.append(f"{name}: {part!r} does not fit")
    return faults


def _fits(kind: dict[str, Any], value: Any) -> bool:
    if type(value) is not TYPES[kind["type"]]:
        return False
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        return bool(kind.get("minimum", value) <= value <= kind.get("maximum", value))
    return _text_fits(kind, str(value))


def _text_fits(kind: dict[str, Any], text: str) -> bool:
    if not kind.get("minLength", 0) <= len(text) <= kind.get("maxLength", len(text)):
        return False
    if "pattern" in kind and not re.fullmatch(_python(kind["pattern"]), text):
        return False
    try:
        FORMATS.get(kind.get("format", ""), str)(text)
    except ValueError:
        return False
    return True


def _python(pattern: str) -> str:
    r"""Python's ``re`` has no classes of Unicode: letters and dashes written out."""
    return pattern.replace(r"\p{L}", "A-Za-zÀ-ÖØ-öø-ɏ").replace(r"\p{Pd}", r"\-‐-―")
