"""``make faults``: the tests of this folder at full length, and their figures written down.

STEPS (100,000 unset) is how many things happen in each simulated region, SEEDS (one) from which numbers they are drawn; DEATHS, RANDOM, FLIPS: how
often PostgreSQL dies, how many workers at any moment, how many bytes are flipped in each file. In ``make test`` the same tests run short.

Given files of figures (``python -m faults FILE...``) it runs nothing and writes the page from those.
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

from support.figures import counted, whole_after

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "faults.md"
PAGE = """# Fouten die wij zelf maken

Op {day}, {machine}. Gemaakt door `make faults`; kort draait hetzelfde in `make test`.

Goed is: niets wat bevestigd is gaat verloren, er ontstaat of verdwijnt geen cent, geen opdracht staat in twee bestanden, en opnieuw beginnen maakt het af.

| wat | hoe vaak | gevonden |
| --- | ---: | --- |
{rows}

Doden: op elke plek sterft een proces dat zichzelf SIGKILL stuurt, vóór een statement of rond een commit; op een willekeurig moment krijgt een van vier
processen, die tegelijk inlezen en betalen, SIGKILL van buiten. Van PostgreSQL worden alle processen tegelijk gedood terwijl vier schrijvers bezig zijn.

Omgevallen bytes: één bit of één byte op een willekeurige plek. Bedragen, saldi en rekeningnummers zijn in deze bestanden na te rekenen: die worden geweigerd of
staan er goed. Een letter in een naam of omschrijving, of een dag, is dat niet: die staat er dan anders. Zo'n regel past nog steeds, of wordt uitgezocht. Noemt hij daardoor
een ander dossier, dat van dezelfde afzender hetzelfde bedrag verwacht, dan is dat aan geen bestand te zien. Van een betaalbestand klopt de vingerafdruk niet meer.

Klok: wie betaalt en wie inleest zijn twee processen; de klok van één van de twee is een uur mis, beide kanten op, rond middernacht, het eind van maand en jaar, en zomer- en
wintertijd.

Nagebootste regio: één getal tekent alles wat gebeurt. Na elke stap worden alle sommen geteld, en alles wat die stap raakte: runs met hun bestand, en elke nieuwe regel van een
rekening. Elke {whole} stappen worden het hele grootboek, elk bestand en elke som opnieuw geteld, en moet wat onderweg is bijgehouden hetzelfde zijn.
"""


def main(given: list[str]) -> int:
    """Returns what pytest returns; the page is written only when all of it held."""
    if given:
        _write([Path(one).read_text(encoding="utf-8") for one in given], 0.0)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        chosen = {
            "WEGWIJS_FAULT_STEPS": os.environ.get("STEPS", "100000"),
            "WEGWIJS_FAULT_SEEDS": os.environ.get("SEEDS", "1"),
            "WEGWIJS_FAULT_DEATHS": os.environ.get("DEATHS", "25"),
            "WEGWIJS_FAULT_RANDOM": os.environ.get("RANDOM", "200"),
            "WEGWIJS_FAULT_FLIPS": os.environ.get("FLIPS", "15000"),
            "WEGWIJS_FAULT_NIGHTS": "all",
            "WEGWIJS_FAULT_FIGURES": str(figures),
        }
        started = time.monotonic()
        code = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "tests/faults"],
            cwd=ROOT,
            env={**os.environ, **chosen},
            check=False,
        ).returncode
        if code == 0:
            _write([figures.read_text(encoding="utf-8")], time.monotonic() - started)
    return code


def _write(figures: list[str], seconds: float) -> None:
    from wegwijs import clock

    rows = [json.loads(line) for text in figures for line in text.splitlines()]
    steps = max(int(count.replace(".", "")) for what, count, _ in rows if what.startswith("stappen"))
    machine = f"{os.cpu_count()} kernen, Python {platform.python_version()}"
    if seconds:
        machine += f", {seconds / 60:.0f} minuten"
    text = PAGE.format(
        day=f"{clock.today():%d-%m-%Y}",
        machine=machine,
        rows="\n".join(f"| {what} | {count} | {found} |" for what, count, found in rows),
        whole=counted(whole_after(steps)),
    )
    REPORT.write_text(re.sub(r"\n{3,}", "\n\n", text), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
