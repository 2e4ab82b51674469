"""Registration with Django."""

from django.apps import AppConfig


class OverdrachtConfig(AppConfig):
    name = "wegwijs.stages.overdracht"
    label = "overdracht"
    verbose_name = "Overdracht"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the file of COA known."""
        from wegwijs.imports.kinds import register
        from wegwijs.stages.overdracht.coa_file import COA_FILE

        register(COA_FILE)
