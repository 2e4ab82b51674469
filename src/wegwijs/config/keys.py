"""The signing key of a one-machine installation: made once, kept beside its data."""

import secrets
from pathlib import Path

KEY_FILE = "secret-key"


def secret_key(folder: Path) -> str:
    """The key in ``folder``, made (readable for this account only) when there is none yet."""
    file = folder / KEY_FILE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return file.read_text(encoding="ascii")
