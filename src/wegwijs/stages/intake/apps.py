"""Registration with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "wegwijs.stages.intake"
    label = "intake"
    verbose_name = "Brede intake"
    default_auto_field = "django.db.models.BigAutoField"
