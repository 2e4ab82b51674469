"""Addresses of PVT and MAP. Every ``pk`` is the dossier's."""

from django.urls import path

from wegwijs.stages.participatie import views

app_name = "participatie"
urlpatterns = [
    path("<uuid:pk>/", views.overview, name="overview"),
    path("<uuid:pk>/ondertekening/", views.signing, name="signing"),
    path("<uuid:pk>/eindgesprek/", views.talk, name="talk"),
    path("<uuid:pk>/<slug:module>/afronden/", views.done, name="done"),
    path("<uuid:pk>/<slug:module>/intrekken/", views.undone, name="undone"),
]
