"""Registration with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "wegwijs.desk"
    label = "desk"
    verbose_name = "Werkplek"
    default_auto_field = "django.db.models.BigAutoField"
