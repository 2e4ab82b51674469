"""Addresses about safety. Every ``pk`` is a dossier's."""

from django.urls import path

from wegwijs.safety import views

app_name = "safety"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/melden/", views.give, name="give"),
    path("<uuid:pk>/<uuid:signal_pk>/stap/", views.step, name="step"),
    path("<uuid:pk>/<uuid:signal_pk>/afsluiten/", views.close, name="close"),
]
