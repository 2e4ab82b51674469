"""Addresses of the alerts."""

from django.urls import path

from wegwijs.alerts import views

app_name = "alerts"
urlpatterns = [
    path("", views.listing, name="list"),
    path("gelezen/", views.read_all, name="read_all"),
    path("<uuid:pk>/gelezen/", views.read, name="read"),
]
