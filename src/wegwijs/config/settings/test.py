"""Tests: as the demo, with cheap passwords and a database that the test session brings along."""

import tempfile
from pathlib import Path

from wegwijs.config import environment
from wegwijs.config.settings.base import *  # noqa: F403
from wegwijs.config.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wegwijs.demo"]

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
# conftest.py fills in the place of the server just before the first test that needs it.
DATABASES = {"default": environment.database("postgresql://wegwijs@127.0.0.1:1/wegwijs")}
# Looks for an asset when it is asked for; otherwise each test client would read all of them first.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO_PERSONAS = True
STYLE_PAGE = True
MEDIA_ROOT = Path(tempfile.gettempdir()) / "wegwijs-test-files"

DUO_OIN = "00000001802327497000"
DUO_CLIENT_HEADER = None
DUO_TRANSPORT = "support.duo.transport"
