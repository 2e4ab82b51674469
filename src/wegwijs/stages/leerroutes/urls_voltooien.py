"""Addresses of completion: what is still needed, talks about progress, the end. Every ``pk`` is the dossier's."""

from django.urls import path

from wegwijs.stages.leerroutes.views import adjust, fewer_hours, region, talks, verlengen, voltooien

app_name = "voltooien"
urlpatterns = [
    path("", region.listing, name="list"),
    path("termijn/", region.time, name="time"),
    path("gesprekken/", region.talks, name="talk_list"),
    path("rapporten/", region.reports, name="report_list"),
    path("dossier/<uuid:pk>/", voltooien.overview, name="overview"),
    path("dossier/<uuid:pk>/eindgesprek/", voltooien.z_talk, name="z_talk"),
    path("dossier/<uuid:pk>/taalschakeltraject/", voltooien.taalschakel, name="taalschakel"),
    path("dossier/<uuid:pk>/minder-uren/", fewer_hours.decide, name="fewer_hours"),
    path(
        "dossier/<uuid:pk>/minder-uren/<uuid:besluit_pk>/intrekken/",
        fewer_hours.take_back,
        name="fewer_hours_back",
    ),
    path("dossier/<uuid:pk>/afronden/", voltooien.finish, name="finish"),
    path("dossier/<uuid:pk>/intrekken/", voltooien.undo, name="undo"),
    path("dossier/<uuid:pk>/bewijs/", voltooien.proof, name="proof"),
    path("dossier/<uuid:pk>/termijn/", verlengen.overview, name="extend"),
    path("dossier/<uuid:pk>/termijn/vraag/", verlengen.ask, name="ask_statement"),
    path("dossier/<uuid:pk>/termijn/verklaring/brief/", verlengen.letter, name="statement_letter"),
    path("dossier/<uuid:pk>/termijn/verklaring/", verlengen.given, name="statement"),
    path("dossier/<uuid:pk>/wijzigen/", adjust.adjust, name="adjust"),
    path("dossier/<uuid:pk>/gesprekken/", talks.overview, name="talks"),
    path("dossier/<uuid:pk>/gesprekken/plannen/", talks.plan, name="plan_talk"),
    path("dossier/<uuid:pk>/gesprekken/vastleggen/", talks.held, name="held"),
]
