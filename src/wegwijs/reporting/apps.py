"""Registration with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "wegwijs.reporting"
    label = "reporting"
    verbose_name = "Sturing"
    default_auto_field = "django.db.models.BigAutoField"
