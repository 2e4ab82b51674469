"""Under which account the server runs: our own, or for root (which PostgreSQL refuses) an unprivileged one."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Existing accounts of a Debian or Ubuntu machine, in order of preference; none is ever made.
UNPRIVILEGED = ("postgres", "nobody")


class PostgresError(Exception):
    """The embedded server can't do what is asked; the message says what to do, in Dutch."""


@dataclass(frozen=True)
class Account:
    """Whom the server's programs run as. ``uid`` is None for: as ourselves."""

    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str | Path) -> "subprocess.CompletedProcess[str]":
        """Run a program as this account, its output kept. The environment carries no settings of ours."""
        arguments: Sequence[str] = [str(part) for part in command]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": "/"}
        try:
            return subprocess.run(
                arguments,
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
            )
        except (PermissionError, FileNotFoundError) as error:
            return subprocess.CompletedProcess(arguments, 126, "", str(error))

    def may_enter(self, folder: Path) -> bool:
        """Whether this account can reach ``folder`` and pass through it."""
        return self.uid is None or self.run("/bin/sh", "-c", 'cd "$0"', folder).returncode == 0

    def own(self, folder: Path) -> None:
        """Make a folder of ours this account's, closed to others."""
        folder.chmod(0o700)
        self.take(folder)

    def take(self, path: Path) -> None:
        """Make a file or folder of ours this account's."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def server_account(existing: Path | None) -> Account:
    """The account for the server: the owner of an ``existing`` cluster, else chosen afresh.

    Raises PostgresError when the cluster belongs to somebody else or no unprivileged account can be used.
    """
    owner = existing.stat().st_uid if existing and existing.exists() else None
    if os.geteuid() != 0:
        if owner not in {None, os.geteuid()}:
            raise PostgresError(
                f"De gegevens in {existing} zijn van een ander account. Start Wegwijs onder dat account, of kies "
                "een andere gegevensmap met --data."
            )
        return Account()
    for entry in _candidates(owner):
        account = Account(entry.pw_uid, entry.pw_gid)
        if account.run("/bin/sh", "-c", ":").returncode == 0:
            return account
    raise PostgresError(
        "PostgreSQL draait niet als root, en overgaan naar een gewoon account (postgres of nobody) lukt hier niet. "
        "Start Wegwijs als gewone gebruiker, of wijs met WEGWIJS_DEMO_DATABASE_URL een bestaande PostgreSQL-server aan."
    )


def _candidates(owner: int | None) -> list[pwd.struct_passwd]:
    if owner:
        return [entry for entry in pwd.getpwall() if entry.pw_uid == owner][:1]
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return [known[name] for name in UNPRIVILEGED if name in known]
