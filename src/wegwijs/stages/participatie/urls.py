"""Addresses of PVT and MAP. Every ``pk`` is the dossier's."""

from django.urls import path

from wegwijs.stages.participatie.views import behind, modules, places, texts

app_name = "participatie"
urlpatterns = [
    path("", behind.listing, name="list"),
    path("uitvoer/", behind.exported, name="export"),
    path("verklaring/", texts.listing, name="texts"),
    path("verklaring/nieuw/", texts.offer, name="text_new"),
    path("verklaring/<uuid:text_pk>/bestand/", texts.content, name="text_file"),
    path("verklaring/<uuid:text_pk>/vaststellen/", texts.decide, name="text_decide"),
    path("verklaring/<uuid:text_pk>/vervallen/", texts.drop, name="text_drop"),
    path("<uuid:pk>/", modules.overview, name="overview"),
    path("<uuid:pk>/ondertekening/", modules.signing, name="signing"),
    path("<uuid:pk>/eindgesprek/", modules.talk, name="talk"),
    path("<uuid:pk>/zoeken/", places.find, name="find"),
    path("<uuid:pk>/plaatsen/", places.place, name="placing"),
    path("<uuid:pk>/plaatsing/<uuid:plaatsing_pk>/uren/", places.hours, name="at_place"),
    path("<uuid:pk>/plaatsing/<uuid:plaatsing_pk>/beeindigen/", places.end, name="placing_end"),
    path("<uuid:pk>/<slug:module>/afronden/", modules.done, name="done"),
    path("<uuid:pk>/<slug:module>/intrekken/", modules.undone, name="undone"),
]
