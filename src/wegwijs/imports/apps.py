"""Registration with Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "wegwijs.imports"
    label = "imports"
    verbose_name = "Bestanden inlezen"
    default_auto_field = "django.db.models.BigAutoField"
