"""The three commands: termijnen, pip and regels. Each gives the text to print, or raises FactsError."""

import argparse
from collections.abc import Mapping
from datetime import date
from typing import Any

from wi2021 import (
    afwijkingen,
    bronnen,
    geld,
    intake,
    leerroutes,
    ontzorgen,
    pip,
    plicht,
    twijfels,
    verhuizen,
    verlenging,
)
from wi2021.grondslag import Ernst, MissingFacts, Outcome, regels
from wi2021.lezen import FactsError, day_from, read_as, read_facts
from wi2021.opdracht.bestand import load
from wi2021.opdracht.lezer import DutchParser
from wi2021.opdracht.uitvoer import as_json, finding_of, question_of, rule_of, table, termijn_of
from wi2021.termijnen import termijnen, vragen

# Importing a module declares its rules.
DECLARED = (
    afwijkingen,
    bronnen,
    geld,
    intake,
    leerroutes,
    ontzorgen,
    pip,
    plicht,
    twijfels,
    verhuizen,
    verlenging,
)
# The day for which ``regels`` says what holds, when none is given: the last text that was read.
STAND = date(2026, 11, 23)
PIP_FIELDS = ("feiten", "on", "pip")


def parser() -> DutchParser:
    """Everything that can be typed."""
    made = DutchParser(prog="python -m wi2021", description="De Wet inburgering 2021 als code.")
    commands = made.add_subparsers(required=True, dest="opdracht", metavar="opdracht", title="opdrachten")
    terms = commands.add_parser("termijnen", help="alle termijnen van een geval, met uitleg")
    terms.add_argument("bestand", help="JSON met feiten; - voor standaardinvoer")
    terms.add_argument("--on", required=True, metavar="DAG", help="de dag waarop u kijkt, jjjj-mm-dd")
    terms.add_argument("--table", action="store_true", help="als tabel in plaats van JSON")
    terms.set_defaults(run=show_termijnen)
    plan = commands.add_parser("pip", help="mag dit PIP worden vastgesteld, en wat ontbreekt er")
    plan.add_argument("bestand", help='JSON met "feiten", "pip" en "on"; - voor standaardinvoer')
    plan.set_defaults(run=show_pip)
    rules = commands.add_parser("regels", help="alle regels met hun artikelen")
    rules.add_argument("--on", metavar="DAG", help="de dag waarop u kijkt, jjjj-mm-dd")
    rules.add_argument("--table", action="store_true", help="als tabel in plaats van JSON")
    rules.set_defaults(run=show_regels)
    return made


def show_termijnen(options: argparse.Namespace) -> str:
    """All termijnen of the facts in a file, on a day."""
    on = day_from(options.on, "--on")
    facts = read_facts(load(options.bestand))
    found, asked = termijnen(facts, on=on), vragen(facts, on=on)
    if not options.table:
        act = plicht.welke_wet(facts.wi2013_op_31_12_2021)
        return as_json(
            {
                "op": on.isoformat(),
                "wet": act.value if isinstance(act, Outcome) else None,
                "opmerkingen": list(act.uitleg) if facts.wi2013_op_31_12_2021 else [],
                "termijnen": [termijn_of(t, on) for t in found],
                "vragen": [question_of(q, on) for q in asked],
            }
        )
    rows = [
        (str(t.last_day), str(t.nominal), t.state.value, t.label, t.regel.id, t.regel.artikelen[0].kort)
        for t in found
    ]
    shown = [table(("uiterlijk", "geteld", "stand", "wat", "regel", "artikel"), rows)]
    if facts.wi2013_op_31_12_2021:
        shown += ["", "Deze persoon valt onder de Wet inburgering 2013: hier zijn geen termijnen."]
    if asked:
        lines = (
            f"{q.regel.id}: {' '.join(q.uitleg) if isinstance(q, MissingFacts) else q.vraag}" for q in asked
        )
        shown += ["", "Nog te weten of te beoordelen:", *lines]
    return "\n".join(shown)


def show_pip(options: argparse.Namespace) -> str:
    """Whether a PIP may be established, and what is missing."""
    data = load(options.bestand)
    if not isinstance(data, Mapping):
        raise FactsError("", 'hier hoort een object met "feiten", "pip" en "on" te staan')
    return as_json(_checked(data))


def _checked(data: Mapping[str, Any]) -> dict[str, Any]:
    for name in data:
        if name not in PIP_FIELDS:
            raise FactsError(name or '""', f"onbekend veld; bekend zijn: {', '.join(PIP_FIELDS)}")
    for name in PIP_FIELDS:
        if name not in data:
            raise FactsError(name, "dit veld is verplicht")
    on = day_from(data["on"], "on")
    facts = read_facts(data["feiten"], "feiten")
    found = pip.check_pip(read_as(pip.PipInhoud, data["pip"], "pip"), facts, on=on)
    kinds = {f.ernst for f in found}
    return {
        "op": on.isoformat(),
        "mag": Ernst.BLOKKEERT not in kinds,
        "oordeel_nodig": Ernst.OORDEEL in kinds,
        "bevindingen": [finding_of(f, on) for f in found],
    }


def show_regels(options: argparse.Namespace) -> str:
    """Every rule, and whether it holds on a day."""
    on = day_from(options.on, "--on") if options.on is not None else STAND
    if not options.table:
        return as_json([rule_of(rule, on) for rule in regels()])
    rows = [
        (
            r.id, str(r.geldig_van), str(r.geldig_tot or ""), r.kracht(on).value, r.zekerheid.value,
            "; ".join(a.kort for a in r.artikelen), r.titel,
        )
        for r in regels()
    ]  # fmt: skip
    return table(("regel", "van", "tot", f"op {on}", "zekerheid", "artikelen", "titel"), rows)
