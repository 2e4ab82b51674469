"""The ``wegwijs`` command."""

import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijs.config.settings.production")
    if given[:1] == ["manage"]:
        execute_from_command_line(["wegwijs manage", *given[1:]])
    return 0
