"""JSON schemas of what ``python -m wi2021`` reads and prints, made from the dataclasses of the law."""

import json
import sys
import tomllib
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from wi2021.facts import Facts  # noqa: E402
from wi2021.grondslag import Ernst, Feit, Kracht, Zekerheid  # noqa: E402
from wi2021.lezen.velden import FIRST_YEAR, LAST_YEAR, MOST  # noqa: E402
from wi2021.pip import PipInhoud  # noqa: E402
from wi2021.termijnen import Termijn  # noqa: E402

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
Json = dict[str, Any]


def words() -> dict[str, dict[str, str]]:
    """Class -> field -> what it means; "_" is the class itself."""
    return tomllib.loads((ROOT / "scripts" / "law_fields.toml").read_text(encoding="utf-8"))


def shown(schema: Json) -> str:
    """A schema as its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def given(kind: type, defs: dict[str, Json]) -> Json:
    """The schema of a dataclass that is read; what it holds stands in ``defs``."""
    hints, said = get_type_hints(kind), words()[kind.__name__]
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    body: Json = {
        "type": "object", "description": said["_"], "additionalProperties": False,
        "properties": {f.name: {**_shape(f.name, hints[f.name], defs), "description": said[f.name]} for f in fields(kind)},
    }  # fmt: skip
    return {**body, "required": required} if required else body


def _shape(name: str, hint: Any, defs: dict[str, Json]) -> Json:  # noqa: ANN401 a hinted type
    origin = get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in get_args(hint) if a is not type(None))
        return {"anyOf": [_shape(name, inner, defs), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _shape(name, get_args(hint)[0], defs)}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in defs:
            defs[hint.__name__] = given(hint, defs)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if hint is date:
        return DAY
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [m.value for m in hint]}
    if hint is int:
        return {"type": "integer", "minimum": 0, "maximum": MOST}
    if name == "gemeente":
        return {"type": "string", "pattern": r"^(\d{4})?$"}
    return {"type": {bool: "boolean", str: "string"}[hint]}


def facts_schema() -> Json:
    """What ``termijnen`` reads."""
    defs: dict[str, Json] = {}
    body = given(Facts, defs)
    return {
        "$schema": DIALECT, "title": "Feiten van een geval",
        "$comment": f"Datums liggen tussen {FIRST_YEAR} en {LAST_YEAR}. De volgorde van datums controleert het programma.",
        **body, "$defs": dict(sorted(defs.items())),
    }  # fmt: skip


def pip_schema() -> Json:
    """What ``pip`` reads: the facts, the plan, and the day."""
    defs: dict[str, Json] = {}
    facts, plan = given(Facts, defs), given(PipInhoud, defs)
    return {
        "$schema": DIALECT, "title": "Vraag of een PIP mag worden vastgesteld", "type": "object",
        "additionalProperties": False, "required": ["feiten", "pip", "on"],
        "properties": {
            "feiten": {"$ref": "#/$defs/Facts"}, "pip": {"$ref": "#/$defs/PipInhoud"},
            "on": {**DAY, "description": "De dag waarop u kijkt."},
        },
        "$defs": dict(sorted({**defs, "Facts": facts, "PipInhoud": plan}.items())),
    }  # fmt: skip


def _told(**properties: Json) -> Json:
    """An object that is printed: every field stands in it."""
    return {
        "type": "object", "additionalProperties": False, "required": sorted(properties), "properties": properties,
    }  # fmt: skip


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(shape: Json) -> Json:
    return {"anyOf": [shape, {"type": "null"}]}


def _rule() -> Json:
    return _told(
        id=TEXT, titel=TEXT, versie={"type": "integer"}, artikelen=TEXTS, geldig_van=DAY, geldig_tot=_or_null(DAY),
        zekerheid={"enum": [z.value for z in Zekerheid]}, zeker_van=_or_null(DAY), begin=TEXT,
        kracht={"enum": [k.value for k in Kracht], "description": "Of de regel geldt op de gevraagde dag."},
        voorbehoud={**TEXTS, "description": "Artikelen waarvan een latere tekst niet is gelezen."},
    )  # fmt: skip


def _question() -> Json:
    rule, list_of_facts = _ref("regel"), {"type": "array", "items": _ref("feit")}
    missing = _told(soort={"const": "ontbreekt"}, regel=rule, ontbreekt=TEXTS, uitleg=TEXTS)
    judged = _told(
        soort={"const": "oordeel"}, regel=rule, vraag=TEXT, weeg=TEXTS, feiten=list_of_facts, uitleg=TEXTS
    )
    return {"oneOf": [missing, judged]}


def _termijn() -> Json:
    hints, kinds = (
        get_type_hints(Termijn),
        {date: DAY, bool: {"type": "boolean"}, int: {"type": "integer"}, str: TEXT},
    )
    plain: dict[str, Json] = {}
    for f in fields(Termijn):
        hint = hints[f.name]
        if isinstance(hint, type) and issubclass(hint, Enum):
            plain[f.name] = {"enum": [m.value for m in hint]}
        elif hint in kinds:
            plain[f.name] = kinds[hint]
    return _told(
        **plain, regel=_ref("regel"), mede={"type": "array", "items": _ref("regel")}, uitleg=TEXTS, verandert=TEXTS,
        feiten={"type": "array", "items": _ref("feit")}, met_on=_or_null(DAY), oordeel=_or_null(_ref("vraag")),
        laat={"type": "boolean", "description": "Te laat op de gevraagde dag, of te laat voldaan."},
    )  # fmt: skip


def answer_schema() -> Json:
    """What the three commands print."""
    finding = _told(
        veld=TEXT, ernst={"enum": [e.value for e in Ernst]}, zin=TEXT, remedie=TEXT, regel=_ref("regel")
    )
    listed = {"type": "array", "items": _ref("vraag")}
    return {
        "$schema": DIALECT, "title": "Antwoord van python -m wi2021",
        "anyOf": [_ref("termijnen"), _ref("pip"), _ref("regels")],
        "$defs": {
            "termijnen": _told(
                op=DAY, wet={"enum": ["Wi2021", "Wi2013"]}, opmerkingen=TEXTS,
                termijnen={"type": "array", "items": _ref("termijn")}, vragen=listed,
            ),
            "pip": _told(
                op=DAY, mag={"type": "boolean"}, oordeel_nodig={"type": "boolean"},
                bevindingen={"type": "array", "items": finding},
            ),
            "regels": {"type": "array", "items": _ref("regel")},
            "termijn": _termijn(), "vraag": _question(), "regel": _rule(),
            "feit": _told(**{f.name: TEXT for f in fields(Feit)}),
        },
    }  # fmt: skip
