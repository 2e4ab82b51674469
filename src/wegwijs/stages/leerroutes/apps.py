"""Registration with Django."""

from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    name = "wegwijs.stages.leerroutes"
    label = "leerroutes"
    verbose_name = "Leerroutes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A dossier that closes ends its placement."""
        from wegwijs.dossiers import endings
        from wegwijs.stages.leerroutes.commands import end_placement_with_dossier

        endings.register(end_placement_with_dossier)
