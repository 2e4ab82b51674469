"""Registration with Django."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "wegwijs.contracts"
    label = "contracts"
    verbose_name = "Contracten"
    default_auto_field = "django.db.models.BigAutoField"
