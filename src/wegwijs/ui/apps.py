"""Registration with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wegwijs.ui"
    label = "ui"
    verbose_name = "Vormgeving"
    default_auto_field = "django.db.models.BigAutoField"
