"""The JSON that goes in and comes out fits the schemas of docs/wet."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from wi2021.__main__ import main
from wi2021.lezen import FactsError, dump, read_facts

WET = Path(__file__).parents[2] / "docs" / "wet"
EXAMPLES = sorted((WET / "voorbeelden").glob("*.json"))


def validator(name: str, part: str = "") -> Draft202012Validator:
    schema = json.loads((WET / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    if part:
        schema = {"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda f: f.stem)
def test_an_example_fits_its_schema_and_its_answer_fits_too(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = "pip" in read(file)
    validator("pip" if plan else "feiten").validate(read(file))
    assert main(["pip", str(file)] if plan else ["termijnen", str(file), "--on", "2026-11-23"]) == 0
    answer = json.loads(capsys.readouterr().out)
    validator("antwoord", "pip" if plan else "termijnen").validate(answer)
    validator("antwoord").validate(answer)
    assert answer.get("mag", True)
    assert answer.get("termijnen", True)


def test_the_list_of_rules_fits_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "--on", "2022-06-01"]) == 0
    validator("antwoord", "regels").validate(json.loads(capsys.readouterr().out))


def test_what_must_be_known_or_judged_fits_the_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = {"bekendgemaakt": "2029-04-02", "leerroute": "B"}
    cases = [
        {}, {"kennisgeving": "2021-01-01"}, {"doelgroep": "Asielstatushouder", "duo_boete": fine},
        {"wi2013_op_31_12_2021": True}, {"bijstand_vanaf": "2026-01-01", "doelgroep": "Asielstatushouder"},
    ]  # fmt: skip
    for case in cases:
        file = tmp_path / "feiten.json"
        file.write_text(json.dumps(case), encoding="utf-8")
        assert main(["termijnen", str(file), "--on", "2026-11-23"]) == 0
        answer = json.loads(capsys.readouterr().out)
        validator("antwoord", "termijnen").validate(answer)
        assert answer["vragen"] or answer["wet"] == "Wi2013"


WRONG = [
    {"kenisgeving": "2026-01-01"}, {"kennisgeving": "2026-13-01"}, {"doelgroep": "asiel"}, {"pips": [{}]}, {"pips": {}},
    {"gemeente": "505"}, {"voorloper": 1}, {"duo_boete": {"bekendgemaakt": "2026-01-01", "uren": -1}}, [],
    {"boetes": [{"soort": "x", "overtreding": "2026-01-01"}]}, {"kennisgeving": "20260101"},
]  # fmt: skip


@pytest.mark.parametrize("facts", WRONG)
def test_schema_and_program_refuse_the_same(facts: Any) -> None:
    assert not validator("feiten").is_valid(facts)
    with pytest.raises(FactsError):
        read_facts(facts)


def test_facts_that_were_written_back_fit_the_schema() -> None:
    for file in EXAMPLES:
        if "pip" not in read(file):
            validator("feiten").validate(dump(read_facts(read(file))))


def test_every_field_of_the_schema_says_in_dutch_what_it_is() -> None:
    for name in ("feiten", "pip"):
        schema = read(WET / f"{name}.schema.json")
        for kind in (schema, *schema["$defs"].values()):
            for field, shape in kind["properties"].items():
                assert "$ref" in shape or shape["description"].endswith((".", "?")), field
