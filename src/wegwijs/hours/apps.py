"""Registration with Django."""

from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "wegwijs.hours"
    label = "hours"
    verbose_name = "Uren"
    default_auto_field = "django.db.models.BigAutoField"
