"""Registration with Django."""

from django.apps import AppConfig


class OntzorgenConfig(AppConfig):
    name = "wegwijs.stages.ontzorgen"
    label = "ontzorgen"
    verbose_name = "Ontzorgen"
    default_auto_field = "django.db.models.BigAutoField"
