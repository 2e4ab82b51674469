"""Registration with Django."""

from django.apps import AppConfig


class OntzorgenConfig(AppConfig):
    name = "wegwijs.stages.ontzorgen"
    label = "ontzorgen"
    verbose_name = "Ontzorgen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What ends with a dossier or with the bijstand and goes on when that end is taken back; a household that falls apart; the file of the benefits administration; statements by the pile; each morning's job."""
        from wegwijs.documents import batches
        from wegwijs.dossiers import endings
        from wegwijs.dossiers.kinds import Kind
        from wegwijs.imports.kinds import register
        from wegwijs.people import partings
        from wegwijs.stages.ontzorgen import nightly  # noqa: F401 - declares its job
        from wegwijs.stages.ontzorgen.commands.bijstand import follow
        from wegwijs.stages.ontzorgen.commands.endings import end_with_dossier
        from wegwijs.stages.ontzorgen.commands.splitting import partner_left
        from wegwijs.stages.ontzorgen.month_file import MONTH_FILE
        from wegwijs.stages.ontzorgen.payee_pile import ONTVANGERS
        from wegwijs.stages.ontzorgen.statements_pile import OVERZICHTEN

        endings.register(end_with_dossier)
        endings.register_event(follow, {Kind.GEGEVEN_INGETROKKEN, Kind.BIJSTAND_EINDE})
        partings.register(partner_left)
        register(MONTH_FILE)
        batches.register(OVERZICHTEN)
        batches.register(ONTVANGERS)
