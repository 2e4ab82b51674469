"""Addresses of the desk."""

from django.urls import path

from wegwijs.desk.views import dossier, search, work

app_name = "desk"
urlpatterns = [
    path("", work.work, name="work"),
    path("dossier/<uuid:pk>/", dossier.dossier, name="dossier"),
    path("zoeken/", search.search, name="search"),
]
