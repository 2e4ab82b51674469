"""Registration with Django."""

from django.apps import AppConfig


class BegeleidingConfig(AppConfig):
    name = "wegwijs.stages.begeleiding"
    label = "begeleiding"
    verbose_name = "Begeleiding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A dossier that closes takes its referrals and its plan along."""
        from wegwijs.dossiers.endings import register
        from wegwijs.stages.begeleiding.commands import end_plan_with_dossier, end_with_dossier

        register(end_with_dossier)
        register(end_plan_with_dossier)
