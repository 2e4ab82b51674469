"""Reading configuration from environment variables, with messages an administrator can act on."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DEMO_DATABASE = "WEGWIJS_DEMO_DATABASE_URL"
# So often a connection gets a statement before it keeps its plan.
PREPARE_AFTER = 3
DATABASE_EXAMPLE = "postgresql://gebruiker:wachtwoord@server:5432/wegwijs"


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks, or ``default`` when unset or empty."""
    return os.environ.get(name, "").strip() or default


def required(name: str, meaning: str) -> str:
    """The variable; ImproperlyConfigured naming it and what it is for when unset."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Omgevingsvariabele {name} ontbreekt: {meaning}.")
    return value


def listing(name: str, default: str = "") -> list[str]:
    """The variable as a comma-separated list without empty items."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def number(name: str, default: int) -> int:
    """The variable as a whole number; ImproperlyConfigured when it is something else."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"Omgevingsvariabele {name} moet een geheel getal zijn, niet {value!r}.")
    return int(value)


def data_folder() -> Path:
    """Where a one-machine installation keeps its database, key and files: WEGWIJS_DATA or the user's own."""
    chosen = text("WEGWIJS_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(text("XDG_DATA_HOME", "~/.local/share")).expanduser() / "wegwijs"


def database(url: str) -> dict[str, object]:
    """Django's settings for one PostgreSQL URL.

    Parameters after ``?`` go to libpq (``sslmode``, ``sslrootcert``, ...); ``host`` there may be the folder of
    a Unix socket. Raises ImproperlyConfigured when the URL is not one of PostgreSQL or names no database.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(f"Het adres van de database moet eruitzien als {DATABASE_EXAMPLE}.")
    options: dict[str, object] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options | _prepared(),
        # A page and its audit row are one transaction: what cannot be recorded is not shown.
        "ATOMIC_REQUESTS": True,
    }


def _prepared() -> dict[str, object]:
    """Keep the plans of statements that come back: behind row security planning is a third of what they cost.

    Not behind a pooler that hands a connection on between transactions without knowing prepared statements (PgBouncer before
    1.21): WEGWIJS_DB_PREPARE=nee.
    """
    if text("WEGWIJS_DB_PREPARE", "ja") != "ja":
        return {}
    return {"server_side_binding": True, "prepare_threshold": PREPARE_AFTER}
