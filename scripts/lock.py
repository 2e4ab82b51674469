"""Renew the hashed lists of packages, or with --check see without a network that they fit pyproject.toml.

The first line of each list says from which wishes it was made, so that a forgotten renewal is noticed. No list
names the place it was fetched from.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = "# gemaakt uit pyproject.toml met 'make lock': "
# file -> groups besides (True: with) the runtime dependencies
LISTS = {
    "requirements.txt": (True, []),
    "requirements-dev.txt": (True, ["dev", "uv"]),
    "requirements-uv.txt": (False, ["uv"]),
    "requirements-node.txt": (False, ["node"]),
}


def main() -> int:
    """Renew or check; returns the exit code."""
    if "--check" not in sys.argv[1:]:
        for name in LISTS:
            renew(name)
    wrong = [message for name in LISTS for message in faults(name)] + npm_faults()
    for message in wrong:
        print(message, file=sys.stderr)
    return 1 if wrong else 0


def wishes(name: str) -> str:
    """A hash of what a list must satisfy: the dependencies and groups in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, groups = LISTS[name]
    wanted = {group: project["dependency-groups"][group] for group in groups}
    if runtime:
        wanted["runtime"] = [project["project"]["requires-python"], *project["project"]["dependencies"]]
    return hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()


def renew(name: str) -> None:
    """Resolve one list anew for every platform and Python version we support."""
    runtime, groups = LISTS[name]
    command = [
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--upgrade",
    ]
    command += ["--python-version", "3.11", "--output-file", name]
    command += [part for group in groups for part in ("--group", f"pyproject.toml:{group}")]
    if runtime:
        command.append("pyproject.toml")
    if runtime and groups:
        command += ["--constraint", "requirements.txt"]
    (ROOT / name).unlink(missing_ok=True)
    subprocess.run(command, check=True, cwd=ROOT, env={"UV_SYSTEM_CERTS": "true", **os.environ})
    made = (ROOT / name).read_text(encoding="utf-8")
    (ROOT / name).write_text(f"{MARK}{wishes(name)}\n{made}", encoding="utf-8")
    print(f"{name}: {made.count('==')} pakketten")


def faults(name: str) -> list[str]:
    """What is wrong with a list, as sentences."""
    file = ROOT / name
    if not file.exists():
        return [f"{name} ontbreekt: draai 'make lock'."]
    text = file.read_text(encoding="utf-8")
    found = []
    if text.partition("\n")[0] != MARK + wishes(name):
        found.append(f"{name} hoort niet bij de huidige pyproject.toml: draai 'make lock'.")
    if re.search(r"https?://|--(extra-)?index-url|--find-links", text):
        found.append(f"{name} noemt een adres om van te downloaden.")
    return found


def npm_faults() -> list[str]:
    """The same for the lock of the front-end."""
    lock = ROOT / "frontend" / "package-lock.json"
    if not lock.exists():
        return ["frontend/package-lock.json ontbreekt."]
    packages = json.loads(lock.read_text(encoding="utf-8")).get("packages", {})
    found = [
        f"{lock.name} noemt een downloadadres bij {key}."
        for key, value in packages.items()
        if "resolved" in value
    ]
    wanted = json.loads((lock.parent / "package.json").read_text(encoding="utf-8"))
    kinds = ("dependencies", "devDependencies")
    if any(wanted.get(kind, {}) != packages.get("", {}).get(kind, {}) for kind in kinds):
        found.append(
            "frontend/package-lock.json hoort niet bij package.json: draai 'npm install' in frontend."
        )
    return found


if __name__ == "__main__":
    sys.exit(main())
