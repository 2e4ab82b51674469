"""Background work on files."""

from uuid import UUID

from wegwijs.imports.commands import work_on
from wegwijs.imports.queries import unfinished
from wegwijs.jobs import job


@job()
def work_on_file(file: str) -> None:
    """Check, take over or take back; a second run goes on where the first ended."""
    work_on(UUID(file))


@job(every="*/10 * * * *")
def pick_up_files() -> None:
    """Go on with what a lost job left behind."""
    for pk in unfinished():
        work_on(pk)
