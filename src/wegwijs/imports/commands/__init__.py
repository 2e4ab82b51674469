"""Take in a file: keep it, choose its columns, try it out, take it over, stop, take it back."""

from wegwijs.imports.commands.files import (
    fetch_report,
    map_columns,
    resume_file,
    stop_file,
    store_file,
    take_over,
    undo_file,
)
from wegwijs.imports.commands.run import work_on

__all__ = [
    "fetch_report", "map_columns", "resume_file", "stop_file", "store_file", "take_over", "undo_file", "work_on",
]  # fmt: skip
