"""Acts on courses, offers, lessons and the waiting list."""

from wegwijs.stages.leerroutes.commands.answer import accept_place, begin_lessons, refuse_place
from wegwijs.stages.leerroutes.commands.courses import CourseFacts, change_course, close_course, make_course
from wegwijs.stages.leerroutes.commands.finish import (
    end_lessons,
    end_placement,
    end_placement_with_dossier,
    hide_old,
    record_result,
)
from wegwijs.stages.leerroutes.commands.lessons import Registered, WeekFacts, record_weeks
from wegwijs.stages.leerroutes.commands.offer import (
    OfferFacts,
    arrange,
    ask_place,
    wait_for_place,
    wait_no_longer,
    withdraw_place,
)
from wegwijs.stages.leerroutes.commands.report import ReportFacts, ToetsFacts, file_report
from wegwijs.stages.leerroutes.commands.signalen import send_signal, take_up_signal

__all__ = [
    "CourseFacts", "OfferFacts", "Registered", "ReportFacts", "ToetsFacts", "WeekFacts", "accept_place", "arrange", "ask_place", "begin_lessons",
    "change_course", "close_course", "end_lessons", "end_placement", "end_placement_with_dossier", "file_report", "hide_old",
    "make_course", "record_result", "record_weeks", "refuse_place", "send_signal", "take_up_signal", "wait_for_place", "wait_no_longer",
    "withdraw_place",
]  # fmt: skip
