"""Registration with Django."""

from django.apps import AppConfig

from wegwijs.access.personas import refuse_outside_demo


class AccessConfig(AppConfig):
    name = "wegwijs.access"
    label = "access"
    verbose_name = "Toegang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Don't start with a door open that belongs to the example region; say what the navigation counts."""
        refuse_outside_demo()
        from wegwijs.access.queries.beheer import WAITING, waiting_for
        from wegwijs.access.roles import Permission
        from wegwijs.access.waiting import register

        register(WAITING, [Permission.SETTINGS_VIEW], waiting_for)
