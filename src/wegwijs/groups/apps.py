"""Registration with Django."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "wegwijs.groups"
    label = "groups"
    verbose_name = "Groepen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whose dossier closes leaves the groups; invitations, reminders and what doesn't go on go out by the pile."""
        from wegwijs.documents import batches
        from wegwijs.dossiers.endings import register
        from wegwijs.groups.commands import end_with_dossier
        from wegwijs.groups.pile import PILES

        register(end_with_dossier)
        for kind in PILES:
            batches.register(kind)
