"""docs/wet is what the code says, and no rule of the encoded sections stands without function and test."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from wi2021.grondslag import regels

ROOT = Path(__file__).parents[2]
# The ids of the legal dossier's sections 0.2, 1, 2, 2.1, 2.3, 3 and 4.
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
}  # fmt: skip


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "law_docs.py"))


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
        assert used or any(n.isupper() and n == "AFWIJKINGEN" for n in names.get(rule.id, ())), (
            f"{rule.id}: geen functie"
        )
        assert script["tests_of"](rule.id), f"{rule.id}: geen test"


def test_the_documentation_is_up_to_date(script: dict[str, Any]) -> None:
    for name, text in script["wanted"]().items():
        assert (ROOT / "docs" / "wet" / name).read_text() == text, (
            f"docs/wet/{name}: draai python scripts/law_docs.py"
        )


def test_the_schema_names_every_field_of_the_facts(script: dict[str, Any]) -> None:
    text = script["wanted"]()["feiten.schema.json"]
    assert '"kennisgeving"' in text
    assert '"additionalProperties": false' in text
