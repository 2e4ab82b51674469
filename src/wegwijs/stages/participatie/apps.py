"""Registration with Django."""

from django.apps import AppConfig


class ParticipatieConfig(AppConfig):
    name = "wegwijs.stages.participatie"
    label = "participatie"
    verbose_name = "Participatie"
    default_auto_field = "django.db.models.BigAutoField"
