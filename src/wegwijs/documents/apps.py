"""Registration with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "wegwijs.documents"
    label = "documents"
    verbose_name = "Documenten"
    default_auto_field = "django.db.models.BigAutoField"
