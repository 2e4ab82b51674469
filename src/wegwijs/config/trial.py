"""``wegwijs demo``: database, example region, web server and worker on one machine, under one command."""

import contextlib
import ctypes
import fcntl
import gc
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import django
from django.core.management import call_command
from django.db import connections
from django.utils.module_loading import import_string

from wegwijs.config import environment, postgres, processes

HOST = "127.0.0.1"
PATIENCE_SECONDS = 90
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1


class TrialError(Exception):
    """The trial can't start; the message says what to do, in Dutch."""


class _StopRequestedError(Exception):
    """Ctrl-C or a request to end."""


def run(folder: Path, port: int) -> int:
    """Start everything, wait for Ctrl-C, stop everything in order; returns the exit code.

    Raises TrialError when the port is taken or this data folder is already in use.
    """
    started = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _request_stop)
    try:
        with _only_one(folder, port), _database(folder):
            _prepare_data()
            with (
                _process("web", processes.web_command(HOST, port, 2), folder) as web,
                _process("worker", processes.worker_command(), folder) as worker,
            ):
                _wait_for_answer(port, web, folder)
                _welcome(port, folder, time.monotonic() - started)
                return _wait_for_end({"web": web, "worker": worker}, folder)
    except (_StopRequestedError, KeyboardInterrupt):
        print("Wegwijs is gestopt. De gegevens zijn bewaard.")
        return 0


def _request_stop(number: int, frame: FrameType | None) -> None:
    for again in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)
    print("\nWegwijs stopt ...", flush=True)
    raise _StopRequestedError


@contextlib.contextmanager
def _only_one(folder: Path, port: int) -> Iterator[None]:
    """Hold the data folder and make sure that the port is free."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "in-use").open("a+", encoding="ascii") as mark:
        _lock(mark, folder)
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except PermissionError as error:
                raise TrialError(f"Poort {port} is niet toegestaan. Kies een poort boven 1023.") from error
            except OSError as error:
                raise TrialError(
                    f"Poort {port} is bezet door een ander programma. Kies een andere poort: "
                    f"'make demo PORT={_other(port)}' of 'wegwijs demo --port {_other(port)}'."
                ) from error
        mark.truncate(0)
        mark.write(f"http://{HOST}:{port}/")
        mark.flush()
        yield


def _other(port: int) -> int:
    return port + 1 if port < 65535 else port - 1


def _lock(mark: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        mark.seek(0)
        where = mark.read() or "een ander venster"
        raise TrialError(
            f"Wegwijs draait al met de gegevens in {folder}: {where}. Stop het daar met Ctrl-C, of geef met --data "
            "een andere map op."
        ) from error


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[None]:
    """The server that was pointed out for the demo, else the embedded one for as long as the block lasts."""
    if environment.text(environment.DEMO_DATABASE):
        yield
        return
    server = postgres.start(folder)
    if server.cluster.parent != folder.absolute():
        print(
            f"De database staat in {server.cluster}, omdat het account van PostgreSQL niet bij {folder} kan.",
            flush=True,
        )
    os.environ[environment.DEMO_DATABASE] = server.url()
    try:
        yield
    finally:
        connections.close_all()
        server.stop()


def _prepare_data() -> None:
    """Bring the schema up to date and load the example region into an empty database."""
    django.setup()
    # Migrations build every table's class again and again and leave little garbage: to look for it took a sixth of their time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    call_command("migrate", interactive=False, verbosity=0)
    if not _region("is_whole")():
        print("De voorbeeldregio wordt gemaakt; dat duurt drie tot vijf minuten ...", flush=True)
        try:
            _region("load_beside")(_say)
        except RuntimeError as broken:
            raise TrialError(f"De voorbeeldregio kon niet worden gemaakt: {broken}") from broken
    for connection in connections.all():
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


def _say(line: str) -> None:
    print(line, flush=True)


def _region(function: str) -> Callable[..., Any]:
    """A function of the example region; looked up late, because its room exists in demo settings only."""
    try:
        found: Callable[..., Any] = import_string(f"wegwijs.demo.region.{function}")
    except ImportError as error:
        raise TrialError("De voorbeeldregio ontbreekt in deze installatie.") from error
    return found


@contextlib.contextmanager
def _process(name: str, command: list[str], folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of ours, its output in the data folder, ended in order at the end of the block."""
    with _log_of(name, folder).open("ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is killed; elsewhere this does nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _log_of(name: str, folder: Path) -> Path:
    return folder / f"{name}.log"


def _wait_for_answer(port: int, web: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Poll until the web server answers. TrialError when it ends, or says nothing for a minute and a half."""
    address = f"http://{HOST}:{port}/"
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if web.poll() is not None:
            break
        try:
            with urlopen(address, timeout=10):
                return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TrialError(f"De webserver start niet. Lees {_log_of('web', folder)}.")


def _welcome(port: int, folder: Path, seconds: float) -> None:
    print(f"\nWegwijs draait: http://{HOST}:{port}/   (gestart in {seconds:.0f} s)\n")
    for line in _region("logins")():
        print(f"  {line}")
    print(f"\nGegevens en logboeken: {folder}\nStoppen: Ctrl-C", flush=True)


def _wait_for_end(running: dict[str, "subprocess.Popen[bytes]"], folder: Path) -> int:
    """Wait until one of the processes ends by itself, which is an error; Ctrl-C leaves by an exception."""
    while True:
        for name, process in running.items():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.5)
                print(
                    f"wegwijs: het proces '{name}' is gestopt. Lees {_log_of(name, folder)}.", file=sys.stderr
                )
                return 1
