"""The ``wegwijs`` command: what goes wrong is said in one line, with exit code 2."""

import fcntl
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from wegwijs.config import cli


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "wegwijs", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_taken_port_is_named_with_another_to_try(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = _run("demo", "--data", str(tmp_path), "--port", str(port))
    assert ended.returncode == 2
    assert f"Poort {port} is bezet" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_second_start_says_where_the_first_one_runs(tmp_path: Path) -> None:
    with (tmp_path / "in-use").open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        mark.write("http://127.0.0.1:8000/")
        mark.flush()
        ended = _run("demo", "--data", str(tmp_path))
    assert ended.returncode == 2
    assert "draait al" in ended.stderr
    assert "http://127.0.0.1:8000/" in ended.stderr


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_an_impossible_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["demo", "--port", port])
    assert ended.value.code == 2
    assert "poortnummer" in capsys.readouterr().err


def test_production_names_the_first_setting_that_is_missing() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "wegwijs", "migrate"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin", "PYTHONPATH": ":".join(sys.path)},
    )
    assert ended.returncode == 2
    assert "WEGWIJS_SECRET_KEY" in ended.stderr


def test_the_demo_never_opens_the_database_of_a_real_installation(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "wegwijs", "check-deadlines"],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "/usr/bin",
            "PYTHONPATH": ":".join(sys.path),
            "DJANGO_SETTINGS_MODULE": "wegwijs.config.settings.demo",
            "WEGWIJS_DATA": str(tmp_path),
            "DATABASE_URL": "postgresql://wegwijs@db.example/wegwijs",
        },
    )
    assert ended.returncode == 2
    assert "draait geen database" in ended.stderr
