"""Registration with Django."""

from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    name = "wegwijs.stages.leerroutes"
    label = "leerroutes"
    verbose_name = "Leerroutes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """How far somebody is follows what happens in the dossier."""
        from wegwijs.dossiers import following
        from wegwijs.stages.leerroutes.commands import voltooiing

        following.register(voltooiing.CHANGES, voltooiing.keep_completion)
        following.register(voltooiing.HOURS, voltooiing.keep_hours)
