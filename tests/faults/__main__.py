"""``make faults``: the tests of this folder at full length, and their figures written down.

STEPS (100,000 unset) is how many things happen in each simulated region, SEEDS (one) from which numbers they are drawn. In ``make test`` the
same tests run short.
"""

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "faults.md"
PAGE = """# Fouten die wij zelf maken

Op {day}, {machine}. Gemaakt door `make faults`; kort draait hetzelfde in `make test`.

Goed is: niets wat bevestigd is gaat verloren, er ontstaat of verdwijnt geen cent, geen opdracht staat in twee bestanden, en opnieuw beginnen maakt het af.

| wat | hoe vaak | gevonden |
| --- | ---: | --- |
{rows}

Elke dode is een proces dat zichzelf SIGKILL stuurt, vóór een statement of rond een commit; van PostgreSQL worden alle processen tegelijk gedood
terwijl vier schrijvers bezig zijn. In de nagebootste regio tekent één getal alles wat gebeurt; na elke stap worden alle sommen geteld, en na elke
{whole} stappen het hele grootboek en elk bestand.
"""


def main() -> int:
    """Returns what pytest returns; the page is written only when all of it held."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        chosen = {
            "WEGWIJS_FAULT_STEPS": os.environ.get("STEPS", "100000"),
            "WEGWIJS_FAULT_SEEDS": os.environ.get("SEEDS", "1"),
            "WEGWIJS_FAULT_DEATHS": os.environ.get("DEATHS", "25"),
            "WEGWIJS_FAULT_FIGURES": str(figures),
        }
        started = time.monotonic()
        code = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "tests/faults"],
            cwd=ROOT,
            env={**os.environ, **chosen},
            check=False,
        ).returncode
        lines = figures.read_text().splitlines() if figures.exists() else []
        if code == 0:
            _write([json.loads(line) for line in lines], time.monotonic() - started)
    return code


def _write(figures: list[list[str]], seconds: float) -> None:
    from faults.test_payments_simulated import WHOLE
    from wegwijs import clock

    rows = "\n".join(f"| {what} | {count} | {found} |" for what, count, found in figures)
    machine = f"{os.cpu_count()} kernen, Python {platform.python_version()}, {seconds / 60:.0f} minuten"
    text = PAGE.format(day=f"{clock.today():%d-%m-%Y}", machine=machine, rows=rows, whole=WHOLE)
    REPORT.write_text(re.sub(r"\n{3,}", "\n\n", text), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    sys.exit(main())
