"""How much memory the web processes took at most, as Linux counts it."""

from pathlib import Path

# What a process may still take after it has made its first files, in megabytes: less than one file of a hundred thousand rows.
MOST_GROWTH = 8


def peak(parent: int) -> float:
    """Megabytes of the child of a process that took most; 0 where the system doesn't tell."""
    found = 0.0
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in task.read_text().split():
            found = max(found, _high_water(Path(f"/proc/{child}/status")))
    return found


def _high_water(status: Path) -> float:
    try:
        lines = status.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
