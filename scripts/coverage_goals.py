"""Is enough of the code proven? Reads coverage.json: every branch of the law, nine tenths of the other lines."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAW = "src/wi2021/"
LEAST_LINES_PERCENT = 90


def main() -> int:
    """Print how much of each part was run and what is missing; 1 when a goal isn't met."""
    files = json.loads((ROOT / "coverage.json").read_text(encoding="utf-8"))["files"]
    law = {name: file for name, file in files.items() if name.startswith(LAW)}
    rest = {name: file for name, file in files.items() if not name.startswith(LAW)}
    branches = share(law, "covered_branches", "num_branches")
    law_lines = share(law, "covered_lines", "num_statements")
    lines = share(rest, "covered_lines", "num_statements")
    print(
        f"wet: {law_lines:.1f} % van de regels, {branches:.1f} % van de takken; rest: {lines:.1f} % van de regels"
    )
    missed = branches < 100 or law_lines < 100
    for name, file in law.items() if missed else ():
        if file["missing_lines"] or file["missing_branches"]:
            print(
                f"  {name}: regels {file['missing_lines']} takken {file['missing_branches']}", file=sys.stderr
            )
    if lines < LEAST_LINES_PERCENT:
        worst = sorted(rest, key=lambda name: -len(rest[name]["missing_lines"]))[:10]
        for name in worst:
            print(f"  {name}: {len(rest[name]['missing_lines'])} regels niet geraakt", file=sys.stderr)
    return 1 if missed or lines < LEAST_LINES_PERCENT else 0


def share(files: dict[str, dict[str, dict[str, int]]], covered: str, total: str) -> float:
    """The percentage covered over all files."""
    wanted = sum(file["summary"][total] for file in files.values())
    return 100 * sum(file["summary"][covered] for file in files.values()) / wanted if wanted else 100.0


if __name__ == "__main__":
    sys.exit(main())
