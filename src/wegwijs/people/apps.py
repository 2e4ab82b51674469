"""Registration with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "wegwijs.people"
    label = "people"
    verbose_name = "Personen"
    default_auto_field = "django.db.models.BigAutoField"
