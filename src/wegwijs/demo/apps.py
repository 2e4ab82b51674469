"""Registration with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "wegwijs.demo"
    label = "demo"
    verbose_name = "Voorbeeldregio"
    default_auto_field = "django.db.models.BigAutoField"
