"""Registration with Django."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "wegwijs.oversight"
    label = "oversight"
    verbose_name = "Toezicht"
    default_auto_field = "django.db.models.BigAutoField"
