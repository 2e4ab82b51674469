"""One machine with the example region: no passwords, fictional people only, never to be reached from outside."""

from wegwijs.config import environment, keys, postgres
from wegwijs.config.settings.base import *  # noqa: F403
from wegwijs.config.settings.base import INSTALLED_APPS, POOL

INSTALLED_APPS = [*INSTALLED_APPS, "wegwijs.demo"]

DATA_FOLDER = environment.data_folder()
SECRET_KEY = keys.secret_key(DATA_FOLDER)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

# Never DATABASE_URL: a page without passwords must not open a real database by mistake.
_url = environment.text(environment.DEMO_DATABASE) or postgres.url_of(DATA_FOLDER)
_database = environment.database(_url)
DATABASES = {
    "default": {
        **_database,
        "OPTIONS": {**_database["OPTIONS"], "pool": {**POOL, "max_size": 6}},  # type: ignore[dict-item]
    },
}

# Stories of these gemeenten only, by code: a smaller region starts sooner. Empty: of all.
DEMO_GEMEENTEN = environment.listing("WEGWIJS_DEMO_GEMEENTEN")

# A page with the personas of the region, one click each.
DEMO_PERSONAS = True
LOGIN_URL = "access:personas"
# A page with every component of the design system, at /ui/.
STYLE_PAGE = True

MEDIA_ROOT = DATA_FOLDER / "files"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_FOLDER / "mail"

# A stand-in answers for DUO, and knocks on our door with this OIN.
DUO_OIN = "00000001802327497000"
DUO_CLIENT_HEADER = "X-Client-Oin"
DUO_TRANSPORT = "wegwijs.demo.duo.transport"
DUO_CERTIFICATES = str(DATA_FOLDER / "certificaten")
