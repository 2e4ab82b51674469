"""Every worked example of the legal dossier comes out as written; the table itself is ``voorbeelden.py``."""

import re

import pytest

from law.voorbeelden import LATER, VOORBEELDEN, Voorbeeld

# Every example of section 9(b) of the legal dossier.
NUMBERS = {
    *["E01", "E02", "E03", "E05", "E07", "E08", "E10", "E12", "E14", "E15", "E17", "E18", "E19", "E21", "E22", "E23", "E25", "E26", "E27", "E28", "E29", "E30", "E31", "E32", "E34"],
    *["E35", "E36", "E39", "E41", "E42", "E43", "E44", "E49", "E50", "E51", "E52", "E54", "E56", "E61", "E62", "E63", "E64", "E65", "E66"],
}  # fmt: skip


@pytest.mark.parametrize("example", VOORBEELDEN, ids=[v.number for v in VOORBEELDEN])
def test_worked_example(example: Voorbeeld) -> None:
    assert example.ask() == example.expected, f"{example.number}: {example.facts}"


def test_every_example_of_the_dossier_is_a_row_or_waits_for_its_section() -> None:
    rows = {re.match(r"E\d+", v.number)[0] for v in VOORBEELDEN}  # type: ignore[index]
    assert rows | set(LATER) == NUMBERS
    assert {number for number in LATER if number in rows} == {"E32", "E34", "E42"}, (
        "these are split over sections"
    )


def test_every_row_names_a_rule_and_says_facts_question_and_answer() -> None:
    from wi2021.grondslag import regels

    known = {rule.id for rule in regels()}
    for row in VOORBEELDEN:
        assert row.rule in known, row.number
        assert row.facts.endswith(".")
        assert row.question
        assert row.shown
    assert len({row.number for row in VOORBEELDEN}) == len(VOORBEELDEN)
