"""Registration with Django."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "wegwijs.safety"
    label = "safety"
    verbose_name = "Veiligheid"
    default_auto_field = "django.db.models.BigAutoField"
