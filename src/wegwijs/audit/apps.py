"""Registration with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "wegwijs.audit"
    label = "audit"
    verbose_name = "Inzage en wijziging"
    default_auto_field = "django.db.models.BigAutoField"
