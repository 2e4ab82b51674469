"""Addresses of the desk."""

from django.urls import path

from wegwijs.desk.views import audit, dossier, search, team, work

app_name = "desk"
urlpatterns = [
    path("", work.work, name="work"),
    path("team/", team.team, name="team"),
    path("uitvoer/", work.exported, name="export"),
    path("weergaven/", work.views, name="views"),
    path("weergaven/<uuid:pk>/weg/", work.view_dropped, name="view_dropped"),
    path("dossier/<uuid:pk>/", dossier.dossier, name="dossier"),
    path("dossier/<uuid:pk>/waarom/", work.explained, name="why"),
    path("inzage/", audit.audit, name="audit"),
    path("inzage/controle/", audit.check, name="audit_check"),
    path("zoeken/", search.search, name="search"),
]
