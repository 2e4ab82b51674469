"""Write docs/wet: article -> rule -> function -> test, the worked examples, what differs from the council letter or isn't
sure, how to ask the law from a terminal, and the JSON schemas.

python scripts/law_docs.py          write
python scripts/law_docs.py --check  exit 1 when what stands there is not what would be written
"""

import ast
import re
import runpy
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from law_schema import answer_schema, facts_schema, pip_schema, shown  # noqa: E402

import wi2021.__main__  # noqa: E402,F401 it imports every module with rules
from wi2021.afwijkingen import AFWIJKINGEN, Afwijking  # noqa: E402
from wi2021.bronnen import BRONNEN  # noqa: E402
from wi2021.grondslag import Regel, regels  # noqa: E402
from wi2021.twijfels import TWIJFELS  # noqa: E402

LAW = ROOT / "src" / "wi2021"
TESTS = ROOT / "tests" / "law"
OUT = ROOT / "docs" / "wet"


def names_of_rules() -> dict[str, set[str]]:
    """Rule id -> the names of constants that hold it, over all modules of the law."""
    found: dict[str, set[str]] = {}
    for module in [m for name, m in sys.modules.items() if name.startswith("wi2021")]:
        for name, value in vars(module).items():
            if name == "_registry":
                continue
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


@cache
def test_texts() -> dict[str, str]:
    """Every test file of the law, by name."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(TESTS.glob("test_*.py"))}


@cache
def tests_of(rule: str) -> list[str]:
    """Test files that name a rule."""
    wanted = re.escape(rule).replace(r"\-", "[-_]")
    pattern = re.compile(rf"(?<![A-Za-z0-9-]){wanted}(?![A-Za-z0-9-])|test_(?:\w*_)?{wanted}_", re.IGNORECASE)
    return [name for name, text in test_texts().items() if pattern.search(text)]


def overview() -> str:
    """The table, by article."""
    names, users = names_of_rules(), functions()
    lines = [
        "# De wet als code",
        "",
        "Per artikel: de regel in de code, de periode waarin die geldt, de functie die haar toepast en de tests die haar",
        "bewijzen. Dit bestand wordt gemaakt door `python scripts/law_docs.py`; wijzig het niet met de hand.",
        "",
        "- Zelf vragen: [`opdrachtregel.md`](opdrachtregel.md). Uitgewerkte voorbeelden: [`voorbeelden.md`](voorbeelden.md).",
        "- Waar de raadsbrief en de wet verschillen, en wat nog niet zeker is: [`afwijkingen.md`](afwijkingen.md).",
        "- *Zekerheid*: wat is afgeleid of nog niet gecontroleerd staat er zo bij. Vraag daarvoor een jurist.",
        "- *Geldig*: noemt de bron geen begin, dan staat er 2022-01-01, de dag waarop de wet begon.",
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
                if not u.startswith(("wi2021.grondslag", "wi2021.twijfels"))
            }
        ) or [f"wi2021.afwijkingen.{name}" for name in names.get(rule.id, ())]
        until = f" t/m {rule.geldig_tot}" if rule.geldig_tot else ""
        sure = f" (zeker vanaf {rule.zeker_van})" if rule.zeker_van else ""
        for article in rule.artikelen:
            rows.append(
                (
                    article.kort, rule.id, rule.titel, f"{rule.geldig_van}{until}{sure}", rule.zekerheid.value,
                    "<br>".join(f"`{u.removeprefix('wi2021.')}`" for u in used[:4]), "<br>".join(tests_of(rule.id)),
                )
            )  # fmt: skip
    rows.sort(key=lambda row: (_natural(row[0]), row[1]))
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", text)]


def differences() -> str:
    """Where letter and law differ."""
    lines = [
        "# Waar de raadsbrief en de wet verschillen, en wat nog niet zeker is",
        "",
        "Dit bestand wordt gemaakt door `python scripts/law_docs.py` uit `afwijkingen.py`, `twijfels.py` en `bronnen.toml`.",
        "",
        "## Brief en wet",
        "",
        "Waar ze verschillen, beslist de wet.",
        "",
    ]
    for key, found in AFWIJKINGEN.items():
        lines += [
            f"### {key}. {found.regel.titel}", "", f"- De brief: {found.brief}", f"- De wet: {found.wet}",
            f"- Wat Wegwijs doet: {found.gevolg}", f"- Grondslag: {'; '.join(str(a) for a in found.regel.artikelen)}", "",
        ]  # fmt: skip
    return "\n".join([*lines, *doubts(), *unsure()])


def doubts() -> list[str]:
    """What the sources leave open, and how the code reads it."""
    lines = [
        "## Wat nog niet zeker is",
        "",
        "Zo leest de code de regel zolang een jurist niet anders zegt. De uitkomst zegt het er zelf ook bij.",
        "",
    ]
    for found in TWIJFELS:
        lines += [
            f"- **{found.regel.id}** ({'; '.join(a.kort for a in found.regel.artikelen)}). {found.vraag}",
            f"  Lezing: {found.lezing}",
        ]
    return [*lines, ""]


def unsure() -> list[str]:
    """Rules whose begin isn't sure, and statutes of which a later text was not read."""
    lines = [
        "## Regels met een onzeker begin",
        "",
        "| regel | geldt vanaf | zeker vanaf | waarom |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {r.id} | {r.geldig_van} | {r.zeker_van or ''} | {r.begin} |" for r in regels() if r.begin]
    lines += [
        "",
        "## Welke teksten zijn gelezen",
        "",
        "| regeling | nummer | tekst van | nog niet gecontroleerd vanaf | wel nagekeken |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {b.regeling} | {b.bwb} | {b.tekst} | {b.onzeker_vanaf or ''} | {', '.join(f'artikel {n}' for n in b.nagekeken)} |"
        for b in BRONNEN.values()
    ]
    return [*lines, ""]


def examples() -> str:
    """The worked examples, as a lawyer reads them."""
    lines = [
        "# Uitgewerkte voorbeelden",
        "",
        "Elk voorbeeld is een test in `tests/law/voorbeelden.py`: de code geeft deze uitkomst. ‘Uiterlijk’ en ‘tot en met’",
        "noemen de laatste dag waarop het op tijd is. Dit bestand wordt gemaakt door `python scripts/law_docs.py`.",
        "",
        "| nummer | regel | feiten | vraag | uitkomst |",
        "| --- | --- | --- | --- | --- |",
    ]
    table = runpy.run_path(str(TESTS / "voorbeelden.py"))
    rows = [f"| {v.number} | {v.rule} | {v.facts} | {v.question} | {v.shown} |" for v in table["VOORBEELDEN"]]
    later = [f"- {number}: {why}." for number, why in table["LATER"].items()]
    return "\n".join([*lines, *rows, "", "Nog niet hier, of maar voor een deel:", "", *later, ""])


def how() -> str:
    """How to ask the law from a terminal."""
    return """# De wet vragen vanaf de opdrachtregel

Dit bestand wordt gemaakt door `python scripts/law_docs.py`.

- `python -m wi2021 termijnen feiten.json --on 2026-11-23`: alle termijnen van een geval, met uitleg, als JSON. Met `--table`
  als tabel: de uiterste dag, de getelde dag, de stand, de regel en het artikel.
- `python -m wi2021 pip vraag.json`: of een PIP mag worden vastgesteld, en wat ontbreekt. `mag` is waar als niets blokkeert;
  `oordeel_nodig` zegt of iemand eerst iets moet beoordelen en vastleggen.
- `python -m wi2021 regels`: alle regels met hun artikelen. Met `--on` voor een andere dag, met `--table` als tabel.

Een bestandsnaam `-` betekent: lees de standaardinvoer. Bestanden zijn UTF-8, met of zonder BOM.

Wat u opgeeft, staat in een schema: [`feiten.schema.json`](feiten.schema.json) voor `termijnen` en
[`pip.schema.json`](pip.schema.json) voor `pip`. Wat u terugkrijgt, staat in [`antwoord.schema.json`](antwoord.schema.json).
Voorbeelden staan in de map [`voorbeelden`](voorbeelden).

Klopt een bestand niet, dan eindigt het programma met code 2 en één regel die het veld noemt:

```
wi2021: pips[0].verzonden: 2026-03-01 ligt voor pips[0].dagtekening (2026-03-10); verbeter een van de twee
```

Elk antwoord noemt de regel met zijn artikelen, versie en periode, en of de regel geldt op de gevraagde dag (`kracht`).
`zekerheid` zegt hoe vast de regel staat; `voorbehoud` noemt artikelen waarvan een latere tekst niet is gelezen. Een vraag
onder `vragen` moet eerst beantwoord zijn: `ontbreekt` noemt ontbrekende feiten, `oordeel` wat iemand moet wegen.
"""


def wanted() -> dict[str, str]:
    """File name -> what it should hold."""
    return {
        "README.md": overview(),
        "afwijkingen.md": differences(),
        "opdrachtregel.md": how(),
        "voorbeelden.md": examples(),
        "feiten.schema.json": shown(facts_schema()),
        "pip.schema.json": shown(pip_schema()),
        "antwoord.schema.json": shown(answer_schema()),
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
