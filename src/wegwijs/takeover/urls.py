"""Addresses of taking over a caseload; what becomes of a file stands under ``bestanden/``."""

from django.urls import path

from wegwijs.takeover import views

app_name = "takeover"
urlpatterns = [
    path("", views.new, name="new"),
    path("voorbeeld.csv", views.example, name="example"),
]
