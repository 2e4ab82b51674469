"""Write docs/wet: article -> rule -> function -> test, the differences with the council letter, and the JSON schema.

python scripts/law_docs.py          write
python scripts/law_docs.py --check  exit 1 when what stands there is not what would be written
"""

import ast
import json
import re
import sys
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

import wi2021.__main__  # noqa: E402,F401 it imports every module with rules
from wi2021.afwijkingen import AFWIJKINGEN, Afwijking  # noqa: E402
from wi2021.facts import Facts  # noqa: E402
from wi2021.grondslag import Regel, regels  # noqa: E402
from wi2021.pip import PipInhoud  # noqa: E402

LAW = ROOT / "src" / "wi2021"
TESTS = ROOT / "tests" / "law"
OUT = ROOT / "docs" / "wet"


def names_of_rules() -> dict[str, set[str]]:
    """Rule id -> the names of constants that hold it, over all modules of the law."""
    found: dict[str, set[str]] = {}
    for module in [m for name, m in sys.modules.items() if name.startswith("wi2021")]:
        for name, value in vars(module).items():
            if isinstance(value, Regel):
                found.setdefault(value.id, set()).add(name)
            elif isinstance(value, dict):
                for entry in value.values():
                    if isinstance(entry, Regel):
                        found.setdefault(entry.id, set()).add(name)
                    elif isinstance(entry, tuple) and entry and isinstance(entry[0], Regel):
                        found.setdefault(entry[0].id, set()).add(name)
                    elif isinstance(entry, Afwijking):
                        found.setdefault(entry.regel.id, set()).add(name)
    return found


def functions() -> dict[str, set[str]]:
    """Name of a constant -> "module.function" that uses it."""
    found: dict[str, set[str]] = {}
    for file in sorted(LAW.rglob("*.py")):
        module = ".".join(file.relative_to(LAW.parent).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                for part in ast.walk(node):
                    if isinstance(part, ast.Name):
                        found.setdefault(part.id, set()).add(f"{module}.{node.name}")
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                for target in [node.target] if isinstance(node, ast.AnnAssign) else node.targets:
                    if isinstance(target, ast.Name) and node.value:
                        for part in ast.walk(node.value):
                            if isinstance(part, ast.Name) and part.id != target.id:
                                found.setdefault(part.id, set()).add(f"{module}.{target.id}")
    return found


def tests_of(rule: str) -> list[str]:
    """Test files that name a rule."""
    wanted = re.escape(rule).replace(r"\-", "[-_]")
    pattern = re.compile(rf"(?<![A-Za-z0-9-]){wanted}(?![A-Za-z0-9-])|test_(?:\w*_)?{wanted}_", re.IGNORECASE)
    return [file.name for file in sorted(TESTS.glob("test_*.py")) if pattern.search(file.read_text())]


def overview() -> str:
    """The table, by article."""
    names, users = names_of_rules(), functions()
    lines = [
        "# De wet als code",
        "",
        "Per artikel: de regel in de code, de periode waarin die geldt, de functie die haar toepast en de tests die haar",
        "bewijzen. Dit bestand wordt gemaakt door `python scripts/law_docs.py`; wijzig het niet met de hand.",
        "",
        "- Feiten aanleveren en uitkomsten lezen: [`feiten.schema.json`](feiten.schema.json) en [`pip.schema.json`](pip.schema.json),",
        "  met `python -m wi2021 termijnen feiten.json --on 2026-11-23`, `python -m wi2021 pip pip.json` en",
        "  `python -m wi2021 regels`.",
        "- Waar de raadsbrief en de wet verschillen: [`afwijkingen.md`](afwijkingen.md).",
        "- *Zekerheid*: wat is afgeleid of nog niet gecontroleerd staat er zo bij. Vraag daarvoor een jurist.",
        "",
        "| artikel | regel | wat | geldig | zekerheid | functie | test |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows = []
    for rule in regels():
        used = sorted(
            {
                u
                for name in names.get(rule.id, ())
                for u in users.get(name, ())
                if not u.startswith("wi2021.grondslag")
            }
        )
        until = f" t/m {rule.geldig_tot}" if rule.geldig_tot else ""
        for article in rule.artikelen:
            rows.append(
                (
                    article.kort, rule.id, rule.titel, f"{rule.geldig_van}{until}", rule.zekerheid.value,
                    "<br>".join(f"`{u.removeprefix('wi2021.')}`" for u in used[:4]), "<br>".join(tests_of(rule.id)),
                )
            )  # fmt: skip
    rows.sort(key=lambda row: (_natural(row[0]), row[1]))
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", text)]


def differences() -> str:
    """Where letter and law differ."""
    lines = ["# Waar de raadsbrief en de wet verschillen", "", "Waar ze verschillen, beslist de wet.", ""]
    for key, found in AFWIJKINGEN.items():
        lines += [
            f"## {key}. {found.regel.titel}", "", f"- De brief: {found.brief}", f"- De wet: {found.wet}",
            f"- Wat Wegwijs doet: {found.gevolg}", f"- Grondslag: {'; '.join(str(a) for a in found.regel.artikelen)}", "",
        ]  # fmt: skip
    return "\n".join(lines)


def schema(kind: type, title: str) -> str:
    """JSON schema of a dataclass of facts."""
    shape = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_object(kind)}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _object(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    body: dict[str, Any] = {
        "type": "object", "description": " ".join((kind.__doc__ or "").split()), "additionalProperties": False,
        "properties": {f.name: _shape(hints[f.name]) for f in fields(kind)},
    }  # fmt: skip
    return {**body, "required": required} if required else body


def _shape(hint: Any) -> dict[str, Any]:  # noqa: ANN401 a hinted type
    origin = get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in get_args(hint) if a is not type(None))
        return {"anyOf": [_shape(inner), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _shape(get_args(hint)[0])}
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    if hint is date:
        return {"type": "string", "format": "date"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [m.value for m in hint]}
    return {"type": {bool: "boolean", int: "integer", str: "string"}[hint]}


def wanted() -> dict[str, str]:
    """File name -> what it should hold."""
    return {
        "README.md": overview(),
        "afwijkingen.md": differences(),
        "feiten.schema.json": schema(Facts, "Feiten van een geval"),
        "pip.schema.json": schema(PipInhoud, "Inhoud van een PIP"),
    }


def main() -> int:
    """Write, or with --check compare."""
    stale = [
        name
        for name, text in wanted().items()
        if not (OUT / name).exists() or (OUT / name).read_text() != text
    ]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/wet/{name} is niet bijgewerkt: draai python scripts/law_docs.py")
        return 1 if stale else 0
    OUT.mkdir(parents=True, exist_ok=True)
    for name, text in wanted().items():
        (OUT / name).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
