"""Registration with Django."""

from django.apps import AppConfig


class PipConfig(AppConfig):
    name = "wegwijs.stages.pip"
    label = "pip"
    verbose_name = "PIP"
    default_auto_field = "django.db.models.BigAutoField"
