"""Addresses of PVT and MAP. Every ``pk`` is the dossier's."""

from django.urls import path

from wegwijs.stages.participatie.views import behind, modules

app_name = "participatie"
urlpatterns = [
    path("", behind.listing, name="list"),
    path("uitvoer/", behind.exported, name="export"),
    path("<uuid:pk>/", modules.overview, name="overview"),
    path("<uuid:pk>/ondertekening/", modules.signing, name="signing"),
    path("<uuid:pk>/eindgesprek/", modules.talk, name="talk"),
    path("<uuid:pk>/<slug:module>/afronden/", modules.done, name="done"),
    path("<uuid:pk>/<slug:module>/intrekken/", modules.undone, name="undone"),
]
