"""Registration with Django."""

from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    name = "wegwijs.stages.leerroutes"
    label = "leerroutes"
    verbose_name = "Leerroutes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A dossier that closes ends its placement; the worker can read a school's files."""
        from wegwijs.dossiers import endings
        from wegwijs.imports.kinds import register
        from wegwijs.stages.leerroutes.commands import end_placement_with_dossier
        from wegwijs.stages.leerroutes.lesson_file import LESSON_FILE

        endings.register(end_placement_with_dossier)
        register(LESSON_FILE)
