"""The built package in a clean virtual environment: ``wegwijs demo`` works without the repository."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from wegwijs.config.postgres.place import remove_outside

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 900


@pytest.fixture(scope="module")
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Nothing of the developer's own: an empty home, no Python path."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_"))}
    return {**kept, "HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin", "UV_SYSTEM_CERTS": "true"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, clean_environment: dict[str, str]) -> Path:
    """The ``wegwijs`` command of a virtual environment into which the built wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    folder.chmod(0o755)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    _run(build, dict(os.environ))
    wheel = next(folder.glob("*.whl"))
    venv = folder / "venv"
    _run([sys.executable, "-m", "venv", "--without-pip", str(venv)], clean_environment)
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(venv / "bin" / "python")]
    _run([*uv, "--require-hashes", "-r", str(ROOT / "requirements.txt")], clean_environment)
    _run([*uv, "--no-deps", str(wheel)], clean_environment)
    return venv / "bin" / "wegwijs"


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


@contextmanager
def _running(wegwijs: Path, data: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of a started demo; at the end it is stopped as Ctrl-C does, which must succeed."""
    port = _free_port()
    command = [str(wegwijs), "demo", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd="/"
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Stoppen: Ctrl-C" in line:
            break
    assert process.poll() is None, said
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(60) == 0, rest
    assert "De gegevens zijn bewaard" in rest


def _read(address: str) -> str:
    with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        assert answer.status == 200
        text: str = answer.read().decode()
        return text


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder; for root the cluster stands elsewhere, because pytest's folders are closed."""
    yield tmp_path / "data"
    remove_outside(tmp_path / "data")


def test_the_package_starts_shows_its_own_look_stops_and_keeps_its_data(
    installed: Path, clean_environment: dict[str, str], data: Path
) -> None:
    smaller = {**clean_environment, "WEGWIJS_DEMO_GEMEENTEN": "0642"}
    with _running(installed, data, smaller) as address:
        page = _read(f"{address}/aanmelden/login/")
        sheets = re.findall(r'href="(/static/[^"]+\.css)"', page)
        assert sheets
        assert all(_read(address + sheet) for sheet in sheets)
        key = (data / "secret-key").read_text()
    with _running(installed, data, clean_environment) as address:
        assert _read(f"{address}/aanmelden/login/")
    assert (data / "secret-key").read_text() == key
