"""Addresses of the desk."""

from django.urls import path

from wegwijs.desk.views import audit, dossier, search, work

app_name = "desk"
urlpatterns = [
    path("", work.work, name="work"),
    path("dossier/<uuid:pk>/", dossier.dossier, name="dossier"),
    path("inzage/", audit.audit, name="audit"),
    path("inzage/controle/", audit.check, name="audit_check"),
    path("zoeken/", search.search, name="search"),
]
