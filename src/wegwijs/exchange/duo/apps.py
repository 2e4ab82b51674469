"""Registration with Django."""

from django.apps import AppConfig


class DuoConfig(AppConfig):
    name = "wegwijs.exchange.duo"
    label = "duo"
    verbose_name = "DUO"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the list of DUO's portal known."""
        from wegwijs.exchange.duo.duo_file import DUO_FILE
        from wegwijs.imports.kinds import register

        register(DUO_FILE)
