"""Addresses of the welcome programme."""

from django.urls import path

from wegwijs.stages.welkom import views

app_name = "welkom"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.new, name="new"),
    path("programma/<str:programme>/", views.programme, name="programme"),
    path("programma/<str:programme>/nieuw/", views.new_programme, name="programme_new"),
]
