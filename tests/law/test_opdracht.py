"""``python -m wi2021``: what a lawyer types and sees; every refusal is one line that names the field."""

import io
import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from wi2021.__main__ import main

E02 = {"doelgroep": "Gezinsmigrant en overige migrant", "kennisgeving": "2026-03-05"}
WAITING = {
    **E02,
    "doelgroep": "Asielstatushouder",
    "gemeente": "0505",
    "brp_inschrijvingen": [{"gemeente": "0505", "vanaf": "2026-02-01", "artikel_28": True}],
    "wacht_op_derde": [{"wat": "diploma", "gevraagd": "2026-04-01"}],
}
PLAN = {"dagtekening": "2026-05-04", "leerroute": "B", "niveau": "B1", "ondersteuning": ["taalmaatje"], "pvt_uren": 12, "map_uren": 40, "vve": "geen", "voortgangsgesprekken": 6}  # fmt: skip
FACTS = {"doelgroep": "Gezinsmigrant en overige migrant", "plicht_begin": "2026-01-20", "kennisgeving": "2026-01-20", "gemeente": "0505", "brp_inschrijvingen": [{"gemeente": "0505", "vanaf": "2026-01-01"}]}  # fmt: skip


def run(tmp_path: Path, data: Any, *words: str) -> int:
    file = tmp_path / "feiten.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return main([words[0], str(file), *words[1:]])


def test_prints_every_termijn_with_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, E02, "termijnen", "--on", "2026-11-23") == 0
    shown = json.loads(capsys.readouterr().out)
    (pip,) = shown["termijnen"]
    assert (pip["nominal"], pip["last_day"]) == ("2026-05-14", "2026-05-18")
    assert pip["regel"]["artikelen"] == ["Besluit inburgering 2021, artikel 5.3, eerste lid"]
    assert any("Hemelvaart" in zin for zin in pip["uitleg"])


def test_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, E02, "termijnen", "--on", "2026-11-23", "--table") == 0
    assert "2026-05-18  open   PIP vaststellen  T-01   Bi 5.3(1)" in capsys.readouterr().out


def test_asks_what_must_be_known_or_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for facts, kind in (({}, "ontbreekt"), (WAITING, "oordeel")):
        assert run(tmp_path, facts, "termijnen", "--on", "2026-05-01") == 0
        assert kind in {q["soort"] for q in json.loads(capsys.readouterr().out)["vragen"]}


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(E02)))
    assert main(["termijnen", "-", "--on", "2026-11-23"]) == 0
    assert "2026-05-18" in capsys.readouterr().out


def test_says_whether_a_pip_may_be_established(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, {"feiten": FACTS, "pip": PLAN, "on": "2026-05-04"}, "pip") == 0
    assert json.loads(capsys.readouterr().out)["mag"] is True
    assert run(tmp_path, {"feiten": FACTS, "pip": {}, "on": "2026-05-04"}, "pip") == 0
    assert json.loads(capsys.readouterr().out)["mag"] is False


def test_lists_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {"T-01", "WHO-01", "X-g", "MOV-05", "D9", "R-600"} <= {rule["id"] for rule in shown}
    assert main(["regels", "--table"]) == 0
    assert "T-02-old" in capsys.readouterr().out


WRONG = [
    ("termijnen", {"kenisgeving": "2026-01-01"}, "kenisgeving: onbekend veld"),
    ("termijnen", {"kennisgeving": "2026-13-01"}, "kennisgeving: '2026-13-01' is geen datum"),
    ("termijnen", {"doelgroep": "asiel"}, "doelgroep: 'asiel' kan hier niet"),
    ("termijnen", {"plicht_begin": "2026-02-01", "plicht_eind": "2026-01-01"}, "plicht_eind: 2026-01-01 ligt voor plicht_begin"),
    ("termijnen", [], "hier hoort een object"),
    ("termijnen", "{", "geen geldige JSON op regel 1"),
    ("termijnen", "[" * 100_000, "te diep genest"),
    ("termijnen", '{"gemeente": "0505", "gemeente": "0590"}', "gemeente: dit veld staat er twee keer"),
    ("termijnen", {"kennisgeving": "9999-12-31"}, "kennisgeving: '9999-12-31' is geen datum"),
    ("termijnen", {"kennisgeving": "20260305"}, "kennisgeving: '20260305' is geen datum"),
    ("pip", {"feiten": {}, "pip": {}}, "on: dit veld is verplicht"),
    ("pip", {"feiten": {}, "pip": {}, "on": "2026-05-04", "meer": 1}, "meer: onbekend veld"),
    ("pip", {"feiten": {}, "pip": {"pvt_uren": "veel"}, "on": "2026-05-04"}, "pip.pvt_uren: hier hoort een geheel getal"),
    ("pip", {"feiten": {}, "pip": {}, "on": "morgen"}, "on: ‘morgen’ is geen datum"),
    ("pip", [], 'hier hoort een object met "feiten"'),
]  # fmt: skip


@pytest.mark.parametrize(("command", "data", "line"), WRONG)
def test_refuses_with_one_line_that_names_the_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, data: Any, line: str
) -> None:
    words = (command, "--on", "2026-11-23") if command == "termijnen" else (command,)
    assert run(tmp_path, data, *words) == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert line in shown


def test_refuses_a_file_that_is_not_there_or_not_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pip", str(tmp_path / "niets.json")]) == 2
    (tmp_path / "utf16.json").write_bytes("{}".encode("utf-16"))
    assert main(["pip", str(tmp_path / "utf16.json")]) == 2
    assert "geen UTF-8" in capsys.readouterr().err
    assert main(["termijnen", str(tmp_path / "niets.json"), "--on", "nooit"]) == 2
    assert "--on" in capsys.readouterr().err


def test_is_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["wi2021", "regels", "--table"])
    monkeypatch.delitem(sys.modules, "wi2021.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("wi2021", run_name="__main__")
    assert ended.value.code == 0
    assert "WHO-01" in capsys.readouterr().out


def test_the_table_says_what_must_still_be_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "\ufeff{}", "termijnen", "--on", "2026-05-01", "--table") == 0
    assert "Nog te weten of te beoordelen" in capsys.readouterr().out
