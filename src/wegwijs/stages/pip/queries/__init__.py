"""Versions of a PIP, what is missing in them, what DUO said, and the lists of what must be done."""

from wegwijs.stages.pip.queries.lists import STANDS, counts, page_of, to_do, without_pip
from wegwijs.stages.pip.queries.one import (
    Back,
    DuoAnswer,
    came_back,
    case_of,
    colleagues,
    current_pip,
    duo_answers,
    duo_key,
    findings,
    intake_findings,
    open_version,
    pip_by_id,
    stored_version,
    termijnen,
    version_or_404,
    versions,
    versions_with_body,
    waits_for_duo,
    withdrawal_of,
)

__all__ = [
    "STANDS", "Back", "DuoAnswer", "came_back", "case_of", "colleagues", "counts", "current_pip", "duo_answers", "duo_key",
    "findings", "intake_findings", "open_version", "page_of", "pip_by_id", "stored_version", "termijnen", "to_do",
    "version_or_404", "versions", "versions_with_body", "waits_for_duo", "withdrawal_of",
    "without_pip",
]  # fmt: skip
