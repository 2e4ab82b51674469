"""Registration with Django."""

from django.apps import AppConfig


class OverdrachtConfig(AppConfig):
    name = "wegwijs.stages.overdracht"
    label = "overdracht"
    verbose_name = "Overdracht"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the file of COA known; a dossier that closes, or a move, ends what COA supplies; a dossier that closes gives the time of its
        regeldag back."""
        from wegwijs.dossiers import endings
        from wegwijs.imports.kinds import register
        from wegwijs.stages.overdracht.coa_file import COA_FILE
        from wegwijs.stages.overdracht.commands import end_at_close, end_at_move, give_time_back
        from wegwijs.stages.overdracht.supplies import MOVES

        register(COA_FILE)
        endings.register(end_at_close)
        endings.register(give_time_back)
        endings.register_event(end_at_move, MOVES)
