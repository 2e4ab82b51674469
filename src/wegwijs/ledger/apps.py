"""Registration with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "wegwijs.ledger"
    label = "ledger"
    verbose_name = "Grootboek"
    default_auto_field = "django.db.models.BigAutoField"
