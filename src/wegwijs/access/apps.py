"""Registration with Django."""

from django.apps import AppConfig

from wegwijs.access.personas import refuse_outside_demo


class AccessConfig(AppConfig):
    name = "wegwijs.access"
    label = "access"
    verbose_name = "Toegang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Don't start with a door open that belongs to the example region."""
        refuse_outside_demo()
