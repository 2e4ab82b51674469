"""Addresses of places at employers for the MAP."""

from django.urls import path

from wegwijs.stages.participatie.views import places

app_name = "werkplekken"
urlpatterns = [
    path("", places.listing, name="list"),
    path("nieuw/", places.new, name="new"),
    path("<uuid:place_pk>/", places.one, name="place"),
    path("<uuid:place_pk>/wijzigen/", places.change, name="change"),
]
