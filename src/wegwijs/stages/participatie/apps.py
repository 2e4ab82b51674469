"""Registration with Django."""

from django.apps import AppConfig


class ParticipatieConfig(AppConfig):
    name = "wegwijs.stages.participatie"
    label = "participatie"
    verbose_name = "Participatie"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """How far somebody's hours are follows what happens in the dossier; one that closes gives up its seats."""
        from wegwijs.dossiers import endings, following
        from wegwijs.stages.participatie.commands import CHANGES, end_with_dossier, keep_stand

        following.register(CHANGES, keep_stand)
        endings.register(end_with_dossier)
