"""Addresses of the register of tenders."""

from django.urls import path

from wegwijs.contracts.views import tenders

app_name = "inkoop"
urlpatterns = [
    path("", tenders.register, name="list"),
    path("nieuw/", tenders.new, name="new"),
    path("<uuid:tender_pk>/", tenders.page, name="tender"),
    path("<uuid:tender_pk>/wijzigen/", tenders.change, name="change"),
    path("<uuid:tender_pk>/perceel/", tenders.lot_new, name="lot_new"),
    path("<uuid:tender_pk>/stuk/", tenders.file_new, name="file_new"),
    path("stukken/<uuid:file_pk>/", tenders.file, name="file"),
    path("percelen/<uuid:lot_pk>/", tenders.lot_change, name="lot_change"),
    path("percelen/<uuid:lot_pk>/aanbod/", tenders.bid, name="bid"),
    path("percelen/<uuid:lot_pk>/stap/", tenders.step, name="step"),
    path("percelen/<uuid:lot_pk>/herstel/", tenders.take_back, name="take_back"),
    path("percelen/<uuid:lot_pk>/verken/", tenders.whatif, name="whatif"),
]
