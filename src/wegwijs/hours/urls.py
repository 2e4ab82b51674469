"""Addresses of the hours ledger. Every ``pk`` is a dossier's."""

from django.urls import path

from wegwijs.hours import views

app_name = "hours"
urlpatterns = [
    path("totalen/", views.totals, name="totals"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/vastleggen/", views.record, name="record"),
    path("<uuid:pk>/meetellen/", views.decide, name="decide"),
    path("<uuid:pk>/<uuid:uren_pk>/herstellen/", views.undo, name="undo"),
]
