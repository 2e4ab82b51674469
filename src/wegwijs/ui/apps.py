"""Registration with Django."""

from importlib import import_module

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wegwijs.ui"
    label = "ui"
    verbose_name = "Vormgeving"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make its checks known."""
        import_module("wegwijs.ui.disclosure")
