"""As the demo runs, without its debug aids: every right, the audit and the log on, and a count of statements a page."""

from wegwijs.config.settings.demo import *  # noqa: F403
from wegwijs.config.settings.demo import MIDDLEWARE

MIDDLEWARE = ["bench.floor.count_statements", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
