"""``make bench``: grow a region, start the server as it runs in the trial, measure each page beside the floor, write it down.

BENCH=10000 (or any number) chooses how many dossiers; 100,000 when unset. The times are of this machine at this moment: only
the ratios to the floor, measured in turn in the same run, say something about Wegwijs.
"""

import os
import platform
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])
ROUNDS = int(os.environ.get("ROUNDS", "120"))
WARM = 8
PROCESSES = 2
LEADER = "visser"


def main() -> int:
    """Returns 1 when a goal isn't met."""
    wanted = int(os.environ.get("BENCH", "100000"))
    folder = Path(tempfile.mkdtemp(prefix="wegwijs-bench-"))
    folder.chmod(0o711)
    os.environ["WEGWIJS_DATA"] = str(folder)
    try:
        with _database(folder) as server:
            grown, seconds = _fill(server, wanted)
            print(
                f"{grown.dossiers} dossiers ({grown.open} open), {grown.rows} rijen in {seconds:.0f} s",
                flush=True,
            )
            return _measure_all(wanted, grown, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(folder: Path) -> "Iterator[object]":
    from wegwijs.config import environment, postgres

    server = postgres.start(folder)
    os.environ[environment.DEMO_DATABASE] = server.url()
    try:
        yield server
    finally:
        server.stop()


def _fill(server: object, wanted: int) -> "tuple[object, float]":
    import django
    import psycopg
    from django.core.management import call_command
    from django.db import connections, transaction

    django.setup()
    from bench.grow import grow
    from wegwijs.demo import region

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        region.load()
    for connection in connections.all():
        connection.close()
        connection.close_pool()
    started = time.monotonic()
    with psycopg.connect(server.url(role="postgres"), autocommit=True) as connection:
        made = grow(connection, wanted)
    return made, time.monotonic() - started


@contextmanager
def _web(folder: Path) -> "Iterator[tuple[int, subprocess.Popen[bytes]]]":
    from wegwijs.config import processes

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "web.log").open("ab")
    web = subprocess.Popen(processes.web_command("127.0.0.1", port, PROCESSES), stdout=log, stderr=log)
    try:
        for _ in range(600):
            try:
                with urlopen(f"http://127.0.0.1:{port}/toegang/", timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield port, web
    finally:
        web.terminate()
        web.wait(20)


def _measure_all(wanted: int, grown: object, folder: Path) -> int:
    from bench.report import Line, write

    cookies = {name: _session(name) for name in (LEADER, "regisseur1")}
    with _web(folder) as (port, web):
        from bench.browser import Browser
        from bench.cases import cases

        deep = _deep(Browser(port, cookies, LEADER), 500 if grown.open > 26_000 else max(2, grown.open // 60))
        dossiers, words = _sample()
        chosen = cases(deep, dossiers, words)
        browsers = {case.name: Browser(port, cookies, LEADER) for case in chosen}
        for turn in range(ROUNDS + WARM):
            order = chosen[:]
            random.Random(turn).shuffle(order)  # noqa: S311
            for case in order:
                case.act(browsers[case.name], turn)
        lines = [Line.of(case, browsers[case.name], WARM) for case in chosen]
    return write(
        ROOT / "docs" / "benchmarks.md",
        lines,
        grown,
        wanted=wanted,
        machine=platform.processor() or platform.machine(),
    )


def _session(username: str) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from wegwijs.access.models import User

    user = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _deep(browser: object, pages: int) -> str:
    """The address of the page so far on, found as a person would: by going to the next page."""
    address = "?van=allen"
    for _ in range(pages - 1):
        page = browser.get(f"/{address}").decode()
        found = re.search(r'href="(\?[^"]*\bna=[^"]+)"', page)
        if not found:
            break
        address = found[1].replace("&amp;", "&")
    return address


def _sample() -> tuple[list[str], list[str]]:
    from wegwijs.dossiers.models import Dossier

    rows = Dossier.objects.exclude(state="gesloten").order_by("next_on", "id")
    first = str(rows.values_list("pk", flat=True)[0])
    others = [str(pk) for pk in rows.order_by("person__sort_key").values_list("pk", flat=True)[:400:8]]
    names = sorted(
        {
            f"{p.geslachtsnaam} {p.voornamen}".split("-")[0]
            for p in (d.person for d in rows.select_related("person")[:400])
        }
    )
    return [first, *others], names[:40]


if __name__ == "__main__":
    sys.exit(main())
