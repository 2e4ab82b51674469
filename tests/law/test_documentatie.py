"""docs/wet is what the code says, and no rule of the encoded sections stands without function and test."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from law.voorbeelden import VOORBEELDEN
from wi2021.grondslag import regels
from wi2021.twijfels import TWIJFELS

ROOT = Path(__file__).parents[2]
# The ids of the legal dossier's sections 0.2, 1, 2, 2.1, 2.3, 3, 4, 5 and 7.
SECTIONS = {
    "0.2": [f"D{n}" for n in range(1, 10)],
    "1": [
        *(f"WHO-0{n}" for n in range(1, 8)), *(f"TG-0{n}" for n in range(1, 5)), *(f"EXM-0{n}" for n in range(1, 8)),
        "ONT-01", "ONT-02", "KEN-01", "TRA-01", "TRA-02", "END-01",
    ],
    "2": [*(f"T-{n:02}" for n in range(1, 26)), "T-02-old"],
    "2.1": [f"X-{c}" for c in "abcdefghijklmn"],
    "2.3": [f"MOV-0{n}" for n in range(1, 6)],
    "3": [*(f"INT-0{n}" for n in range(1, 10)), *(f"PIP-{n:02}" for n in range(1, 11))],
    "4": [
        "R-B1", "R-O", "R-Z-A", "R-Z-G", "R-Z-x", "R-Z-y", "R-Z-m", "R-SW", "R-600", "KNM-01", "KNM-02", "MAP-01",
        "MAP-02", "MAP-03", "PVT-01", "PVT-02", "MP-01", "DIP-01",
    ],
    "5": [f"F-{n:02}" for n in range(1, 14)],
    "7": [f"O-{n:02}" for n in range(1, 11)],
}  # fmt: skip


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "law_docs.py"))


@pytest.fixture(scope="module")
def wanted(script: dict[str, Any]) -> dict[str, str]:
    made: dict[str, str] = script["wanted"]()
    return made


@pytest.mark.parametrize("section", SECTIONS)
def test_every_rule_of_a_section_is_encoded(script: dict[str, Any], section: str) -> None:
    assert set(SECTIONS[section]) <= {rule.id for rule in regels()}


def test_every_rule_has_a_function_and_a_test(script: dict[str, Any]) -> None:
    names, users = script["names_of_rules"](), script["functions"]()
    for rule in regels():
        used = {
            u
            for n in names.get(rule.id, ())
            for u in users.get(n, ())
            if not u.startswith("wi2021.grondslag")
        }
        used = {u for u in used if not u.startswith("wi2021.twijfels")}
        assert used or any(n.isupper() and n == "AFWIJKINGEN" for n in names.get(rule.id, ())), (
            f"{rule.id}: geen functie"
        )
        assert script["tests_of"](rule.id), f"{rule.id}: geen test"


def test_the_documentation_is_up_to_date(wanted: dict[str, str]) -> None:
    for name, text in wanted.items():
        assert (ROOT / "docs" / "wet" / name).read_text() == text, (
            f"docs/wet/{name}: draai python scripts/law_docs.py"
        )


def test_the_schemas_name_every_field(wanted: dict[str, str]) -> None:
    for name in ("feiten.schema.json", "pip.schema.json"):
        assert '"kennisgeving"' in wanted[name]
        assert '"additionalProperties": false' in wanted[name]


def test_every_example_of_the_table_stands_in_the_documentation(wanted: dict[str, str]) -> None:
    for row in VOORBEELDEN:
        assert f"| {row.number} | {row.rule} |" in wanted["voorbeelden.md"]


def test_what_is_unsure_stands_in_the_documentation(wanted: dict[str, str]) -> None:
    text = wanted["afwijkingen.md"]
    unsure = [r for r in regels() if r.zeker_van]
    assert unsure
    for rule in unsure:
        assert f"| {rule.id} | {rule.geldig_van} | {rule.zeker_van} |" in text
    for found in TWIJFELS:
        assert found.lezing in text
