"""Registration with Django."""

from django.apps import AppConfig


class TakeoverConfig(AppConfig):
    name = "wegwijs.takeover"
    label = "takeover"
    verbose_name = "Lopende dossiers overnemen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the file with a running caseload known."""
        from wegwijs.imports.kinds import register
        from wegwijs.takeover.kind import CASELOAD

        register(CASELOAD)
