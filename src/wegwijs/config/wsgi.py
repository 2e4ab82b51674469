"""The door for a web server: ``gunicorn wegwijs.config.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijs.config.settings.production")

application = get_wsgi_application()
