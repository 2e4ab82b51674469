"""Background work of the handover."""

from uuid import UUID

from wegwijs.jobs import job
from wegwijs.stages.overdracht.commands import take_in


@job()
def take_in_file(upload: str) -> None:
    """Take in a file of COA; a second run goes on where the first ended."""
    take_in(UUID(upload))
