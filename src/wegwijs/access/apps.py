"""Registration with Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "wegwijs.access"
    label = "access"
    verbose_name = "Toegang"
    default_auto_field = "django.db.models.BigAutoField"
