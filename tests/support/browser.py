"""Which browser the browser tests drive. Run as a program it prints the path, or ends with 1 when there is none."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """WEGWIJS_BROWSER, else an installed Chromium or Chrome that works, else Playwright's own, else None."""
    for name in (os.environ.get("WEGWIJS_BROWSER", ""), *NAMES):
        path = shutil.which(name) if name else None
        if path and _works(path):
            return path
    return _of_playwright()


def _works(path: str) -> bool:
    """Whether it says its version; the package of that name on Ubuntu is only a pointer to another installer."""
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _of_playwright() -> str | None:
    code = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    return path if asked.returncode == 0 and path and _works(path) else None


if __name__ == "__main__":
    found = find()
    print(found or "")
    sys.exit(0 if found else 1)
