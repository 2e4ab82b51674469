"""``python -m wi2021``: what a lawyer types and sees; every refusal is one Dutch line that names the field."""

import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wi2021.__main__ import main
from wi2021.opdracht.bestand import LARGEST

SRC = Path(__file__).parents[2] / "src"
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
    if isinstance(data, bytes):
        file.write_bytes(data)
    else:
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return main([words[0], str(file), *words[1:]])


def test_prints_every_termijn_with_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, E02, "termijnen", "--on", "2026-11-23") == 0
    shown = json.loads(capsys.readouterr().out)
    (pip,) = shown["termijnen"]
    assert (pip["nominal"], pip["last_day"]) == ("2026-05-14", "2026-05-18")
    assert pip["regel"]["artikelen"] == ["Besluit inburgering 2021, artikel 5.3, eerste lid"]
    assert (pip["regel"]["versie"], pip["regel"]["geldig_van"], pip["regel"]["kracht"]) == (
        1, "2023-01-01", "geldt",
    )  # fmt: skip
    assert [rule["id"] for rule in pip["mede"]] == ["ATW-1"]
    assert pip["laat"] is True
    assert any("Hemelvaart" in zin for zin in pip["uitleg"])
    assert shown["wet"] == "Wi2021"


def test_prints_a_table_with_the_last_day_and_the_day_by_counting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, E02, "termijnen", "--on", "2026-11-23", "--table") == 0
    assert "2026-05-18  2026-05-14  open   PIP vaststellen  T-01   Bi 5.3(1)" in capsys.readouterr().out


def test_a_cell_of_the_table_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = {"soort": "x", "label": "Bel\n  terug", "start": "2026-01-05", "dagen": 7, "bron": "b"}
    assert run(tmp_path, {"beleid": [rule]}, "termijnen", "--on", "2026-01-06", "--table") == 0
    assert "Bel terug" in capsys.readouterr().out


def test_asks_what_must_be_known_or_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for facts, kind in (({}, "ontbreekt"), (WAITING, "oordeel")):
        assert run(tmp_path, facts, "termijnen", "--on", "2026-05-01") == 0
        assert kind in {q["soort"] for q in json.loads(capsys.readouterr().out)["vragen"]}


def test_the_table_says_what_must_still_be_known_or_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "\ufeff{}", "termijnen", "--on", "2026-05-01", "--table") == 0
    assert "Nog te weten of te beoordelen:\nT-01: De tien weken lopen nog niet" in capsys.readouterr().out
    assert run(tmp_path, WAITING, "termijnen", "--on", "2026-05-01", "--table") == 0
    assert "T-03: Kan het PIP redelijkerwijs niet" in capsys.readouterr().out
    assert run(tmp_path, E02, "termijnen", "--on", "2026-05-01", "--table") == 0
    assert "Nog te weten" not in capsys.readouterr().out


def test_e61_someone_under_the_older_act_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {**E02, "wi2013_op_31_12_2021": True}
    assert run(tmp_path, facts, "termijnen", "--on", "2026-05-01") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["wet"], shown["termijnen"], shown["vragen"]) == ("Wi2013", [], [])
    assert "Wet inburgering 2013" in shown["opmerkingen"][0]
    assert run(tmp_path, facts, "termijnen", "--on", "2026-05-01", "--table") == 0
    assert "Wet inburgering 2013" in capsys.readouterr().out


@pytest.mark.parametrize("buffered", [True, False])
def test_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], buffered: bool
) -> None:
    text = json.dumps(E02)
    stdin = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + text.encode())) if buffered else io.StringIO(text)
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["termijnen", "-", "--on", "2026-11-23"]) == 0
    assert "2026-05-18" in capsys.readouterr().out


def test_says_whether_a_pip_may_be_established(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, {"feiten": FACTS, "pip": PLAN, "on": "2026-05-04"}, "pip") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["mag"], shown["oordeel_nodig"]) == (True, False)
    assert run(tmp_path, {"feiten": FACTS, "pip": {}, "on": "2026-05-04"}, "pip") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["mag"] is False
    assert {"leerroute", "pvt_uren"} <= {f["veld"] for f in shown["bevindingen"]}
    judged = {**PLAN, "leerroute": "Z", "niveau": "A2"}
    assert run(tmp_path, {"feiten": FACTS, "pip": judged, "on": "2026-05-04"}, "pip") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["mag"], shown["oordeel_nodig"]) == (True, True)


def test_lists_the_rules_and_whether_they_hold_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels"]) == 0
    shown = {(rule["id"], rule["versie"]): rule for rule in json.loads(capsys.readouterr().out)}
    assert {
        ("T-01", 1),
        ("WHO-01", 1),
        ("X-g", 1),
        ("MOV-05", 1),
        ("D9", 1),
        ("R-600", 1),
        ("T-10", 2),
    } <= set(shown)
    assert shown["T-02-old", 1]["kracht"] == "geldt niet"
    assert shown["T-10", 2]["voorbehoud"]
    assert main(["regels", "--on", "2022-06-01"]) == 0
    shown = {(rule["id"], rule["versie"]): rule for rule in json.loads(capsys.readouterr().out)}
    assert shown["T-02-old", 1]["kracht"] == "geldt"
    assert shown["INT-06", 1]["kracht"] == "begin nog niet gecontroleerd"
    assert main(["regels", "--table"]) == 0
    assert "T-02-old" in capsys.readouterr().out


DATE = "is geen datum; schrijf jjjj-mm-dd, zoals 2026-11-23"
PIPS = {"leerroute": "B", "gemeente": "0505"}
WRONG: list[tuple[str, Any, str]] = [
    # unknown fields and wrong values
    ("termijnen", {"kenisgeving": "2026-01-01"}, "kenisgeving: onbekend veld; bekend zijn: aanbod"),
    ("termijnen", {"": 1}, '"": onbekend veld'),
    ("termijnen", {"pips": [{**PIPS, "dagtekening": "2026-03-10", "x": 1}]}, "pips[0].x: onbekend veld"),
    ("termijnen", {"a\nb\u2028c": 1}, "a b c: onbekend veld"),
    ("termijnen", {"kennisgeving": "2026-13-01"}, f"kennisgeving: '2026-13-01' {DATE}"),
    ("termijnen", {"kennisgeving": "2026-02-29"}, f"kennisgeving: '2026-02-29' {DATE}"),
    ("termijnen", {"kennisgeving": "05-03-2026"}, f"kennisgeving: '05-03-2026' {DATE}"),
    ("termijnen", {"kennisgeving": "9999-12-31"}, f"kennisgeving: '9999-12-31' {DATE}"),
    ("termijnen", {"kennisgeving": "1899-12-31"}, f"kennisgeving: '1899-12-31' {DATE}"),
    ("termijnen", {"kennisgeving": "20260305"}, f"kennisgeving: '20260305' {DATE}"),
    ("termijnen", {"kennisgeving": "٢٠٢٦-٠٣-٠٥"}, f"kennisgeving: '٢٠٢٦-٠٣-٠٥' {DATE}"),
    ("termijnen", {"kennisgeving": "2026-03-05T00:00"}, f"kennisgeving: '2026-03-05T00:00' {DATE}"),
    ("termijnen", {"kennisgeving": 20260305}, f"kennisgeving: een getal {DATE}"),
    ("termijnen", {"kennisgeving": True}, f"kennisgeving: true {DATE}"),
    ("termijnen", {"kennisgeving": []}, f"kennisgeving: een lijst {DATE}"),
    ("termijnen", {"kennisgeving": "x" * 1000}, f"kennisgeving: '{'x' * 40}…' {DATE}"),
    ("termijnen", {"doelgroep": "asiel"}, "doelgroep: 'asiel' kan hier niet; kies uit 'Asielstatushouder'"),
    ("termijnen", {"doelgroep": {}}, "doelgroep: een object kan hier niet"),
    ("termijnen", {"doelgroep": 1.5}, "doelgroep: een getal kan hier niet"),
    ("termijnen", {"boetes": [{"soort": "x", "overtreding": "2026-01-01"}]}, "boetes[0].soort: 'x' kan hier niet"),
    ("termijnen", {"pips": [PIPS]}, "pips[0].dagtekening: dit veld is verplicht"),
    ("termijnen", {"pips": {}}, "pips: hier hoort een lijst te staan, niet een object"),
    ("termijnen", {"pips": [1]}, "pips[0]: hier hoort een object met velden te staan, niet een getal"),
    ("termijnen", {"voorloper": 1}, "voorloper: hier hoort true of false te staan, niet een getal"),
    ("termijnen", {"voorloper": None}, "voorloper: hier hoort true of false te staan, niet niets"),
    ("termijnen", {"gemeente": 505}, "gemeente: hier hoort tekst te staan, niet een getal"),
    ("termijnen", {"gemeente": "505"}, "gemeente: '505' is geen gemeentecode; schrijf vier cijfers, zoals 0505"),
    ("termijnen", {"gemeente": "\ud800"}, "gemeente: hier staan tekens die geen tekst zijn"),
    ("termijnen", {"gemeente": "\0"}, "gemeente: hier staan tekens die geen tekst zijn"),
    ("termijnen", {"duo_boete": {"bekendgemaakt": "2026-01-01", "uren": True}}, "duo_boete.uren: hier hoort een geheel getal te staan, niet true"),
    ("termijnen", {"duo_boete": {"bekendgemaakt": "2026-01-01", "uren": 1.0}}, "duo_boete.uren: hier hoort een geheel getal"),
    ("termijnen", {"duo_boete": {"bekendgemaakt": "2026-01-01", "uren": -1}}, "duo_boete.uren: dit getal kan niet; kies 0 tot en met 100000"),
    ("termijnen", {"duo_boete": {"bekendgemaakt": "2026-01-01", "uren": 100_001}}, "duo_boete.uren: dit getal kan niet"),
    # an order that can't be
    ("termijnen", {"plicht_begin": "2026-02-01", "plicht_eind": "2026-01-01"}, "plicht_eind: 2026-01-01 ligt voor plicht_begin (2026-02-01); verbeter een van de twee"),
    ("termijnen", {"pips": [{**PIPS, "dagtekening": "2021-12-31"}]}, "pips[0].dagtekening: 2021-12-31 ligt voor het begin van de wet (2022-01-01)"),
    # files
    ("termijnen", [], "hier hoort een object met velden te staan, niet een lijst"),
    ("termijnen", "null", "hier hoort een object met velden te staan, niet niets"),
    ("termijnen", "{", "feiten.json is geen geldige JSON: regel 1, teken 2"),
    ("termijnen", "{}{}", "feiten.json is geen geldige JSON: regel 1, teken 3"),
    ("termijnen", "", "feiten.json is leeg"),
    ("termijnen", " \n", "feiten.json is leeg"),
    ("termijnen", "[" * 100_000, "feiten.json is te diep genest"),
    ("termijnen", '{"pips": ' + "[" * 900 + "]" * 900 + "}", "pips[0]: hier hoort een object met velden te staan, niet een lijst"),
    ("termijnen", '{"a": NaN}', "NaN is geen getal"),
    ("termijnen", '{"a": -Infinity}', "-Infinity is geen getal"),
    ("termijnen", '{"a": ' + "9" * 5000 + "}", "het getal 99999999999999999999… is te groot"),
    ("termijnen", '{"gemeente": "0505", "gemeente": "0590"}', "gemeente: dit veld staat er twee keer"),
    ("termijnen", '{"": 1, "": 2}', '"": dit veld staat er twee keer'),
    ("termijnen", "{}".encode("utf-16"), "feiten.json is UTF-16; sla het op als UTF-8"),
    ("termijnen", "{}".encode("utf-16-be"), "feiten.json is geen geldige JSON"),
    ("termijnen", '{"a": "é"}'.encode("cp1252"), "feiten.json is geen UTF-8; sla het zo op"),
    ("termijnen", b" " * (LARGEST + 1), "feiten.json is te groot: meer dan 5 MB"),
    # the question about a PIP
    ("pip", {"feiten": {}, "pip": {}}, "on: dit veld is verplicht"),
    ("pip", {"pip": {}, "on": "2026-05-04"}, "feiten: dit veld is verplicht"),
    ("pip", {"feiten": {}, "on": "2026-05-04"}, "pip: dit veld is verplicht"),
    ("pip", {"feiten": {}, "pip": {}, "on": "2026-05-04", "meer": 1}, "meer: onbekend veld; bekend zijn: feiten, on, pip"),
    ("pip", {"": 1}, '"": onbekend veld'),
    ("pip", {"feiten": {}, "pip": {"pvt_uren": "veel"}, "on": "2026-05-04"}, "pip.pvt_uren: hier hoort een geheel getal te staan, niet 'veel'"),
    ("pip", {"feiten": {"x": 1}, "pip": {}, "on": "2026-05-04"}, "feiten.x: onbekend veld"),
    ("pip", {"feiten": {"plicht_begin": "2026-02-01", "plicht_eind": "2026-01-01"}, "pip": {}, "on": "2026-05-04"}, "feiten.plicht_eind: 2026-01-01 ligt voor feiten.plicht_begin"),
    ("pip", {"feiten": {}, "pip": {}, "on": "morgen"}, f"on: 'morgen' {DATE}"),
    ("pip", {"feiten": {}, "pip": {}, "on": None}, f"on: niets {DATE}"),
    ("pip", {"feiten": {}, "pip": {}, "on": False}, f"on: false {DATE}"),
    ("pip", {"feiten": {}, "pip": [], "on": "2026-05-04"}, "pip: hier hoort een object met velden"),
    ("pip", [], 'hier hoort een object met "feiten", "pip" en "on" te staan'),
]  # fmt: skip


@pytest.mark.parametrize(("command", "data", "line"), WRONG, ids=[str(n) for n in range(len(WRONG))])
def test_refuses_with_one_line_that_names_the_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, data: Any, line: str
) -> None:
    words = (command, "--on", "2026-11-23") if command == "termijnen" else (command,)
    assert run(tmp_path, data, *words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert shown.err.startswith("wi2021: ")
    assert line in shown.err
    assert len(shown.err) < 420


def test_refuses_a_file_that_can_not_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["pip", str(tmp_path / "niets.json")]) == 2
    assert "niets.json bestaat niet" in capsys.readouterr().err
    assert main(["pip", str(tmp_path)]) == 2
    assert "is een map; kies een bestand" in capsys.readouterr().err
    assert main(["pip", "a\0b"]) == 2
    assert "is niet te lezen" in capsys.readouterr().err

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbidden)
    assert main(["pip", "x.json"]) == 2
    assert "mag niet worden gelezen" in capsys.readouterr().err


ARGUMENTS = [
    ([], "opdracht: dit is verplicht; zie --help"),
    (["iets"], "opdracht: 'iets' bestaat niet; zie --help"),
    (["termijnen"], "bestand, --on: dit is verplicht; zie --help"),
    (["termijnen", "x.json"], "--on: dit is verplicht; zie --help"),
    (["termijnen", "x.json", "--on"], "--on: hier hoort een waarde achter; zie --help"),
    (["termijnen", "x.json", "--on", "nooit"], f"--on: 'nooit' {DATE}"),
    (["termijnen", "x.json", "--on", ""], f"--on: '' {DATE}"),
    (["termijnen", "x.json", "--on", "2026-01-01", "meer"], "meer: onbekend; zie --help"),
    (["regels", "--tabel"], "--tabel: onbekend; zie --help"),
    (["regels", "--tab"], "--tab: onbekend; zie --help"),
    (["regels", "--table=ja"], "--table: hier hoort geen waarde achter; zie --help"),
    (["regels", "--on", "2026-1-1"], f"--on: '2026-1-1' {DATE}"),
]


@pytest.mark.parametrize(("arguments", "line"), ARGUMENTS)
def test_what_is_typed_wrong_is_told_in_one_dutch_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"wi2021: {line}" + (
        ", tussen 1900 en 2200\n" if line.endswith("2026-11-23") else "\n"
    )


def test_what_argparse_says_otherwise_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    from wi2021.lezen import FactsError
    from wi2021.opdracht.lezer import DutchParser

    with pytest.raises(FactsError, match="dit kan niet: iets nieuws"):
        DutchParser(prog="x").error("iets nieuws")


@pytest.mark.parametrize("command", [[], ["termijnen"], ["pip"], ["regels"]])
def test_help_is_dutch(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("gebruik: python -m wi2021")
    assert not {"usage:", "options:", "positional"} & set(shown.split())


def test_is_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["wi2021", "regels", "--table"])
    monkeypatch.delitem(sys.modules, "wi2021.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("wi2021", run_name="__main__")
    assert ended.value.code == 0
    assert "WHO-01" in capsys.readouterr().out


def test_on_a_terminal_without_unicode_nothing_breaks_and_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """As a process of its own: its streams are real ones."""
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "wi2021", "regels", "--table"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\xeb" in done.stdout
    reader, writer = os.pipe()
    os.close(reader)
    try:
        cut = subprocess.run(command, env=environment, stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    assert (cut.returncode, cut.stderr) == (0, b"")


def test_a_reader_that_has_seen_enough_ends_the_output_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as stream:  # noqa: PTH123 a file descriptor
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["regels"]) == 0
        monkeypatch.undo()
