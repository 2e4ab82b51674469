"""Registration with Django."""

from django.apps import AppConfig


class DuoConfig(AppConfig):
    name = "wegwijs.exchange.duo"
    label = "duo"
    verbose_name = "DUO"
    default_auto_field = "django.db.models.BigAutoField"
