"""Addresses of the exchange with DUO: the interface for DUO itself, and pages for employees."""

from django.urls import path

from wegwijs.exchange.duo.api import api

app_name = "duo"
urlpatterns = [path("v1/", api.urls)]
