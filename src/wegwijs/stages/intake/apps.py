"""Registration with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "wegwijs.stages.intake"
    label = "intake"
    verbose_name = "Brede intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make oproepen by the pile known."""
        from wegwijs.documents.batches import register
        from wegwijs.stages.intake.pile import OPROEPEN

        register(OPROEPEN)
