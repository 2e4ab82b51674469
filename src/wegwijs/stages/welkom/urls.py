"""Addresses of the welcome programme."""

from django.urls import path

from wegwijs.stages.welkom import views

app_name = "welkom"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.new, name="new"),
    path("programma/<slug:programme>/", views.programme, name="programme"),
    path("programma/<slug:programme>/nieuw/", views.new_programme, name="programme_new"),
]
