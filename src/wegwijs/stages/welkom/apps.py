"""Registration with Django."""

from django.apps import AppConfig


class WelkomConfig(AppConfig):
    name = "wegwijs.stages.welkom"
    label = "welkom"
    verbose_name = "Welkomstprogramma"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Groups hear who may follow the programmes."""
        from wegwijs.groups.followers import register
        from wegwijs.stages.welkom.queries import FOLLOWS

        for programme, who in FOLLOWS.items():
            register(programme, who)
