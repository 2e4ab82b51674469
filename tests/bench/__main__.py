"""``make bench``: grow a region, start the server as it runs in the trial, measure each page beside the floor, write it down.

BENCH=10000 (or any number) chooses how many dossiers, 100,000 when unset; ROUNDS how often each page is asked. The times are of
this machine at this moment: only the ratios to the floor, measured in turn in the same run, say something about Wegwijs.
"""

import os
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

import django
import psycopg
from django.core.management import call_command
from django.db import connections, transaction

from wegwijs.config import environment, postgres, processes

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "120"))
WANTED = int(os.environ.get("BENCH", "100000"))
WARM = 8
PROCESSES = 2
LEADER = "visser"
DEEP = 500


def main() -> int:
    """Returns 1 when a goal isn't met."""
    folder = Path(tempfile.mkdtemp(prefix="wegwijs-bench-"))
    folder.chmod(0o711)
    os.environ["WEGWIJS_DATA"] = str(folder)
    server = postgres.start(folder)
    os.environ[environment.DEMO_DATABASE] = server.url()
    try:
        django.setup()
        return _run(server, folder)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _run(server: postgres.Server, folder: Path) -> int:
    from bench.attendance import attendance
    from bench.grow import grow
    from bench.letters import letters
    from bench.money import money
    from bench.postings import postings
    from bench.report import write
    from bench.work import recompute
    from wegwijs.demo import region
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic(), entered(EVERYTHING):
        # The told stories only: ten times as many rows of the same shape would say no more, and take a minute.
        region.load(most=0)
    _let_go()
    started = time.monotonic()
    with psycopg.connect(server.url(role=postgres.SUPERUSER), autocommit=True) as superuser:
        grown = grow(superuser, WANTED)
    print(f"{grown} in {time.monotonic() - started:.0f} s", flush=True)
    lines, growth = _measure(grown.open, folder)
    nightly, sent, delivered, posted, paid = recompute(), letters(), attendance(), postings(), money()
    return write(
        ROOT / "docs" / "benchmarks.md",
        lines,
        grown,
        nightly,
        sent,
        delivered,
        posted,
        paid,
        growth,
        wanted=WANTED,
    )


def _let_go() -> None:
    for connection in connections.all():
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


@contextmanager
def _web(folder: Path) -> Iterator[tuple[int, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with (folder / "web.log").open("ab") as log:
        web = subprocess.Popen(processes.web_command("127.0.0.1", port, PROCESSES), stdout=log, stderr=log)
    try:
        for _ in range(600):
            try:
                with urlopen(f"http://127.0.0.1:{port}/toegang/", timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield port, web.pid
    finally:
        web.terminate()
        web.wait(20)


def _measure(opened: int, folder: Path) -> "tuple[list[Line], float]":  # type: ignore[name-defined]  # noqa: F821
    """Every case, and by how many megabytes a web process grew while it made files of the whole list again and again."""
    from bench.browser import Browser
    from bench.cases import cases
    from bench.memory import peak
    from bench.report import Line
    from bench.week import prepare

    cookies = {name: _session(name) for name in (LEADER, "regisseur1", "molenaar", "vermeer", "hendriks")}
    before = 0.0
    with _web(folder) as (port, server):
        pages = min(DEEP, max(2, opened // 50 - 1))
        dossiers, words = _sample()
        week = prepare(LEADER)
        _let_go()
        chosen = cases(_deep(Browser(port, cookies, LEADER), pages), dossiers, words, week)
        browsers = {case.name: Browser(port, cookies, LEADER) for case in chosen}
        for turn in range(ROUNDS + WARM):
            order = chosen[:]
            random.Random(turn).shuffle(order)  # noqa: S311
            if turn == WARM:
                before = peak(server)
            for case in order:
                case.act(browsers[case.name], turn)
        return [Line.of(case, browsers[case.name], WARM) for case in chosen], peak(server) - before


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


def _deep(browser: "Browser", pages: int) -> str:  # type: ignore[name-defined]  # noqa: F821
    """The address of a page far on, found as a person would: by going to the next page."""
    address = "?van=allen"
    for _ in range(pages - 1):
        found = re.search(r'href="(\?[^"]*\bna=[^"]+)"', browser.get(f"/{address}").decode())
        if not found:
            break
        address = found[1].replace("&amp;", "&")
    return address


def _sample() -> tuple[list[str], list[str]]:
    """Open dossiers (the first has the most contacts), and names to look for."""
    from django.db.models import Count

    from wegwijs.dossiers.models import Dossier
    from wegwijs.people.models import Person
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    rows = Dossier.objects.exclude(state="gesloten").order_by("next_on", "id")
    with entered(EVERYTHING):
        first = str(rows.values_list("pk", flat=True)[0])
        some = rows.order_by("person__sort_key").select_related("person")[:400:8]
        bearers = Person.objects.filter(merged_into=None).order_by().values("sort_key")
        shared = set(bearers.annotate(n=Count("pk")).filter(n__gt=1).values_list("sort_key", flat=True))
    # Of those with a namesake: a name with one hit leads on to the dossier, which is measured by itself.
    names = sorted(
        f"{d.person.geslachtsnaam.split('-')[0]} {d.person.voornamen}"
        for d in {d.person.sort_key: d for d in some if d.person.sort_key in shared}.values()
    )
    return [first, *(str(d.pk) for d in some)], names


if __name__ == "__main__":
    sys.exit(main())
