"""Outcomes of the law as JSON objects and as tables."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from wi2021.bronnen import voorbehoud
from wi2021.grondslag import Bevinding, MissingFacts, NeedsJudgement, Regel
from wi2021.lezen import dump
from wi2021.termijnen import Termijn


def rule_of(rule: Regel, on: date) -> dict[str, Any]:
    """A rule with its articles, version and period of force; ``kracht``: whether it holds on the day asked about."""
    return {
        "id": rule.id,
        "titel": rule.titel,
        "versie": rule.versie,
        "artikelen": [str(a) for a in rule.artikelen],
        "geldig_van": rule.geldig_van.isoformat(),
        "geldig_tot": rule.geldig_tot.isoformat() if rule.geldig_tot else None,
        "zekerheid": rule.zekerheid.value,
        "zeker_van": rule.zeker_van.isoformat() if rule.zeker_van else None,
        "begin": rule.begin,
        "kracht": rule.kracht(on).value,
        "voorbehoud": list(voorbehoud(rule, on=on)),
    }


def termijn_of(t: Termijn, on: date) -> dict[str, Any]:
    """A termijn with everything that explains it."""
    whole: dict[str, Any] = dump(t)
    return {
        **whole,
        "regel": rule_of(t.regel, on),
        "mede": [rule_of(rule, on) for rule in t.regels[1:]],
        "oordeel": question_of(t.oordeel, on) if t.oordeel else None,
        "laat": t.laat(on),
    }


def question_of(question: MissingFacts | NeedsJudgement, on: date) -> dict[str, Any]:
    """What must be known or judged first."""
    kind = "ontbreekt" if isinstance(question, MissingFacts) else "oordeel"
    return {"soort": kind, **dump(question), "regel": rule_of(question.regel, on)}


def finding_of(found: Bevinding, on: date) -> dict[str, Any]:
    """A finding about a PIP."""
    return {
        "veld": found.veld,
        "ernst": found.ernst.value,
        "zin": found.zin,
        "remedie": found.remedie,
        "regel": rule_of(found.regel, on),
    }


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Lines with columns as wide as their widest cell; white space within a cell is one space."""
    lines = [tuple(" ".join(cell.split()) for cell in row) for row in (head, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in ruled
    )


def as_json(data: object) -> str:
    """JSON as a person reads it."""
    return json.dumps(data, ensure_ascii=False, indent=2)
