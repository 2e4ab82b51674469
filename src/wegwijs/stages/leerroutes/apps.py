"""Registration with Django."""

from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    name = "wegwijs.stages.leerroutes"
    label = "leerroutes"
    verbose_name = "Leerroutes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A dossier that closes ends its placement; how far somebody is and the cohort of a placement follow the dossier; other
        prices are booked; the worker can read a school's files."""
        from wegwijs.contracts import rebooking
        from wegwijs.dossiers import endings, following
        from wegwijs.dossiers.kinds import Kind
        from wegwijs.imports.kinds import register
        from wegwijs.stages.leerroutes.commands import cohort, end_placement_with_dossier, voltooiing
        from wegwijs.stages.leerroutes.commands.afronden import ask_certificate
        from wegwijs.stages.leerroutes.commands.eigen_school import end_school_with_dossier
        from wegwijs.stages.leerroutes.commands.moved import ask_who_pays, moved_after_all_not
        from wegwijs.stages.leerroutes.commands.rebooking import rebook_lessons
        from wegwijs.stages.leerroutes.lesson_file import LESSON_FILE
        from wegwijs.stages.leerroutes.report_file import REPORT_FILE

        endings.register(end_placement_with_dossier)
        endings.register(end_school_with_dossier)
        endings.register(ask_who_pays)
        endings.register_event(moved_after_all_not, {Kind.DOSSIER_HEROPEND})
        endings.register_event(ask_certificate, {Kind.DUO_PLICHT})
        following.register(voltooiing.CHANGES, voltooiing.keep_completion)
        following.register(cohort.CHANGES, cohort.keep_cohort)
        following.register(voltooiing.HOURS, voltooiing.keep_hours)
        rebooking.register(rebook_lessons)
        register(LESSON_FILE)
        register(REPORT_FILE)
