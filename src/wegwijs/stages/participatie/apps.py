"""Registration with Django."""

from django.apps import AppConfig


class ParticipatieConfig(AppConfig):
    name = "wegwijs.stages.participatie"
    label = "participatie"
    verbose_name = "Participatie"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """How far somebody's hours are follows what happens in the dossier."""
        from wegwijs.dossiers.following import register
        from wegwijs.stages.participatie.commands import CHANGES, keep_stand

        register(CHANGES, keep_stand)
