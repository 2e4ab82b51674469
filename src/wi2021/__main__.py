"""The law on the command line: facts as JSON in, outcomes with their articles out. Exit 2 with one line when refused."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from wi2021 import afwijkingen, intake, leerroutes, pip, plicht, verhuizen, verlenging
from wi2021.facts import Facts
from wi2021.grondslag import Ernst, MissingFacts, regels
from wi2021.lezen import FactsError, day_of, dump, read_as, read_facts
from wi2021.termijnen import termijnen, vragen

# Importing a module declares its rules.
DECLARED = (afwijkingen, intake, leerroutes, pip, plicht, verhuizen, verlenging)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0, or 2 for facts that can't be."""
    options = _parser().parse_args(arguments)
    try:
        print(options.run(options))
    except FactsError as error:
        print(f"wi2021: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wi2021", description="De Wet inburgering 2021 als code.")
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    terms = commands.add_parser("termijnen", help="alle termijnen van een geval, met uitleg")
    terms.add_argument("bestand", help="JSON met feiten; - voor standaardinvoer")
    terms.add_argument("--on", required=True, help="de dag waarop u kijkt, JJJJ-MM-DD")
    terms.add_argument("--table", action="store_true", help="als tabel in plaats van JSON")
    terms.set_defaults(run=_termijnen)
    plan = commands.add_parser("pip", help="mag dit PIP worden vastgesteld, en wat ontbreekt er")
    plan.add_argument("bestand", help='JSON met "feiten", "pip" en "on"; - voor standaardinvoer')
    plan.set_defaults(run=_pip)
    rules = commands.add_parser("regels", help="alle regels met hun artikelen")
    rules.add_argument("--table", action="store_true", help="als tabel in plaats van JSON")
    rules.set_defaults(run=_regels)
    return parser


def _load(name: str) -> Any:  # noqa: ANN401 JSON
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FactsError("", f"het bestand {name} is niet te lezen: {error.strerror}") from None
    except UnicodeDecodeError:
        raise FactsError("", f"het bestand {name} is geen UTF-8") from None
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise FactsError("", f"geen geldige JSON op regel {error.lineno}, teken {error.colno}") from None
    except RecursionError:
        raise FactsError("", "de JSON is te diep genest") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no field stands twice. Raises FactsError."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise FactsError(name, "dit veld staat er twee keer")
        found[name] = value
    return found


def _day(text: object, field: str) -> date:
    try:
        return day_of(str(text))
    except ValueError:
        raise FactsError(field, f"‘{text}’ is geen datum; schrijf JJJJ-MM-DD") from None


def _termijnen(options: argparse.Namespace) -> str:
    on = _day(options.on, "--on")
    facts = read_facts(_load(options.bestand))
    found = termijnen(facts, on=on)
    if options.table:
        rows = [
            (str(t.last_day), t.state.value, t.label, t.regel.id, t.regel.artikelen[0].kort) for t in found
        ]
        shown = table(("uiterlijk", "stand", "wat", "regel", "artikel"), rows)
        asked = [
            f"{q.regel.id}: {' '.join(q.uitleg) if isinstance(q, MissingFacts) else q.vraag}"
            for q in vragen(facts, on=on)
        ]
        return "\n".join([shown, *(["", "Nog te weten of te beoordelen:", *asked] if asked else [])])
    return _json(
        {
            "op": on.isoformat(),
            "termijnen": [_termijn(t) for t in found],
            "vragen": [_vraag(q) for q in vragen(facts, on=on)],
        }
    )


def _termijn(t: Any) -> dict[str, Any]:  # noqa: ANN401 a Termijn
    whole: dict[str, Any] = dump(t)
    whole["regel"] = _regel(t.regel)
    return whole


def _vraag(q: Any) -> dict[str, Any]:  # noqa: ANN401 MissingFacts or NeedsJudgement
    missing = isinstance(q, MissingFacts)
    body: dict[str, Any] = {"soort": "ontbreekt" if missing else "oordeel", **dump(q)}
    body["regel"] = _regel(q.regel)
    return body


def _regel(rule: Any) -> dict[str, Any]:  # noqa: ANN401 a Regel
    return {
        "id": rule.id, "titel": rule.titel, "versie": rule.versie, "artikelen": [str(a) for a in rule.artikelen],
        "geldig_van": rule.geldig_van.isoformat(),
        "geldig_tot": rule.geldig_tot.isoformat() if rule.geldig_tot else None, "zekerheid": rule.zekerheid.value,
    }  # fmt: skip


def _pip(options: argparse.Namespace) -> str:
    data = _load(options.bestand)
    if not isinstance(data, dict):
        raise FactsError("", 'hier hoort een object met "feiten", "pip" en "on" te staan')
    for name in data:
        if name not in ("feiten", "pip", "on"):
            raise FactsError(str(name), "onbekend veld; bekend zijn: feiten, on, pip")
    for name in ("feiten", "pip", "on"):
        if name not in data:
            raise FactsError(name, "dit veld is verplicht")
    on = _day(data["on"], "on")
    facts: Facts = read_facts(data["feiten"])
    content = read_as(pip.PipInhoud, data["pip"], "pip")
    found = pip.check_pip(content, facts, on=on)
    return _json(
        {
            "mag": not any(f.ernst is Ernst.BLOKKEERT for f in found),
            "bevindingen": [
                {
                    "veld": f.veld,
                    "ernst": f.ernst.value,
                    "zin": f.zin,
                    "remedie": f.remedie,
                    "regel": _regel(f.regel),
                }
                for f in found
            ],
        }
    )


def _regels(options: argparse.Namespace) -> str:
    if options.table:
        rows = [
            (
                r.id,
                str(r.geldig_van),
                str(r.geldig_tot or ""),
                "; ".join(a.kort for a in r.artikelen),
                r.titel,
            )
            for r in regels()
        ]
        return table(("regel", "van", "tot", "artikelen", "titel"), rows)
    return _json([_regel(rule) for rule in regels()])


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Lines with columns as wide as their widest cell."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
