"""Registration with Django."""

from django.apps import AppConfig


class WelkomConfig(AppConfig):
    name = "wegwijs.stages.welkom"
    label = "welkom"
    verbose_name = "Welkomstprogramma"
    default_auto_field = "django.db.models.BigAutoField"
