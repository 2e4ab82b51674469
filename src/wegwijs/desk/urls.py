"""Addresses of the desk."""

from django.urls import path

from wegwijs.desk.views import agenda, audit, dossier, redistribute, search, team, work

app_name = "desk"
urlpatterns = [
    path("", work.work, name="work"),
    path("team/", team.team, name="team"),
    path("team/herverdelen/<int:employee_pk>/", redistribute.redistribute, name="redistribute"),
    path("team/herverdelingen/", redistribute.listing, name="herverdelingen"),
    path("team/herverdeling/<uuid:pk>/", redistribute.one, name="herverdeling"),
    path("team/herverdeling/<uuid:pk>/terug/", redistribute.undo, name="herverdeling_undo"),
    path("uitvoer/", work.exported, name="export"),
    path("weergaven/", work.views, name="views"),
    path("weergaven/<uuid:pk>/weg/", work.view_dropped, name="view_dropped"),
    path("dossier/<uuid:pk>/", dossier.dossier, name="dossier"),
    path("dossier/<uuid:pk>/waarom/", work.explained, name="why"),
    path("inzage/", audit.audit, name="audit"),
    path("inzage/controle/", audit.check, name="audit_check"),
    path("zoeken/", search.search, name="search"),
    path("agenda/", agenda.week, name="agenda"),
    path("agenda/regio/", agenda.region, name="region_week"),
    path("agenda/koppelen/", agenda.feed, name="feed"),
    path("agenda/intrekken/", agenda.revoke, name="feed_revoke"),
    path("agenda/adres/<str:secret>.ics", agenda.ics, name="ics"),
]
