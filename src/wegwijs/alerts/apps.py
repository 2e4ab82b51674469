"""Registration with Django."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "wegwijs.alerts"
    label = "alerts"
    verbose_name = "Meldingen"
    default_auto_field = "django.db.models.BigAutoField"
