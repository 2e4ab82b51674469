"""Registration with Django."""

from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    name = "wegwijs.stages.leerroutes"
    label = "leerroutes"
    verbose_name = "Leerroutes"
    default_auto_field = "django.db.models.BigAutoField"
