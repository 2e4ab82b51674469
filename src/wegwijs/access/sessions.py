"""Where somebody's sign-in is kept: as Django keeps it, and knowing when it ends. Named by the setting SESSION_ENGINE."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """``ends`` is the instant after which one must sign in again; None before it was read from the database."""

    ends: datetime | None = None

    def _get_session_from_db(self) -> Any:  # noqa: ANN401 the library's row
        found = super()._get_session_from_db()  # type: ignore[misc]  # the stubs leave it out
        self.ends = found.expire_date if found else None
        return found
