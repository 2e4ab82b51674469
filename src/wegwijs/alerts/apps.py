"""Registration with Django."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "wegwijs.alerts"
    label = "alerts"
    verbose_name = "Meldingen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the navigation counts."""
        from wegwijs.access.waiting import register
        from wegwijs.alerts.queries import TOLD, WAITING, standing

        register(WAITING, TOLD, standing)
