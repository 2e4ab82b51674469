"""Registration with Django."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    # The label "messages" is taken by django.contrib.messages.
    name = "wegwijs.messages"
    label = "messaging"
    verbose_name = "Berichtenverkeer"
    default_auto_field = "django.db.models.BigAutoField"
