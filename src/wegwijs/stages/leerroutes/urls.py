"""Addresses of placing and of lessons. ``pk`` is the dossier's, for who places; a school knows the offer only."""

from django.urls import path

from wegwijs.stages.leerroutes.views import (
    courses,
    eigen_school,
    files,
    placing,
    reports,
    school,
    signals,
    waiting,
    week,
)

app_name = "leerroutes"
urlpatterns = [
    path("wachtlijst/", waiting.listing, name="waiting"),
    path("school/", school.desk, name="school"),
    path("week/", week.grid, name="week"),
    path("rapporten/", reports.listing, name="reports"),
    path("rapporten/<uuid:aanbod_pk>/", reports.report, name="report"),
    path("bestanden/rapporten/", files.upload_reports, name="report_files"),
    path("bestanden/rapporten/leeg.csv", files.report_example, name="report_example"),
    path("bestanden/", files.upload, name="files"),
    path("bestanden/leeg.csv", files.example, name="example"),
    path("cursussen/", courses.listing, name="courses"),
    path("cursussen/nieuw/", courses.new, name="course_new"),
    path("cursussen/<uuid:cursus_pk>/", courses.change, name="course"),
    path("cursussen/<uuid:cursus_pk>/sluiten/", courses.close, name="course_close"),
    path("school/<uuid:aanbod_pk>/", school.participant, name="participant"),
    path("school/<uuid:aanbod_pk>/aannemen/", school.accept, name="accept"),
    path("school/<uuid:aanbod_pk>/weigeren/", school.refuse, name="refuse"),
    path("school/<uuid:aanbod_pk>/eerste-les/", school.begin, name="begin"),
    path("school/<uuid:aanbod_pk>/einde/", school.leave, name="leave"),
    path("school/<uuid:aanbod_pk>/signaal/", reports.signal, name="signal"),
    path("dossier/<uuid:pk>/", placing.place, name="place"),
    path("dossier/<uuid:pk>/voortgang/", placing.progress, name="progress"),
    path("dossier/<uuid:pk>/zoeken/", placing.find, name="find"),
    path("dossier/<uuid:pk>/vragen/<uuid:cursus_pk>/", placing.ask, name="ask"),
    path("dossier/<uuid:pk>/eigen-school/", eigen_school.register, name="own_school"),
    path("dossier/<uuid:pk>/eigen-school/einde/", eigen_school.end, name="own_school_end"),
    path("dossier/<uuid:pk>/gegevens/", eigen_school.ask, name="data_ask"),
    path("dossier/<uuid:pk>/gegevens/<uuid:vraag_pk>/", eigen_school.answer, name="data_answer"),
    path("dossier/<uuid:pk>/wachten/", placing.wait, name="wait"),
    path("dossier/<uuid:pk>/niet-wachten/", placing.wait_off, name="wait_off"),
    path("dossier/<uuid:pk>/<uuid:aanbod_pk>/regelen/", placing.arranged, name="arrange"),
    path("dossier/<uuid:pk>/<uuid:aanbod_pk>/intrekken/", placing.withdraw, name="withdraw"),
    path("dossier/<uuid:pk>/<uuid:aanbod_pk>/beeindigen/", placing.end, name="end"),
    path("dossier/<uuid:pk>/<uuid:aanbod_pk>/resultaat/", placing.result, name="result"),
    path("dossier/<uuid:pk>/<uuid:aanbod_pk>/signaal/<uuid:signaal_pk>/", signals.take_up, name="take_up"),
]
