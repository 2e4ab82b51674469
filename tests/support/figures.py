"""What a test of faults saw, for ``make faults`` to write down; nothing when nobody asked."""

import json
import os
from pathlib import Path


def saw(what: str, count: int, found: str = "niets mis") -> None:
    """``count`` times ``what``, in Dutch, as a row of the page."""
    target = os.environ.get("WEGWIJS_FAULT_FIGURES")
    if target:
        with Path(target).open("a", encoding="utf-8") as page:
            page.write(json.dumps([what, f"{count:,}".replace(",", "."), found], ensure_ascii=False) + "\n")
