"""Every check that needs no running program; prints what is wrong and one line a check."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# What takes longest first.
CHECKS: list[tuple[str, list[str]]] = [
    ("typen", ["mypy"]),
    ("stijl", ["ruff", "check", "."]),
    ("opmaak", ["ruff", "format", "--check", "--quiet", "."]),
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
    """Run them all, also when one fails, as many at a time as there are processors; what they say comes in their own order."""
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as beside:
        for (name, _), (done, seconds) in zip(CHECKS, beside.map(_run, CHECKS), strict=True):
            good = done.returncode == 0
            print(f"{'goed' if good else 'FOUT'}  {name} ({seconds:.1f} s)", flush=True)
            if not good:
                failed += 1
                print(f"{done.stdout}{done.stderr}".rstrip(), flush=True)
    return 1 if failed else 0


def _run(check: tuple[str, list[str]]) -> tuple["subprocess.CompletedProcess[str]", float]:
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "wegwijs.config.settings.test",
    }
    started = time.monotonic()
    done = subprocess.run(check[1], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
