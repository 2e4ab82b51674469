"""Where somebody's sign-in is kept and when it ends: soon after nothing is asked any more, and surely after a working day.

As Django keeps it; named by the setting SESSION_ENGINE. By the clock of the machine, as in the library.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from wegwijs import clock

BEGAN = "wegwijs_began"
# How often a sign-in that is used is written anew, in seconds: not with every page.
EVERY = 5 * 60


class SessionStore(DatabaseStore):
    """``ends`` is the instant after which one must sign in again; None before it was read from the database."""

    ends: datetime | None = None

    def _get_session_from_db(self) -> Any:  # noqa: ANN401 the library's row
        found = super()._get_session_from_db()  # type: ignore[misc]  # the stubs leave it out
        self.ends = found.expire_date if found else None
        return found

    def save(self, must_create: bool = False) -> None:
        """The day begins when somebody signs in; what comes later doesn't make it longer."""
        if SESSION_KEY in self and BEGAN not in self:
            self[BEGAN] = clock.machine()
        super().save(must_create)

    def get_expiry_date(self, **kwargs: Any) -> datetime:  # noqa: ANN401 - of the library
        """SESSION_COOKIE_AGE after the last use, SESSION_LONGEST after signing in at the latest."""
        ends = super().get_expiry_date(**kwargs)
        began = self.get(BEGAN)
        return min(ends, datetime.fromtimestamp(began + settings.SESSION_LONGEST, UTC)) if began else ends

    def used(self) -> None:
        """Somebody asked for a page: the sign-in lasts longer, within its day."""
        if self.ends and self.ends.timestamp() - clock.machine() < settings.SESSION_COOKIE_AGE - EVERY:
            self.modified = True
            self.ends = self.get_expiry_date()
