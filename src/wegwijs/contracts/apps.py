"""Registration with Django."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "wegwijs.contracts"
    label = "contracts"
    verbose_name = "Contracten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the navigation counts."""
        from wegwijs.access.roles import Permission
        from wegwijs.access.waiting import register
        from wegwijs.contracts.queries.invoices import WAITING, waiting_for

        register(WAITING, [Permission.INVOICE_VIEW], waiting_for)
