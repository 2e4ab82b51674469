"""Addresses of the offer of guidance and its figures."""

from django.urls import path

from wegwijs.stages.begeleiding.views import offer

app_name = "offer"
urlpatterns = [
    path("", offer.offer, name="page"),
    path("nieuw/", offer.new, name="new"),
    path("afwijking/", offer.departure, name="depart"),
    path("cijfers/", offer.grant, name="figures"),
    path("cijfers/bestand/", offer.grant_file, name="figures_file"),
]
