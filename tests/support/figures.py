"""What a test of faults saw, for ``make faults`` to write down; nothing when nobody asked."""

import json
import os
from collections import Counter
from pathlib import Path


def whole_after(steps: int) -> int:
    """After how many steps of a simulated region everything is counted anew."""
    return max(100, steps // 100)


def counted(number: int) -> str:
    """As people here write it: 1.200."""
    return f"{number:,}".replace(",", ".")


def told(found: Counter[str]) -> str:
    """How often what, the most first."""
    return ", ".join(f"{counted(count)} {what}" for what, count in found.most_common())


def saw(what: str, count: int, found: str = "niets mis") -> None:
    """``count`` times ``what``, in Dutch, as a row of the page."""
    target = os.environ.get("WEGWIJS_FAULT_FIGURES")
    if target:
        with Path(target).open("a", encoding="utf-8") as page:
            page.write(json.dumps([what, counted(count), found], ensure_ascii=False) + "\n")
