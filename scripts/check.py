"""Every check that needs no running program; prints what is wrong and one line a check."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS: list[tuple[str, list[str]]] = [
    ("stijl", ["ruff", "check", "."]),
    ("opmaak", ["ruff", "format", "--check", "--quiet", "."]),
    ("typen", ["mypy"]),
    ("wie wie mag gebruiken", ["lint-imports"]),
    ("sjablonen", ["djlint", "--quiet", "--lint", "src"]),
    (
        "migraties",
        ["python", "-W", "ignore", "-m", "wegwijs", "manage", "makemigrations", "--check", "--dry-run"],
    ),
    (
        "instellingen",
        ["python", "-W", "ignore", "-m", "wegwijs", "manage", "check", "--fail-level", "WARNING"],
    ),
    ("pakketlijsten", ["python", "scripts/lock.py", "--check"]),
]


def main() -> int:
    """Run them all, the one after the other, also when one fails."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "wegwijs.config.settings.test",
    }
    failed = 0
    for name, command in CHECKS:
        started = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        good = done.returncode == 0
        print(f"{'goed' if good else 'FOUT'}  {name} ({time.monotonic() - started:.1f} s)", flush=True)
        if not good:
            failed += 1
            print(f"{done.stdout}{done.stderr}".rstrip(), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
