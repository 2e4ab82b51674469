"""``wegwijs verify-audit``: plain sentences, and heads in a file that nobody with only the database can change."""

import argparse
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from support.someone import Someone
from support.tampering import tamper
from wegwijs.audit.commands import record
from wegwijs.audit.heads import read
from wegwijs.audit.jobs import check_audit
from wegwijs.audit.models import Action, AuditRecord, ChainCheck
from wegwijs.audit.verify import verified
from wegwijs.config import cli
from wegwijs.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_rows(db: None) -> None:
    for key in range(3):
        record(by=Someone(), action=Action.VIEW, kind="dossier", key=key, gemeente="0505")


def test_a_whole_log_is_said_to_be_whole_and_its_heads_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "koppen.txt"
    first = verified(file)
    assert first.whole
    assert "0505: 3 regels, heel" in first.sentences
    assert "was er nog niet" in " ".join(first.sentences)
    record(by=Someone(), action=Action.VIEW, kind="dossier", key=3, gemeente="0505")
    assert "Vergeleken met 1 koppen" in " ".join(verified(file).sentences)
    assert [head.place for head in read(file.read_text().splitlines())] == [3, 4]


def test_a_log_that_was_cut_off_is_found_with_the_file_and_the_file_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "koppen.txt"
    verified(file)
    before = file.read_text()
    tamper("DELETE FROM audit_auditrecord WHERE place = 3")
    tamper("DELETE FROM audit_chaincheck")
    assert verified().whole, "without the file nothing in the database tells of it any more"
    ended = verified(file)
    assert not ended.whole
    assert "NIET HEEL" in ended.sentences[0]
    assert "beveiligingsincident" in ended.sentences[-1]
    assert file.read_text() == before


def test_a_file_that_holds_something_else_is_refused_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "koppen.txt"
    file.write_text("zomaar iets\n")
    with pytest.raises(ImproperlyConfigured, match="Regel 1 is geen kop"):
        verified(file)
    with pytest.raises(DomainError, match="Regel 2"):
        read(["", "2026-11-23T02:43:00+01:00 0505 3 kort"])


def test_the_command_prints_it_and_ends_with_1_when_something_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_setup", lambda: None)
    assert cli.main(["verify-audit"]) == 0
    assert "Het logboek is heel." in capsys.readouterr().out
    tamper("UPDATE audit_auditrecord SET actor = 'iemand anders' WHERE place = 2")
    assert cli.main(["verify-audit"]) == 1
    assert f"kijk bij regel {AuditRecord.objects.get(place=2).pk}" in capsys.readouterr().out
    assert isinstance(cli._parser().parse_args(["verify-audit"]), argparse.Namespace)


def test_the_nightly_check_writes_the_heads_to_the_log_of_the_server(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO"):
        check_audit()
    line = next(row.getMessage() for row in caplog.records if "audit head" in row.getMessage())
    assert read([line.removeprefix("audit head ")])[0].place == 3
    assert ChainCheck.objects.filter(chain="0505").exists()
