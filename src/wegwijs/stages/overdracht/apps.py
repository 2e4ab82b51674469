"""Registration with Django."""

from django.apps import AppConfig


class OverdrachtConfig(AppConfig):
    name = "wegwijs.stages.overdracht"
    label = "overdracht"
    verbose_name = "Overdracht"
    default_auto_field = "django.db.models.BigAutoField"
